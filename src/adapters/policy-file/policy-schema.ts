import { z } from 'zod'
import {
  type Check,
  isClock,
  isDays,
  isExact,
  isGlob,
  isGuid,
  isMaxDuration,
  isMaxTotal,
  isName,
  isNetwork,
  isPattern,
  isPerson,
  isPrefixLength,
  isText,
  isWithin,
  isZone,
} from './policy-leaves.ts'

/** An unknown key is a problem whose message is, for now, the list of the keys that are known: see `shapeProblems`. */
export function closed<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  })
}

export function leaf(check: Check) {
  return z.string().superRefine((text, context) => {
    const problem = check(text)
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })
}

/** One may be written without the brackets. */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  const list = z.preprocess((value) => (Array.isArray(value) || value === undefined ? value : [value]), z.array(item))
  return list.meta({ oneOrMore: true })
}

/** In a condition an empty list would match nothing: a \`deny\` that never denies. */
function someOf<Item extends z.ZodType>(item: Item) {
  return oneOrMore(item).refine(
    (items) => items.length > 0,
    'The list is empty, so that this rule would never match: leave the key out or fill it.',
  )
}

const names = oneOrMore(leaf(isName))

const when = closed({
  vm: closed({
    name: someOf(leaf(isGlob)).optional(),
    tags: z.record(z.string(), someOf(leaf(isExact))).optional(),
    resourceGroup: someOf(leaf(isExact)).optional(),
    subscription: someOf(leaf(isGuid)).optional(),
    location: someOf(leaf(isExact)).optional(),
    os: someOf(z.enum(['windows', 'linux'], 'must be windows or linux')).optional(),
  }).optional(),
  ports: someOf(
    z.int('must be a port number').min(1, 'A port is from 1 to 65535.').max(65535, 'A port is from 1 to 65535.'),
  ).optional(),
})

const approval = closed({
  count: z
    .int('must be a whole number')
    .min(1, 'At least one approval must be required; write "approvals: none" to ask nobody.'),
  from: names,
})

/** \`none\` must be said: an empty list means nobody everywhere else, and would here mean that nobody is asked. */
const approvals = z.preprocess(
  (value) => (value === 'none' ? [] : Array.isArray(value) && value.length === 0 ? undefined : value),
  z.array(approval, 'must be "none" or a list such as [{ count: 1, from: [group] }]').optional(),
)

/** Who is asked in a case that the rule's own approvals are not for. */
const otherwise = closed({ approvals: z.array(approval, 'must be a list such as [{ count: 1, from: [group] }]') })

const hours = closed({
  days: oneOrMore(leaf(isDays)).optional(),
  from: leaf(isClock),
  to: leaf(isClock),
  zone: leaf(isZone).optional(),
  outside: otherwise.optional(),
})

const atLeastOne = z.int('must be a whole number').min(1, 'must be 1 or more')

const rule = closed({
  name: leaf(isName),
  when,
  requesters: names.optional(),
  approvals,
  selfApproval: z.boolean().optional(),
  within: leaf(isWithin).optional(),
  maxDuration: leaf(isMaxDuration).optional(),
  maxTotal: leaf(isMaxTotal).optional(),
  reason: closed({
    required: z.boolean().optional(),
    pattern: leaf(isPattern).optional(),
    hint: leaf(isText).optional(),
  }).optional(),
  sources: closed({
    networks: names.optional(),
    narrowest: z.preprocess(
      (value) => (typeof value === 'number' ? `/${value}` : value),
      leaf(isPrefixLength).optional(),
    ),
  }).optional(),
  hours: hours.optional(),
  limits: closed({
    openPerPerson: atLeastOne.optional(),
    unattendedPerPersonPerDay: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
    // biome-ignore lint/suspicious/noThenProperty: it is a key of the file; nobody awaits it
    then: otherwise.optional(),
  }).optional(),
  notify: names.optional(),
  deny: leaf(isText).optional(),
})

/** The shape of `policy.yaml`. What one part says of another (names of groups and networks) is checked in `referenceProblems`. */
export const policySchema = closed({
  version: z.literal(1, 'must be 1, the version of this format'),
  tenant: leaf(isGuid).optional(),
  zone: leaf(isZone).optional(),
  networks: z.record(z.string(), oneOrMore(leaf(isNetwork))).optional(),
  groups: z
    .record(
      z.string(),
      closed({
        people: oneOrMore(leaf(isPerson)).optional(),
        entraGroup: leaf(isGuid).optional(),
        channel: leaf(isName).optional(),
      }),
    )
    .optional(),
  defaults: closed({ within: leaf(isWithin).optional(), maxDuration: leaf(isMaxDuration).optional() }).optional(),
  breakGlass: closed({
    people: names,
    maxDuration: leaf(isMaxDuration).optional(),
    reviewers: names,
    coolDown: leaf(isWithin).optional(),
  }).optional(),
  admins: names.optional(),
  auditors: names.optional(),
  rules: z.array(rule),
})

export type PolicyFileData = z.infer<typeof policySchema>
