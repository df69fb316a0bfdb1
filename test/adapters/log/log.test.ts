import { openLog } from '../../../src/adapters/log/log.ts'

function lines(format: 'json' | 'readable', level: 'debug' | 'info' | 'warn' | 'error' = 'info') {
  const written: string[] = []
  return { written, log: openLog({ level, format, write: (line) => void written.push(line) }) }
}

test('a line is JSON with its level, time, message and fields', () => {
  const { log, written } = lines('json')
  log.info({ requestId: 'r1', n: 2 }, 'Something happened')
  expect(written).toHaveLength(1)
  expect(JSON.parse(written[0] ?? '')).toEqual({
    level: 30,
    time: expect.any(Number),
    requestId: 'r1',
    n: 2,
    msg: 'Something happened',
  })
})

test('what is below the level is not written', () => {
  const { log, written } = lines('json', 'warn')
  log.debug({}, 'no')
  log.info({}, 'no')
  log.warn({}, 'yes')
  log.error({}, 'yes')
  expect(written).toHaveLength(2)
})

const jwt = `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(20)}.${'b'.repeat(20)}`

test.each(['json', 'readable'] as const)('secrets are taken out of %s lines, wherever they stand', (format) => {
  const { log, written } = lines(format)
  const failure = Object.assign(
    new Error(`GET failed with Bearer ${jwt}`, { cause: new Error('postgres://jit:hunter2@db/jit') }),
    {
      request: { headers: { authorization: `Bearer ${jwt}` } },
      statusCode: 401,
    },
  )
  log.error(
    {
      error: failure,
      headers: { Authorization: 'Basic hunter2', Cookie: 'hunter2' },
      settings: { MICROSOFT_APP_PASSWORD: 'hunter2', clientSecret: 'hunter2', accessToken: 'hunter2' },
      list: [{ deep: { apiKey: 'hunter2' } }, `token was ${jwt}`, 'postgresql://jit:hunter2@db:5432/jit'],
    },
    `Calling with Bearer ${jwt}`,
  )
  const all = written.join('')
  expect(all).not.toContain('hunter2')
  expect(all).not.toContain('eyJ')
  expect(all).not.toContain('headers":{"authorization')
  expect(all).toContain('GET failed with Bearer [redacted]')
  expect(all).toContain('postgres://jit:[redacted]@db/jit')
})

test('anything at all can be logged', () => {
  const { log, written } = lines('json')
  const loop: Record<string, unknown> = {
    n: 1n,
    f: () => 1,
    at: new Date(0),
    bad: new Date(Number.NaN),
    none: undefined,
    nil: null,
  }
  loop.self = loop
  log.info({ loop, long: 'x'.repeat(100_000) }, 'odd')
  expect(written[0]?.length).toBeLessThan(20_000)
})

test('a readable line is one line, whatever is in it', () => {
  const { log, written } = lines('readable')
  log.warn({ who: 'Emma\nERROR forged', colour: '\u001b[31m', error: new Error('broke\nin two') }, 'Took\r\nlong')
  expect(written).toHaveLength(1)
  expect(written[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN {2}Took {2}long {2}who=/)
  expect(written[0]?.indexOf('\n')).toBe((written[0]?.length ?? 0) - 1)
  expect(written[0]).not.toContain('\u001b')
  expect(written[0]).toContain('error="broke in two"')
})
