import { element } from '../sandbox/element.ts'
import { reader } from '../signed-on/reader.ts'

/** What may be wrong with an address that a page was called from, and who else comes from it. */
export function doubts(shown: string, others: number, look: () => Promise<void>): HTMLDetailsElement {
  const { address } = reader().words
  const list = element('ul', {})
  for (const [what, text] of address.doubts) list.append(element('li', {}, element('strong', {}, `${what} `), text))
  if (others > 0) list.prepend(element('li', { class: 'others' }, address.others(others)))
  const again = element('button', { type: 'button', class: 'link' }, address.lookAgain)
  again.addEventListener('click', () => void look())
  return element(
    'details',
    { open: true },
    element('summary', {}, address.reallyYours(shown)),
    list,
    element('p', {}, `${address.changedNow} `, again),
  )
}
