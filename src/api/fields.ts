import type { Words } from '../words/en.ts'
import { noOne } from '../words/reader.ts'
import type { Text } from '../words/text.ts'

/** What a page sent is not as it may be; a sentence for its caller. */
export class Unfit extends Error {
  override readonly name = 'Unfit'
  readonly text: Text

  constructor(text: Text) {
    super(text(noOne))
    this.text = text
  }
}

/** What is wrong with a field. */
export function unfit(say: (fields: Words['api']['fields']) => string): Unfit {
  return new Unfit(({ words }) => say(words.api.fields))
}

type Fields = Readonly<Record<string, unknown>>

/** A body as an object. Throws `Unfit`, as all of these do. */
export function fieldsOf(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unfit((fields) => fields.notObject)
  return { ...body }
}

/** A text of at most `most` characters; absent is empty. */
export function text(fields: Fields, name: string, most = 600): string {
  const value = fields[name] ?? ''
  if (typeof value !== 'string') throw unfit(({ notText }) => notText(name))
  if (value.length > most) throw unfit(({ tooLong }) => tooLong(name, value.length, most))
  return value
}

/** A whole number within bounds; absent: undefined. */
export function whole(fields: Fields, name: string, least: number, most: number): number | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw unfit(({ notWhole }) => notWhole(name, least, most))
  return value
}

/** At most `most` objects; absent is none. */
export function list(fields: Fields, name: string, most: number): Fields[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value)) throw unfit(({ notList }) => notList(name))
  if (value.length > most) throw unfit(({ tooManyItems }) => tooManyItems(name, value.length, most))
  return value.map((item) => fieldsOf(item))
}

/** At most `most` whole numbers. */
export function numbers(fields: Fields, name: string, most: number): number[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value) || value.length > most || value.some((each) => !Number.isInteger(each)))
    throw unfit(({ notNumbers }) => notNumbers(name, most))
  return value
}
