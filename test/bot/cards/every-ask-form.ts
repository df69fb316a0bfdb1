import { askFormCard } from '../../../src/bot/cards/ask-form.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'

const hostile = '[x](https://evil.example) <at>Adam</at> *b*'
const choices = (count: number, title: string) =>
  Array.from({ length: count }, (_, n) => ({ title: `${title} ${n}`, value: `${n}-${'v'.repeat(180)}` }))

/** The forms that stand for a command: empty, and as large as they get. */
export function everyAskForm(cards: Cards): [string, OutgoingMessage][] {
  const options = [{ id: 'time', label: 'For how long', choices: choices(6, 'hours') }]
  const field = { id: 'vm', label: 'Machine', placeholder: 'Start typing', dataset: 'machines', required: true }
  const empty = askFormCard(cards, {
    form: 'delegate',
    title: 'Who stands in for you?',
    button: 'Have them stand in',
    searches: [{ ...field, choices: [] }],
    options,
    fields: [],
    notes: [],
    problems: [],
    entered: {},
  })
  const large = askFormCard(cards, {
    form: 'explain',
    title: 'Explain what?',
    button: 'Explain',
    searches: [
      { ...field, choices: choices(16, hostile) },
      { ...field, id: 'person', label: 'For whom', required: false, choices: choices(16, hostile) },
    ],
    options,
    fields: [{ id: 'ports', label: 'Ports', placeholder: 'rdp' }],
    notes: ['Nothing is asked for.'],
    problems: [hostile, 'Choose a machine.'],
    entered: { vm: hostile, ports: hostile.repeat(3), time: 'never' },
  })
  return [
    ['a form that stands for a command, empty', empty],
    ['a form that stands for a command, large and hostile', large],
  ]
}
