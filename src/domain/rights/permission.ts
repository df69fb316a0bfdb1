import { globMatches } from '../glob.ts'

/** What one role assignment gives at a scope, as Azure tells it: action patterns, less those of `notActions`. */
export interface Permission {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
}

/**
 * Whether these permissions together allow an action. What one assignment leaves out by its `notActions` another may give. An action
 * that has a `*` itself is allowed where all that it stands for is.
 */
export function allows(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({ actions, notActions }) =>
      actions.some((held) => covers(held, action)) &&
      !notActions.some((left) => covers(left, action) || covers(action, left)),
  )
}

/** Whether the pattern stands for all of the action. */
function covers(pattern: string, action: string): boolean {
  // In Azure `?` is itself, and no action has one.
  if (pattern.includes('?')) return false
  // `virtualMachines/*/read` is the VM's own read, too: Azure's role "Virtual Machine User Login" has no other and shows VMs.
  return globMatches(pattern, action) || globMatches(pattern.replaceAll('/*/', '/'), action)
}
