import { knownTo } from '../../app/find-vm.ts'
import { clockTime } from '../../domain/clock-time.ts'
import { formatDuration } from '../../domain/duration.ts'
import { globMatches } from '../../domain/glob.ts'
import type { OpeningState, Request } from '../../domain/request.ts'
import { showSource } from '../../domain/source.ts'
import type { Vm } from '../../domain/vm.ts'
import { runButton } from '../cards/answer.ts'
import { listCard, type Row } from '../cards/list.ts'
import type { Command } from '../command.ts'
import { portText } from '../words/describe.ts'

/** So many machines a card shows; more do not fit a phone, nor 25 KB. */
const most = 20

export const vms: Command = {
  name: 'vms',
  aliases: ['machines', 'vm', 'ls'],
  who: 'everyone',
  summary: 'List the virtual machines that you may know of, and what is open',
  usage: 'vms [part of a name]',
  details: ['A glob works too: vms web*'],
  examples: ['vms', 'vms web*'],
  async run({ deps, turn, rest }) {
    const filter = rest.split(' ')[0] ?? ''
    const matches = (vm: Vm) =>
      filter === '' ||
      (/[*?]/.test(filter) ? globMatches(filter, vm.name) : vm.name.toLowerCase().includes(filter.toLowerCase()))
    const known = deps.estate.all().filter(matches).filter(knownTo(deps, turn.person))
    const shown = [...known].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)).slice(0, most)
    const open = await deps.store.list({ states: ['opening', 'open', 'closing'], limit: 500 })
    const rowOf = (vm: Vm) => row(vm, open, turn.zone ?? deps.zone, deps.clock.now())
    const section = (heading: string, kind: Vm['jit']['kind']) => ({
      heading,
      rows: shown.filter((vm) => vm.jit.kind === kind).map(rowOf),
    })
    const more = known.length - shown.length
    return listCard(deps.cards, {
      title: known.length === 0 ? 'No machines' : `${known.length} ${known.length === 1 ? 'machine' : 'machines'}`,
      subtitle:
        known.length === 0
          ? `The access policy lets you know of no machine${filter === '' ? '' : ' of that name'}.`
          : 'that the access policy lets you know of',
      sections: [
        section('Configured', 'configured'),
        section('Not configured', 'not configured'),
        section('Unsupported', 'unsupported'),
      ],
      notes: more > 0 ? [`and ${more} more: narrow it down with /jit vms and a part of the name`] : [],
      buttons: [runButton('Request access', 'request')],
    })
  },
}

const underWay: readonly OpeningState[] = ['calling', 'accepted', 'open', 'closing']

/** What the bot knows of it; of windows that others made it says nothing here. */
function standingOf(vm: Vm, states: readonly OpeningState[]): string {
  if (vm.jit.kind !== 'configured') return vm.jit.kind
  if (states.includes('open')) return 'open'
  if (states.includes('closing')) return 'being checked'
  return states.length > 0 ? 'opening' : 'no window'
}

function rank(vm: Vm): number {
  return ['configured', 'not configured', 'unsupported'].indexOf(vm.jit.kind)
}

function row(vm: Vm, open: readonly Request[], zone: string, now: number): Row {
  const windows = open.flatMap((request) =>
    request.targets.flatMap((target, i) => {
      const opening = request.openings[i]
      return target.vm === vm.id && opening && underWay.includes(opening.state)
        ? [{ request, target, state: opening.state, endsAt: opening.endsAt ?? 0 }]
        : []
    }),
  )
  const rules = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
  const what = rules.map((rule) => `${portText(rule)} up to ${formatDuration(rule.maxDurationMs)}`).join(', ')
  const why =
    vm.jit.kind === 'unsupported' ? vm.jit.why : vm.jit.kind === 'not configured' ? 'no JIT policy covers it' : what
  const who = windows
    .filter(({ state }) => state === 'open')
    .map(
      ({ request, target, endsAt }) =>
        `${target.ports.map(portText).join(', ')} open until ${clockTime(endsAt, zone, now)} from ${showSource(request.source.prefix)} (${request.requester.name})`,
    )
  return {
    name: `${vm.name} (${vm.resourceGroup})`,
    state: standingOf(
      vm,
      windows.map(({ state }) => state),
    ),
    color: windows.length > 0 ? 'good' : 'default',
    line: [vm.os === 'unknown' ? '' : vm.os, why, ...who].filter((text) => text !== '').join(' · '),
  }
}
