import type { Reader } from '../../words/reader.ts'
/** Why a request cannot be asked for where no channel is bound for its approvals, and what an admin does about it. */
export function noChannelTexts(names: readonly string[], reader: Reader): string[] {
  return [
    `It needs approval, and no channel is bound for approvals${names.length > 0 ? ` under the name ${names.join(' or ')}` : ''}.`,
    `An admin types \`/jit here approvals ${names[0] ?? 'ops-approvals'}\` in the approvers' channel; then ask again.`,
  ]
}
