import { element } from './element.ts'
import { icon } from './icons.ts'
import { keyedList } from './keyed-list.ts'
import { placeHref } from './place.ts'
import type { PageStore } from './state.ts'
import type { Conversation } from './wire.ts'

/** The conversations of the person, with a dot and a word on those that have something new. */
export function showConversations(parent: HTMLElement, store: PageStore): void {
  const show = keyedList<Conversation, HTMLLIElement>(parent, {
    key: ({ id }) => `${store.get().me?.id} ${id}`,
    create: ({ kind }) => element('li', { 'data-kind': kind }, element('a', { class: 'conversation' })),
    update(item, { id, name, kind }) {
      const link = item.firstElementChild
      link?.setAttribute('href', placeHref({ as: store.get().me?.id ?? '', in: id }))
      link?.setAttribute('data-id', id)
      link?.replaceChildren(icon(kind === 'personal' ? 'chat' : 'hash'), element('span', {}, name))
    },
  })
  store.watch(
    ({ conversations, open, unread }) => [conversations, open, unread],
    ({ conversations, open, unread }) => {
      show(conversations)
      for (const link of parent.querySelectorAll<HTMLElement>('a')) {
        const id = link.dataset.id ?? ''
        if (id === open?.id) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
        const dot = link.querySelector('.dot')
        if (!unread.has(id)) dot?.remove()
        else if (!dot) link.append(element('span', { class: 'dot' }, element('span', { class: 'unseen' }, 'unread')))
      }
    },
  )
}
