import { globMatches } from '../../domain/glob.ts'
import type { JitStatus, Vm } from '../../domain/vm.ts'
import { unmarked } from './normalise.ts'

export type VmKind = JitStatus['kind']

/** Which machines were asked for. `filter`: the words that narrow them, as typed; `page` counts from 1. `problem`: a sentence. */
export interface VmsAsked {
  readonly kind?: VmKind
  readonly filter: readonly string[]
  readonly page: number
  readonly problem?: string
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

function problemOf(filter: readonly string[]): string | undefined {
  const how = 'Write a part of a name, a glob such as web*, rg:rg-web, or tag:env=prod'
  if (filter.length > mostWords) return `At most ${mostWords} words narrow the list. ${how}; all of them must match.`
  if (filter.some((word) => word.length > longestWord))
    return `A word of the filter has at most ${longestWord} letters. ${how}.`
  const bare = filter.find((word) => /^(tag|rg):(=.*)?$/i.test(word))
  return bare && `Behind “${bare}” something is missing. ${how}.`
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
