import type { Card } from '../../domain/card.ts'

/** The card as a dialog takes it: Teams knows no `Action.Execute` there, so that each becomes a submit with its verb in its data. */
export function asDialog(card: Card): Card {
  const { refresh: _none, ...rest } = card
  return asSubmits(rest) as Card
}

function asSubmits(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asSubmits)
  if (typeof node !== 'object' || node === null) return node
  const { type, verb, data, ...rest } = node as Record<string, unknown>
  if (type === 'Action.Execute') return { ...rest, type: 'Action.Submit', data: { ...(data as object), verb } }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, asSubmits(value)]))
}
