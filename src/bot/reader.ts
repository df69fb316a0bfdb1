import type { Turn } from '../ports/chat.ts'
import type { ChatDeps } from './command.ts'
import { sightOf } from './may-see.ts'
import type { Reader } from './words/vm.ts'

/** Whoever typed or pressed, as the reader of what happens on machines. */
export async function readerOf(
  deps: Pick<ChatDeps, 'clock' | 'policy' | 'directory' | 'estate' | 'zone'>,
  turn: Pick<Turn, 'person' | 'zone'>,
): Promise<Reader> {
  const { mayReadWhose } = await sightOf(deps, turn.person)
  return {
    zone: turn.zone ?? deps.zone,
    now: deps.clock.now(),
    mayReadWhose,
  }
}
