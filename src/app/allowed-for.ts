import { allowedSources } from '../domain/access-policy/allowed-sources.ts'
import type { AddressPurpose } from '../domain/address-page.ts'
import { parseVmId, type VmId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Source, TargetPort } from '../domain/request.ts'
import { contains, showSource } from '../domain/source.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import type { Estate } from '../ports/estate.ts'
import type { RequestStore } from '../ports/store.ts'
import type { Text } from '../words/text.ts'
import type { EvaluateDeps } from './evaluate-now.ts'
import { explain } from './explain.ts'

export interface AllowedForDeps extends EvaluateDeps {
  readonly estate: Estate
  readonly store: RequestStore
}

/** From where the access policy lets somebody in to these machines: words for people, none where any public address will do. */
export interface AllowedFor {
  readonly machines: readonly string[]
  readonly ranges: readonly string[]
  readonly prefixes: readonly string[]
  readonly narrowest?: number
}

/** Undefined where nothing is to be said: no machine is known yet, or the request itself will be told. */
export async function allowedFor(
  deps: AllowedForDeps,
  person: Person,
  purpose: AddressPurpose,
): Promise<AllowedFor | undefined> {
  const inForce = deps.policy.current()
  const wanted = await targetsOf(deps, person, purpose)
  const targets = wanted.flatMap(({ id, ports }) => {
    const vm = deps.estate.get(id)
    return vm ? [{ vm, ports }] : []
  })
  if (inForce.kind === 'none' || targets.length === 0) return undefined
  const analysis = await explain(deps, { requester: person, targets })
  // What a person may not ask for tells them nothing of the networks from which others may.
  const refused = ['not covered', 'denied', 'not a requester']
  if ('none' in analysis || analysis.findings.some(({ kind }) => refused.includes(kind))) return undefined
  const { ranges, narrowest } = allowedSources(inForce.policy, analysis.requirement)
  return {
    machines: targets.map(({ vm }) => vm.name),
    ranges: ranges.map(({ prefix, network }) => (network ? `${network} (${showSource(prefix)})` : showSource(prefix))),
    prefixes: ranges.map(({ prefix }) => prefix),
    ...(narrowest === undefined ? {} : { narrowest }),
  }
}

/** In a sentence with what to do; undefined where the access policy does not mind. It is asked again when the request is made. */
export function whyNotAllowed(allowed: AllowedFor | undefined, source: Source): Text | undefined {
  if (!allowed) return undefined
  const outside = prefixesOf(source).find((prefix) => !allowed.prefixes.some((range) => contains(range, prefix)))
  const machines = allowed.machines.join(', ')
  if (outside !== undefined) {
    const ranges = allowed.ranges.join(', ')
    return ({ words }) => words.sources.outside(machines, showSource(outside), ranges)
  }
  const { narrowest } = allowed
  const wide = prefixesOf(source).find((prefix) => narrowest !== undefined && Number(prefix.split('/')[1]) < narrowest)
  if (wide === undefined || narrowest === undefined) return undefined
  return ({ words }) => words.sources.tooWide(showSource(wide), machines, narrowest)
}

async function targetsOf(
  { store }: AllowedForDeps,
  person: Person,
  purpose: AddressPurpose,
): Promise<{ readonly id: VmId; readonly ports: readonly TargetPort[] }[]> {
  switch (purpose.kind) {
    case 'remember':
    case 'command':
      return []
    case 'form':
      return (purpose.data.vm ?? '').split(',').flatMap((each) => {
        const id = parseVmId(each)
        return id ? [{ id, ports: [] }] : []
      })
    case 'request': {
      const request = await store.find(purpose.request)
      return request?.requester.id === person.id ? request.targets.map(({ vm, ports }) => ({ id: vm, ports })) : []
    }
    default:
      return purpose satisfies never
  }
}
