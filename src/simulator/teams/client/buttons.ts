import { isObject, type Json } from '../json.ts'

/** A button of a card that tells the bot something, as one person sees it. */
export type Button = {
  readonly type: 'Action.Execute' | 'Action.Submit'
  readonly id?: unknown
  readonly title?: string
  readonly verb?: string
  readonly data?: unknown
  /** What the card's inputs hold before anybody touches them; the client sends those along. */
  readonly inputs: Readonly<Record<string, string>>
}

// No real card is this deep; a hostile one must not exhaust the stack.
const deepest = 60
/** Parts of a card that are no part of what is shown, or may look like an action without being one. */
const unseen = new Set(['data', 'refresh', 'fallback', 'authentication', 'msteams'])

/** Every enabled Action.Execute and Action.Submit of the card, also in ActionSets, columns, containers and ShowCards. */
export function buttonsOf(card: Json): Button[] {
  const found: Button[] = []
  collect(card, inputsOf(card), 0, found)
  return found
}

function collect(node: unknown, inputs: Readonly<Record<string, string>>, depth: number, found: Button[]): void {
  if (depth > deepest) return
  if (Array.isArray(node)) {
    for (const each of node) collect(each, inputs, depth + 1, found)
    return
  }
  if (!isObject(node)) return
  const button = asButton(node, inputs)
  if (button !== undefined) found.push(button)
  // A ShowCard's buttons send its own inputs and those of the cards round it, not those of its neighbours.
  const inner = node.type === 'Action.ShowCard' && isObject(node.card) ? { ...inputs, ...inputsOf(node.card) } : inputs
  for (const [key, value] of Object.entries(node)) if (!unseen.has(key)) collect(value, inner, depth + 1, found)
}

function asButton(node: Json, inputs: Readonly<Record<string, string>>): Button | undefined {
  const { type, id, title, verb, data, isEnabled, associatedInputs } = node
  if ((type !== 'Action.Execute' && type !== 'Action.Submit') || isEnabled === false) return undefined
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof verb === 'string' ? { verb } : {}),
    ...(data === undefined ? {} : { data }),
    inputs: String(associatedInputs).toLowerCase() === 'none' ? {} : inputs,
  }
}

function inputsOf(card: Json): Record<string, string> {
  const inputs: Record<string, string> = {}
  gather(card, 0, inputs)
  return inputs
}

function gather(node: unknown, depth: number, inputs: Record<string, string>): void {
  if (depth > deepest) return
  if (Array.isArray(node)) for (const each of node) gather(each, depth + 1, inputs)
  if (!isObject(node) || node.type === 'Action.ShowCard') return
  const { type, id, value, valueOff = 'false' } = node
  if (typeof type === 'string' && type.startsWith('Input.') && typeof id === 'string') {
    inputs[id] = String(value ?? (type === 'Input.Toggle' ? valueOff : ''))
  }
  for (const [key, each] of Object.entries(node)) if (!unseen.has(key)) gather(each, depth + 1, inputs)
}
