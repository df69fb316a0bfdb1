import { type Submitted, submitRequest } from '../app/submit-request.ts'
import type { CommandContext } from './command.ts'
import { originOf } from './origin-of.ts'
import type { Weighed } from './weigh-draft.ts'

/** Submits what is complete. Where nobody would see it, that is in the ledger too. */
export async function submitDraft(
  { deps, turn, pressed }: Pick<CommandContext, 'deps' | 'turn' | 'pressed'>,
  {
    targets,
    draft,
    source,
    sourceTyped,
  }: Pick<Extract<Weighed, { kind: 'complete' }>, 'targets' | 'draft' | 'source' | 'sourceTyped'>,
): Promise<Exclude<Submitted, { kind: 'needs approval' }>> {
  const submitted = await submitRequest(deps, {
    requester: turn.person,
    targets: targets.map(({ vm, ports }) => ({ vm, ports })),
    durationMs: draft.durationMs,
    source,
    sourceTyped,
    reason: draft.reason,
    ...(draft.startsAt === undefined ? {} : { startsAt: draft.startsAt }),
    origin: originOf(turn),
    ...(pressed ? { takesOver: pressed } : {}),
  })
  if (submitted.kind === 'needs approval') throw new Error('nobody asked for it to be opened unattended or not at all')
  if (submitted.kind === 'no channel') {
    const why = 'no channel is bound for its approvals'
    const fact = { type: 'attempt refused', attempted: 'request', why } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
  }
  return submitted
}
