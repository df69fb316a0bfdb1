import type { CapabilityCheck, SubscriptionCheck } from '../../app/check-rights.ts'
import {
  azureRoleName,
  type CapabilityName,
  capabilities,
  capabilityNames,
  type RoleName,
} from '../../domain/rights/capability.ts'
import { type MissingRight, missingRightText } from '../../domain/rights/missing-right.ts'
import { noOne } from '../../words/reader.ts'
import type { Check, MissingHere } from './check.ts'

/** What was found in one subscription: a line for each capability, and one for the plan. */
export function subscriptionChecks({ id, name, capabilities: found, plan }: SubscriptionCheck): Check[] {
  const area = name === id ? `Subscription ${id}` : `Subscription ${name} (${id})`
  const checks = capabilityNames.map((each) => capabilityCheck(area, each, found[each]))
  // Without the right the plan cannot be told, and with it the plan itself is what matters.
  if (found.plan.kind === 'missing') return checks
  return [...checks.filter((check) => check.name !== 'plan'), ...planCheck(area, plan)]
}

function capabilityCheck(area: string, name: CapabilityName, found: CapabilityCheck): Check {
  const { does, without, needed, role } = capabilities[name]
  switch (found.kind) {
    case 'works':
      return { area, name, state: 'works', text: `The bot ${does}.` }
    case 'cannot tell':
      return { area, name, state: 'unknown', text: `Azure does not say what the bot may do: ${found.why}` }
    case 'missing': {
      const state = needed ? 'missing' : 'warning'
      return {
        area,
        name,
        state,
        text: `The bot ${without}.`,
        missing: found.missing.map((right) => missingHere(right, role)),
      }
    }
    default:
      return found satisfies never
  }
}

function missingHere(right: MissingRight, role: RoleName): MissingHere {
  return { ...right, role: azureRoleName(role), text: missingRightText(right, role)(noOne) }
}

function planCheck(area: string, plan: SubscriptionCheck['plan']): Check[] {
  const name = 'Defender for Servers'
  if (plan === 'on') return [{ area, name, state: 'works', text: 'Plan 2 is on.' }]
  if (plan === 'off') {
    const text =
      'Plan 2 is off, and Azure opens no port there. Switch it on in Defender for Cloud, or leave the subscription out of AZURE_SUBSCRIPTIONS.'
    return [{ area, name, state: 'missing', text }]
  }
  return [{ area, name, state: 'warning', text: `It cannot be told whether Plan 2 is on: ${plan.unknown}` }]
}
