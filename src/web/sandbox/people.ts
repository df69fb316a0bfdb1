import { avatar } from './avatar.ts'
import { element } from './element.ts'
import { keyedList } from './keyed-list.ts'
import { placeHref } from './place.ts'
import type { PageStore } from './state.ts'
import type { Person } from './wire.ts'

/** The person switcher: links, so that a middle click opens a second window as somebody else. */
export function showPeople(parent: HTMLElement, store: PageStore): void {
  const show = keyedList<Person, HTMLLIElement>(parent, {
    key: ({ id }) => id,
    create: ({ id }) =>
      element('li', {}, element('a', { href: placeHref({ as: id }), class: 'person', 'data-id': id })),
    update(item, { name, role, address }) {
      const words = element('span', { class: 'person-words' })
      words.append(element('span', { class: 'person-name' }, name), element('span', { class: 'person-role' }, role))
      const link = item.firstElementChild
      link?.replaceChildren(avatar(name), words)
      link?.setAttribute('title', `${name}, ${role}, at ${address}`)
    },
  })
  store.watch(
    ({ people, me }) => [people, me],
    ({ people, me }) => {
      show(people)
      for (const link of parent.querySelectorAll<HTMLElement>('a')) {
        const current = link.dataset.id === me?.id
        if (!current) {
          link.removeAttribute('aria-current')
          continue
        }
        if (link.ariaCurrent !== 'true') link.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        link.setAttribute('aria-current', 'true')
      }
      document.title = me ? `${me.name} · JIT Access sandbox` : 'JIT Access sandbox'
    },
  )
}
