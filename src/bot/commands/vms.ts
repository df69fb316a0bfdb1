import { knownTo } from '../../app/find-vm.ts'
import { readVmNews } from '../../app/vm-news.ts'
import type { Vm } from '../../domain/vm.ts'
import type { Words } from '../../words/en.ts'
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

const kinds: readonly VmKind[] = ['configured', 'not configured', 'unsupported']

export const vms: Command = {
  name: 'vms',
  aliases: ['machines', 'ls'],
  who: 'everyone',
  usage: 'vms [configured | not configured | unsupported] [filter]',
  examples: ['vms', 'vms web*', 'vms unsupported', 'vms configured tag:env=prod'],
  async run(context) {
    const asked = parseVms(context.rest)
    const { deps, turn } = context
    const { chat, machines: text } = deps.reader.words
    if (asked.problem !== undefined)
      return answerCard(deps.cards, {
        title: text.unreadableFilter,
        tone: 'warning',
        paragraphs: [asked.problem(deps.reader)],
        buttons: [runButton(chat.buttons.allMachines, 'vms')],
      })
    const matching = deps.estate.among(await knownTo(deps, turn.person)).filter(matchesFilter(asked.filter))
    const lists = new Map(kinds.map((kind) => [kind, matching.filter((vm) => vm.jit.kind === kind)]))
    if (matching.length === 0) return nothing(context, asked)
    return asked.kind === undefined ? await overview(context, asked, lists) : await page(context, asked, lists)
  },
}

type Lists = ReadonlyMap<VmKind, readonly Vm[]>

function nothing({ deps }: CommandContext, asked: VmsAsked) {
  const { chat, machines: text } = deps.reader.words
  return listCard(deps.cards, {
    title: text.none,
    subtitle: asked.filter.length === 0 ? text.knowOfNone : text.noneMatches,
    sections: [],
    buttons: [runButton(chat.buttons.allMachines, 'vms')],
  })
}

/** The three lists on one card, as far as they fit. */
async function overview(context: CommandContext, asked: VmsAsked, lists: Lists) {
  const { deps } = context
  const { chat, machines: text } = deps.reader.words
  const all = kinds.reduce((count, kind) => count + (lists.get(kind)?.length ?? 0), 0)
  const sections = kinds.map(async (kind) => {
    const list = lists.get(kind) ?? []
    const shown = list.slice(0, kind === 'configured' ? most - mostOfOthers : mostOfOthers)
    const more = list.length - shown.length
    const heading = `${text.kinds[kind]} ${list.length}`
    return {
      heading: more > 0 ? text.notShown(heading, more) : heading,
      rows: await rowsOf(context, shown),
    }
  })
  return listCard(deps.cards, {
    title: text.count(all),
    subtitle: `${text.knownOf(countsOf(lists, text))}${narrowedBy(asked, text)}`,
    sections: await Promise.all(sections),
    notes: [text.inFull],
    buttons: [...tabs(context, asked, lists), runButton(chat.buttons.requestAccess, 'request')],
  })
}

/** One page of one list. A page that is not there any more is the last one. */
async function page(context: CommandContext, asked: VmsAsked, lists: Lists) {
  const { deps, turn } = context
  const { chat, machines: text } = deps.reader.words
  const kind = asked.kind ?? 'configured'
  const list = lists.get(kind) ?? []
  const pages = Math.max(1, Math.ceil(list.length / most))
  const number = Math.min(asked.page, pages)
  const shown = list.slice((number - 1) * most, number * most)
  const turnTo = (title: string, to: number) => narrowed(context, asked, title, `${kind}`, ` page ${to}`)
  const around = [
    ...(number > 1 ? [turnTo(text.previousPage, number - 1)] : []),
    ...(number < pages ? [turnTo(text.nextPage, number + 1)] : []),
  ]
  const enable =
    kind === 'not configured' && (await usableBy(deps, turn.person))('admins')
      ? shown.map((vm) => runButton(text.enableOne(vm.name).slice(0, 40), `enable ${commandName(deps.estate, vm)}`))
      : []
  const ask = kind === 'configured' ? [runButton(chat.buttons.requestAccess, 'request')] : []
  const others = tabs(context, asked, lists).filter((_, i) => withAny(lists)[i] !== kind)
  return listCard(deps.cards, {
    title: `${text.kinds[kind]}: ${text.count(list.length)}`,
    subtitle: `${countsOf(lists, text)}${narrowedBy(asked, text)}${pages > 1 ? ` · ${text.page(number, pages)}` : ''}`,
    sections: [{ rows: await rowsOf(context, shown) }],
    buttons: [...others, ...around, ...ask, ...enable],
  })
}

function countsOf(lists: Lists, text: Words['machines']): string {
  return kinds.map((kind) => `${text.kinds[kind]} ${lists.get(kind)?.length ?? 0}`).join(' · ')
}

function narrowedBy({ filter }: VmsAsked, text: Words['machines']): string {
  return filter.length === 0 ? '' : ` · ${text.narrowedBy(filter.join(' '))}`
}

function withAny(lists: Lists): VmKind[] {
  return kinds.filter((kind) => (lists.get(kind)?.length ?? 0) > 0)
}

function tabs(context: CommandContext, asked: VmsAsked, lists: Lists): Button[] {
  const { kinds: titles } = context.deps.reader.words.machines
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
