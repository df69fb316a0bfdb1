import type { TargetPort } from '../domain/request.ts'
import type { PortRule, Vm } from '../domain/vm.ts'
import type { Words } from '../words/en.ts'
import type { FoundMachine } from './find-machines.ts'
import { type Draft, targetPorts, type WantedPort } from './text/parse-request.ts'
import { rulesOf } from './words/vm.ts'

/** A machine with the ports asked for on it: its own, or those that all share; undefined where none were named. */
export interface WantedTarget {
  readonly vm: Vm
  readonly wanted: readonly WantedPort[] | undefined
  /** As a target would have them; without `wanted`, every port of the JIT rules. */
  readonly ports: readonly TargetPort[]
}

export function wantedTargets(machines: readonly FoundMachine[], draft: Pick<Draft, 'ports' | 'own'>): WantedTarget[] {
  return machines.map(({ vm, said }) => {
    const own = (draft.own ?? []).filter((each) => said.includes(each.vm)).flatMap(({ ports }) => ports)
    const shared = said.every((text) => draft.own?.some((each) => each.vm === text)) ? undefined : draft.ports
    const named = [...new Map([...(shared ?? []), ...own].map((port) => [port.number, port])).values()]
    const wanted = named.length === 0 ? undefined : winrmOf(named, rulesOf(vm))
    return { vm, wanted, ports: portsOf(vm, wanted) }
  })
}

/** *Initiate* knows no protocol: what is opened is what the JIT policy's rule says. */
export function wrongProtocols(targets: readonly WantedTarget[], { asking }: Words): string[] {
  return targets.flatMap(({ vm, wanted }) =>
    (wanted ?? []).flatMap(({ number, protocol }) => {
      const rule = rulesOf(vm).find((candidate) => candidate.number === number)
      if (!rule || !protocol || rule.protocol === '*' || rule.protocol === protocol) return []
      return [asking.wrongProtocol(vm.name, number, rule.protocol, protocol)]
    }),
  )
}

/** `winrm` names two ports, with and without TLS; a machine that has one of them means that one. */
function winrmOf(wanted: readonly WantedPort[], rules: readonly PortRule[]): readonly WantedPort[] {
  const has = (port: number) => rules.some((rule) => rule.number === port)
  const both = [5985, 5986].every((port) => wanted.some(({ number }) => number === port))
  if (!both || has(5985) === has(5986)) return wanted
  return wanted.filter(({ number }) => number !== (has(5985) ? 5986 : 5985))
}

function portsOf(vm: Vm, wanted: readonly WantedPort[] | undefined): TargetPort[] {
  const rules = rulesOf(vm)
  return targetPorts(wanted ?? rules, (port) => rules.find((rule) => rule.number === port)?.protocol)
}
