import type { PageStore } from './state.ts'
import type { Message } from './wire.ts'

/** Tells screen readers of new messages in the open conversation: one sentence each, never the whole list. */
export function announceMessages(parent: HTMLElement, store: PageStore): void {
  let known = new Set<string>()
  let where = ''
  store.watch(
    ({ messages, open, me }) => [messages, open, me],
    ({ messages, open, me }) => {
      const list = open ? messages.get(open.id) : undefined
      if (!open || !list || !me) return
      const here = `${me.id} ${open.id}`
      const fresh = here === where ? list.filter(({ id, from }) => !known.has(id) && from.id !== me.id) : []
      known = new Set(list.map(({ id }) => id))
      where = here
      if (fresh.length > 0) parent.textContent = fresh.map(sentence).join(' ')
    },
  )
}

const sentence = ({ from, summary, text }: Message): string => `${from.name}: ${summary ?? text ?? 'a card'}.`
