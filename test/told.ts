import { noOne, type Reader } from '../src/words/reader.ts'

/** The same with every text in it told: `{ text: (reader) => string }` is `{ text: string }`. */
export type Told<T> = T extends (reader: Reader) => string
  ? string
  : T extends object
    ? { [Key in keyof T]: Told<T[Key]> }
    : T

export function told<T>(part: T, reader: Reader = noOne): Told<T> {
  if (typeof part === 'function') return part(reader)
  if (Array.isArray(part)) return part.map((each) => told(each, reader)) as Told<T>
  if (typeof part !== 'object' || part === null) return part as Told<T>
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, told(each, reader)])) as Told<T>
}
