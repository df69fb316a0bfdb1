import type { PortRule, Vm } from '../domain/vm.ts'
import { type Draft, targetPorts, type WantedPort } from './text/parse-request.ts'

/** *Initiate* knows no protocol: what is opened is what the JIT policy's rule says. */
export function wrongProtocols(vms: readonly Vm[], draft: Draft): string[] {
  return vms.flatMap((vm) =>
    (draft.ports ?? []).flatMap(({ number, protocol }) => {
      const covers = vm.jit.kind === 'configured' ? vm.jit.covers : []
      const rule = covers.flatMap((cover) => cover.rules).find((candidate) => candidate.number === number)
      if (!rule || !protocol || rule.protocol === '*' || rule.protocol === protocol) return []
      return [
        `The JIT policy of ${vm.name} opens port ${number} for ${rule.protocol}, not for ${protocol}. Ask for ${number}.`,
      ]
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

export function wantedPorts(vm: Vm, draft: Draft) {
  const rules = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
  const wanted = draft.ports ? winrmOf(draft.ports, rules) : rules
  return targetPorts(wanted, (port) => rules.find((rule) => rule.number === port)?.protocol)
}
