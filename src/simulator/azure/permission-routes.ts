import type { ArmCall, ArmRoute } from './arm-route.ts'
import { actionsAt } from './authorize.ts'

const type = 'Microsoft.Authorization/permissions'
const list = {
  operation: 'permissions',
  method: 'GET',
  versions: ['2015-07-01', '2018-01-01-preview', '2022-04-01'],
  handle: listPermissions,
} as const

/** What the caller may do at a scope: one entry for each role assignment, as Azure answers it. */
export const permissionRoutes: readonly ArmRoute[] = [
  { ...list, pattern: `/subscriptions/{subscription}/providers/${type}` },
  { ...list, pattern: `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}` },
]

function listPermissions({ world, path }: ArmCall) {
  const scope = path.slice(0, -`/providers/${type}`.length)
  const actions = actionsAt(world.settings, scope)
  return { status: 200, body: { value: [{ actions, notActions: [], dataActions: [], notDataActions: [] }] } }
}
