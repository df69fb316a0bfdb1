import { readdirSync, readFileSync } from 'node:fs'
import {
  actionsOf,
  azureRoleName,
  capabilities,
  capabilityNames,
  roleNames,
} from '../../../src/domain/rights/capability.ts'
import { missingRightText, roleGiving } from '../../../src/domain/rights/missing-right.ts'
import { noOne } from '../../../src/words/reader.ts'

const folder = 'infra/roles'
const fileOf = (role: (typeof roleNames)[number]) =>
  JSON.parse(readFileSync(`${folder}/${azureRoleName(role)}.json`, 'utf8'))

test('the roles together hold what the capabilities need, and nothing else', () => {
  const inFiles = new Set(roleNames.flatMap((role): string[] => fileOf(role).Actions))
  const needed = new Set(capabilityNames.flatMap((name) => capabilities[name].actions.map(({ action }) => action)))
  expect([...inFiles].sort()).toEqual([...needed].sort())
})

test.each(roleNames)('the role %s holds what its own capabilities need, as Azure takes it', (role) => {
  const file = fileOf(role)
  expect([...file.Actions].sort()).toEqual([...actionsOf(role)].sort())
  expect(file).toMatchObject({ Name: azureRoleName(role), IsCustom: true, NotActions: [], DataActions: [] })
  expect(file.NotDataActions).toEqual([])
  expect(file.AssignableScopes).toHaveLength(1)
  // Azure takes 1 to 512 characters; a quotation mark would end the argument in the printed commands.
  expect(file.Description).toMatch(/^[^']{20,512}$/)
})

test('there is a file for each role and no other, and the README has them all', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  expect(files.sort()).toEqual(roleNames.map((role) => `${azureRoleName(role)}.json`).sort())
  const readme = readFileSync(`${folder}/README.md`, 'utf8')
  for (const file of files) expect(readme).toContain(`](${file})`)
})

test('the main job needs the first role alone', () => {
  const needed = capabilityNames.filter((name) => capabilities[name].needed)
  expect(new Set(needed.map((name) => capabilities[name].role))).toEqual(new Set([roleNames[0]]))
})

test.each([
  ['Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action', 'requester'],
  ['microsoft.security/locations/jitnetworkaccesspolicies/READ', 'requester'],
  ['Microsoft.Network/networkInterfaces/read', 'requester'],
  ['Microsoft.Network/networkSecurityGroups/securityRules/read', 'reader-of-rules'],
  ['Microsoft.Network/networkSecurityGroups/securityRules/delete', 'closer'],
  ['Microsoft.Compute/virtualMachines/write', 'configurator'],
  ['Microsoft.Insights/eventtypes/values/read', 'auditor'],
  ['Microsoft.Compute/virtualMachines/delete', undefined],
])('%s is given by the role with the fewest rights: %s', (action, role) => {
  expect(roleGiving(action)).toBe(role)
})

test('a missing right is told with action, scope and remedy, also where no role of ours has it', () => {
  const scope = '/subscriptions/5b1b0000-0000-4000-8000-000000000001'
  expect(missingRightText({ action: 'Microsoft.Compute/virtualMachines/write', scope })(noOne)).toBe(
    `The bot may not do Microsoft.Compute/virtualMachines/write on ${scope}. An Azure administrator gives it the role jit-access-bot-configurator, see infra/roles.`,
  )
  expect(missingRightText({ action: 'Microsoft.Compute/virtualMachines/delete', scope })(noOne)).toMatch(
    /on \/subscriptions\/\S+\. An Azure administrator gives it a role that has this action\.$/,
  )
})
