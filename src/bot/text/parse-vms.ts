import { globMatches } from '../../domain/glob.ts'
import type { JitStatus, Vm } from '../../domain/vm.ts'
import type { Text } from '../../words/text.ts'
import { unmarked } from './normalise.ts'

export type VmKind = JitStatus['kind']

/** Which machines were asked for. `filter`: the words that narrow them, as typed; `page` counts from 1. `problem`: a sentence. */
export interface VmsAsked {
  readonly kind?: VmKind
  readonly filter: readonly string[]
  readonly page: number
  readonly problem?: Text
}

const kinds: readonly [RegExp, VmKind][] = [
  [/^(?:not[ -]?configured|unconfigured)(?= |$)/i, 'not configured'],
  [/^configured(?= |$)/i, 'configured'],
  [/^unsupported(?= |$)/i, 'unsupported'],
]

/** A name has at most 64 letters; more words or longer ones would only cost. */
const longestWord = 64
const mostWords = 3

/** Reads `[configured|not configured|unsupported] [filter…] [page 2]`. */
export function parseVms(rest: string): VmsAsked {
  const [, words = '', number] = /^(.*?)(?:(?:^| )page (\d{1,6}))?$/i.exec(rest) ?? []
  const found = kinds.find(([pattern]) => pattern.test(words))
  const narrowed = (found ? words.replace(found[0], '') : words).split(' ').map(unmarked)
  const filter = narrowed.filter((word) => word !== '')
  const problem = problemOf(filter)
  return {
    ...(found ? { kind: found[1] } : {}),
    filter: problem ? [] : filter,
    page: Math.max(1, Number(number ?? 1)),
    ...(problem ? { problem } : {}),
  }
}

function problemOf(filter: readonly string[]): Text | undefined {
  if (filter.length > mostWords) return ({ words }) => words.reading.machines.tooManyWords(mostWords)
  if (filter.some((word) => word.length > longestWord))
    return ({ words }) => words.reading.machines.longWord(longestWord)
  const bare = filter.find((word) => /^(tag|rg):(=.*)?$/i.test(word))
  return bare === undefined ? undefined : ({ words }) => words.reading.machines.bareWord(bare)
}

/** Whether a machine matches every word of a filter, without regard to case. */
export function matchesFilter(filter: readonly string[]): (vm: Vm) => boolean {
  const tests = filter.map(testOf)
  return (vm) => tests.every((test) => test(vm))
}

function testOf(word: string): (vm: Vm) => boolean {
  const [, what = '', value = ''] = /^(tag|rg):(.*)$/i.exec(word) ?? []
  if (what.toLowerCase() === 'rg') return (vm) => globMatches(value, vm.resourceGroup)
  if (what.toLowerCase() === 'tag') {
    const [key = '', ...wanted] = value.split('=')
    const pattern = wanted.length === 0 ? '*' : wanted.join('=')
    return ({ tags }) => Object.entries(tags).some(([has, tag]) => globMatches(key, has) && globMatches(pattern, tag))
  }
  if (/[*?]/.test(word)) return (vm) => globMatches(word, vm.name)
  const part = word.toLowerCase()
  return (vm) => vm.name.toLowerCase().includes(part)
}
