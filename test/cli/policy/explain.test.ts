import { run, sandboxPolicy } from './run.ts'

const explain = (...args: string[]) => run('policy', 'explain', sandboxPolicy, ...args)

test('allowed: the rules, what each demands, who could approve, by name', async () => {
  const { code, out } = await explain('--as', 'emma', 'db01 ssh 1h from office INC123456')
  expect(code).toBe(0)
  expect(out).toMatch(/databases: passed\. Demands 2 approvals from sre-leads; at most 2 h/)
  expect(out).toMatch(/1 approval from sre-leads \(production\): Adam or Aisha could now/)
  expect(out).toMatch(/From +office \(203\.0\.113\.0\/24\) or vpn/)
})

test('refused: every reason, and the ask that would be allowed', async () => {
  const { code, out } = await explain('--as', 'Emma', 'web01 rdp 5h from 192.0.2.44')
  expect(code).toBe(1)
  expect(out).toMatch(/5 h is too long/)
  expect(out).toMatch(/\/jit request web01 3389 2h from office <Quote a ticket, such as INC123456>/)
})

test('a machine can be given by its attributes, a person by object id', async () => {
  const { code, out } = await explain(
    ...['--as', 'e0000000-0000-4000-8000-000000000002', '--vm', 'name=new01 tag.env=dev ports=ssh,rdp', 'new01 ssh 8h'],
  )
  expect(code).toBe(0)
  expect(out).toMatch(/nobody has to agree/)
})

test.each([
  [['web01 rdp'], /--as/],
  [['--as', 'Emma'], /quotation marks/],
  [['--as', 'Nobody', 'web01 rdp'], /“Nobody” is nobody known here.*Emma, Eva, Adam/],
  [['--as', 'Emma', 'zzz rdp'], /no machine "zzz" here/],
  [['--as', 'Emma', '--vm', 'name=a b', 'a rdp'], /“b” is not understood/],
  [['--as', 'Emma', '--vm', 'tag.env=dev', 'a rdp'], /The name is missing/],
  [['--as', 'Emma', '--vm', 'name=a os=dos', 'a rdp'], /os is windows or linux/],
  [['--as', 'Emma', 'web01', 'rdp', '1h'], /quotation marks/],
])('%j is exit code 2 and a sentence', async (args, sentence) => {
  const { code, err } = await explain(...args)
  expect(code).toBe(2)
  expect(err).toMatch(sentence)
})
