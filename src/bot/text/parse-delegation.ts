import { readFor, readUntil } from '../../domain/until.ts'

/** What was typed behind `/jit delegate`. `end` undefined: no time that can be read; `typed` is what stands there. */
export type ParsedDelegation =
  | { readonly kind: 'list' | 'stop' | 'incomplete' }
  | { readonly kind: 'to'; readonly name: string; readonly typed: string; readonly end: number | undefined }

/** Reads `to @Aisha until friday 18:00`, `Aisha Khan for 3d`, `stop`. Times by the wall clock of `zone`. */
export function parseDelegation(rest: string, now: number, zone: string): ParsedDelegation {
  const text = rest.trim()
  if (text === '' || /^(list|show)$/i.test(text)) return { kind: 'list' }
  if (/^(stop|end|off|none|nobody)$/i.test(text)) return { kind: 'stop' }
  // The last of these words: a name may have one in it.
  const [, name = '', word = '', time = ''] = /^(?:to\s+)?(.{1,200})\s(until|till|for)\s+(.{1,60})$/i.exec(text) ?? []
  if (name.trim() === '') return { kind: 'incomplete' }
  const end = word.toLowerCase() === 'for' ? readFor(time, now) : readUntil(time, now, zone)
  return { kind: 'to', name: name.trim(), typed: `${word.toLowerCase()} ${time}`, end }
}
