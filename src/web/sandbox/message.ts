import { api, sentenceOf } from './api.ts'
import { avatar } from './avatar.ts'
import { renderCard } from './card.ts'
import { showDialog } from './dialog.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import { markdownToHtml } from './markdown.ts'
import { type Note, noteOf } from './press.ts'
import { timeOfDay } from './time.ts'
import type { Message, Press, PressAnswer } from './wire.ts'

/** One message and how it stands in the list. */
export interface MessageView {
  readonly as: string
  readonly message: Message
  readonly zone: string
  readonly mine: boolean
  /** Follows another of the same person within minutes: no name, no picture. */
  readonly continued: boolean
  /** The title of the day that begins with this message. */
  readonly day: string | undefined
}

/** Called after a press, with `taken` when the bot had no complaint; resolves when the conversation's news are shown. */
export type OnPressed = (press: Press, taken: boolean) => Promise<void>

/** Called when access is asked for with this message as the reason. */
export type OnRequest = (message: string) => void

const drawnAs = new WeakMap<HTMLElement, string>()

export function createMessage(): HTMLElement {
  return element('article', { class: 'message' })
}

/** Draws or redraws one message; the card is drawn again only if it is another card. */
export function updateMessage(root: HTMLElement, view: MessageView, onPressed: OnPressed, onRequest: OnRequest): void {
  const { message, mine, continued, day, zone } = view
  const atMs = Date.parse(message.at)
  root.className = `message${mine ? ' mine' : ''}${continued ? ' continued' : ''}`
  root.dataset.id = message.id
  const name = element('span', { class: 'author' }, message.from.name)
  const time = element('time', { datetime: message.at }, timeOfDay(atMs, zone))
  const meta = element('header', { class: 'meta' }, name, time)
  if (message.edited) meta.append(element('span', { class: 'edited' }, 'Edited'))
  if (message.onlyYou) meta.append(element('span', { class: 'only-you' }, icon('eye'), 'Only you can see this'))

  if (message.text) meta.append(moreOf(message.id, onRequest))

  const old = root.querySelector<HTMLElement>('.content')
  const drawn = JSON.stringify([message.card ?? message.text, message.summary])
  const content = old && drawnAs.get(root) === drawn ? old : draw(view, root, onPressed)
  drawnAs.set(root, drawn)
  const notes = root.querySelector('.notes') ?? element('div', { class: 'notes', 'aria-live': 'polite' })
  const parts: Element[] = [avatar(message.from.name, message.from.bot), meta, notes]
  if (day) parts.unshift(element('p', { class: 'day' }, element('span', {}, day)))
  // The content stays attached where it is kept: taking it out would drop the focus and what is typed in it.
  for (const child of [...root.children]) if (child !== content && child !== notes) child.remove()
  if (content.parentElement !== root) root.append(content)
  content.before(...parts.slice(0, -1))
  if (notes.parentElement !== root) root.append(notes)
}

/** What else can be done with a message. */
function moreOf(message: string, onRequest: OnRequest): HTMLElement {
  const ask = element('button', { type: 'button' }, 'Request access')
  const more = element(
    'details',
    { class: 'more' },
    element('summary', { 'aria-label': 'More to do with this message', title: 'More' }, '⋯'),
    ask,
  )
  ask.addEventListener('click', () => {
    more.open = false
    onRequest(message)
  })
  more.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') more.open = false
  })
  more.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && more.contains(relatedTarget))) more.open = false
  })
  return more
}

function draw(view: MessageView, root: HTMLElement, onPressed: OnPressed): HTMLElement {
  const { message } = view
  if (message.card) return drawCard(view, message.card, root, onPressed)
  const content = element('div', { class: 'content bubble' })
  // What people type is text; what the bot says is Markdown, made safe.
  if (message.from.bot) content.innerHTML = markdownToHtml(message.text ?? '')
  else content.textContent = message.text ?? ''
  return content
}

function drawCard(
  { as, message }: MessageView,
  card: NonNullable<Message['card']>,
  root: HTMLElement,
  onPressed: OnPressed,
): HTMLElement {
  const content = element('div', { class: 'content card' })
  const onPress = (press: Press, button: HTMLElement | undefined): void => {
    if (content.ariaBusy === 'true') return
    setBusy(content, button, true)
    api
      .press(as, message.id, press)
      .then(async (pressed) => {
        const answer = await throughDialogs(as, message.id, pressed)
        const note = noteOf(answer)
        showNote(root, note)
        await onPressed(press, note === undefined)
      })
      .catch((error: unknown) => showNote(root, { kind: 'error', text: sentenceOf(error) }))
      .finally(() => setBusy(content, button, false))
  }
  const search = (dataset: string, text: string, signal: AbortSignal) =>
    api.search(as, message.id, dataset, text, signal)
  const drawn = renderCard(card, { search, onPress })
  content.append(drawn ?? element('p', { class: 'unshown' }, message.summary ?? 'This card could not be shown.'))
  return content
}

/** What comes of a press in the end, when the dialogs that it opened are closed. */
async function throughDialogs(as: string, message: string, pressed: PressAnswer): Promise<PressAnswer> {
  let answer = pressed
  while (answer.body?.task?.type === 'continue') {
    const result = await showDialog(as, answer.body.task.value)
    if (result === undefined) return { status: 200 }
    answer = await api.submitDialog(as, message, result)
  }
  return answer
}

function setBusy(content: HTMLElement, button: HTMLElement | undefined, busy: boolean): void {
  content.ariaBusy = String(busy)
  button?.classList.toggle('busy', busy)
}

function showNote(root: HTMLElement, note: Note | undefined): void {
  const notes = root.querySelector('.notes')
  notes?.replaceChildren()
  if (!note) return
  const dismiss = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss' }, icon('close'))
  const words = element('div', { class: 'note-words' }, element('p', {}, note.text))
  if (note.kind === 'message') words.append(element('p', { class: 'private' }, icon('eye'), 'Only you see this'))
  const shown = element('div', { class: `note note-${note.kind}` }, words, dismiss)
  if (note.kind === 'error') shown.prepend(icon('warning'))
  dismiss.addEventListener('click', () => shown.remove())
  notes?.append(shown)
}
