import { NetworkQuestionError } from './find-vm.ts'
import { parseIpv4Range } from './ipv4.ts'

/**
 * What somebody does in Azure's portal, past the bot. `vm` is a name or an ARM id, `as` a UPN (absent: somebody's), `group` the name of a security group of the
 * VM (absent: the outermost, or the one that has the rule), `ports` such as `22` or `5985-5986`.
 * - `keep rule`: nobody's act; Defender misses the rule when its window ends, so that it stays.
 * - `delete vm`: the VM goes; JIT policies keep it.
 * - `disable`: the VM is taken out of every JIT policy.
 */
export type PortalAct =
  | {
      readonly do: 'initiate'
      readonly vm: string
      readonly port: number
      readonly source: string
      readonly minutes: number
      readonly as?: string
      /** An application's object id, in the place of a person. */
      readonly app?: string
      readonly justification?: string
    }
  | ({ readonly do: 'add rule'; readonly name: string; readonly priority: number } & RuleDetails & Place)
  | ({ readonly do: 'edit rule'; readonly rule: string } & Partial<RuleDetails & { priority: number }> & Place)
  | ({ readonly do: 'delete rule'; readonly rule: string } & Place)
  | ({ readonly do: 'keep rule'; readonly rule: string } & Omit<Place, 'as'>)
  | { readonly do: 'disable' | 'delete vm'; readonly vm: string; readonly as?: string }

type RuleDetails = { readonly source: string; readonly ports: string; readonly access?: 'Allow' | 'Deny' }
type Place = { readonly vm: string; readonly group?: string; readonly as?: string }

/** Every field of an act: its kind of value, and the acts that need it and that may have it. */
const fields: Readonly<Record<string, { readonly needs: string; readonly may?: string; readonly check: Check }>> = {
  vm: { needs: 'initiate, add rule, edit rule, delete rule, keep rule, disable, delete vm', check: textUpTo(400) },
  as: { needs: '', may: 'initiate, add rule, edit rule, delete rule, disable, delete vm', check: upn },
  app: { needs: '', may: 'initiate', check: guid },
  port: { needs: 'initiate', check: wholeNumber(0, 65_535) },
  minutes: { needs: 'initiate', check: wholeNumber(1, 1_440) },
  justification: { needs: '', may: 'initiate', check: textUpTo(4_000) },
  group: { needs: '', may: 'add rule, edit rule, delete rule, keep rule', check: textUpTo(80) },
  name: { needs: 'add rule', check: ruleName },
  rule: { needs: 'edit rule, delete rule, keep rule', check: textUpTo(120) },
  priority: { needs: 'add rule', may: 'edit rule', check: wholeNumber(100, 4_096) },
  source: { needs: 'initiate, add rule', may: 'edit rule', check: source },
  ports: { needs: 'add rule', may: 'edit rule', check: ports },
  access: { needs: '', may: 'add rule, edit rule', check: access },
}
const acts = ['initiate', 'add rule', 'edit rule', 'delete rule', 'keep rule', 'disable', 'delete vm']

/** The act, of which nothing was known before. Throws NetworkQuestionError 400 with a sentence. */
export function readPortalAct(given: object): PortalAct {
  const values = given as Readonly<Record<string, unknown>>
  const act = values.do
  if (typeof act !== 'string' || !acts.includes(act)) throw refused(`"do" must be one of ${acts.join(', ')}.`)
  const has = (list = '') => list.split(', ').includes(act)
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (name === 'do' || value === undefined) continue
    if (field === undefined || !(has(field.needs) || has(field.may))) throw refused(`"${act}" has no "${name}".`)
    const wrong = field.check(value)
    if (wrong !== undefined) throw refused(`"${name}" must be ${wrong}.`)
  }
  for (const [name, { needs, check }] of Object.entries(fields))
    if (has(needs) && values[name] === undefined) throw refused(`"${act}" needs "${name}": ${check(undefined)}.`)
  return given as PortalAct
}

/** What the value should be, or undefined if it is. */
type Check = (value: unknown) => string | undefined

function textUpTo(length: number): Check {
  return (value) =>
    typeof value === 'string' && value !== '' && value.length <= length
      ? undefined
      : `a text of 1 to ${length} characters`
}

function wholeNumber(first: number, last: number): Check {
  return (value) =>
    Number.isInteger(value) && Number(value) >= first && Number(value) <= last
      ? undefined
      : `a whole number from ${first} to ${last}`
}

function matching(pattern: RegExp, what: string): Check {
  return (value) => (typeof value === 'string' && pattern.test(value) ? undefined : what)
}

function upn(value: unknown) {
  return matching(/^[^\s@]{1,100}@[^\s@]{1,100}$/, 'a UPN such as petra@contoso.example')(value)
}

function guid(value: unknown) {
  return matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'the object id of an application, a GUID')(value)
}

function ruleName(value: unknown) {
  return matching(/^[a-z0-9][\w.-]{0,79}$/i, 'a name of letters, digits, dots, hyphens and underscores')(value)
}

function source(value: unknown) {
  const isTag = value === 'Internet' || value === 'VirtualNetwork'
  const isRange = typeof value === 'string' && parseIpv4Range(value) !== undefined
  return isTag || isRange ? undefined : 'an IPv4 address, a CIDR, *, Internet or VirtualNetwork'
}

function ports(value: unknown) {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(typeof value === 'string' ? value : '') ?? []
  const isRange = first !== undefined && Number(first) <= Number(last) && Number(last) <= 65_535
  return value === '*' || isRange ? undefined : 'a port such as "22", a range such as "5985-5986", or "*"'
}

function access(value: unknown) {
  return value === 'Allow' || value === 'Deny' ? undefined : 'Allow or Deny'
}

function refused(sentence: string): NetworkQuestionError {
  return new NetworkQuestionError(400, sentence)
}
