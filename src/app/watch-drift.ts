import { driftKey, type OutsideWindow, type RecordedWindow, recordedWindows } from '../domain/drift.ts'
import type { Posting } from '../domain/posting.ts'
import type { Clock } from '../ports/clock.ts'
import type { DriftStore, JitRecords } from '../ports/drift.ts'
import { AzureError } from '../ports/jit.ts'
import type { Log } from '../ports/log.ts'
import type { BindingStore, JobQueue, RequestStore } from '../ports/store.ts'

export interface DriftDeps {
  readonly store: RequestStore
  readonly drifts: DriftStore
  readonly records: JitRecords
  readonly bindings: BindingStore
  readonly jobs: JobQueue
  readonly clock: Clock
  readonly log: Log
}

const everyMs = 5 * 60_000
/** Azure's clock is not ours, and a request may be listed late. */
const slackMs = 15 * 60_000

/**
 * Looks in Defender's record for windows that were opened past the bot, and again in some minutes. Each is told once: in the ledger, and
 * in the channels that have the digest (or else in those for approvals). The first look of all tells of what stands open.
 */
export async function watchDrift(deps: DriftDeps): Promise<void> {
  const now = deps.clock.now()
  try {
    await look(deps, now)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    // What was not looked at now is looked at the next time.
    const { code, status, explanation } = error
    deps.log.warn({ code, status, said: explanation }, 'the record of Defender cannot be watched for drift')
  }
  await deps.jobs.enqueue([{ kind: 'watch drift', at: now + everyMs }])
}

async function look(deps: DriftDeps, now: number): Promise<void> {
  const since = await deps.drifts.lookedAt()
  const isNews = ({ alive, startedAt }: RecordedWindow) => (since === undefined ? alive : startedAt > since - slackMs)
  for await (const policy of deps.records.all()) {
    for (const window of recordedWindows(policy).filter(isNews)) {
      if (!(await isOurs(deps, window))) await tell(deps, window, now)
    }
  }
  await deps.drifts.looked(now)
}

async function isOurs({ store }: DriftDeps, { claims, vm }: RecordedWindow): Promise<boolean> {
  const request = claims && (await store.find(claims))
  return request?.targets.some((target) => target.vm === vm) ?? false
}

async function tell(deps: DriftDeps, found: RecordedWindow, now: number): Promise<void> {
  const { claims: _claims, alive: _alive, ...window } = found
  const key = driftKey(window)
  const postings = (await channels(deps)).map((conversation) => posting(key, conversation, window))
  const ledger = [{ at: now, actor: 'bot', fact: { type: 'drift opened', window } }] as const
  if (await deps.drifts.note(key, now, ledger, postings))
    deps.log.warn({ vm: window.vm, ports: window.ports, by: window.by }, 'a port was opened past the bot')
}

function posting(key: string, conversation: string, window: OutsideWindow): Posting {
  return {
    key: `drift:${key}|${conversation}`,
    to: { kind: 'conversation', id: conversation },
    content: { kind: 'drift', window },
  }
}

async function channels({ bindings }: DriftDeps): Promise<string[]> {
  const all = await bindings.list()
  const digests = all.filter(({ purpose }) => purpose === 'digest')
  return [...new Set((digests.length > 0 ? digests : all).map(({ conversation }) => conversation))]
}
