import { azureError } from '../../../src/adapters/azure/azure-error.ts'
import { AzureError } from '../../../src/ports/jit.ts'

const headers = (all: Record<string, string>) => ({ get: (name: string) => all[name] })
const rest = (fields: object) => Object.assign(new Error('the whole body, perhaps'), { name: 'RestError', ...fields })

test.each([
  ['3', 3_000],
  ['0', 0],
  ['0.5', 500],
  ['Mon, 23 Nov 2026 12:00:09 GMT', 9_000],
  ['Mon, 23 Nov 2026 11:59:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
])('Retry-After %j, by the clock of the server, is %p ms', (value, retryAfterMs) => {
  const response = { headers: headers({ 'retry-after': value, date: 'Mon, 23 Nov 2026 12:00:00 GMT' }) }
  expect(azureError(rest({ statusCode: 429, response }), 'read').retryAfterMs).toBe(retryAfterMs)
})

test('a date without the clock of the server says nothing', () => {
  const response = { headers: headers({ 'retry-after': 'Mon, 23 Nov 2026 12:00:09 GMT' }) }
  expect(azureError(rest({ statusCode: 429, response }), 'read').retryAfterMs).toBeUndefined()
})

test('control characters and length of what Azure says are bounded', () => {
  const bodyAsText = JSON.stringify({ error: { code: '<b>', message: `a\u202eb\n${'x'.repeat(5_000)}` } })
  const error = azureError(rest({ statusCode: 403, response: { bodyAsText } }), 'read')
  expect(error.message).toMatch(/^a b x+$/)
  expect(error.message).toHaveLength(1_000)
  expect(error.code).toBe('HTTP403')
})

test.each([
  [rest({ code: 'REQUEST_ABORTED_ERROR' }), 'NoAnswer'],
  [rest({ code: 'ECONNRESET' }), 'ECONNRESET'],
  [rest({}), 'ConnectionLost'],
  [rest({ code: 'PARSE_ERROR', statusCode: 202 }), 'UnreadableAnswer'],
  [new TypeError('x of undefined'), 'Unexpected'],
  ['a text', 'Unexpected'],
  [undefined, 'Unexpected'],
])('%p: an opening may have been done, a read may be repeated', (thrown, code) => {
  expect(azureError(thrown, 'initiate')).toMatchObject({ outcome: 'unknown', code })
  expect(azureError(thrown, 'read')).toMatchObject({ outcome: 'later', code })
})

test('an error that is one already stays as it is', () => {
  const error = new AzureError('once', { outcome: 'refused', code: 'Once' })
  expect(azureError(error, 'initiate')).toBe(error)
})
