import { createHash } from 'node:crypto'

const names = new Map<string, string>()

/** A name for a statement, the same for the same text: PostgreSQL keeps its plan, and planning ours takes longer than performing them. */
export function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, name)
  return name
}
