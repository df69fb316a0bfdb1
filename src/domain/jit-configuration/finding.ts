import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { type Told, tell } from '../../words/text.ts'
import type { JitPolicyId, RequestId } from '../ids.ts'
import { partsOf } from '../ids.ts'
import { longestNames } from './place.ts'

/** Why port rules are not changed as an admin wants, before Azure is asked to. */
export type ConfigurationFinding =
  | { readonly kind: 'unsupported'; readonly vmName: string; readonly why: Told }
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
  const { configurationFindings: text } = reader.words
  switch (finding.kind) {
    case 'unsupported':
      return text.unsupported(finding.vmName, tell(finding.why, reader))
    case 'not configured':
      return text.notConfigured(finding.vmName)
    case 'no port':
      return text.noPort(finding.vmName)
    case 'names too long':
      return text.namesTooLong(finding.vmName, longestNames)
    case 'other place':
      return text.otherPlace(finding.vmName, partsOf(finding.policy).name)
    case 'cannot keep': {
      const { name, resourceGroup } = partsOf(finding.policy)
      return text.cannotKeep(name, resourceGroup, finding.what.join(', '))
    }
    case 'open window': {
      const { requester, ports, until, request } = finding
      const end = until === undefined ? undefined : zonedTime(until, reader)
      return text.openWindow(requester, finding.vmName, ports, end, request)
    }
    default:
      return finding satisfies never
  }
}
