import type { Text } from '../../words/text.ts'
import { actionsOf, azureRoleName, type RoleName, roleNames } from './capability.ts'
import { allows } from './permission.ts'

/** An action that the bot may not do, and where. */
export interface MissingRight {
  readonly action: string
  /** ARM id of a subscription, a resource group or a resource. */
  readonly scope: string
}

/** The role with the fewest rights that gives the action; undefined where none of ours does. */
export function roleGiving(action: string): RoleName | undefined {
  return roleNames.find((role) => allows([{ actions: actionsOf(role), notActions: [] }], action))
}

/**
 * What is missing, where, and who can do what about it: the same words in `doctor`, in the log and in the chat. `role`: the one to name,
 * if not that with the fewest rights.
 */
export function missingRightText({ action, scope }: MissingRight, role = roleGiving(action)): Text {
  return ({ words: { azure } }) =>
    role ? azure.missingRight(action, scope, azureRoleName(role)) : azure.missingOtherRight(action, scope)
}
