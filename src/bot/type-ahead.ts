import { approversLike } from '../app/approvers-like.ts'
import { knownTo } from '../app/find-vm.ts'
import type { Person } from '../domain/person.ts'
import type { Vm } from '../domain/vm.ts'
import type { Choice } from '../ports/chat.ts'
import type { ChatDeps } from './command.ts'
import { mayUse } from './gate.ts'

/** Teams shows so many. */
const mostChoices = 15
const longestTyped = 100

type Look = (deps: ChatDeps, asker: Person, typed: string) => Promise<readonly Choice[]>

/** What a card's field can offer while somebody types, by the name of its dataset. Nobody is offered what they may not know of. */
const datasets: Readonly<Record<string, Look>> = Object.assign(Object.create(null), {
  /** Machines that can be asked for. */
  async machines(deps, asker, typed) {
    const known = await knownTo(deps, asker)
    const found = deps.estate.complete(typed, mostChoices, (vm) => vm.jit.kind === 'configured', known)
    return found.map(choiceOfMachine)
  },
  /** Every machine that they may know of. */
  async known(deps, asker, typed) {
    const known = await knownTo(deps, asker)
    return deps.estate.complete(typed, mostChoices, undefined, known).map(choiceOfMachine)
  },
  /** Machines whose port rules an admin can change, or make. */
  configured: (deps, asker, typed) => forAdmins(deps, asker, typed, 'configured'),
  'not configured': (deps, asker, typed) => forAdmins(deps, asker, typed, 'not configured'),
  /** Every machine of the estate, for auditors and admins. */
  async estate(deps, asker, typed) {
    if (!(await mayUse(deps, asker, 'auditors'))) return []
    return deps.estate.complete(typed, mostChoices).map(choiceOfMachine)
  },
  /** Everybody whom the bot has seen, for auditors and admins. */
  async people(deps, asker, typed) {
    return (await mayUse(deps, asker, 'auditors')) ? (await deps.people.like(typed, mostChoices)).map(choiceOf) : []
  },
  async approvers(deps, asker, typed) {
    return (await approversLike(deps, asker, typed, mostChoices)).map(choiceOf)
  },
} satisfies Record<string, Look>)

async function forAdmins(deps: ChatDeps, asker: Person, typed: string, kind: Vm['jit']['kind']) {
  if (!(await mayUse(deps, asker, 'admins'))) return []
  return deps.estate.complete(typed, mostChoices, (vm) => vm.jit.kind === kind).map(choiceOfMachine)
}

function choiceOfMachine({ id, name, resourceGroup }: Vm): Choice {
  return { title: `${name} (${resourceGroup})`, value: id }
}

export async function choicesFor(
  deps: ChatDeps,
  asker: Person,
  { dataset, text }: { readonly dataset: string; readonly text: string },
): Promise<readonly Choice[]> {
  return (await datasets[dataset]?.(deps, asker, text.slice(0, longestTyped).trim())) ?? []
}

/** Several people may have one name: the beginning of the object id tells them apart. */
function choiceOf({ id, name }: Person): Choice {
  const object = id.split('/')[1] ?? id
  return { title: `${name} (${object.slice(0, 8)}…)`, value: object }
}
