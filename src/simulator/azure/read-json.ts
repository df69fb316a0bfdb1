import { invalidContent } from './arm-error.ts'

export type JsonObject = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; throws ArmError 400, naming `what`. */
export function readObject(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw invalidContent(`${what} must be an object.`)
  return value
}

/** The value as a list of objects with at least one entry; throws ArmError 400, naming `what`. */
export function readObjects(value: unknown, what: string): JsonObject[] {
  if (!Array.isArray(value) || value.length === 0)
    throw invalidContent(`${what} must be a list with at least one entry.`)
  return value.map((entry) => readObject(entry, `Each entry of ${what}`))
}

export function readString(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw invalidContent(`${what} must be a text.`)
  return value
}

/** An optional text; null counts as absent. */
export function readOptionalString(value: unknown, what: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalidContent(`${what} must be a text.`)
  return value
}

/** An optional list of texts; null and an empty list count as absent. */
export function readOptionalStrings(value: unknown, what: string): string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) throw invalidContent(`${what} must be a list of texts.`)
  return value.length === 0 ? undefined : value.map((entry) => readString(entry, `Each entry of ${what}`))
}

export function readPortNumber(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 65535) {
    throw invalidContent('number must be a whole number from 0 to 65535.')
  }
  return value
}
