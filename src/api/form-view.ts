import { sourceWords } from '../bot/source-of.ts'
import type { Weighed } from '../bot/weigh-draft.ts'
import { fullPortText } from '../bot/words/describe.ts'
import { rulesOf } from '../bot/words/vm.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import type { Source } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { Reader } from '../words/reader.ts'
import type { ApiDeps } from './api-deps.ts'

const minutes = [15, 30, 60, 120, 240, 480, 720, 1_440]

/** What the form needs to know of the machines that are chosen. */
export function formView(deps: ApiDeps, weighed: Weighed) {
  const networks = networksOf(deps)
  if (weighed.kind === 'no policy')
    return { machines: [], networks, problems: [findingText({ kind: 'no policy', why: weighed.why }, deps.reader)] }
  if (weighed.kind === 'no machine' || weighed.kind === 'which machine')
    return { machines: [], networks, problems: weighed.kind === 'no machine' ? weighed.problems : [] }
  const { targets, requirement, source } = weighed
  const demands = (requirement?.reason ?? []).filter(({ optional }) => optional !== true)
  const hint = demands.find((demand) => demand.hint)?.hint
  const { words } = deps.reader
  const wanted = requirement?.approvals.map(({ count, from }) =>
    words.state.approvals(count, words.describe.list([...from], 'or')),
  )
  return {
    machines: targets.map(({ vm, ports }) =>
      formMachine(
        vm,
        ports.map(({ number }) => number),
        deps.reader,
      ),
    ),
    ...timesUpTo(
      requirement?.maxDuration.value ?? 86_400_000,
      targets.map(({ vm }) => vm),
    ),
    approvals: [...new Set(wanted ?? [])],
    reason: { required: demands.length > 0, ...(hint === undefined ? {} : { hint }) },
    networks,
    source: formSourceWords(source),
    problems: weighed.kind === 'incomplete' ? weighed.early : [],
  }
}

export function formMachine(vm: Vm, chosen: readonly number[], reader: Reader) {
  return {
    vm: vm.id,
    name: vm.name,
    place: `${vm.resourceGroup}, ${vm.location}`,
    os: vm.os,
    jit: vm.jit.kind,
    chosen,
    rules: rulesOf(vm).map((rule) => ({
      number: rule.number,
      text: fullPortText(rule, reader.words),
      maxMs: rule.maxDurationMs,
    })),
  }
}

/** The times to choose from, the longest last: what may be, and what the rules of the machines allow. */
export function timesUpTo(mostMs: number, vms: readonly Vm[]) {
  const maxMs = Math.min(mostMs, ...vms.flatMap(rulesOf).map((rule) => rule.maxDurationMs))
  const usual = minutes.map((each) => each * 60_000).filter((ms) => ms <= maxMs)
  return { maxMs, durationsMs: [...new Set([...usual, maxMs])].sort((a, b) => a - b) }
}

export function networksOf({ policy }: Pick<ApiDeps, 'policy'>): readonly string[] {
  const inForce = policy.current()
  return inForce.kind === 'policy' ? Object.keys(inForce.policy.networks) : []
}

/** An address that is known already, as the form has it. */
export function formSourceWords(source: Source | undefined): string {
  if (!source) return ''
  return source.network !== undefined && !source.others ? source.network : sourceWords(source)
}
