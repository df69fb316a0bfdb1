import type { OutsideWindow } from '../../domain/drift.ts'
import { partsOf } from '../../domain/ids.ts'
import type { PolicyDrift, RulesChange, ToldByLog, VmGone } from '../../domain/policy-drift.ts'
import { listText } from './describe.ts'
import { rulesText } from './port-rules.ts'

/** Callers as Azure names them, or why they are not known. */
export function toldText(log: ToldByLog): string {
  return 'callers' in log ? listText(log.callers.slice(0, 4), 'and') : `nobody known (${log.unknown})`
}

/** Who opened a window past the bot: a person, or an application by the id that the activity log has. */
export function openerText({ by, log }: OutsideWindow): string {
  if (by !== undefined) return by
  return log && 'callers' in log ? `the application ${toldText(log)}` : 'an application'
}

/** `web01 from RDP 3389 … to nothing`. */
export function changeText({ vm, before, after }: RulesChange): string {
  return `${nameOf(vm)} from ${rulesText(before)} to ${rulesText(after)}`
}

export function policyDriftText({ policy, what, changes, log }: PolicyDrift): string {
  const { name, resourceGroup } = partsOf(policy)
  const done = { new: 'was made', changed: 'was changed', deleted: 'was deleted' }[what]
  return `The JIT policy ${name} of ${resourceGroup} ${done} past the bot by ${toldText(log)}: ${changes.map(changeText).join('; ')}`
}

export function vmGoneText({ vm, policies, requests }: VmGone): string {
  const held = [
    ...policies.map((policy) => `the JIT policy ${partsOf(policy).name} of ${partsOf(policy).resourceGroup}`),
    ...requests.map((request) => `a window of request ${request}`),
  ]
  return `The machine ${nameOf(vm)} is gone from Azure, and still in ${listText(held.slice(0, 4), 'and')}.`
}

function nameOf(vm: string): string {
  return vm.split('/').at(-1) ?? vm
}
