import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import type { Broke } from './analysis.ts'

/** Why a rule could not be evaluated, as a part of a sentence. */
export function brokeText(why: Broke, reader: Reader): string {
  if (typeof why === 'string') return why
  const { broke: text } = reader.words.findings
  switch (why.kind) {
    case 'unknown networks':
      return text.networks(why.networks.join(', '))
    case 'bad pattern':
      return text.pattern(why.why)
    case 'unknown system':
      return text.system(why.vmName)
    case 'unreadable groups':
      return [text.groups(why.groups.join(', ')), ...why.reasons.map((each) => tell(each, reader))].join(': ')
    case 'unreadable break-glass':
      return text.breakGlass
    default:
      return why satisfies never
  }
}
