import { announceMessages } from './announcer.ts'
import { showBanner } from './banner.ts'
import { prepareCards } from './card.ts'
import { startClock } from './clock.ts'
import { showClock } from './clock-view.ts'
import { showComposer } from './composer.ts'
import { showConversations } from './conversations.ts'
import { byId, element } from './element.ts'
import { showEstate } from './estate.ts'
import { showExtension } from './extension.ts'
import { followLinksIn } from './follow-links.ts'
import { icon } from './icons.ts'
import { showMessages } from './messages.ts'
import { showPeople } from './people.ts'
import { placeHref } from './place.ts'
import { showReadsIn } from './reads-in.ts'
import { emptyPage, type PageState } from './state.ts'
import { createStore } from './store.ts'
import { startSync } from './sync.ts'
import { showTabs } from './tabs.ts'
import { themeButton } from './theme.ts'
import { showTour } from './tour.ts'

/** Wires the page: every part is given the store and what it may do. */
function start(): void {
  const store = createStore<PageState>(emptyPage)
  prepareCards()
  const help = element(
    'button',
    { type: 'button', class: 'quiet', title: 'First steps', 'aria-label': 'Show the first steps' },
    icon('question'),
  )
  byId('preferences').append(help, themeButton())

  const { trouble } = showBanner(byId('banner'), store)
  const { turnTo } = showTabs(byId('tabs'), store)
  const clock = startClock(store)
  const sync = startSync(store, clock)
  const extension = showExtension(document.body, store, (conversation) => sync.messages(conversation))
  showPeople(byId('people'), store)
  showReadsIn(byId('reads-in'), store, trouble)
  showConversations(byId('conversations'), store)
  const composer = showComposer(
    byId('composer-place'),
    store,
    async (conversation, text) => {
      if (/\brequest\s+\S/i.test(text)) tour.done('ask')
      await sync.messages(conversation)
    },
    () => extension.open(),
  )
  showMessages(
    byId('messages'),
    store,
    async ({ action }, taken) => {
      if (taken && /^(approve|genehmigen)/i.test(action)) tour.done('approve')
      const { open } = store.get()
      if (open) await sync.messages(open.id)
      sync.estate()
    },
    (message) => extension.open(message),
  )
  followLinksIn(document.body, store)
  showEstate(byId('estate'), store)
  const { jump } = showClock(byId('clock'), store, clock, {
    onMoved() {
      tour.done('forward')
      sync.estate()
    },
    onError: trouble,
  })
  announceMessages(byId('announcer'), store)
  store.watch(
    ({ open }) => [open],
    ({ open }) => {
      byId('chat-title').textContent = open ? `${open.kind === 'channel' ? '#' : ''}${open.name}` : 'Conversation'
      byId('chat-about').textContent =
        open?.kind === 'channel' ? 'Channel · everybody here sees it' : 'Personal chat with the bot'
    },
  )

  store.watch(
    ({ me, open }) => [me, open],
    ({ me, open }) => {
      const place = { ...(me ? { as: me.id } : {}), ...(open?.kind === 'channel' ? { in: open.id } : {}) }
      byId('open-tab').setAttribute('href', `./teams.html${placeHref(place)}`)
    },
  )

  const tour = showTour(byId('tour'), store, {
    ask(engineer, line) {
      location.hash = placeHref({ as: engineer.id })
      turnTo('chat')
      composer.put(line)
    },
    approve(approver) {
      const channel = store.get().conversations.find(({ name }) => name === 'ops-approvals')
      location.hash = placeHref({ as: approver.id, ...(channel ? { in: channel.id } : {}) })
      turnTo('channels')
    },
    see() {
      turnTo('azure')
      byId('estate').querySelector<HTMLElement>('.port.is-open')?.focus()
    },
    forward: () => jump(3600),
  })
  help.addEventListener('click', tour.show)
}

start()
