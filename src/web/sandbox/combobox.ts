import { element } from './element.ts'
import type { Suggestion } from './wire.ts'

const pauseMs = 150
const shownAtMost = 15
let made = 0

interface Options {
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Suggestion[]>
  /** Suggestions that need no search. */
  readonly fixed: readonly Suggestion[]
  readonly initial?: Suggestion | undefined
  readonly placeholder?: string | undefined
  readonly onChange: () => void
}

export interface Combobox {
  readonly root: HTMLElement
  readonly input: HTMLInputElement
  /** What was picked, or typed in full; undefined while the text is not one of the suggestions. */
  chosen(): Suggestion | undefined
}

/** A text box with a list of suggestions that is searched while typing: the ARIA combobox pattern. */
export function combobox({ search, fixed, initial, placeholder, onChange }: Options): Combobox {
  const listId = `suggestions-${++made}`
  const input = element('input', {
    type: 'text',
    class: 'ac-input ac-textInput combobox-input',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder,
    value: initial?.title,
  })
  const list = element('ul', {
    id: listId,
    class: 'combobox-list',
    role: 'listbox',
    'aria-label': 'Suggestions',
    hidden: true,
  })
  const root = element('div', { class: 'combobox' }, input, list)
  let known: readonly Suggestion[] = initial ? [initial, ...fixed] : fixed
  let shown: readonly Suggestion[] = []
  let active = -1
  let picked = initial
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  const matches = (text: string) => (item: Suggestion) => item.title.toLowerCase().includes(text.trim().toLowerCase())

  const close = (): void => {
    clearTimeout(timer)
    asking?.abort()
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const show = (items: readonly Suggestion[], note?: string): void => {
    shown = items.slice(0, shownAtMost)
    active = -1
    input.removeAttribute('aria-activedescendant')
    const options = shown.map(({ title }, index) => {
      const option = element('li', { role: 'option', id: `${listId}-${index}`, 'aria-selected': 'false' }, title)
      // mousedown, because the click comes after the blur that closes the list.
      option.addEventListener('mousedown', (event) => {
        event.preventDefault()
        pick(index)
      })
      return option
    })
    list.replaceChildren(
      ...options,
      ...(note ? [element('li', { class: 'combobox-note', role: 'presentation' }, note)] : []),
    )
    list.hidden = list.childElementCount === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    if (!list.hidden) list.scrollIntoView({ block: 'nearest' })
  }
  const pick = (index: number): void => {
    const suggestion = shown[index]
    if (!suggestion) return
    picked = suggestion
    input.value = suggestion.title
    close()
    onChange()
  }
  const activate = (index: number): void => {
    active = shown.length === 0 ? -1 : (index + shown.length) % shown.length
    for (const [at, option] of [...list.querySelectorAll('[role=option]')].entries()) {
      option.setAttribute('aria-selected', String(at === active))
      if (at === active) option.scrollIntoView({ block: 'nearest' })
    }
    if (active >= 0) input.setAttribute('aria-activedescendant', `${listId}-${active}`)
  }
  const ask = async (text: string): Promise<void> => {
    asking?.abort()
    const asked = new AbortController()
    asking = asked
    try {
      const found = await search(text, asked.signal)
      if (asked.signal.aborted) return
      known = [...known, ...found]
      const items = [...fixed.filter(matches(text)), ...found]
      const once = [...new Map(items.map((item) => [item.value, item])).values()]
      show(once, once.length === 0 ? 'No match' : undefined)
    } catch {
      if (!asked.signal.aborted) show(fixed.filter(matches(text)), 'The search did not answer')
    }
  }

  input.addEventListener('input', () => {
    picked = known.find(({ title }) => title.toLowerCase() === input.value.trim().toLowerCase())
    onChange()
    clearTimeout(timer)
    const text = input.value.trim()
    if (text) timer = setTimeout(() => void ask(text), pauseMs)
    else show(fixed)
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) show(fixed)
      else activate(active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1))
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault()
      pick(Math.max(active, 0))
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation()
      close()
    }
  })
  input.addEventListener('blur', () => {
    close()
    const typed = input.value.trim().toLowerCase()
    picked ??= known.find(({ title, value }) => [title, value].some((text) => text.toLowerCase() === typed))
    if (picked) input.value = picked.title
  })
  return { root, input, chosen: () => picked }
}
