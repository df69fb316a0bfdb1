import type { Turn } from '../ports/chat.ts'
import type { ChatDeps } from './command.ts'
import { mayReadWhose } from './may-see.ts'
import type { Reader } from './words/vm.ts'

/** Whoever typed or pressed, as the reader of what happens on machines. */
export function readerOf(deps: Pick<ChatDeps, 'clock' | 'policy' | 'zone'>, turn: Turn): Reader {
  return {
    zone: turn.zone ?? deps.zone,
    now: deps.clock.now(),
    mayReadWhose: (request) => mayReadWhose(deps, turn.person, request),
  }
}
