import type { OutsideWindow } from '../../domain/drift.ts'
import { partsOf } from '../../domain/ids.ts'
import type { PolicyDrift, RulesChange, ToldByLog, VmGone } from '../../domain/policy-drift.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { rulesText } from './port-rules.ts'

/** Callers as Azure names them, or why they are not known. */
export function toldText(log: ToldByLog, reader: Reader): string {
  const { describe, drift: text } = reader.words
  return 'callers' in log ? describe.list(log.callers.slice(0, 4), 'and') : text.unknown(tell(log.unknown, reader))
}

/** Who opened a window past the bot: a person, or an application by the id that the activity log has. */
export function openerText({ by, log }: OutsideWindow, reader: Reader): string {
  if (by !== undefined) return by
  const { drift: text } = reader.words
  return log && 'callers' in log ? text.applicationNamed(toldText(log, reader)) : text.application
}

type Change = Pick<RulesChange, 'before' | 'after'> & { readonly vm: string }

/** `web01 from RDP 3389 … to nothing`. */
export function changeText({ vm, before, after }: Change, reader: Reader): string {
  return reader.words.drift.change(nameOf(vm), rulesText(before, reader), rulesText(after, reader))
}

export function policyDriftText({ policy, what, changes, log }: PolicyDrift, reader: Reader): string {
  const { name, resourceGroup } = partsOf(policy)
  const changed = changes.map((each) => changeText(each, reader)).join('; ')
  return reader.words.drift.policy[what](name, resourceGroup, toldText(log, reader), changed)
}

export function vmGoneText({ vm, policies, requests }: VmGone, reader: Reader): string {
  const { describe, drift: text } = reader.words
  const held = [
    ...policies.map(partsOf).map(({ name, resourceGroup }) => text.heldByPolicy(name, resourceGroup)),
    ...requests.map((request) => text.heldByWindow(request)),
  ]
  return text.vmGone(nameOf(vm), describe.list(held.slice(0, 4), 'and'))
}

function nameOf(vm: string): string {
  return vm.split('/').at(-1) ?? vm
}
