import { isStart } from '../../domain/start-time.ts'
import type { Text } from '../../words/text.ts'

/** Words one after the other. */
interface Words {
  readonly left: number
  peek(): string
  look(skip: number, length: number): string
  take(count: number): string
}

/** `at 22:00`, `tomorrow 06:00`, `at 2026-11-30 06:00`, `mon at 6am`. A day without a time, or a time that is none, is left to be refused. */
export function takeStart(reader: Words): string | undefined {
  const first = reader.peek().toLowerCase()
  const isDay = /^(\d{1,2}:\d{2}$|today|tonight|tomorrow|mon|tue|wed|thu|fri|sat|sun|\d{4}-\d{1,2}-\d{1,2})/.test(first)
  if (first !== 'at' && !isDay) return undefined
  for (let length = Math.min(5, reader.left); length >= 1; length--) {
    const words = reader.look(0, length).toLowerCase().replace(/\bat /g, '')
    if (!isStart(words)) continue
    reader.take(length)
    return words
  }
  // At six o'clock sharp nobody wants a port opened at noon: what looks like a start and is none must not become a reason.
  const looksLikeOne = first === 'at' ? /^\d/.test(reader.look(1, 1)) : /^(today|tonight|tomorrow|\d)/.test(first)
  if (!looksLikeOne || !/^(at|today|tonight|tomorrow|\d{4}-\d{1,2}-\d{1,2})$/.test(first)) return undefined
  const length = first === 'at' ? 2 : /^(at|\d.*)$/.test(reader.look(1, 1)) ? 2 : 1
  return reader.take(length).replace(/^at /i, '')
}

/** A start behind the reason may be one, or a part of the reason: a port must not be opened now that was meant for the night. */
export function trailingStart(reason: string): Text[] {
  if (/^(["'`]).*\1$/.test(reason.trim())) return []
  const [, said = ''] =
    /\s((?:(?:at|today|tonight|tomorrow)\s+){1,2}\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)?)$/i.exec(` ${reason}`) ?? []
  return said !== '' && isStart(said.replace(/\bat\s+/gi, ''))
    ? [({ words }) => words.reading.start.inReason(said)]
    : []
}
