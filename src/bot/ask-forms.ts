import type { Person } from '../domain/person.ts'
import type { Choice } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import type { Words } from '../words/en.ts'
import { type AskFormName, type AskFormView, askFormCard } from './cards/ask-form.ts'
import type { ChatDeps, Who } from './command.ts'
import { choicesFor } from './type-ahead.ts'

/** What was entered, by the ids of the fields: words, none of which is to be trusted. */
export type Entered = Readonly<Record<string, string>>

/** A form that stands for a command: sent off, it is read as if its line had been typed. */
export interface AskForm extends Omit<AskFormView, 'form' | 'problems' | 'entered' | 'searches'> {
  readonly who: Who
  readonly searches: readonly (Omit<AskFormView['searches'][number], 'choices'> & { readonly who?: Who })[]
  /** The line behind `/jit `; or what is wrong, a sentence each. */
  line(entered: Entered): string | readonly string[]
}

const choices = (...words: readonly (readonly [title: string, value: string])[]): Choice[] =>
  words.map(([title, value]) => ({ title, value }))

type Texts = Words['pressing']['forms']

/** Which machine a command is about, and nothing more. */
function machineForm(command: 'vm' | 'enable' | 'configure' | 'disable', dataset: string, who: Who) {
  return ({ [command]: text, ...all }: Texts): AskForm => ({
    who,
    title: text.title,
    button: text.button,
    searches: [{ id: 'vm', label: all.machine, placeholder: all.typeMachine, dataset, required: true }],
    options: [],
    fields: [],
    notes: [text.note],
    line: ({ vm = '' }) => (vm === '' ? [all.chooseMachine] : `${command} ${vm}`),
  })
}

const forms: Readonly<Record<AskFormName, (texts: Texts) => AskForm>> = {
  explain: ({ explain: text, ...all }) => ({
    who: 'everyone',
    title: text.title,
    button: text.button,
    searches: [
      { id: 'vm', label: all.machine, placeholder: all.typeMachine, dataset: 'machines', required: true },
      {
        id: 'person',
        label: text.forWhom,
        placeholder: all.typePerson,
        dataset: 'people',
        required: false,
        who: 'admins',
      },
    ],
    options: [
      {
        id: 'time',
        label: all.howLong,
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
    fields: [{ id: 'ports', label: text.ports, placeholder: 'rdp, 443' }],
    notes: [text.note],
    line({ vm = '', ports = '', time = '', person: someone = '' }) {
      if (vm === '') return [all.chooseMachine]
      return ['explain', vm, ports.replace(/[\s,]+/g, ','), time, someone && `for ${someone}`].filter(Boolean).join(' ')
    },
  }),
  audit: ({ audit: text, ...all }) => ({
    who: 'auditors',
    title: text.title,
    button: text.button,
    searches: [
      { id: 'person', label: all.person, placeholder: all.typePerson, dataset: 'people', required: false },
      { id: 'vm', label: all.machine, placeholder: all.typeMachine, dataset: 'estate', required: false },
    ],
    options: [
      {
        id: 'period',
        label: text.period,
        choices: choices(
          [text.last7Days, '7d'],
          [text.last24Hours, '24h'],
          [text.last30Days, '30d'],
          [text.last90Days, '90d'],
        ),
      },
      {
        id: 'as',
        label: text.show,
        choices: choices([text.requests, 'requests'], [text.entries, 'entries'], [text.csv, 'csv']),
      },
    ],
    fields: [],
    notes: [text.note],
    line({ person: someone = '', vm = '', period = '', as = '' }) {
      if (someone !== '' && vm !== '') return [text.notBoth]
      return ['audit', period, someone || vm, as === 'requests' ? '' : as].filter(Boolean).join(' ')
    },
  }),
  delegate: ({ delegate: text, ...all }) => ({
    who: 'everyone',
    title: text.title,
    button: text.button,
    searches: [
      { id: 'person', label: text.approver, placeholder: all.typePerson, dataset: 'approvers', required: true },
    ],
    options: [
      {
        id: 'until',
        label: all.howLong,
        choices: choices(
          [text.oneDay, 'for 1d'],
          [text.threeDays, 'for 3d'],
          [text.oneWeek, 'for 7d'],
          [text.twoWeeks, 'for 14d'],
        ),
      },
    ],
    fields: [],
    notes: [text.note],
    line({ person: someone = '', until = '' }) {
      return someone === '' ? [text.chooseApprover] : `delegate to ${someone} ${until}`
    },
  }),
  vm: machineForm('vm', 'known', 'everyone'),
  enable: machineForm('enable', 'not configured', 'admins'),
  configure: machineForm('configure', 'configured', 'admins'),
  disable: machineForm('disable', 'configured', 'admins'),
}

export function formFor(name: AskFormName, { pressing }: Words): AskForm {
  return forms[name](pressing.forms)
}

export function askFormNamed(name: string): AskFormName | undefined {
  return Object.hasOwn(forms, name) ? (name as AskFormName) : undefined
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
  const form = formFor(name, deps.reader.words)
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
