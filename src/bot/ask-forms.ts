import type { Person } from '../domain/person.ts'
import type { Choice } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { type AskFormName, type AskFormView, askFormCard } from './cards/ask-form.ts'
import type { ChatDeps, Who } from './command.ts'
import { choicesFor } from './type-ahead.ts'

/** What was entered, by the ids of the fields: words, none of which is to be trusted. */
export type Entered = Readonly<Record<string, string>>

/** A form that stands for a command: sent off, it is read as if its line had been typed. */
interface AskForm extends Omit<AskFormView, 'form' | 'problems' | 'entered' | 'searches'> {
  readonly who: Who
  readonly searches: readonly (Omit<AskFormView['searches'][number], 'choices'> & { readonly who?: Who })[]
  /** The line behind `/jit `; or what is wrong, a sentence each. */
  line(entered: Entered): string | readonly string[]
}

const choices = (...words: readonly (readonly [title: string, value: string])[]): Choice[] =>
  words.map(([title, value]) => ({ title, value }))

const machine = 'Start typing, such as web01'
const person = 'Start typing a name'

export const askForms: Readonly<Record<AskFormName, AskForm>> = {
  explain: {
    who: 'everyone',
    title: 'Explain what?',
    button: 'Explain',
    searches: [
      { id: 'vm', label: 'Machine', placeholder: machine, dataset: 'machines', required: true },
      {
        id: 'person',
        label: 'For whom (empty: you)',
        placeholder: person,
        dataset: 'people',
        required: false,
        who: 'admins',
      },
    ],
    options: [
      {
        id: 'time',
        label: 'For how long',
        choices: choices(
          ['1 h', '1h'],
          ['30 min', '30m'],
          ['2 h', '2h'],
          ['4 h', '4h'],
          ['8 h', '8h'],
          ['24 h', '24h'],
        ),
      },
    ],
    fields: [{ id: 'ports', label: 'Ports (empty: those of the JIT policy)', placeholder: 'rdp, 443' }],
    notes: ['Nothing is asked for: it is what the access policy would say. In one line: /jit explain web01 rdp 2h'],
    line({ vm = '', ports = '', time = '', person: someone = '' }) {
      if (vm === '') return ['Choose a machine: start typing its name.']
      return ['explain', vm, ports.replace(/[\s,]+/g, ','), time, someone && `for ${someone}`].filter(Boolean).join(' ')
    },
  },
  audit: {
    who: 'auditors',
    title: 'Look for what in the ledger?',
    button: 'Look',
    searches: [
      { id: 'person', label: 'Person', placeholder: person, dataset: 'people', required: false },
      { id: 'vm', label: 'Machine', placeholder: machine, dataset: 'estate', required: false },
    ],
    options: [
      {
        id: 'period',
        label: 'Period',
        choices: choices(
          ['Last 7 days', '7d'],
          ['Last 24 hours', '24h'],
          ['Last 30 days', '30d'],
          ['Last 90 days', '90d'],
        ),
      },
      {
        id: 'as',
        label: 'Show',
        choices: choices(['Requests, a line each', 'requests'], ['All entries', 'entries'], ['A file (CSV)', 'csv']),
      },
    ],
    fields: [],
    notes: ['In one line: /jit audit 30d web01'],
    line({ person: someone = '', vm = '', period = '', as = '' }) {
      if (someone !== '' && vm !== '') return ['Choose a person or a machine, not both.']
      return ['audit', period, someone || vm, as === 'requests' ? '' : as].filter(Boolean).join(' ')
    },
  },
  delegate: {
    who: 'everyone',
    title: 'Who stands in for you?',
    button: 'Have them stand in',
    searches: [{ id: 'person', label: 'Approver', placeholder: person, dataset: 'approvers', required: true }],
    options: [
      {
        id: 'until',
        label: 'For how long',
        choices: choices(['1 day', 'for 1d'], ['3 days', 'for 3d'], ['1 week', 'for 7d'], ['2 weeks', 'for 14d']),
      },
    ],
    fields: [],
    notes: [
      'Both of you must be approvers of the access policy. Or to the hour: /jit delegate to Aisha Khan until friday 18:00',
    ],
    line({ person: someone = '', until = '' }) {
      return someone === '' ? ['Choose an approver: start typing their name.'] : `delegate to ${someone} ${until}`
    },
  },
}

export function askFormNamed(name: string): AskFormName | undefined {
  return Object.hasOwn(askForms, name) ? (name as AskFormName) : undefined
}

/** The form as this person may fill it in: with what was entered, and what is wrong with it. `may`: what they may use. */
export async function askForm(
  deps: ChatDeps,
  asker: Person,
  name: AskFormName,
  may: (who: Who) => boolean,
  entered: Entered = {},
  problems: readonly string[] = [],
): Promise<OutgoingMessage> {
  const form = askForms[name]
  const searches = await Promise.all(
    form.searches
      .filter(({ who = 'everyone' }) => may(who))
      .map(async ({ who: _who, ...search }) => {
        const offered = await choicesFor(deps, asker, { dataset: search.dataset, text: '' })
        return { ...search, choices: await withEntered(deps, offered, entered[search.id] ?? '') }
      }),
  )
  const { title, button, options, fields, notes } = form
  return askFormCard(deps.cards, { form: name, title, button, options, fields, notes, searches, entered, problems })
}

/** What was chosen before stays chosen, by its name where that is known. */
async function withEntered(
  { estate }: ChatDeps,
  offered: readonly Choice[],
  value: string,
): Promise<readonly Choice[]> {
  if (value === '' || offered.some((choice) => choice.value === value)) return offered
  const vm = [...estate.named(value.split('/').at(-1) ?? '')].find(({ id }) => id === value)
  return [{ title: vm ? `${vm.name} (${vm.resourceGroup})` : value.slice(0, 100), value }, ...offered]
}
