import type { Retried } from '../../app/retry-request.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'

/** One sentence on why a request was not tried again. */
export function retriedText(retried: Exclude<Retried, { kind: 'unknown' }>, reader: Reader): string {
  const { decisions: text } = reader.words
  switch (retried.kind) {
    case 'retried':
      return text.retried
    case 'not yours':
      return text.onlyTheyRetry(retried.request.requester.name)
    case 'lapsed':
      return text.tooOld
    case 'too late':
      return standing(retried.request, reader)
    case 'policy refuses':
      return text.refusedSince(
        retried.why?.(reader) ?? retried.findings.map((each) => findingText(each, reader)).join(' '),
      )
  }
}
