import { api, sentenceOf } from './api.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import { readSaid, rememberSaid } from './said.ts'
import type { PageStore } from './state.ts'

const examples = ['/jit request web01 rdp 1h INC123456 patching', '/jit request', '/jit vms', '/jit help']

export interface Composer {
  /** Puts a line in the box, ready to send. */
  put(line: string): void
}

/** The message box: Enter sends, Shift+Enter breaks the line, ↑ brings back what was said before. */
export function showComposer(
  parent: HTMLElement,
  store: PageStore,
  onSaid: (conversation: string, text: string) => Promise<void>,
  onRequest: () => void,
): Composer {
  const box = element('textarea', {
    id: 'composer',
    rows: 1,
    'aria-label': 'Message',
    'aria-describedby': 'composer-help',
  })
  const send = element('button', { type: 'submit', class: 'send', title: 'Send', 'aria-label': 'Send' }, icon('send'))
  const request = element(
    'button',
    { type: 'button', class: 'send', title: 'Request access', 'aria-label': 'Request access' },
    icon('open'),
  )
  request.addEventListener('click', onRequest)
  const form = element('form', { class: 'composer-form' }, box, request, send)
  const chips = element('div', { class: 'chips', role: 'group', 'aria-label': 'Examples' })
  const state = element('p', { class: 'composer-state', role: 'status' })
  const help = element(
    'p',
    { id: 'composer-help', class: 'unseen' },
    'Enter sends. Arrow up brings back the last line.',
  )
  for (const line of examples) {
    const chip = element('button', { type: 'button', class: 'chip' }, line)
    chip.addEventListener('click', () => put(line))
    chips.append(chip)
  }
  parent.classList.add('composer')
  parent.append(chips, form, state, help)

  let steps = 0
  let draft = ''
  function put(line: string): void {
    box.value = line
    grow()
    box.focus()
    box.setSelectionRange(line.length, line.length)
  }
  function grow(): void {
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + 2}px`
    send.classList.toggle('ready', box.value.trim() !== '')
  }
  function walk(by: 1 | -1): void {
    const lines = readSaid(store.get().me?.id ?? '')
    if (steps === 0) draft = box.value
    steps = Math.min(Math.max(steps + by, 0), lines.length)
    put(steps === 0 ? draft : (lines[lines.length - steps] ?? ''))
  }
  function say(): void {
    const { me, open } = store.get()
    const text = box.value.trim()
    if (!text || !me || !open) return
    rememberSaid(me.id, text)
    steps = 0
    box.value = ''
    grow()
    state.classList.remove('failed')
    const slow = setTimeout(() => {
      state.textContent = 'JIT Access is answering…'
    }, 400)
    api
      .say(me.id, open.id, text)
      .then(async ({ status }) => {
        state.textContent = status >= 400 ? `The bot answered ${status} and may not have understood.` : ''
        state.classList.toggle('failed', status >= 400)
        await onSaid(open.id, text)
      })
      .catch((error: unknown) => {
        state.textContent = `Not sent. ${sentenceOf(error)}`
        state.classList.add('failed')
        if (!box.value) put(text)
      })
      .finally(() => clearTimeout(slow))
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    say()
  })
  box.addEventListener('input', () => {
    steps = 0
    grow()
  })
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Enter') say()
    else if (event.key === 'ArrowUp' && (box.value === '' || steps > 0)) walk(1)
    else if (event.key === 'ArrowDown' && steps > 0) walk(-1)
    else return
    event.preventDefault()
  })
  store.watch(
    ({ open, me }) => [open?.id, me?.id],
    ({ open }) => {
      steps = 0
      state.textContent = ''
      box.placeholder = open?.kind === 'channel' ? `Post in #${open.name} (start with /jit)` : 'Message JIT Access'
    },
  )
  grow()
  return { put }
}
