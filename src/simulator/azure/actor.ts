import type { AzureSimulatorSettings } from './simulator-settings.ts'

/** Who does something, and the id under which the activity log keeps together what came of it. */
export type Actor = {
  /** As the activity log names it: an app's object id, or a person's UPN. */
  readonly caller: string
  /** As a JIT policy names it: nothing for an app. */
  readonly requestor: string
  readonly correlationId: string
}

const appObjectId = 'b07b07b0-0000-4000-8000-0000000000b0'

/** The name that the identity of a bearer token has in Azure's own records. */
export function callerOf(identity: AzureSimulatorSettings['identity']): string {
  return identity === 'app' ? appObjectId : identity.upn
}

export function actorOf(identity: AzureSimulatorSettings['identity'], correlationId: string): Actor {
  const requestor = identity === 'app' ? '' : identity.upn
  return { caller: callerOf(identity), requestor, correlationId }
}
