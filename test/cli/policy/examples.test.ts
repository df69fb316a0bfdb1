import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.ts'

const folder = join(root, 'docs/policies')
const policies = readdirSync(folder).filter((name) => !name.includes('.tests.'))

test('there are two worked examples', () => {
  expect(policies).toEqual(expect.arrayContaining(['small-team.yaml', 'three-environments.yaml']))
})

test.each(policies)('%s loads without a warning and does what the tests beside it say', async (name) => {
  expect(await run('policy', 'check', join(folder, name), '--strict')).toMatchObject({ code: 0, err: '' })
  expect(await run('policy', 'test', join(folder, name))).toMatchObject({ code: 0, err: '' })
})
