import { element } from '../sandbox/element.ts'

const all: readonly (readonly [what: string, text: string])[] = [
  ['VPN or company proxy:', 'everybody who leaves there is let in too.'],
  ['Mobile network:', 'shared with other customers, and changes often.'],
  ['At home or in a hotel:', 'everybody behind the same router is let in too.'],
  ['Another way than your browser:', 'type the address that your machine has itself.'],
]

/** What may be wrong with an address that a page was called from, and who else comes from it. */
export function doubts(shown: string, others: number, look: () => Promise<void>): HTMLDetailsElement {
  const list = element('ul', {})
  for (const [what, text] of all) list.append(element('li', {}, element('strong', {}, `${what} `), text))
  if (others > 0) list.prepend(element('li', { class: 'others' }, othersText(others)))
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

function othersText(others: number): string {
  return others === 1
    ? 'One other person here connects from it: it is shared.'
    : `${others} other people here connect from it: it is shared.`
}
