import { element } from '../sandbox/element.ts'
import { doubtTexts, othersText } from './words.ts'

/** What may be wrong with an address that a page was called from, and who else comes from it. */
export function doubts(shown: string, others: number, look: () => Promise<void>): HTMLDetailsElement {
  const list = element('ul', {})
  for (const [what, text] of doubtTexts) list.append(element('li', {}, element('strong', {}, `${what} `), text))
  const shared = othersText(others)
  if (shared) list.prepend(element('li', { class: 'others' }, shared))
  const again = element('button', { type: 'button', class: 'link' }, 'Look again')
  again.addEventListener('click', () => void look())
  return element(
    'details',
    { open: true },
    element('summary', {}, `Is ${shown} really yours, and yours alone?`),
    list,
    element('p', {}, 'Changed your network just now? ', again),
  )
}
