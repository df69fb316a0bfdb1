import { dev, prod, type SimulatedAzure, startSimulatedAzure } from './simulated-azure.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure({ settings: { roles: ['*/read'] } })
})
afterEach(async () => await azure.close())

const api = 'api-version=2022-04-01'
const ask = (scope: string, query = api) =>
  azure.arm('GET', `${scope}/providers/Microsoft.Authorization/permissions?${query}`)
const group = `/subscriptions/${prod}/resourceGroups/rg-web`
const answer = (...actions: string[]) => ({
  status: 200,
  body: { value: [{ actions, notActions: [], dataActions: [], notDataActions: [] }] },
})

test('what the caller holds is told for a subscription and a resource group', async () => {
  expect(await ask(`/subscriptions/${prod}`)).toMatchObject(answer('*/read'))
  expect(await ask(group)).toMatchObject(answer('*/read'))
  expect(await ask(group.toUpperCase())).toMatchObject(answer('*/read'))
})

test('a role in one resource group is held there and below, and nowhere else', async () => {
  azure.simulator.settings.rolesIn[group.toLowerCase()] = ['Microsoft.Network/*']
  expect(await ask(group)).toMatchObject(answer('*/read', 'Microsoft.Network/*'))
  expect(await ask(`/subscriptions/${prod}`)).toMatchObject(answer('*/read'))
  expect(await ask(`/subscriptions/${prod}/resourceGroups/rg-data`)).toMatchObject(answer('*/read'))
  expect(await ask(`/subscriptions/${dev}`)).toMatchObject(answer('*/read'))
})

test('a scope that is not there and a version that is none are refused', async () => {
  expect(await ask('/subscriptions/99999999-9999-4999-8999-999999999999')).toMatchObject({ status: 404 })
  expect(await ask(`/subscriptions/${prod}/resourceGroups/none`)).toMatchObject({ status: 404 })
  expect(await ask(group, 'api-version=2020-01-01')).toMatchObject({ status: 400 })
  expect(await ask(group, '')).toMatchObject({ status: 400 })
})
