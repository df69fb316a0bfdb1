import { remembered } from './remembered.ts'

const keptLines = 30

/** What this person typed before, oldest first; ↑ and ↓ walk through it. */
export function readSaid(person: string): string[] {
  const lines: unknown = JSON.parse(remembered.read(`said.${person}`) ?? '[]')
  return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : []
}

export function rememberSaid(person: string, line: string): void {
  const lines = readSaid(person).filter((known) => known !== line)
  remembered.write(`said.${person}`, JSON.stringify([...lines, line].slice(-keptLines)))
}
