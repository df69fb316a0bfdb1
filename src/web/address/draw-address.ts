import { element } from '../sandbox/element.ts'
import { sentenceOf } from '../signed-on/api-client.ts'
import { reader } from '../signed-on/reader.ts'
import { doubts } from './doubts.ts'
import { typedProblem } from './typed.ts'
import type { Looked } from './wire.ts'
import { policyText, purposeText } from './words.ts'

export interface AddressActs {
  readonly confirm: (choice: { readonly shown: string } | { readonly typed: string }) => Promise<void>
  /** Looks again where the person is seen. */
  readonly look: () => Promise<void>
  readonly close: () => void
}

/** What was seen, what may be wrong with it, and the choice between that and what the person types. */
export function drawAddress(page: HTMLElement, looked: Looked, acts: AddressActs): void {
  const { address } = reader().words
  const { seen, from, networks } = looked
  const shown = seen.kind === 'address' ? seen.shown : undefined
  const heading = element('h1', { tabindex: '-1' }, shown ? address.connectFrom : address.canNotBeUsed)
  const found = shown
    ? element('p', { class: 'address' }, shown)
    : element('p', { class: 'trouble' }, 'text' in seen ? seen.text : '')
  const typed = element('input', {
    id: 'typed',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    inputmode: networks.length === 0 ? 'decimal' : 'text',
    maxlength: '200',
    'aria-describedby': 'hint problem',
  })
  const other = element('input', { id: 'other', type: 'radio', name: 'which', value: 'typed' })
  const mine = element('input', { id: 'mine', type: 'radio', name: 'which', value: 'shown' })
  // What is open to that address already needs another one, or nothing.
  const isOld = shown !== undefined && looked.for.old === shown
  mine.checked = shown !== undefined && !isOld
  other.checked = !mine.checked
  const hint = networks.length === 0 ? address.hint : address.orNetwork(networks.join(', '))
  const problem = element('p', { id: 'problem', class: 'problem', role: 'alert' })
  const use = element('button', { type: 'submit', class: 'primary' })
  const cancel = element('button', { type: 'button', class: 'plain' }, address.cancel)
  const field = element(
    'div',
    { class: 'typed' },
    element('label', { for: 'typed' }, shown ? address.typedLabel : address.typeIt),
    typed,
    element('p', { id: 'hint', class: 'hint' }, hint),
  )
  const choices = element('fieldset', {}, element('legend', {}, address.which))
  const otherChoice = element('label', { class: 'choice' }, other, element('span', {}, address.another))
  if (shown)
    choices.append(element('label', { class: 'choice' }, mine, element('span', {}, address.asSeen(shown))), otherChoice)
  choices.append(field)
  const doubtful = shown ? doubts(shown, looked.others, acts.look) : undefined
  const form = element(
    'form',
    { novalidate: true },
    heading,
    found,
    element('p', { class: 'for' }, purposeText(looked)),
    ...(from ? [element('p', { class: 'policy' }, policyText(from))] : []),
    ...(doubtful ? [doubtful] : []),
    choices,
    problem,
    element('div', { class: 'buttons' }, use, cancel),
  )

  function dress(): void {
    const isTyped = other.checked
    field.hidden = !isTyped
    use.textContent = isTyped || !shown ? address.useTyped : address.use(shown)
  }
  function complain(text: string): void {
    problem.textContent = text
    const isTyped = other.checked && text !== ''
    typed.setAttribute('aria-invalid', String(isTyped))
    if (isTyped) typed.focus()
  }
  async function send(): Promise<void> {
    const text = typed.value.trim()
    const wrong = other.checked ? typedProblem(text, networks) : undefined
    if (wrong) return complain(wrong)
    complain('')
    use.disabled = true
    try {
      await acts.confirm(other.checked ? { typed: text } : { shown: shown ?? '' })
    } catch (error) {
      use.disabled = false
      complain(sentenceOf(error))
    }
  }
  form.addEventListener('change', ({ target }) => {
    if (target === typed) return
    complain('')
    dress()
    // Read by now; what is typed and what is said of it need the room.
    if (doubtful && other.checked) doubtful.open = false
  })
  // Whoever goes by the keyboard stays where they are: the field is the next stop.
  otherChoice.addEventListener('click', ({ detail }) => {
    if (detail > 0) requestAnimationFrame(() => typed.focus())
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  cancel.addEventListener('click', acts.close)
  dress()

  page.replaceChildren(form)
  heading.focus()
}
