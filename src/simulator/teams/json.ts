/** A JSON object of which nothing is known yet. */
export type Json = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; an empty one where it is something else. */
export function asObject(value: unknown): Json {
  return isObject(value) ? value : {}
}
