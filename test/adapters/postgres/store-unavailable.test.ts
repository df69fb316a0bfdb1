import { asStoreUnavailable, breaksConnection } from '../../../src/adapters/postgres/store-unavailable.ts'
import { StoreUnavailable } from '../../../src/ports/store.ts'

const error = (code: string | undefined, message = 'it failed') =>
  Object.assign(new Error(message), code === undefined ? {} : { code })

describe('asStoreUnavailable', () => {
  it.each([
    ['ECONNREFUSED', true],
    ['EPIPE', true],
    ['57P01', true],
    ['08006', true],
    ['57014', false],
    ['53100', false],
    ['53300', false],
    ['40P01', false],
    ['55P03', false],
    ['28P01', false],
  ])('takes %s for a database that is away', (code, broken) => {
    const cause = error(code)
    expect(asStoreUnavailable(cause)).toEqual(new StoreUnavailable('the database does not answer: it failed'))
    expect(asStoreUnavailable(cause)).toBeInstanceOf(StoreUnavailable)
    expect(breaksConnection(cause)).toBe(broken)
  })

  it.each(['Connection terminated unexpectedly', 'Query read timeout', 'timeout exceeded when trying to connect'])(
    'takes "%s" for one, too',
    (message) => {
      expect(asStoreUnavailable(error(undefined, message))).toBeInstanceOf(StoreUnavailable)
      expect(breaksConnection(error(undefined, message))).toBe(true)
    },
  )

  it.each([error('23505'), error('42P01'), error('22P02'), error(undefined, 'a bug'), undefined, 'a bug'])(
    'leaves %p as it is',
    (mistake) => {
      expect(asStoreUnavailable(mistake)).toBe(mistake)
      expect(breaksConnection(mistake)).toBe(false)
    },
  )
})
