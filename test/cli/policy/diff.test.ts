import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderWith, run, sandboxPolicy } from './run.ts'

const text = readFileSync(sandboxPolicy, 'utf8')

test('nothing changed: exit code 0, and what was compared', async () => {
  const { code, out } = await run('policy', 'diff', sandboxPolicy, sandboxPolicy)
  expect(code).toBe(0)
  expect(out).toMatch(/nothing changes for people\. Compared: 9 kinds of machines, ports 22, 3389 and any other/)
})

test('production without approval: who, where, by name, and exit code 1', async () => {
  const folder = folderWith({
    'new.yaml': text.replace('[{ count: 1, from: [sre-leads] }]\n    within', 'none\n    within'),
  })
  const args = [
    'policy',
    'diff',
    sandboxPolicy,
    join(folder, 'new.yaml'),
    '--tests',
    sandboxPolicy.replace('.yaml', '.tests.yaml'),
  ]
  const { code, out } = await run(...args)
  expect(code).toBe(1)
  expect(out).toMatch(
    /\+ 4 people \(Adam, Aisha, Emma, .*\) may open machines tagged env=prod, such as web01 \(but not named db\* and named vault\*\) without approval/,
  )
  const data = JSON.parse((await run(...args, '--json')).out)
  expect(data.changes[0]).toMatchObject({
    aspect: 'access',
    widening: 'wider',
    after: 'unattended',
    people: { length: 4 },
  })
})

test.each([
  [[sandboxPolicy], /Name two files/],
  [[sandboxPolicy, '/nowhere'], /There is no file/],
  [[sandboxPolicy, sandboxPolicy, sandboxPolicy], /too much/],
  [[sandboxPolicy, sandboxPolicy, '--tests', '/nowhere'], /There is no file/],
])('%j is exit code 2 and a sentence', async (args, sentence) => {
  const { code, err } = await run('policy', 'diff', ...args)
  expect(code).toBe(2)
  expect(err).toMatch(sentence)
})
