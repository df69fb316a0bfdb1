import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import type { JitPolicyId, RequestId } from '../ids.ts'
import { partsOf } from '../ids.ts'
import { longestNames } from './place.ts'

/** Why port rules are not changed as an admin wants, before Azure is asked to. */
export type ConfigurationFinding =
  | { readonly kind: 'unsupported'; readonly vmName: string; readonly why: string }
  | { readonly kind: 'not configured'; readonly vmName: string }
  | { readonly kind: 'no port'; readonly vmName: string }
  | { readonly kind: 'names too long'; readonly vmName: string }
  | { readonly kind: 'other place'; readonly vmName: string; readonly policy: JitPolicyId }
  /** The JIT policy holds something that would be lost by writing it. */
  | { readonly kind: 'cannot keep'; readonly policy: JitPolicyId; readonly what: readonly string[] }
  /** Without its rule the port would be exposed, or Azure's record of the window be lost. `until` in epoch milliseconds. */
  | {
      readonly kind: 'open window'
      readonly vmName: string
      readonly ports: readonly number[]
      readonly requester: string
      readonly request: RequestId
      readonly until?: number
    }

/** One finding as a sentence that says what to do about it. Times in `zone`. */
export function configurationFindingText(finding: ConfigurationFinding, reader: Reader): string {
  switch (finding.kind) {
    case 'unsupported':
      return `${finding.vmName} can not have just-in-time access: ${finding.why}. Put that right in Azure first.`
    case 'not configured':
      return `${finding.vmName} has no just-in-time access, so there is nothing to disable.`
    case 'no port':
      return `${finding.vmName} would be left without a port. Name at least one, or say /jit disable ${finding.vmName}.`
    case 'names too long':
      return `The name ${finding.vmName} is too long: Azure takes ${longestNames} characters for the names of the VM and of its JIT policy together.`
    case 'other place':
      return `${finding.vmName} is in another subscription, resource group or region than the JIT policy ${partsOf(finding.policy).name}, which Azure refuses.`
    case 'cannot keep':
      return `The JIT policy ${partsOf(finding.policy).name} of ${partsOf(finding.policy).resourceGroup} has settings that this bot does not know (${finding.what.join(', ')}) and would lose. Change it in the portal.`
    case 'open window': {
      const until = finding.until === undefined ? '' : ` until ${zonedTime(finding.until, reader)}`
      const ports = `${finding.ports.length === 1 ? 'port' : 'ports'} ${finding.ports.join(', ')}`
      return `A window of ${finding.requester} is open on ${finding.vmName} ${ports}${until} (${finding.request}). Wait for its end, or the port would be exposed or its record lost.`
    }
    default:
      return finding satisfies never
  }
}
