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
export function missingRightText({ action, scope }: MissingRight, role = roleGiving(action)): string {
  const remedy = role
    ? `An Azure administrator gives it the role ${azureRoleName(role)}, see infra/roles.`
    : 'An Azure administrator gives it a role that has this action.'
  return `The bot may not do ${action} on ${scope}. ${remedy}`
}
