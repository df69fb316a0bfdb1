/** What a page sent is not as it may be; the message is a sentence for its caller. */
export class Unfit extends Error {
  override readonly name = 'Unfit'
}

type Fields = Readonly<Record<string, unknown>>

/** A body as an object. Throws `Unfit`, as all of these do. */
export function fieldsOf(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Unfit('The body must be an object.')
  return { ...body }
}

/** A text of at most `most` characters; absent is empty. */
export function text(fields: Fields, name: string, most = 600): string {
  const value = fields[name] ?? ''
  if (typeof value !== 'string') throw new Unfit(`"${name}" must be a text.`)
  if (value.length > most) throw new Unfit(`"${name}" has ${value.length} characters; at most ${most} are read.`)
  return value
}

/** A whole number within bounds; absent: undefined. */
export function whole(fields: Fields, name: string, least: number, most: number): number | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new Unfit(`"${name}" must be a whole number from ${least} to ${most}.`)
  return value
}

/** At most `most` objects; absent is none. */
export function list(fields: Fields, name: string, most: number): Fields[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value)) throw new Unfit(`"${name}" must be a list.`)
  if (value.length > most) throw new Unfit(`"${name}" has ${value.length} items; at most ${most} are read.`)
  return value.map((item) => fieldsOf(item))
}

/** At most `most` whole numbers. */
export function numbers(fields: Fields, name: string, most: number): number[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value) || value.length > most || value.some((each) => !Number.isInteger(each)))
    throw new Unfit(`"${name}" must be a list of at most ${most} whole numbers.`)
  return value
}
