import type { Reader } from '../../words/reader.ts'

/** Why a request cannot be asked for where no channel is bound for its approvals, and what an admin does about it. */
export function noChannelTexts(names: readonly string[], { words }: Reader): string[] {
  const { decisions: text, describe } = words
  return [text.unseen(describe.list(names, 'or')), text.bindForIt(names[0] ?? 'ops-approvals')]
}
