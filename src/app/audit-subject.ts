import { parseRequestId, parseVmId, partsOf, type RequestId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { AuditFilter, AuditTrail } from '../ports/audit-trail.ts'
import type { Estate } from '../ports/estate.ts'

/** What an auditor means by a word. `several`: people and machines it may be, each with the words that name it alone. */
export type AuditSubject =
  | { readonly kind: 'everything' }
  | { readonly kind: 'request'; readonly request: RequestId }
  | { readonly kind: 'one'; readonly filter: Pick<AuditFilter, 'person' | 'vm'>; readonly name: string }
  | { readonly kind: 'several'; readonly choices: readonly { readonly title: string; readonly words: string }[] }
  | { readonly kind: 'text'; readonly text: string }

const mostChoices = 6

/** Finds the request, the machine (of the estate, or gone and in the ledger alone) or the person behind a word; else it is a text to look for. */
export async function auditSubject(
  { trail, estate }: { readonly trail: AuditTrail; readonly estate: Estate },
  text: string,
): Promise<AuditSubject> {
  if (text === '') return { kind: 'everything' }
  const request = parseRequestId(text)
  if (request && (await trail.story(request, 1)).length > 0) return { kind: 'request', request }
  const vms = await machinesNamed(trail, estate, text)
  const people = parseVmId(text) ? [] : await trail.people(text, mostChoices)
  const [vm, ...otherVms] = vms
  const [person, ...otherPeople] = people
  if (vm !== undefined && otherVms.length === 0 && !person) return { kind: 'one', filter: { vm }, name: nameOf(vm) }
  if (person && otherPeople.length === 0 && vm === undefined)
    return { kind: 'one', filter: { person: person.id }, name: person.name }
  if (vm === undefined && !person) return { kind: 'text', text }
  const choices = [...people.map(personChoice), ...vms.map((id) => ({ title: nameOf(id), words: id }))]
  return { kind: 'several', choices: choices.slice(0, mostChoices) }
}

async function machinesNamed(trail: AuditTrail, estate: Estate, text: string): Promise<string[]> {
  const id = parseVmId(text)
  if (id) return [id]
  const [group, name] = text.includes('/') ? text.toLowerCase().split('/') : [undefined, text.toLowerCase()]
  if (!name || /\s/.test(name)) return []
  const known = estate.named(name).map((vm): string => vm.id)
  const all = [...new Set([...known, ...(await trail.machines(name))])]
  return all.filter((each) => group === undefined || groupOf(each) === group)
}

function personChoice({ id, name }: Person) {
  return { title: `${name} (${(id.split('/')[1] ?? id).slice(0, 8)})`, words: id.split('/')[1] ?? id }
}

function groupOf(id: string): string {
  const vm = parseVmId(id)
  return vm ? partsOf(vm).resourceGroup : ''
}

function nameOf(id: string): string {
  const vm = parseVmId(id)
  return vm ? `${partsOf(vm).resourceGroup}/${partsOf(vm).name}` : id
}
