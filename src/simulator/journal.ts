import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** What can be kept: plain JSON. `null` as a value means "deleted". */
export type JournalValue = string | number | boolean | { readonly [key: string]: unknown } | readonly unknown[]

export type Journal = {
  /** The entries now, in order of first appearance. A copy: changing it changes nothing. */
  entries(): Map<string, JournalValue>
  /** Written to the file before it returns; `null` deletes. Throws when the disk refuses or the journal is closed. */
  put(key: string, value: JournalValue | null): void
  close(): void
}

/**
 * An append-only key/value store of JSON lines `["key", value]`, in which the last value wins.
 * `undefined` keeps everything in memory. Each put is a synchronous write, so killing the process loses nothing;
 * a last line torn by the kill is dropped, and the file is compacted, when it is next opened.
 */
export function openJournal(file: string | undefined): Journal {
  const values = file === undefined ? new Map<string, JournalValue>() : readJournal(file)
  let descriptor = file === undefined ? undefined : compact(file, values)
  let closed = false

  return {
    entries: () => new Map(values),
    put(key, value) {
      if (closed) throw new Error(`The journal ${file ?? '(in memory)'} is closed; "${key}" was not written.`)
      // Through JSON even in memory: what is read back is the same with and without a file.
      const line = JSON.stringify([key, value])
      if (descriptor !== undefined) append(descriptor, `${line}\n`)
      if (value === null) values.delete(key)
      else values.set(key, (JSON.parse(line) as [string, JournalValue])[1])
    },
    close() {
      closed = true
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = undefined
    },
  }
}

function readJournal(file: string): Map<string, JournalValue> {
  const values = new Map<string, JournalValue>()
  if (!existsSync(file)) return values
  const lines = readFileSync(file, 'utf8').split('\n')
  // Every whole line ends in a newline, so whatever follows the last one was torn.
  lines.pop()
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line)
    if (entry === undefined)
      throw new Error(`${file}, line ${index + 1} is not a journal entry. Delete the file to start afresh.`)
    const [key, value] = entry
    if (value === null) values.delete(key)
    else values.set(key, value)
  }
  return values
}

function parseLine(line: string): [string, JournalValue | null] | undefined {
  try {
    const entry: unknown = JSON.parse(line)
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') return undefined
    return [entry[0], entry[1] as JournalValue | null]
  } catch {
    return undefined
  }
}

/** Writes the surviving entries to a new file, puts it in the place of the old one, and leaves it open for appending. */
function compact(file: string, values: Map<string, JournalValue>): number {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = `${file}.new`
  rmSync(fresh, { force: true })
  const descriptor = openSync(fresh, 'ax')
  try {
    for (const entry of values) writeAll(descriptor, `${JSON.stringify(entry)}\n`)
    fsyncSync(descriptor)
    renameSync(fresh, file)
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

/** Writes the whole line or, when the disk is full, none of it: half a line would spoil the one after it. */
function append(descriptor: number, line: string): void {
  const before = fstatSync(descriptor).size
  try {
    writeAll(descriptor, line)
  } catch (error) {
    ftruncateSync(descriptor, before)
    throw error
  }
}

/** writeSync may write less than it was given. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text)
  while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
}
