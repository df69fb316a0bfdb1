import { useEffect, useState } from 'react'
import { reader } from '../../signed-on/reader.ts'

/** The bot's clock as it was last told. `performance.now()` does not jump when the machine's clock is set. */
let told = { now: Date.now(), at: performance.now() }

export function tellNow(now: number): void {
  told = { now, at: performance.now() }
}

function botNow(): number {
  return told.now + performance.now() - told.at
}

/** The bot's time, which moves on each second. */
export function useNow(): number {
  const [now, set] = useState(botNow)
  useEffect(() => {
    const timer = setInterval(() => set(botNow()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** `1 h 04 min`, `12 min 30 s`, `45 s`; nothing below zero. */
export function leftText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (h > 0) return `${h} h ${String(m).padStart(2, '0')} min`
  return m > 0 ? `${m} min ${String(s).padStart(2, '0')} s` : `${s} s`
}

export function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return h === 0 ? `${m} min` : m === 0 ? `${h} h` : `${h} h ${m} min`
}

/** A moment as the reader writes it, in the zone of their browser. */
export function momentText(at: number): string {
  return new Intl.DateTimeFormat(reader().locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

export function numberText(number: number): string {
  return new Intl.NumberFormat(reader().locale).format(number)
}
