import type { OutsideWindow } from '../../domain/drift.ts'
import { partsOf } from '../../domain/ids.ts'
import type { PolicyDrift, RulesChange, ToldByLog, VmGone } from '../../domain/policy-drift.ts'
import type { Reader } from '../../words/reader.ts'
import { rulesText } from './port-rules.ts'

/** Callers as Azure names them, or why they are not known. */
export function toldText(log: ToldByLog, reader: Reader): string {
  return 'callers' in log ? reader.words.describe.list(log.callers.slice(0, 4), 'and') : `nobody known (${log.unknown})`
}

/** Who opened a window past the bot: a person, or an application by the id that the activity log has. */
export function openerText({ by, log }: OutsideWindow, reader: Reader): string {
  if (by !== undefined) return by
  return log && 'callers' in log ? `the application ${toldText(log, reader)}` : 'an application'
}

/** `web01 from RDP 3389 … to nothing`. */
export function changeText({ vm, before, after }: RulesChange, reader: Reader): string {
  return `${nameOf(vm)} from ${rulesText(before, reader)} to ${rulesText(after, reader)}`
}

export function policyDriftText({ policy, what, changes, log }: PolicyDrift, reader: Reader): string {
  const { name, resourceGroup } = partsOf(policy)
  const done = { new: 'was made', changed: 'was changed', deleted: 'was deleted' }[what]
  return `The JIT policy ${name} of ${resourceGroup} ${done} past the bot by ${toldText(log, reader)}: ${changes.map((each) => changeText(each, reader)).join('; ')}`
}

export function vmGoneText({ vm, policies, requests }: VmGone, reader: Reader): string {
  const held = [
    ...policies.map((policy) => `the JIT policy ${partsOf(policy).name} of ${partsOf(policy).resourceGroup}`),
    ...requests.map((request) => `a window of request ${request}`),
  ]
  return `The machine ${nameOf(vm)} is gone from Azure, and still in ${reader.words.describe.list(held.slice(0, 4), 'and')}.`
}

function nameOf(vm: string): string {
  return vm.split('/').at(-1) ?? vm
}
