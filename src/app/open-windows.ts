import type { ConfigurationTarget } from '../domain/jit-configuration/configuration.ts'
import type { ConfigurationFinding } from '../domain/jit-configuration/finding.ts'
import { lostPorts } from '../domain/jit-configuration/port-rules.ts'
import type { Request } from '../domain/request.ts'
import type { RequestStore } from '../ports/store.ts'

/** The windows that stand open on ports that would lose their rule. */
export async function openWindows(
  { store }: { readonly store: RequestStore },
  { vm, vmName, before, after }: Pick<ConfigurationTarget, 'vm' | 'vmName' | 'before' | 'after'>,
): Promise<ConfigurationFinding[]> {
  const lost = lostPorts(before, after)
  if (lost.length === 0) return []
  const requests = await store.openOn(vm)
  return requests.flatMap((request) => {
    const { ports, until } = standing(request, vm)
    const concerned = ports.filter((port) => lost.includes(port))
    if (concerned.length === 0) return []
    const { requester, id } = request
    const end = until === undefined ? {} : { until }
    return [{ kind: 'open window' as const, vmName, ports: concerned, requester: requester.name, request: id, ...end }]
  })
}

/** The ports of this VM that are open or may be, and when the last of them shuts. */
function standing({ targets, openings }: Request, vm: string) {
  const alive = targets.flatMap((target, i) => {
    const opening = openings[i]
    const stands = opening && ['calling', 'accepted', 'open', 'closing'].includes(opening.state)
    return target.vm === vm && stands ? [{ target, endsAt: opening.endsAt }] : []
  })
  const ends = alive.flatMap(({ endsAt }) => (endsAt === undefined ? [] : [endsAt]))
  return {
    ports: alive.flatMap(({ target }) => target.ports.map(({ number }) => number)),
    until: ends.length === 0 ? undefined : Math.max(...ends),
  }
}
