import { element } from './element.ts'
import { icon } from './icons.ts'
import { isOpen } from './port-state.ts'
import { remembered } from './remembered.ts'
import type { PageState, PageStore } from './state.ts'
import type { Person } from './wire.ts'

const firstLine = '/jit request web01 rdp 1h INC123456 patching'

export type TourStep = 'ask' | 'approve' | 'see' | 'forward'

interface TourActions {
  readonly ask: (engineer: Person, line: string) => void
  readonly approve: (approver: Person) => void
  readonly see: () => void
  readonly forward: () => void
}

export interface Tour {
  done(step: TourStep): void
  /** Shows it again after it was dismissed. */
  show(): void
}

/** The first visit: ask, approve as somebody else, see it open, fast-forward. Each step ticks itself off. */
export function showTour(parent: HTMLElement, store: PageStore, actions: TourActions): Tour {
  const finished = new Set<TourStep>()
  const list = element('ol', {})
  const dismiss = element(
    'button',
    { type: 'button', class: 'quiet', title: 'Dismiss', 'aria-label': 'Dismiss the first steps' },
    icon('close'),
  )
  parent.append(list, dismiss)
  dismiss.addEventListener('click', () => {
    parent.hidden = true
    remembered.write('tour', 'dismissed')
  })

  function draw(): void {
    const state = store.get()
    const steps = stepsFor(state, actions)
    const current = steps.find(({ step }) => !finished.has(step))
    list.replaceChildren(
      ...steps.map(({ step, title, words, button, run }, index) => {
        const done = finished.has(step)
        const act = element('button', { type: 'button', class: step === current?.step ? 'primary' : '' }, button)
        act.addEventListener('click', run)
        const mark = element('span', { class: 'mark' }, done ? icon('check') : String(index + 1))
        const text = element('span', { class: 'step-words' }, element('strong', {}, title), ' ', words)
        const name = done ? 'done' : step === current?.step ? 'current' : 'later'
        const item = element(
          'li',
          { class: name, 'aria-current': name === 'current' ? 'step' : undefined },
          mark,
          text,
          act,
        )
        if (done) mark.append(element('span', { class: 'unseen' }, 'done'))
        return item
      }),
    )
    if (!current)
      list.append(element('li', { class: 'finished' }, 'That is the whole story. Try /jit help for the rest.'))
    if (state.people.length > 0 && remembered.read('tour') !== 'dismissed') parent.hidden = false
  }
  function done(step: TourStep): void {
    if (finished.has(step)) return
    finished.add(step)
    draw()
  }
  store.watch(({ people }) => [people], draw)
  store.watch(
    ({ estate }) => [estate],
    ({ estate, nowMs }) => {
      const open = estate?.some((vm) => vm.ports.some((port) => isOpen(port, nowMs)))
      if (open && finished.has('approve')) done('see')
    },
  )
  return {
    done,
    show() {
      remembered.write('tour', 'wanted')
      finished.clear()
      draw()
    },
  }
}

function stepsFor({ people }: PageState, actions: TourActions) {
  const engineer = people.find(({ role }) => role === 'engineer')
  const approver = people.find(({ role }) => role === 'approver')
  const firstName = (person: Person | undefined, otherwise: string) => person?.name.split(' ')[0] ?? otherwise
  const steps: { step: TourStep; title: string; words: string; button: string; run: () => void }[] = [
    {
      step: 'ask',
      title: 'Ask.',
      words: `As ${firstName(engineer, 'the engineer')}, ask for an hour on web01.`,
      button: 'Fill in the line',
      run: () => engineer && actions.ask(engineer, firstLine),
    },
    {
      step: 'approve',
      title: 'Approve.',
      words: `As ${firstName(approver, 'the approver')}, press Approve in #ops-approvals.`,
      button: `Be ${firstName(approver, 'the approver')}`,
      run: () => approver && actions.approve(approver),
    },
    {
      step: 'see',
      title: 'See it open',
      words: 'in Azure: to one address, for one hour.',
      button: 'Look',
      run: actions.see,
    },
    {
      step: 'forward',
      title: 'Fast-forward',
      words: 'and watch it warn, end and shut.',
      button: '+1 h',
      run: actions.forward,
    },
  ]
  return steps
}
