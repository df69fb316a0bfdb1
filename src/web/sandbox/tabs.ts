import { element } from './element.ts'
import { type IconName, icon } from './icons.ts'
import { placeHref } from './place.ts'
import type { PageStore } from './state.ts'

type Tab = 'chat' | 'channels' | 'azure'

const tabs: readonly { tab: Tab; title: string; drawing: IconName }[] = [
  { tab: 'chat', title: 'Chat', drawing: 'chat' },
  { tab: 'channels', title: 'Channels', drawing: 'hash' },
  { tab: 'azure', title: 'Azure', drawing: 'cloud' },
]

/** One pane at a time on narrow screens. Opening a conversation anywhere turns to its tab. */
export function showTabs(parent: HTMLElement, store: PageStore): { turnTo: (tab: Tab) => void } {
  const buttons = tabs.map(({ tab, title, drawing }) => {
    const button = element('button', { type: 'button', 'data-tab': tab }, icon(drawing), element('span', {}, title))
    button.addEventListener('click', () => choose(tab))
    return button
  })
  parent.append(...buttons)

  function turnTo(tab: Tab): void {
    document.body.dataset.tab = tab
    for (const button of buttons) {
      if (button.dataset.tab === tab) button.setAttribute('aria-current', 'page')
      else button.removeAttribute('aria-current')
    }
  }
  function choose(tab: Tab): void {
    turnTo(tab)
    const { me, conversations, open, unread } = store.get()
    if (tab === 'azure' || !me) return
    const kind = tab === 'chat' ? 'personal' : 'channel'
    if (open?.kind === kind) return
    const ofKind = conversations.filter((conversation) => conversation.kind === kind)
    const next = ofKind.find(({ id }) => unread.has(id)) ?? ofKind[0]
    if (next) location.hash = placeHref({ as: me.id, in: next.id })
  }
  store.watch(
    ({ open }) => [open?.id],
    ({ open }) => {
      if (open) turnTo(open.kind === 'personal' ? 'chat' : 'channels')
    },
  )
  store.watch(
    ({ unread }) => [unread],
    ({ unread, conversations }) => {
      for (const button of buttons) {
        const kind = button.dataset.tab === 'chat' ? 'personal' : 'channel'
        const news = button.dataset.tab !== 'azure' && conversations.some((c) => c.kind === kind && unread.has(c.id))
        const dot = button.querySelector('.dot')
        if (!news) dot?.remove()
        else if (!dot) button.append(element('span', { class: 'dot' }, element('span', { class: 'unseen' }, 'unread')))
      }
    },
  )
  return { turnTo }
}
