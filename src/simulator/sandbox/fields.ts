import { ApiError } from './api-error.ts'

/** The fields of a body or a query, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>

/** A text that must be there. Each of these throws ApiError 400 that names the field. */
export function text(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string' || value === '') throw new ApiError(400, `"${name}" must be a text.`)
  return value
}

/** A text that may be empty, or absent, which is the same. */
export function textOrEmpty(fields: Fields, name: string): string {
  return fields[name] === undefined || fields[name] === '' ? '' : text(fields, name)
}

export function optionalText(fields: Fields, name: string): string | undefined {
  return fields[name] === undefined ? undefined : text(fields, name)
}

export function number(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ApiError(400, `"${name}" must be a number.`)
  return value
}

export function optionalFlag(fields: Fields, name: string): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw new ApiError(400, `"${name}" must be true or false.`)
  return value
}

export function optionalObject(fields: Fields, name: string): Fields | undefined {
  const value = fields[name]
  if (value === undefined) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, `"${name}" must be an object.`)
  }
  return { ...value }
}

/** A fault's fields, of the right types; what they may hold is for the simulator to say. */
export function faultFields(fields: Fields): { readonly kind: string; readonly [name: string]: string | number } {
  const fault: Record<string, string | number> = {}
  for (const name of ['operation', 'conversation', 'code', 'message']) {
    if (fields[name] !== undefined) fault[name] = text(fields, name)
  }
  for (const name of ['status', 'retryAfterSeconds', 'delayMs', 'times']) {
    if (fields[name] !== undefined) fault[name] = number(fields, name)
  }
  return { ...fault, kind: text(fields, 'kind') }
}
