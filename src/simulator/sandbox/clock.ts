import { openJournal } from '../journal.ts'

export type SandboxClock = {
  /** Epoch milliseconds; never less than before, also across restarts. */
  now(): number
  /** How far ahead of real time it is. */
  offsetMs(): number
  /** Forward only: throws RangeError for less than 0 or no number. */
  move(ms: number): void
  /** Calls back after each move; answers how to stop that. */
  onMove(listener: () => void): () => void
  close(): void
}

/** How old the real time in the journal may be: so much can be lost where a machine's clock was set back between two runs. */
const markEveryMs = 10_000

/** Real time plus an offset that only grows. Absent a journal file it is forgotten when the process ends. */
export function openSandboxClock(journalFile?: string, realNow: () => number = Date.now): SandboxClock {
  const journal = openJournal(journalFile)
  const kept = journal.entries()
  const numberAt = (key: string, otherwise: number) => {
    const value = kept.get(key)
    return typeof value === 'number' ? value : otherwise
  }
  let offsetMs = numberAt('offsetMs', 0)
  let lastRealMs = numberAt('realMs', 0)
  let markedMs = lastRealMs
  let isOpen = true
  const listeners = new Set<() => void>()

  function keep(): void {
    journal.put('offsetMs', offsetMs)
    journal.put('realMs', lastRealMs)
    markedMs = lastRealMs
  }

  function read(): number {
    const realMs = realNow()
    // The machine's clock was set back: the sandbox goes on from where it was.
    if (realMs < lastRealMs) offsetMs += lastRealMs - realMs
    const isStale = realMs < lastRealMs || realMs - markedMs >= markEveryMs
    lastRealMs = realMs
    if (isStale && isOpen) mark()
    return realMs + offsetMs
  }

  // To tell the time must work on a full disk, too; only a move must be kept.
  function mark(): void {
    try {
      keep()
    } catch {
      markedMs = lastRealMs
    }
  }

  return {
    now: read,
    offsetMs: () => offsetMs,
    move(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`The clock moves forward only, not by ${ms} ms.`)
      read()
      const before = offsetMs
      offsetMs += ms
      try {
        keep()
      } catch (error) {
        offsetMs = before
        throw error
      }
      for (const listener of listeners) listener()
    },
    onMove(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      isOpen = false
      journal.close()
    },
  }
}
