import { StoreUnavailable } from '../../ports/store.ts'

// SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system, broken files; and wrong credentials.
const unavailableClasses = new Set(['08', '28', '40', '53', '57', '58', 'XX'])
// Timeouts of locks and of idle transactions; a server that is read-only (a standby); a database that is not there.
const unavailableCodes = new Set(['55P03', '25P03', '25006', '3D000'])
// What the driver says without a code.
const saysAway = /connect|terminat|timeout|timed out|not queryable|closed|ended|calling end/i
// As Node names what the network says (EPIPE, ECONNRESET); no class of SQLSTATE starts with E.
const networkCode = /^E[A-Z]+$/

/** `StoreUnavailable` for what a healthy database would not have said; any other error as it is. */
export function asStoreUnavailable(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !isAway(error)) return error
  const why = messageOf(error) || codeOf(error)
  return new StoreUnavailable(`the database does not answer: ${why}`, { cause: error })
}

/** Whether the connection that said it is of no more use. */
export function breaksConnection(error: unknown): boolean {
  const code = codeOf(error)
  return isAway(error) && (code === undefined || networkCode.test(code) || /^(08|57P)/.test(code))
}

function isAway(error: unknown): boolean {
  const code = codeOf(error)
  if (code === undefined) return saysAway.test(messageOf(error))
  return networkCode.test(code) || unavailableClasses.has(code.slice(0, 2)) || unavailableCodes.has(code)
}

function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | undefined)?.message
  return typeof message === 'string' ? message : ''
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** The name of the unique key that a statement hit, if that is why it failed. */
export function violatedKey(error: unknown): string | undefined {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown }
  return code === '23505' && typeof constraint === 'string' ? constraint : undefined
}
