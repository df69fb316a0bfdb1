/** The action that Azure says the bot may not take, and where. */
interface MissingRight {
  readonly action: string
  readonly scope: string
}

/** Reads Azure's words for `AuthorizationFailed` and `LinkedAuthorizationFailed`; undefined where they name no action. */
function missingRightIn(message: string): MissingRight | undefined {
  const direct = /to perform action '([^']+)' over scope '([^']+)'/.exec(message)
  const linked = /to perform action\(s\) '([^']+)' on the linked scope\(s\) '([^']+)'/.exec(message)
  const [, action, scope] = direct ?? linked ?? []
  return action !== undefined && scope !== undefined ? { action, scope } : undefined
}

/** Why Azure refused, in a sentence: the action that is missing and its scope, or Azure's own words. */
export function refusalText(message: string): string {
  const missing = missingRightIn(message)
  return missing
    ? `The bot may not do this in Azure: it lacks the action ${missing.action} on ${missing.scope}. Give its identity a role with that action there, then try again.`
    : `Azure refused: ${message}`
}
