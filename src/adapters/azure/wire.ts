/** An answer that is not what it should be: a page instead of data, a field that is missing or of another type. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** The value behind these keys; undefined where any of them is missing or null. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value
  for (const key of keys) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Readonly<Record<string, unknown>>)[key]
  }
  return found ?? undefined
}

/** Text that may be missing. Throws `UnreadableAnswer` for anything else. */
export function optionalText(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys)
  if (found === undefined || typeof found === 'string') return found
  throw new UnreadableAnswer(`${keys.join('.')} is no text`)
}

/** Text that must be there. Throws `UnreadableAnswer`. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = optionalText(value, ...keys)
  if (found !== undefined) return found
  throw new UnreadableAnswer(`${keys.join('.')} is missing`)
}

/** A list that may be missing, which is an empty one. Throws `UnreadableAnswer` for anything else. */
export function optionalList(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys)
  if (found === undefined) return []
  if (Array.isArray(found)) return found
  throw new UnreadableAnswer(`${keys.join('.')} is no list`)
}

/** A list that must be there. Throws `UnreadableAnswer`. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  if (at(value, ...keys) === undefined) throw new UnreadableAnswer(`${keys.join('.')} is missing`)
  return optionalList(value, ...keys)
}

/** A port number from 0 to 65535. Throws `UnreadableAnswer`. */
export function portAt(value: unknown, ...keys: readonly string[]): number {
  const found = at(value, ...keys)
  if (typeof found === 'number' && Number.isInteger(found) && found >= 0 && found <= 65_535) return found
  throw new UnreadableAnswer(`${keys.join('.')} is no port number`)
}

/** Epoch milliseconds of a date that the SDK has read. Throws `UnreadableAnswer`. */
export function timeAt(value: unknown, ...keys: readonly string[]): number {
  const found = at(value, ...keys)
  const ms = found instanceof Date ? found.getTime() : Number.NaN
  if (Number.isFinite(ms)) return ms
  throw new UnreadableAnswer(`${keys.join('.')} is no time`)
}
