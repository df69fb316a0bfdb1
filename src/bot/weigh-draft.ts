import { explain } from '../app/explain.ts'
import { noteRefusal } from '../app/submit-request.ts'
import type { Requirement } from '../domain/access-policy/analysis.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import type { Source } from '../domain/request.ts'
import { readStart } from '../domain/start-time.ts'
import type { Reader } from '../words/reader.ts'
import type { CommandContext } from './command.ts'
import { findMachines, type MachineTrouble } from './find-machines.ts'
import { troubleTexts } from './machine-trouble.ts'
import { sourceOf } from './source-of.ts'
import type { Draft } from './text/parse-request.ts'
import { type WantedTarget, wantedTargets, wrongProtocols } from './wanted-ports.ts'

/** At most so many machines in one request. */
export const mostTargets = 10

export type Started = Draft & { readonly startsAt?: number }

type Asking = Pick<CommandContext, 'deps' | 'turn'>

interface Understood {
  readonly targets: readonly WantedTarget[]
  readonly draft: Started
  readonly requirement: Requirement | undefined
  /** What was named or is remembered. */
  readonly source: Source | undefined
}

/** How far a draft is from a request. `problems` and `missing` are sentences and parts of one, all that there are. */
export type Weighed =
  | { readonly kind: 'no policy'; readonly draft: Started; readonly why: string }
  | { readonly kind: 'no machine'; readonly draft: Started; readonly problems: readonly string[] }
  /** Typed, and it is not clear which machines are meant. */
  | { readonly kind: 'which machine'; readonly trouble: MachineTrouble }
  | (Understood & {
      readonly kind: 'incomplete'
      readonly problems: readonly string[]
      readonly missing: readonly string[]
      /** What is refused whatever else is filled in, and what cannot be read: for a form that is not sent off yet. */
      readonly early: readonly string[]
      /** Nothing is missing but the address: when that is known, the request goes on. */
      readonly lacksAddress: boolean
    })
  | (Understood & {
      readonly kind: 'complete'
      readonly draft: Started & { readonly durationMs: number }
      readonly source: Source
      /** The person named it just now. */
      readonly sourceTyped: boolean
    })

/** Reads a draft with all that is known: the one way from words, a form or a page to a request. Asks for nothing. */
export async function weighDraft(
  { deps, turn }: Asking,
  asked: Draft,
  { askWhich }: { readonly askWhich: boolean },
): Promise<Weighed> {
  const draft = withStart({ deps, turn }, asked)
  const { reader } = deps
  const unread = draft.problems.map((text) => text(reader))
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') {
    await noteRefusal(deps, turn.person, draft.vms.join(', '), [{ kind: 'no policy', why: inForce.why }])
    return { kind: 'no policy', draft, why: inForce.why }
  }
  if (draft.vms.length === 0) return { kind: 'no machine', draft, problems: unread }
  const { machines, trouble } = await findMachines(deps, turn.person, draft.vms, mostTargets)
  if (trouble?.kind === 'unknown')
    await noteRefusal(deps, turn.person, trouble.text, [{ kind: 'not covered', vmName: trouble.text }])
  if (trouble && askWhich) return { kind: 'which machine', trouble }
  const troubles = trouble ? troubleTexts(trouble, 'ask', deps.reader) : []
  const targets = wantedTargets(machines.slice(0, mostTargets), draft)
  if (targets.length === 0) return { kind: 'no machine', draft, problems: [...troubles, ...unread] }
  const read = await sourceOf(deps, turn.person, draft.source)
  const { requirement, mustSayWhy, refusals } = await demands({ deps, turn }, targets, draft)
  const source = read.kind === 'source' ? read.source : undefined
  const understood = { targets, draft, requirement, source }
  const early = [...troubles, ...unread, ...refusals]
  const problems = [
    ...troubles,
    ...unread,
    ...(read.kind === 'problem' ? [read.text(reader)] : []),
    ...refusals,
    ...wrongProtocols(targets, reader.words),
  ]
  const { missing: lacks } = reader.words.asking
  const missing = [
    ...(draft.problems.length > 0 ? [] : missingPorts(targets, deps.reader)),
    ...(draft.durationMs !== undefined || draft.problems.length > 0 ? [] : [lacks.duration]),
    ...(read.kind === 'unknown' ? [lacks.source] : []),
    ...(mustSayWhy && draft.reason.trim() === '' ? [lacks.reason] : []),
  ]
  const { durationMs } = draft
  const named = targets.every(({ wanted }) => wanted !== undefined)
  if (problems.length > 0 || missing.length > 0 || !named || durationMs === undefined || read.kind !== 'source') {
    const lacksAddress = read.kind === 'unknown' && missing.length === 1 && problems.length === 0 && named
    return { kind: 'incomplete', ...understood, problems, missing, early, lacksAddress }
  }
  return {
    kind: 'complete',
    ...understood,
    draft: { ...draft, durationMs },
    source: read.source,
    sourceTyped: read.typed,
  }
}

/** A draft with the moment at which it is to begin, read by the clock of whoever asks; or with what is wrong with that. */
function withStart({ deps, turn }: Asking, draft: Draft): Started {
  if (draft.start === undefined) return draft
  const read = readStart(draft.start, turn.zone ?? deps.zone, deps.clock.now(), deps.startAheadMs)
  return read.ok ? { ...draft, startsAt: read.at } : { ...draft, problems: [...draft.problems, read.text] }
}

function missingPorts(targets: readonly WantedTarget[], reader: Reader): string[] {
  const without = targets.flatMap(({ vm, wanted }) => (wanted === undefined ? [vm.name] : []))
  if (without.length === 0) return []
  const { asking, describe } = reader.words
  return [
    without.length === targets.length ? asking.missing.ports : asking.missing.portsFor(describe.list(without, 'and')),
  ]
}

/** What the access policy says before it is complete: whether a reason is demanded, and what is refused already. */
async function demands({ deps, turn }: Asking, targets: readonly WantedTarget[], draft: Started) {
  const analysis = await explain(deps, {
    requester: turn.person,
    targets,
    ...(draft.startsAt === undefined ? {} : { startsAt: draft.startsAt }),
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
  })
  if ('none' in analysis) return { requirement: undefined, mustSayWhy: false, refusals: [] }
  const mustSayWhy = analysis.requirement.reason.some(({ optional }) => optional !== true)
  const named = targets.every(({ wanted }) => wanted !== undefined)
  const complete = named && draft.durationMs !== undefined && (!mustSayWhy || draft.reason.trim() !== '')
  return {
    requirement: analysis.requirement,
    mustSayWhy,
    // Said at once: nobody should fill in a form for what can not be.
    refusals: complete
      ? []
      : analysis.findings
          .filter((f) => f.kind === 'denied' || f.kind === 'not a requester')
          .map((each) => findingText(each, deps.reader)),
  }
}
