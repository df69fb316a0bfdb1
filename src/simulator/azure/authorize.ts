import { callerOf } from './actor.ts'
import { ArmError } from './arm-error.ts'
import type { AzureSimulatorSettings } from './simulator-settings.ts'

/** Throws 403 unless the caller holds the action; `linked` is the other resource that an action also needs rights on. */
export function authorize(settings: AzureSimulatorSettings, action: string, scope: string, linked?: string): void {
  if (mayDo(settings, action, scope)) return
  const client = callerOf(settings.identity)
  const lacks = `The client '${client}' with object id '${client}' does not have authorization to perform action '${action}'`
  if (linked !== undefined) {
    const has = `The client '${client}' with object id '${client}' has permission to perform the request on scope '${scope}'`
    const but = `however, it does not have permission to perform action(s) '${action}' on the linked scope(s) '${linked}'`
    throw new ArmError(403, 'LinkedAuthorizationFailed', `${has}; ${but} or the linked scope(s) are invalid.`)
  }
  const hint = 'If access was recently granted, please refresh your credentials.'
  throw new ArmError(403, 'AuthorizationFailed', `${lacks} over scope '${scope}' or the scope is invalid. ${hint}`)
}

export function mayDo(settings: AzureSimulatorSettings, action: string, scope: string): boolean {
  return actionsAt(settings, scope).some((held) => holds(held, action))
}

/** Every action pattern that the caller holds at a scope: the scope's own and those of what it is in. */
export function actionsAt(settings: AzureSimulatorSettings, scope: string): readonly string[] {
  return [settings.roles, ...rolesOfGroup(settings, scope)].flat()
}

function rolesOfGroup({ rolesIn }: AzureSimulatorSettings, scope: string): (readonly string[])[] {
  const id = `${scope.toLowerCase()}/`
  return Object.entries(rolesIn).flatMap(([group, roles]) => (id.startsWith(`${group}/`) ? [roles] : []))
}

function holds(held: string, action: string): boolean {
  const escaped = held.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  // Microsoft's role for requesters has `networkInterfaces/*/read` to read the interface itself, so `/*/` may also be `/`.
  const pattern = escaped.join('.*').replaceAll('/.*/', '/(?:.*/)?')
  return new RegExp(`^${pattern}$`, 'i').test(action)
}
