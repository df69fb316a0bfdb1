import type { Retried } from '../../app/retry-request.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'

/** One sentence on why a request was not tried again. Times in `zone`. */
export function retriedText(retried: Exclude<Retried, { kind: 'unknown' }>, reader: Reader): string {
  switch (retried.kind) {
    case 'retried':
      return 'It is being tried again.'
    case 'not yours':
      return `Only ${retried.request.requester.name} can have it tried again. Nothing has changed.`
    case 'lapsed':
      return 'What was approved is too old to be opened now. Ask again.'
    case 'too late':
      return standing(retried.request, reader)
    case 'policy refuses':
      return `The access policy does not allow it any more. ${retried.why ?? retried.findings.map((each) => findingText(each, reader)).join(' ')} Ask again.`
  }
}
