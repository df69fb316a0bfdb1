import { z } from 'zod'
import { readDuration } from '../../domain/duration.ts'
import { parsePorts } from '../../domain/port-names.ts'
import { readMoment } from '../../domain/read-moment.ts'
import { noOne } from '../../words/reader.ts'
import { type Check, isExact, isGuid, isMaxDuration, isName, isPerson, isText } from './policy-leaves.ts'
import { closed, leaf, oneOrMore } from './policy-schema.ts'

const isPort: Check = (text) => {
  const read = parsePorts(text)
  return read.ok ? undefined : read.text(noOne)
}

const isMoment: Check = (text) =>
  readMoment(text, 'UTC') === undefined
    ? `"${text}" is not a time: write it as '2026-11-23 10:00', in the policy's zone.`
    : undefined

const isOutcome: Check = (text) =>
  parseOutcome(text) === undefined
    ? `"${text}" is no outcome: write "refused", "unattended", or approvals such as "1 approval from sre-leads or on-call".`
    : undefined

const isMachineName: Check = (text) =>
  /^[\p{L}\p{N}._-]{1,64}$/u.test(text) ? undefined : `"${text}" is not the name of a machine: no spaces, no wildcards.`

/** Approvals such as `2 approvals from a or b`; undefined if it is none of what an ask can get. */
export function parseOutcome(
  text: string,
): 'refused' | 'unattended' | { readonly count: number; readonly from: readonly string[] } | undefined {
  if (text === 'refused' || text === 'unattended') return text
  const [, count, groups = ''] = /^(\d{1,3}) approvals? from (.+)$/.exec(text.trim()) ?? []
  const from = groups.split(/,\s*|\s+or\s+/).filter((group) => group !== '')
  return count !== undefined && Number(count) > 0 && from.length > 0 ? { count: Number(count), from } : undefined
}

/** A port alone is open for as long as Defender can; with a time, for that long. */
const ports = z.union(
  [
    oneOrMore(
      z.union([z.int().min(1, 'A port is from 1 to 65535.').max(65_535, 'A port is from 1 to 65535.'), leaf(isPort)]),
    ),
    z.record(leaf(isPort), leaf(isMaxDuration)),
  ],
  'must be ports such as [rdp, ssh], or ports with their longest time such as { rdp: 3h }',
)

/** One machine by its attributes. */
const machine = closed({
  tags: z.record(z.string(), leaf(isExact)).optional(),
  resourceGroup: leaf(isExact).optional(),
  subscription: leaf(isGuid).optional(),
  location: leaf(isExact).optional(),
  os: z.enum(['windows', 'linux'], 'must be windows or linux').optional(),
  ports: ports.optional(),
})

const test = closed({
  name: leaf(isText).optional(),
  who: oneOrMore(leaf(isName)),
  asks: leaf(isText),
  at: leaf(isMoment).optional(),
  gets: oneOrMore(leaf(isOutcome)),
  because: oneOrMore(leaf(isText)).optional(),
  rules: oneOrMore(leaf(isName)).optional(),
  by: oneOrMore(leaf(isName)).optional(),
  longest: leaf(isMaxDuration).optional(),
  sources: oneOrMore(leaf(isText)).optional(),
})

/** The shape of the tests that are kept beside an access policy. */
export const testsSchema = closed({
  people: z.record(leaf(isName), leaf(isPerson)).optional(),
  groups: z.record(leaf(isName), oneOrMore(leaf(isName))).optional(),
  machines: z.record(leaf(isMachineName), machine).optional(),
  tests: z.array(test).optional(),
})

export type TestsFileData = z.infer<typeof testsSchema>

/** The port rules that a machine of a tests file has; undefined where it does not say. */
export function portRulesOf(
  ports: z.infer<typeof machine>['ports'],
): readonly { number: number; maxMs?: number }[] | undefined {
  if (ports === undefined) return undefined
  const each = Array.isArray(ports) ? ports.map((port) => [String(port), undefined] as const) : Object.entries(ports)
  return each.flatMap(([text, longest]) => {
    const read = parsePorts(text)
    const maxMs = longest === undefined ? undefined : readDuration(longest)
    return read.ok ? read.ports.map(({ number }) => ({ number, ...(maxMs === undefined ? {} : { maxMs }) })) : []
  })
}
