import { placeHref, readMessageLink } from './place.ts'
import type { PageStore } from './state.ts'

const triesMs = [0, 200, 600, 1_500]

/** Opens links to messages of Teams in this page, where those messages are. */
export function followLinksIn(parent: HTMLElement, store: PageStore): void {
  parent.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null
    const link = anchor && readMessageLink(anchor.href)
    const { me } = store.get()
    if (!link || !me) return
    event.preventDefault()
    location.hash = placeHref({ as: me.id, in: link.conversation })
    for (const ms of triesMs) setTimeout(() => show(link.message), ms)
  })
}

function show(message: string): void {
  const found = document.querySelector<HTMLElement>(`.message[data-id="${CSS.escape(message)}"]`)
  found?.scrollIntoView({ block: 'center' })
}
