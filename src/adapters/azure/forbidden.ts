import type { AzureError } from '../../ports/jit.ts'
import type { Forbidden } from '../../ports/network.ts'

/** The right that is missing, if this is Azure's refusal for want of one: as Azure names it, else as it was asked. */
export function forbidden(
  { status, message }: AzureError,
  asked: { readonly action: string; readonly scope: string },
): Forbidden | undefined {
  if (status !== 403) return undefined
  const action = /perform action(?:\(s\))? '([^']+)'/.exec(message)?.[1]
  const scope = /(?:over scope|linked scope\(s\)) '([^']+)'/.exec(message)?.[1]
  return { kind: 'forbidden', action: action ?? asked.action, scope: scope ?? asked.scope }
}
