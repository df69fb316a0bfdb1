import type { CardJson, Press, PressAnswer } from './wire.ts'

export interface Button {
  readonly title: string
  readonly verb: string
  /** The button's own data, without the inputs. */
  readonly data: unknown
}

/** Names the button by its title, else its verb; pins it by verb and data where the card has several of that name. */
export function pressOf(card: CardJson, button: Button, inputs: Readonly<Record<string, string>>): Press {
  const action = button.title || button.verb
  if (countButtons(card, action.toLowerCase()) <= 1) return { action, inputs }
  const forge = { ...(button.verb ? { verb: button.verb } : {}), ...(button.data ? { data: button.data } : {}) }
  return { action, inputs, forge }
}

function countButtons(value: unknown, name: string): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countButtons(item, name), 0)
  if (typeof value !== 'object' || value === null) return 0
  const { type, title, verb } = value as Record<string, unknown>
  const presses = type === 'Action.Execute' || type === 'Action.Submit'
  const named = [title, verb].some((text) => typeof text === 'string' && text.toLowerCase() === name)
  const inside = Object.entries(value).reduce(
    (sum, [key, item]) => (key === 'data' ? sum : sum + countButtons(item, name)),
    0,
  )
  return inside + (presses && named ? 1 : 0)
}

/** What the presser reads under the card, if anything: a new card speaks for itself. */
export interface Note {
  readonly kind: 'message' | 'error'
  readonly text: string
}

export function noteOf({ status, body }: PressAnswer): Note | undefined {
  const code = body?.statusCode ?? status
  const { value, type, task } = body ?? {}
  if (task?.type === 'message') return { kind: 'message', text: task.value }
  if (status >= 400 || code >= 400) {
    const said = typeof value === 'string' ? value : (value as { message?: unknown } | undefined)?.message
    const reason = typeof said === 'string' && said ? ` ${said}` : ''
    return { kind: 'error', text: `Something went wrong: the bot answered ${code}.${reason}` }
  }
  if (type?.endsWith('activity.message') && typeof value === 'string') return { kind: 'message', text: value }
  return undefined
}
