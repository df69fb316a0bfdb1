import { setTimeout as pause } from 'node:timers/promises'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { PolicyInForce, PolicyProblem, PolicySource } from '../../ports/policy.ts'
import { type Look, lookAt } from './read-policy-file.ts'

/** What became of the file, for the ledger. `at` in epoch milliseconds. `loaded` comes again when a bad file is put right. */
export type PolicyFileEvent =
  | { readonly kind: 'loaded'; readonly at: number; readonly policy: AccessPolicy; readonly text: string }
  | {
      readonly kind: 'not loaded'
      readonly at: number
      readonly problems: readonly PolicyProblem[]
      readonly inForce: PolicyInForce
    }

export interface PolicyFileOptions {
  readonly path: string
  readonly clock: Clock
  readonly log: Log
  /** Told of every load that changes something, the first one included. What it throws is logged and stops nothing. */
  readonly onChange?: (event: PolicyFileEvent) => void | Promise<void>
  /** How often the file is looked at. Does not keep the process alive. */
  readonly pollMs?: number
}

export interface PolicyFile extends PolicySource {
  /** Looks at the file now; resolves when `onChange` is through. */
  check(): Promise<void>
  /** Ends the polling. What is in force stays in force. */
  stop(): void
}

/** So long a file that changed has to stay as it is: one that is being written may read as a policy without its last rules. */
const settledMs = 250

/**
 * The access policy out of a file: loaded at once, and again whenever the file changes. A file that is bad or gone leaves the last
 * good one in force, with its problems told loudly. There is no policy before the first good file.
 */
export function openPolicyFile({ path, clock, log, onChange, pollMs = 1000 }: PolicyFileOptions): PolicyFile {
  let look: Look | undefined
  let inForce: PolicyInForce = { kind: 'none', why: `${path} was not read yet`, problems: [] }
  let inForceText: string | undefined
  let told: Promise<void> = Promise.resolve()
  let settling: Promise<void> | undefined
  let stopped = false

  function check(): Promise<void> {
    const found = lookAt(path, look)
    if (found === look) return told
    if (look === undefined) return believe(found)
    settling ??= settle(found).finally(() => {
      settling = undefined
    })
    return settling
  }

  async function settle(found: Look): Promise<void> {
    for (let seen = found, again: Look; !stopped; seen = again) {
      await pause(settledMs)
      again = lookAt(path, seen)
      if (again === seen) return await believe(seen)
    }
  }

  function believe(found: Look): Promise<void> {
    const before = look
    look = found
    if (before && (found.parsed === before.parsed || sameProblems(before, found))) return told
    const event = take(found)
    tellOperator(event)
    told = told.then(() => tellOthers(event))
    return told
  }

  function take({ parsed, text = '' }: Look): PolicyFileEvent {
    const at = clock.now()
    if (parsed.ok) {
      inForce = { kind: 'policy', policy: parsed.policy, problems: [] }
      inForceText = text
      return { kind: 'loaded', at, policy: parsed.policy, text }
    }
    const { problems } = parsed
    inForce =
      inForce.kind === 'policy' ? { ...inForce, problems } : { kind: 'none', why: whyNone(path, problems), problems }
    return { kind: 'not loaded', at, problems, inForce }
  }

  function tellOperator(event: PolicyFileEvent): void {
    if (event.kind === 'loaded') {
      const { version, rules } = event.policy
      log.info({ path, policyVersion: version, rules: rules.length }, 'access policy loaded')
      return
    }
    const kept = event.inForce.kind === 'policy' ? event.inForce.policy.version : undefined
    log.error(
      { path, problems: event.problems, ...(kept === undefined ? {} : { policyVersion: kept }) },
      kept === undefined
        ? 'the access policy does not load and there is none in force: every request is refused'
        : 'the access policy does not load: the last good one stays in force',
    )
  }

  async function tellOthers(event: PolicyFileEvent): Promise<void> {
    try {
      await onChange?.(event)
    } catch (error) {
      log.error({ path, error }, 'a change of the access policy could not be passed on')
    }
  }

  const stop = () => {
    stopped = true
    clearInterval(timer)
  }
  void check()
  const timer = setInterval(() => void check(), pollMs)
  timer.unref()
  return { current: () => inForce, text: () => inForceText, check, stop }
}

function sameProblems(before: Look, now: Look): boolean {
  return !before.parsed.ok && !now.parsed.ok && JSON.stringify(before.parsed) === JSON.stringify(now.parsed)
}

function whyNone(path: string, problems: readonly PolicyProblem[]): string {
  const [first] = problems
  if (!first) return `${path} does not load`
  if (first.line === undefined) return first.message.replace(/\.$/, '')
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return `${path} does not load: line ${first.line}: ${first.message.replace(/\.$/, '')}${more}`
}
