import type { RuleDrift } from '../../domain/rule-drift.ts'
import { showSource } from '../../domain/source.ts'
import type { Reader } from '../../words/reader.ts'

/** One sentence on what is wrong with the network's rules. */
export function ruleDriftText({ kind, vm, ports, rule }: RuleDrift, reader: Reader): string {
  const name = vm.split('/').at(-1) ?? vm
  const port = `port ${ports.join(', ')} of ${name}`
  const from = (rule?.sources ?? []).map(showSource).join(', ')
  switch (kind) {
    case 'outlives':
      return `The rule ${rule?.name} still lets ${from} in on ${port}, and no window stands for it.`
    case 'outranks':
      return `The rule ${rule?.name} lets ${from} in on ${port} before Defender’s deny rule is asked.`
    case 'no deny':
      return `Defender’s deny rule for ${port} is not there.`
  }
}

/** What to do about it. */
export function ruleDriftRemedy({ kind, vm, rule }: RuleDrift, reader: Reader): string {
  const group = rule?.group.split('/').at(-1)
  switch (kind) {
    case 'outlives':
      return `Delete it in the security group ${group}.`
    case 'outranks':
      return `If it is not meant, delete it in the security group ${group}, or give it a priority behind Defender’s rule.`
    case 'no deny':
      return `The port may be open to everybody whom another rule lets in. An admin writes the rules anew: /jit configure ${vm.split('/').at(-1)}.`
  }
}
