import type { Opening, Proof } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'

/** How it was seen open: `the network lets it in by the rule …`, or that the JIT policy alone says so, and why. */
export function proofText(proof: Proof, reader: Reader): string {
  const { describe, requestCard } = reader.words
  const { proof: text } = requestCard
  if (proof.by === 'record') return text.record(tell(proof.why, reader))
  const { rules, except } = proof
  const named = describe.list(rules.slice(0, 4), 'and')
  return except === undefined
    ? text.rules(rules.length, named)
    : text.rulesExcept(rules.length, named, tell(except, reader))
}

/** What somebody who looks at a window should know besides its times; undefined where there is nothing. */
export function doubtText({ state, proof, stillOpen, keptBy }: Opening, reader: Reader): string | undefined {
  const { proof: text } = reader.words.requestCard
  switch (state) {
    case 'open':
      if (proof?.by === 'record') return text.onlyRecord(tell(proof.why, reader))
      return proof?.except === undefined ? undefined : text.partKeptOut(tell(proof.except, reader))
    case 'closing':
      return stillOpen === undefined ? undefined : text.notClosedYet(tell(stillOpen, reader))
    case 'closed':
      return keptBy === undefined
        ? undefined
        : text.keptOpen(tell(keptBy.name, reader), zonedTime(keptBy.until, reader))
    default:
      return undefined
  }
}
