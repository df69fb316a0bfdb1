import type { PersonId } from '../../ids.ts'
import { portName } from '../../port-names.ts'
import type { Change, Comparison, RoleChange } from './change.ts'
import type { MachineKind } from './machine-kinds.ts'
import type { PersonKind } from './person-kinds.ts'

type NameOf = (person: PersonId) => string | undefined

const mostNames = 5
const mostKinds = 6

/** One change as a sentence, with `+` where people get more, `-` where they get less, `~` where neither can be said. */
export function changeText(change: Change, all: Comparison, nameOf: NameOf): string {
  const sign = { wider: '+', narrower: '-', other: '~' }[change.widening]
  const times = change.times === undefined ? '' : `, ${change.times.join(' or ')}:`
  return `${sign}${times === '' ? '' : `${times.slice(1)}`} ${sentence(change, placesText(change, all), nameOf)}`
}

function sentence(change: Change, where: string, nameOf: NameOf): string {
  const { aspect, before, after, people } = change
  const who = peopleText(people, nameOf, before === 'refused' ? 'more' : '')
  const was = `(before: ${before === 'unattended' ? 'without approval' : before})`
  switch (aspect) {
    case 'access':
      if (after === 'refused')
        return change.nobody
          ? `Nobody may ask for ${where} any more; ${peopleText(people, nameOf)} could ${was}. ${change.why ?? ''}`.trim()
          : `${who} may not ask for ${where} any more ${was}. ${change.why ?? ''}`.trim()
      if (after === 'unattended') return `${who} may open ${where} without approval ${was}`
      return before === 'refused'
        ? `${who} may ask for ${where}, with ${after} ${was}`
        : `${who} need ${after} for ${where} ${was}`
    case 'longest':
      return `${who} may have ${where} for at most ${after} ${was}`
    case 'total':
      return `${who} may extend ${where} to at most ${after} in all ${was}`
    case 'sources':
      return `${who} may open ${where} from ${after} ${was}`
    case 'reason':
      return `The reason of ${who} for ${where} is ${after} ${was}`
    case 'self-approval':
      return after === 'yes'
        ? `The own approval of ${who} counts for ${where}`
        : `The own approval of ${who} does not count for ${where} any more`
    case 'within':
      return `What ${who} ask for on ${where} lapses after ${after} ${was}`
    case 'notify':
      return `What ${who} ask for on ${where} is shown in ${after} ${was}`
    default:
      return aspect satisfies never
  }
}

/** Who has a role now that had it not, and the other way round. */
export function roleTexts({ role, gained, lost }: RoleChange, nameOf: NameOf): string[] {
  const may = {
    admin: 'administer the bot',
    auditor: 'read the ledger as auditors',
    approver: 'approve requests that somebody may make',
    'break-glass': 'break glass',
    reviewer: 'sign for uses of break-glass',
  }[role]
  return [
    ...(gained.length > 0 ? [`+ ${peopleText(gained, nameOf, 'more')} may ${may}`] : []),
    ...(lost.length > 0 ? [`- ${peopleText(lost, nameOf)} may not ${may} any more`] : []),
  ]
}

/** `3 more people (Ann, Bob, Eve)`, `everybody else`. */
function peopleText(kinds: readonly PersonKind[], nameOf: NameOf, more = ''): string {
  const people = kinds.flatMap((kind) => kind.people)
  const names = people.map((person) => nameOf(person) ?? person.split('/')[1] ?? person).sort()
  const shown = names.slice(0, mostNames)
  const rest = names.length > shown.length ? `, and ${names.length - shown.length} more` : ''
  const counted = `${people.length}${more === '' ? '' : ` ${more}`} ${people.length === 1 ? 'person' : 'people'}`
  return joined([
    ...(people.length > 0 ? [`${counted} (${shown.join(', ')}${rest})`] : []),
    ...kinds.flatMap(({ says }) => says ?? []),
  ])
}

function placesText({ places }: Change, all: Comparison): string {
  const texts = places.map(({ machines, ports }) => {
    const where = machinesText(machines, all.machines)
    return ports.length === all.ports.length ? where : `${portsText(ports, all.ports)} of ${where}`
  })
  return joined(texts)
}

function portsText(ports: readonly number[], all: readonly number[]): string {
  const rest = all.at(-1)
  const named = ports.filter((port) => port !== rest)
  const texts = named.map((port) => {
    const name = portName(port)
    return name ? `${name} (${port})` : `port ${port}`
  })
  return joined([...texts, ...(rest !== undefined && ports.includes(rest) ? ['every other port'] : [])])
}

/** The widest kinds alone, each with the narrower ones of which it is not so. */
function machinesText(machines: readonly MachineKind[], all: readonly MachineKind[]): string {
  if (machines.length === all.length) return 'every machine'
  const widest = machines.filter(
    (kind) => kind.parts.length === 0 || !machines.some((other) => other.parts.length > 0 && isWithin(kind, other)),
  )
  const texts = widest.slice(0, mostKinds).map((kind) => {
    const others = all.filter((other) => kind.parts.length > 0 && isWithin(other, kind) && !machines.includes(other))
    const exceptions = others
      .filter((other) => !others.some((wider) => isWithin(other, wider)))
      .map((other) => other.parts.filter((part) => !kind.parts.includes(part)).join(' '))
    return `${kindText(kind)}${exceptions.length > 0 ? ` (but not ${joined(exceptions)})` : ''}`
  })
  return joined([...texts, ...(widest.length > mostKinds ? [`${widest.length - mostKinds} more kinds`] : [])])
}

function isWithin(narrow: MachineKind, wide: MachineKind): boolean {
  return (
    narrow !== wide &&
    narrow.parts.length > wide.parts.length &&
    wide.parts.every((part) => narrow.parts.includes(part))
  )
}

function kindText({ parts, examples }: MachineKind): string {
  const such = examples.length > 0 ? `, such as ${examples.slice(0, 3).join(', ')}` : ''
  return parts.length === 0 ? `machines that no rule singles out${such}` : `machines ${parts.join(' ')}${such}`
}

function joined(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
}
