import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderWith, run, sandboxPolicy } from './run.ts'

const sandbox = readFileSync(sandboxPolicy, 'utf8')

test('a file that holds: what is in it, in numbers, and what is odd with its place', async () => {
  const { code, out, err } = await run('policy', 'check', sandboxPolicy)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/policy\.yaml:\d+:\d+: warning: 2 requesters could never be approved/)
  expect(out).toMatch(
    /4 rules, 1 of them to deny; 4 groups with 4 people \(1 group kept elsewhere\); 2 networks\. 1 warning\./,
  )
  expect((await run('policy', 'check', sandboxPolicy, '--strict')).code).toBe(1)
})

test('P10 every problem is a line that an editor can jump to, with what was meant', async () => {
  const text = sandbox
    .replace('requesters: [platform]', 'requesters: [platfrom]')
    .replace('maxDuration: 8h', 'maxDuraton: 8h')
  const folder = folderWith({ 'policy.yaml': text })
  const { code, err, out } = await run('policy', 'check', join(folder, 'policy.yaml'))
  expect({ code, out }).toEqual({ code: 1, out: '' })
  const lines = text.split('\n')
  for (const [, line = '', column = '', said] of err.matchAll(/policy\.yaml:(\d+):(\d+): (.*)/g))
    expect(lines[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(
      said?.includes('group') ? /^platfrom/ : /^maxDuraton/,
    )
  expect(err).toMatch(/There is no group "platfrom"\. Did you mean "platform"\?/)
  expect(err).toMatch(/Unknown key "maxDuraton"\. Did you mean "maxDuration"\?/)
  expect(err).toMatch(/2 problems\. A bot that runs keeps the last good policy/)
})

test('--json is for programs', async () => {
  const good = JSON.parse((await run('policy', 'check', sandboxPolicy, '--json')).out)
  expect(good).toMatchObject({
    ok: true,
    problems: [],
    warnings: [{ line: expect.any(Number) }],
    holds: { rules: 4, denies: 1 },
  })
  const folder = folderWith({ 'policy.yaml': 'version: 2\nrules: []\n' })
  const { code, out } = await run('policy', 'check', join(folder, 'policy.yaml'), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ line: 1, column: 10 }] })
})

test.each([
  [['/nowhere/policy.yaml'], /There is no file/],
  [['/nowhere/policy.yaml', 'too', 'much'], /too much/],
  [['--nonsense'], /nonsense/],
])('%j is exit code 2 and a sentence', async (args, sentence) => {
  const { code, err } = await run('policy', 'check', ...args)
  expect(code).toBe(2)
  expect(err).toMatch(sentence)
})
