import type { Opening, Proof } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'

/** How it was seen open: `the network lets it in by the rule …`, or that the JIT policy alone says so, and why. */
export function proofText(proof: Proof, reader: Reader): string {
  if (proof.by === 'record') return `seen in the JIT policy; the network rules can not be read: ${proof.why}`
  const { rules, except } = proof
  const letIn = `the network lets it in by the ${rules.length === 1 ? 'rule' : 'rules'} ${reader.words.describe.list(rules.slice(0, 4), 'and')}`
  return except === undefined ? letIn : `${letIn}, and keeps a part of it out by ${except}`
}

/** What somebody who looks at a window should know besides its times; undefined where there is nothing. */
export function doubtText({ state, proof, stillOpen, keptBy }: Opening, reader: Reader): string | undefined {
  switch (state) {
    case 'open':
      if (proof?.by === 'record') return sentence(proofText(proof, reader))
      return proof?.except === undefined
        ? undefined
        : `A part of the source is kept out by the rule ${proof.except}. Ask whoever keeps that group.`
    case 'closing':
      return stillOpen === undefined ? undefined : `Not called closed yet: ${stillOpen}.`
    case 'closed':
      return keptBy === undefined
        ? undefined
        : `Closed for this request; a window of ${keptBy.name} for the same address keeps the port open until ${zonedTime(keptBy.until, reader)}.`
    default:
      return undefined
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
