import { recordedWindows } from '../domain/drift.ts'
import type { JitPolicy } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import { isJitAllow } from '../domain/network/jit-rule.ts'
import { letsAnythingIn } from '../domain/network/letting-in.ts'
import type { GuardedInterface } from '../domain/network/network-rule.ts'
import type { Keeper, Request, Target } from '../domain/request.ts'
import { overlaps, showSource } from '../domain/source.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import { AzureError } from '../ports/jit.ts'
import { inAllLanguages, type Text } from '../words/text.ts'
import type { LookDeps } from './look-open.ts'
import { recordOf, standsOpen } from './mark.ts'
import { readGuards, ruleText } from './read-guards.ts'
import { type StandingWindow, standingWindows } from './standing-windows.ts'

/** `what` in words for the ledger and the requester. `keptBy`: closed, and somebody else's window lets the same address in yet. */
export type SeenAtEnd =
  | { readonly kind: 'closed'; readonly what: Text; readonly keptBy?: Keeper }
  | { readonly kind: 'open' | 'cannot tell'; readonly what: Text }

/** Looks whether a window that is over is shut: in the JIT policy, and by the rules of the network where they can be read. */
export async function lookClosed(
  deps: LookDeps,
  job: Extract<Job, { kind: 'verify closed' }>,
  request: Request,
  target: Target,
): Promise<SeenAtEnd> {
  try {
    const now = deps.clock.now()
    const policy = await deps.jit.read(job.policy)
    const beside = await standingWindows(deps, request, job.target, now)
    if (standsOpen(policy, request, job.target, beside))
      return { kind: 'open', what: ({ words }) => words.shut.stillShown }
    const record = recordOf(policy, request, job.target)
    if (!record) return { kind: 'cannot tell', what: ({ words }) => words.shut.noRecord }
    const ended = endedText(record.ports[0]?.statusReason)
    const keptBy = latest([...keepersAmong(beside, request), ...keepersPast(policy, request, target, now)])
    const kept = keptBy === undefined ? {} : { keptBy }
    const guards = await readGuards(deps, target)
    if (guards.kind === 'blind')
      return guards.passes
        ? { kind: 'cannot tell', what: (reader) => reader.words.shut.rulesSilent(guards.why(reader)) }
        : { kind: 'closed', what: byRecord(ended, guards.why), ...kept }
    const { left, sources } = letIn(guards.interfaces, request, target)
    switch (left.kind) {
      case 'keeps out':
        return { kind: 'closed', what: (reader) => reader.words.shut.byRules(ended(reader)) }
      case 'cannot tell':
        return {
          kind: 'closed',
          what: byRecord(ended, ({ words }) => words.shut.uncertain),
          ...kept,
        }
      case 'lets in': {
        const others = keptBy === undefined ? left.by : left.by.filter((rule) => !isJitAllow(rule))
        if (keptBy !== undefined && others.length === 0) return { kind: 'closed', what: ended, keptBy }
        const from = sources.map(showSource).join(', ')
        return {
          kind: 'open',
          what: (reader) => reader.words.shut.letsIn(others.map((rule) => ruleText(rule, reader)).join(', '), from),
        }
      }
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    return { kind: 'cannot tell', what: (reader) => reader.words.shut.azureSilent(error.explanation(reader)) }
  }
}

/** What still lets in any address of the request's source, and which of its ranges. */
function letIn(interfaces: readonly GuardedInterface[], request: Request, { ports }: Target) {
  const each = prefixesOf(request.source).map((source) => ({
    source,
    left: letsAnythingIn(interfaces, { source, ports }),
  }))
  const open = each.flatMap(({ source, left }) => (left.kind === 'lets in' ? [{ source, by: left.by }] : []))
  if (open.length > 0) {
    const by = [...new Set(open.flatMap((found) => found.by))]
    return { left: { kind: 'lets in', by } as const, sources: open.map(({ source }) => source) }
  }
  const doubt = each.find(({ left }) => left.kind === 'cannot tell') ?? each[0]
  return { left: doubt?.left ?? ({ kind: 'cannot tell' } as const), sources: [] }
}

/** Whether a source has addresses of the request's. */
function concerns(source: string, request: Request): boolean {
  return prefixesOf(request.source).some((prefix) => overlaps(source, prefix))
}

function endedText(reason: string | undefined): Text {
  return ({ words: { shut } }) => {
    if (!reason || reason === 'Expired') return shut.expired
    return reason === 'NewerRequestInitiated' ? shut.replaced : shut.revoked(reason)
  }
}

function byRecord(ended: Text, why: Text): Text {
  return (reader) => reader.words.shut.byRecord(ended(reader), why(reader))
}

const application = inAllLanguages(({ words }) => words.shut.application)

/** Other people's windows that let the same address in. */
function keepersAmong(beside: readonly StandingWindow[], request: Request): Keeper[] {
  return beside
    .filter(({ source }) => concerns(source, request))
    .map(({ request: { requester }, endsAt }) => ({ name: requester.name, until: endsAt }))
}

/** The same of windows that were opened past the bot. */
function keepersPast(policy: JitPolicy, request: Request, target: Target, now: number): Keeper[] {
  const ports = new Set(target.ports.map(({ number }) => number))
  return recordedWindows(policy)
    .filter(
      (window) =>
        window.alive &&
        window.claims === undefined &&
        window.endsAt > now &&
        window.vm === target.vm &&
        window.ports.some((port) => ports.has(port)) &&
        window.sources.some((source) => concerns(source, request)),
    )
    .map(({ by, endsAt }) => ({ name: by ?? application, until: endsAt }))
}

function latest(keepers: readonly Keeper[]): Keeper | undefined {
  return keepers.toSorted((a, b) => b.until - a.until)[0]
}
