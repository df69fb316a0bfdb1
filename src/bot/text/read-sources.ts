import { parseDuration } from '../../domain/duration.ts'
import { parsePorts } from '../../domain/port-names.ts'
import type { Text } from '../../words/text.ts'
import { partOfRequest } from './part-of-request.ts'
import type { Reader } from './reader.ts'

/** What was typed behind `from`, with commas between several. `problem`: a question, where a word can be read in two ways. */
export interface SourcesRead {
  readonly text: string
  readonly problem?: Text
}

const joints = new Set(['and', '&', '+'])

/**
 * Reads `203.0.113.7`, `203.0.113.7, vpn`, `203.0.113.7 and 198.51.100.0/24`. What follows `and` is a source where it is an address, or a
 * network's name with nothing behind it that would make it the beginning of a reason; a name with such words is asked about.
 */
export function readSources(reader: Reader, isNetwork: (word: string) => boolean): SourcesRead {
  const found: string[] = []
  for (;;) {
    const word = reader.take(1)
    found.push(word.replace(/^[,;]+|[,;]+$/g, ''))
    if (reader.done) break
    const comma = /[,;]$/.test(word) || /^[,;]/.test(reader.peek())
    if (comma) {
      if (/^[,;]+$/.test(reader.peek())) reader.take(1)
      if (reader.done || endsList(reader.peek())) break
      continue
    }
    if (!joints.has(reader.peek().toLowerCase())) break
    const skip = reader.look(1, 1).toLowerCase() === 'from' ? 2 : 1
    const next = reader.look(skip, 1).replace(/[,;]+$/, '')
    if (!isAddress(next) && !/^me$/i.test(next) && !isNetwork(next)) break
    if (!isAddress(next) && startsReason(reader.look(skip + 1, 1))) {
      const text = found.join(', ')
      const both = `${text}, ${next}`
      return { text, problem: ({ words }) => words.reading.request.fromOrReason(next, both) }
    }
    reader.take(skip)
  }
  return { text: found.filter((word) => word !== '').join(', ') }
}

function isAddress(word: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(word)
}

/** Behind a comma: another part of the request, or a ticket, and no source. */
function endsList(word: string): boolean {
  const bare = word.replace(/[,;]+$/, '')
  return partOfRequest(bare) || parseDuration(bare).ok || parsePorts(bare).ok || /^[a-z]{2,}[-_#]?\d{3,}/i.test(bare)
}

/** Whether a word behind a network's name may go on with a reason: no other part of the request, no ticket, not the end. */
function startsReason(word: string): boolean {
  return word !== '' && !endsList(word) && !/\d/.test(word) && !joints.has(word.toLowerCase())
}
