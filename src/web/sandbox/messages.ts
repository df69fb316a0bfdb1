import { element } from './element.ts'
import { icon } from './icons.ts'
import { keyedList } from './keyed-list.ts'
import { createMessage, type MessageView, type OnPressed, type OnRequest, updateMessage } from './message.ts'
import { keepScroll } from './scroll.ts'
import type { PageState, PageStore } from './state.ts'
import { dayTitle, sameDay } from './time.ts'

const sameBreathMs = 5 * 60_000
/** Drawing a card costs milliseconds: a long conversation shows its end, and more when asked. */
const drawnAtMost = 150

/** The open conversation's messages. */
export function showMessages(parent: HTMLElement, store: PageStore, onPressed: OnPressed, onRequest: OnRequest): void {
  const list = element('div', { class: 'message-list' })
  const empty = element('p', { class: 'empty', hidden: true })
  const newest = element('button', { type: 'button', class: 'to-newest', hidden: true }, icon('down'), 'New messages')
  const earlier = element('button', { type: 'button', class: 'earlier', hidden: true }, 'Show earlier messages')
  let drawn = drawnAtMost
  parent.append(earlier, list, empty)
  parent.after(newest)
  const scroll = keepScroll(parent, newest)
  const known = new Map<string, MessageView>()
  const show = keyedList<MessageView, HTMLElement>(list, {
    key: ({ as, message }) => `${as} ${message.id}`,
    create: createMessage,
    update: (root, view) => updateMessage(root, view, onPressed, onRequest),
  })
  let where = ''
  const draw = (state: PageState): void => {
    const here = `${state.me?.id} ${state.open?.id}`
    if (here !== where) drawn = drawnAtMost
    const all = viewsOf(state).map((view) => sameAsKnown(known, view))
    const read = state.open !== undefined && state.messages.has(state.open.id)
    scroll.around(here !== where || list.childElementCount === 0, () => {
      earlier.hidden = all.length <= drawn
      show(all.slice(-drawn))
    })
    where = here
    empty.hidden = !read || all.length > 0
    empty.textContent =
      state.open?.kind === 'channel' ? 'Nothing was posted here yet.' : 'Say hello, or try an example below.'
  }
  earlier.addEventListener('click', () => {
    drawn += drawnAtMost
    draw(store.get())
  })
  store.watch(
    ({ me, open, messages, zone, nowMs }) => [
      me,
      open?.id,
      open && messages.get(open.id),
      zone,
      Math.floor(nowMs / 3.6e6),
    ],
    draw,
  )
}

function viewsOf({ me, open, messages, zone, nowMs }: PageState): MessageView[] {
  const list = (open && messages.get(open.id)) ?? []
  return list.map((message, index) => {
    const before = list[index - 1]
    const atMs = Date.parse(message.at)
    const beforeMs = before ? Date.parse(before.at) : 0
    const day = before && sameDay(atMs, beforeMs, zone) ? undefined : dayTitle(atMs, nowMs, zone)
    const continued = !day && before?.from.id === message.from.id && atMs - beforeMs < sameBreathMs
    const mine = message.from.id === me?.id && open?.kind === 'personal'
    return { as: me?.id ?? '', message, zone, mine, continued, day }
  })
}

/** The same object again where nothing changed, so that the list leaves that message alone. */
function sameAsKnown(known: Map<string, MessageView>, view: MessageView): MessageView {
  const key = `${view.as} ${view.message.id}`
  const old = known.get(key)
  const same = old && (Object.keys(view) as (keyof MessageView)[]).every((name) => Object.is(old[name], view[name]))
  if (same) return old
  known.set(key, view)
  return view
}
