import { inAllLanguages, inEnglish, type Told } from '../../words/text.ts'
import type { ConfigurationId, JitPolicyId, VmId } from '../ids.ts'
import type { Job } from '../job.ts'
import type { LedgerEvent } from '../ledger-event.ts'
import type { Person } from '../person.ts'
import type { Posting } from '../posting.ts'
import type { PortRule, Vm } from '../vm.ts'

export type ConfigurationVerb = 'enable' | 'configure' | 'disable'

/**
 * - `draft`: shown to its author, nothing is asked of Azure. Ends when the author confirms it.
 * - `waiting`: confirmed, a job writes it. Ends when Azure shows it, refuses it, or shows other rules than the author saw.
 * - `done`: seen in Azure. Final.
 * - `failed`: not written; `why` says why. The author may confirm it again.
 */
export type TargetState = 'draft' | 'waiting' | 'done' | 'failed'

/** One VM in one JIT policy: the rules that its author saw, and those that are to take their place. No rules: not in the policy. */
export interface ConfigurationTarget {
  readonly vm: VmId
  readonly vmName: string
  readonly os: Vm['os']
  readonly policy: JitPolicyId
  readonly before: readonly PortRule[]
  readonly after: readonly PortRule[]
  readonly state: TargetState
  readonly why?: Told
}

/** A change of port rules, drafted and confirmed by one admin. What is confirmed here is what is written, whatever a card carries. */
export interface Configuration {
  readonly id: ConfigurationId
  /** Goes up by one with each stored change; compare-and-swap is on it, and a press must name the newest. */
  readonly version: number
  readonly author: Person
  readonly verb: ConfigurationVerb
  readonly draftedAt: number
  readonly targets: readonly ConfigurationTarget[]
}

/** A change of a configuration with all that it causes: one database transaction. */
export interface ConfigurationChange {
  readonly configuration: Configuration
  readonly jobs: readonly Job[]
  readonly ledger: readonly LedgerEvent[]
  readonly postings: readonly Posting[]
}

/** What a job found or did in one JIT policy. `rules`: what each VM has there now. */
export type ConfigureOutcome =
  /** `found`: it was so before anything was written. `others`: names of VMs whose rules somebody else changed at the same time. */
  | { readonly kind: 'done'; readonly found: boolean; readonly others: readonly string[] }
  | { readonly kind: 'changed'; readonly rules: ReadonlyMap<VmId, readonly PortRule[]> }
  | { readonly kind: 'failed'; readonly why: Told }

/** Whether its author can still confirm any of it. */
export function isOpen({ targets }: Configuration): boolean {
  return targets.some(({ state }) => state === 'draft' || state === 'failed')
}

/** The author has confirmed what was shown: everything not yet done waits for its job, one for each JIT policy. */
export function confirmed(
  configuration: Configuration,
  now: number,
  postings: readonly Posting[],
): ConfigurationChange {
  const chosen = configuration.targets.filter(({ state }) => state === 'draft' || state === 'failed')
  const targets = configuration.targets.map((target) =>
    chosen.includes(target) ? { ...bare(target), state: 'waiting' as const } : target,
  )
  const policies = [...new Set(chosen.map(({ policy }) => policy))]
  const asked = chosen.map(({ vm, policy, before, after }) => ({ vm, policy, before, after }))
  return {
    configuration: next(configuration, targets),
    jobs: policies.map((policy) => ({ kind: 'configure', configuration: configuration.id, policy })),
    ledger: [{ at: now, actor: configuration.author, fact: { type: 'jit configuration asked', targets: asked } }],
    postings,
  }
}

/** What became of the targets in one JIT policy that waited. */
export function settled(
  configuration: Configuration,
  policy: JitPolicyId,
  outcome: ConfigureOutcome,
  now: number,
): ConfigurationChange {
  const { author } = configuration
  const concerned = configuration.targets.filter((target) => target.policy === policy && target.state === 'waiting')
  const targets = configuration.targets.map((target) => (concerned.includes(target) ? after(target, outcome) : target))
  const ledger: LedgerEvent[] =
    outcome.kind === 'done'
      ? concerned.map(({ vm, before, after }) => ({
          at: now,
          actor: author,
          fact: { type: 'jit configured', vm, policy, before, after, found: outcome.found },
        }))
      : [
          {
            at: now,
            actor: 'bot',
            fact: {
              type: 'jit configuration failed',
              policy,
              vms: concerned.map(({ vm }) => vm),
              why: inEnglish(whyNot(outcome)),
            },
          },
        ]
  return { configuration: next(configuration, targets), jobs: [], ledger, postings: [] }
}

/** Another draft in the place of this one. */
export function redrafted(configuration: Configuration, targets: readonly ConfigurationTarget[]): ConfigurationChange {
  return { configuration: next(configuration, targets), jobs: [], ledger: [], postings: [] }
}

function after(target: ConfigurationTarget, outcome: ConfigureOutcome): ConfigurationTarget {
  switch (outcome.kind) {
    case 'done':
      return {
        ...bare(target),
        state: 'done',
        ...(outcome.others.length === 0
          ? {}
          : {
              why: inAllLanguages(({ words }) => words.jit.othersChanged(outcome.others.join(', '))),
            }),
      }
    case 'changed':
      return { ...bare(target), state: 'draft', before: outcome.rules.get(target.vm) ?? [], why: whyNot(outcome) }
    case 'failed':
      return { ...target, state: 'failed', why: outcome.why }
  }
}

function whyNot(outcome: Exclude<ConfigureOutcome, { kind: 'done' }>): Told {
  if (outcome.kind === 'failed') return outcome.why
  return inAllLanguages(({ words }) => words.jit.changedMeanwhile)
}

function bare({ why: _past, ...target }: ConfigurationTarget): ConfigurationTarget {
  return target
}

function next(configuration: Configuration, targets: readonly ConfigurationTarget[]): Configuration {
  return { ...configuration, version: configuration.version + 1, targets }
}
