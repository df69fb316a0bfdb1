import { api, sentenceOf } from './api.ts'
import { renderCard } from './card.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import type { PageStore } from './state.ts'
import type { CardJson, DialogStep } from './wire.ts'

export interface Extension {
  /** Opens its dialog, on a message or for the compose box. */
  open(message?: string): void
}

/** The message extension's dialog: what the bot answers is what it shows next. Nobody else sees it. */
export function showExtension(
  parent: HTMLElement,
  store: PageStore,
  onDone: (conversation: string) => Promise<void>,
): Extension {
  const title = element('h2', { id: 'extension-title' }, 'Request access')
  const dismiss = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Close' }, icon('close'))
  const content = element('div', { class: 'extension-content' })
  const note = element('p', { class: 'extension-note', role: 'status' })
  const dialog = element(
    'dialog',
    { class: 'extension', 'aria-labelledby': 'extension-title' },
    element('header', { class: 'extension-header' }, title, dismiss),
    content,
    note,
  )
  parent.append(dialog)
  dismiss.addEventListener('click', () => dialog.close())

  async function step(what: { readonly message?: string; readonly data?: unknown }): Promise<void> {
    const { me, open } = store.get()
    if (!me || !open || content.ariaBusy === 'true') return
    content.ariaBusy = 'true'
    note.textContent = ''
    try {
      const { status, body } = await api.extension(me.id, open.id, what)
      show(status, body?.task, { as: me.id, conversation: open.id, ...what })
      if (body?.task?.type === 'message') await onDone(open.id)
    } catch (error) {
      note.textContent = sentenceOf(error)
    } finally {
      content.ariaBusy = 'false'
    }
  }

  function show(
    status: number,
    task: DialogStep | undefined,
    where: { readonly as: string; readonly conversation: string; readonly message?: string },
  ): void {
    if (task?.type === 'message') {
      content.replaceChildren(element('p', { class: 'extension-end' }, icon('check'), task.value))
      return
    }
    const card = task?.value.card?.content
    if (!card) {
      note.textContent = `Something went wrong: the bot answered ${status}.`
      return
    }
    title.textContent = task.value.title ?? 'Request access'
    content.replaceChildren(drawn(card, where))
    content.scrollTop = 0
    content.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }

  function drawn(
    card: CardJson,
    { as, conversation, message }: { readonly as: string; readonly conversation: string; readonly message?: string },
  ): HTMLElement {
    const on = message === undefined ? {} : { message }
    const shown = renderCard(card, {
      search: (dataset, text, signal) => api.searchIn(as, conversation, dataset, text, signal),
      onPress: (_press, _button, sent) => void step({ ...on, data: sent }),
    })
    const unshown = () => element('p', { class: 'unshown' }, 'This card could not be shown.')
    return element('div', { class: 'card' }, shown ?? unshown())
  }

  store.watch(
    ({ me, open }) => [me?.id, open?.id],
    () => dialog.close(),
  )
  return {
    open(message) {
      content.replaceChildren()
      dialog.showModal()
      void step(message === undefined ? {} : { message })
    },
  }
}
