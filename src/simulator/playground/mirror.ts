import type { ShownMessage } from '../teams/client/shown-message.ts'
import type { Json } from '../teams/json.ts'
import { PlaygroundError, post, replace } from './playground-connector.ts'

/** One conversation of the sandbox, shown in one Playground to one person. */
export type Mirror = {
  /** Reads the conversation again, soon; calls that come meanwhile are one. */
  refresh(): void
  /** Its page was loaded anew, which forgets all that was said. */
  reopened(): void
  /** The sandbox's id of a message that the Playground shows. */
  original(shown: string): string | undefined
  /** Says something that is in no conversation of the sandbox. */
  whisper(text: string): void
}

/** So much of what was said before it was opened. */
const mostBefore = 15

export function createMirror(options: {
  readonly serviceUrl: string
  readonly conversation: string
  /** Entra object id of the person who looks: what they typed is there already. */
  readonly person: string
  readonly read: () => Promise<readonly ShownMessage[]>
  /** The Playground is gone. */
  readonly onGone: () => void
}): Mirror {
  const { serviceUrl, conversation, person, read, onGone } = options
  const shown = new Map<string, { readonly id: string; readonly as: string }>()
  let work: Promise<void> = Promise.resolve()
  let isWaiting = false
  /** The first message that is shown: what came before it was opened, and is older, is left out. */
  let since: number | undefined

  function then(next: () => Promise<void>): void {
    work = work.then(next).catch((error: unknown) => {
      if (error instanceof PlaygroundError && error.status === 0) onGone()
    })
  }

  async function show(): Promise<void> {
    isWaiting = false
    const all = (await read()).filter(({ from }) => from.id !== person)
    since ??= Number(all.at(-mostBefore)?.id ?? 0)
    for (const message of all) if (Number(message.id) >= since) await showOne(message)
  }

  async function showOne(message: ShownMessage): Promise<void> {
    const as = JSON.stringify([message.text, message.card])
    const known = shown.get(message.id)
    if (known?.as === as) return
    try {
      if (known?.id) await replace(serviceUrl, conversation, known.id, contentOf(message))
      const id = known?.id || (await post(serviceUrl, conversation, contentOf(message)))
      shown.set(message.id, { id, as })
    } catch (error) {
      if (!(error instanceof PlaygroundError) || error.status === 0) throw error
      // One that it does not take is no reason to keep the others back.
      shown.set(message.id, { id: known?.id ?? '', as })
    }
  }

  return {
    refresh() {
      if (isWaiting) return
      isWaiting = true
      then(show)
    },
    reopened() {
      then(async () => {
        shown.clear()
        since = undefined
        await show()
      })
    },
    original: (id) => (id === '' ? undefined : [...shown].find(([, message]) => message.id === id)?.[0]),
    whisper(text) {
      then(async () => void (await post(serviceUrl, conversation, { text })))
    },
  }
}

/** What is mirrored is the reader's own view already, and the Playground has none. */
function withoutRefresh({ refresh: _, ...card }: Json): Json {
  return card
}

/** Of another person it says who, since a Playground shows everything as said by the bot. */
function contentOf({ from, text, card, summary }: ShownMessage) {
  return {
    ...(text === undefined ? {} : { text: from.bot ? text : `${from.name}: ${text}` }),
    ...(card === undefined ? {} : { card: withoutRefresh(card) }),
    ...(summary === undefined ? {} : { summary }),
  }
}
