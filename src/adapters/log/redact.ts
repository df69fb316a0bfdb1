const secretName = /authorization|cookie|credential|passw|secret|token|api-?_?key|connection-?_?string/i
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi
const jwt = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/@]+@/gi

const deepest = 6
const mostItems = 50
const longestText = 4_000

/** A copy that may be written down: what is secret by its name or its look is gone, errors are their texts, and it has an end. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return '[deeper]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => redact(item, depth + 1))
  const copy: Record<string, unknown> = {}
  for (const [name, held] of Object.entries(value)) {
    copy[name] = secretName.test(name) && held !== undefined ? '[redacted]' : redact(held, depth + 1)
  }
  return copy
}

export function redactText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}…` : text
  return cut.replace(bearer, '$1 [redacted]').replace(jwt, '[redacted]').replace(urlPassword, '$1:[redacted]@')
}

// Not the error's other fields: an SDK's error carries the whole request, headers and all.
function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  return {
    type: error.name,
    message: redactText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { statusCode } : {}),
    ...(error.stack ? { stack: redactText(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  }
}
