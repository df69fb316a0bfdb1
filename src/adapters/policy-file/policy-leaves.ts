import { makePattern } from '../../domain/access-policy/pattern/pattern.ts'
import { longestMs, readDuration, shortestMs } from '../../domain/duration.ts'
import { parsePersonId } from '../../domain/ids.ts'
import { parseSource } from '../../domain/source.ts'
import { isTimeZone } from '../../words/known-names.ts'
import { noOne } from '../../words/reader.ts'

/** Says what is wrong with one value of the policy file, or nothing. */
export type Check = (text: string) => string | undefined

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const nobody = '00000000-0000-0000-0000-000000000000'
const longestWithinMs = 30 * 24 * 3_600_000

export const isGuid: Check = (text) =>
  guid.test(text) && text !== nobody
    ? undefined
    : `"${text}" is not an id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301 (a GUID, as Entra and Azure show it).`

/** A person: an Entra object id, with `<tenant id>/` before it where it is not of the file's own tenant. */
export const isPerson: Check = (text) => {
  const [first = '', second, ...others] = text.split('/')
  const valid = others.length === 0 && isGuid(first) === undefined && (second === undefined || !isGuid(second))
  return valid
    ? undefined
    : `"${text}" is not a person: write the Entra object id (a GUID), or <tenant id>/<object id>. Names and e-mails are not ids.`
}

/** The tenant's own people may be written without it. */
export function personOf(text: string, tenant: string | undefined) {
  const [first, second] = text.split('/')
  return second === undefined ? parsePersonId(tenant, first) : parsePersonId(first, second)
}

export const isNetwork: Check = (text) => {
  const parsed = parseSource(text)
  return parsed.ok ? undefined : `"${text}" is not a network: ${parsed.text(noOne)}`
}

export const isPattern: Check = (text) => {
  const made = makePattern(text)
  return made.ok ? undefined : `"${text}" is not a pattern that can be used: ${made.why}.`
}

/** 5 minutes to 24 hours: what Defender can grant. */
export const isMaxDuration: Check = (text) => {
  const ms = readDuration(text)
  return ms !== undefined && ms >= shortestMs && ms <= longestMs
    ? undefined
    : `"${text}" is not a duration from 5 minutes to 24 hours, such as 30m, 2h or 1h30m.`
}

/** 5 minutes to 7 days: how long a window may stand with its extensions. */
export const isMaxTotal: Check = (text) => {
  const ms = readDuration(text)
  return ms !== undefined && ms >= shortestMs && ms <= 7 * longestMs
    ? undefined
    : `"${text}" is not a duration from 5 minutes to 7 days, such as 4h, 8h or 1d.`
}

/** 5 minutes to 30 days: how long a request may wait. */
export const isWithin: Check = (text) => {
  const ms = readDuration(text)
  return ms !== undefined && ms >= shortestMs && ms <= longestWithinMs
    ? undefined
    : `"${text}" is not a duration from 5 minutes to 30 days, such as 30m, 4h or 2d.`
}

export const isGlob: Check = (text) =>
  /^[^\s/\\[\]{}()"'|<>:;,@&+=]{1,80}$/u.test(text)
    ? undefined
    : `"${text}" is not a VM name: write a name, with * for any characters and ? for one; no other wildcards, no spaces.`

/** Only names of VMs take wildcards: elsewhere one would never match, and a \`deny\` would stay silent. */
export const isExact: Check = (text) =>
  text.trim() === '' || /[*?]/.test(text)
    ? `"${text}" is taken literally here: wildcards work in vm.name only. Write the whole text.`
    : undefined

export const isZone: Check = (text) =>
  isTimeZone(text) ? undefined : `"${text}" is not a time zone: write an IANA name such as Europe/Paris.`

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `fri`, or `mon-fri` for all from one to the other; Monday is 0. Undefined if it is neither. */
export function daysIn(text: string): readonly number[] | undefined {
  const [first = '', last = first, ...more] = text.toLowerCase().split('-')
  const [from, to] = [weekdays.indexOf(first), weekdays.indexOf(last)]
  if (from < 0 || to < 0 || more.length > 0) return undefined
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7)
}

export const isDays: Check = (text) =>
  daysIn(text)
    ? undefined
    : `"${text}" is not a day: write mon, tue, wed, thu, fri, sat or sun, or a range such as mon-fri.`

/** Minutes of the day; undefined if it is no time of a clock. */
export function minuteOf(text: string): number | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return hour !== undefined && minutes <= 24 * 60 ? minutes : undefined
}

export const isClock: Check = (text) =>
  minuteOf(text) === undefined ? `"${text}" is not a time: write hours and minutes, such as '08:00'.` : undefined

export const isPrefixLength: Check = (text) =>
  /^\/?(8|9|[12]\d|3[0-2])$/.test(text)
    ? undefined
    : `"${text}" is not a prefix length from /8 to /32 (/32: single addresses only).`

/** Names of groups, networks, rules and channels: one line that can be shown anywhere. */
export const isName: Check = (text) =>
  /^[\p{L}\p{N}][\p{L}\p{N}\p{P}\p{S} ]{0,79}$/u.test(text) && text === text.trim()
    ? undefined
    : `"${text.slice(0, 80)}" is not a name: it begins with a letter or a digit and has at most 80 characters on one line.`

export const isText: Check = (text) =>
  text.trim() === '' || text.length > 500 ? 'There must be a text here, of at most 500 characters.' : undefined
