import type { Share } from './vm-row.ts'

/** Gives the first of all equal values, so that a hundred thousand VMs do not keep a hundred thousand copies of the same few. */
export function sharing(): Share {
  const known = new Map<string, unknown>()
  return <T>(value: T): T => {
    const key = JSON.stringify(value)
    if (!known.has(key)) known.set(key, value)
    return known.get(key) as T
  }
}
