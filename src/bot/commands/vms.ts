import { knownTo } from '../../app/find-vm.ts'
import { readVmNews } from '../../app/vm-news.ts'
import type { Vm } from '../../domain/vm.ts'
import { answerCard, type Button, runAsTyped, runButton } from '../cards/answer.ts'
import { listCard, type Row } from '../cards/list.ts'
import { rowOf } from '../cards/vm-row.ts'
import type { Command, CommandContext } from '../command.ts'
import { usableBy } from '../gate.ts'
import { onlooker } from '../onlooker.ts'
import { matchesFilter, parseVms, type VmKind, type VmsAsked } from '../text/parse-vms.ts'
import { commandName } from '../words/vm-name.ts'

/** So many machines a card shows; more do not fit a phone, nor 25 KB. */
const most = 15
/** Of the lists that are not the main one, where all three are on one card. */
const mostOfOthers = 5

const titles: Readonly<Record<VmKind, string>> = {
  configured: 'Configured',
  'not configured': 'Not configured',
  unsupported: 'Unsupported',
}
const kinds = Object.keys(titles) as readonly VmKind[]

export const vms: Command = {
  name: 'vms',
  aliases: ['machines', 'ls'],
  who: 'everyone',
  summary: 'List the virtual machines that you may know of, how they are used, and what is open',
  usage: 'vms [configured | not configured | unsupported] [filter]',
  details: [
    'Filter: a part of a name, a glob such as web*, rg:rg-web for a resource group, tag:env=prod for a tag; several must all match.',
    'One machine in full: /jit vm web01',
  ],
  examples: ['vms', 'vms web*', 'vms unsupported', 'vms configured tag:env=prod'],
  async run(context) {
    const asked = parseVms(context.rest)
    const { deps, turn } = context
    if (asked.problem !== undefined)
      return answerCard(deps.cards, {
        title: 'That filter cannot be read',
        tone: 'warning',
        paragraphs: [asked.problem],
        buttons: [runButton('All machines', 'vms')],
      })
    const matching = deps.estate.among(await knownTo(deps, turn.person)).filter(matchesFilter(asked.filter))
    const lists = new Map(kinds.map((kind) => [kind, matching.filter((vm) => vm.jit.kind === kind)]))
    if (matching.length === 0) return nothing(context, asked)
    return asked.kind === undefined ? await overview(context, asked, lists) : await page(context, asked, lists)
  },
}

type Lists = ReadonlyMap<VmKind, readonly Vm[]>

function nothing({ deps }: CommandContext, asked: VmsAsked) {
  return listCard(deps.cards, {
    title: 'No machines',
    subtitle: `The access policy lets you know of no machine${asked.filter.length === 0 ? '' : ' that matches'}.`,
    sections: [],
    buttons: [runButton('All machines', 'vms')],
  })
}

/** The three lists on one card, as far as they fit. */
async function overview(context: CommandContext, asked: VmsAsked, lists: Lists) {
  const { deps } = context
  const all = kinds.reduce((count, kind) => count + (lists.get(kind)?.length ?? 0), 0)
  const sections = kinds.map(async (kind) => {
    const list = lists.get(kind) ?? []
    const shown = list.slice(0, kind === 'configured' ? most - mostOfOthers : mostOfOthers)
    const more = list.length - shown.length
    return {
      heading: `${titles[kind]} ${list.length}${more > 0 ? `, ${more} of them not shown here` : ''}`,
      rows: await rowsOf(context, shown),
    }
  })
  return listCard(deps.cards, {
    title: `${all} ${all === 1 ? 'machine' : 'machines'}`,
    subtitle: `${countsOf(lists)} that the access policy lets you know of${narrowedBy(asked)}`,
    sections: await Promise.all(sections),
    notes: ['One machine in full: /jit vm and its name'],
    buttons: [...tabs(context, asked, lists), runButton('Request access', 'request')],
  })
}

/** One page of one list. A page that is not there any more is the last one. */
async function page(context: CommandContext, asked: VmsAsked, lists: Lists) {
  const { deps, turn } = context
  const kind = asked.kind ?? 'configured'
  const list = lists.get(kind) ?? []
  const pages = Math.max(1, Math.ceil(list.length / most))
  const number = Math.min(asked.page, pages)
  const shown = list.slice((number - 1) * most, number * most)
  const turnTo = (title: string, to: number) => narrowed(context, asked, title, `${kind}`, ` page ${to}`)
  const around = [
    ...(number > 1 ? [turnTo('Previous page', number - 1)] : []),
    ...(number < pages ? [turnTo('Next page', number + 1)] : []),
  ]
  const enable =
    kind === 'not configured' && (await usableBy(deps, turn.person))('admins')
      ? shown.map((vm) => runButton(`Enable ${vm.name}`.slice(0, 40), `enable ${commandName(deps.estate, vm)}`))
      : []
  const ask = kind === 'configured' ? [runButton('Request access', 'request')] : []
  const others = tabs(context, asked, lists).filter((_, i) => withAny(lists)[i] !== kind)
  return listCard(deps.cards, {
    title: `${titles[kind]}: ${list.length} ${list.length === 1 ? 'machine' : 'machines'}`,
    subtitle: `${countsOf(lists)}${narrowedBy(asked)}${pages > 1 ? ` · page ${number} of ${pages}` : ''}`,
    sections: [{ rows: await rowsOf(context, shown) }],
    buttons: [...others, ...around, ...ask, ...enable],
  })
}

function countsOf(lists: Lists): string {
  return kinds.map((kind) => `${titles[kind]} ${lists.get(kind)?.length ?? 0}`).join(' · ')
}

function narrowedBy({ filter }: VmsAsked): string {
  return filter.length === 0 ? '' : ` · narrowed by ${filter.join(' ')}`
}

function withAny(lists: Lists): VmKind[] {
  return kinds.filter((kind) => (lists.get(kind)?.length ?? 0) > 0)
}

function tabs(context: CommandContext, asked: VmsAsked, lists: Lists): Button[] {
  return withAny(lists).map((kind) => narrowed(context, asked, `${titles[kind]} (${lists.get(kind)?.length})`, kind))
}

/** A button that lists again with the same filter. Where somebody typed one, it is theirs. */
function narrowed({ turn }: CommandContext, { filter }: VmsAsked, title: string, kind: string, rest = ''): Button {
  const text = ['vms', kind, ...filter].join(' ') + rest
  return filter.length === 0 ? runButton(title, text) : runAsTyped(title, text, turn.person)
}

async function rowsOf({ deps, turn }: CommandContext, shown: readonly Vm[]): Promise<Row[]> {
  const reader = await onlooker(deps, turn.person)
  return (await Promise.all(shown.map((vm) => readVmNews(deps, vm)))).map((news) => rowOf(news, reader))
}
