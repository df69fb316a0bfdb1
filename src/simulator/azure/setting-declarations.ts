import { isIpv6, parseIpv4Range } from './ipv4.ts'
import { isObject } from './read-json.ts'
import type { AzureSimulatorSettings } from './simulator-settings.ts'

/** How one switch is set, and what it does. `read` takes what a flag (a text) or JSON has, and answers undefined for what it cannot be. */
export type SettingDeclaration<Value> = {
  readonly values: string
  readonly meaning: string
  read(given: unknown): Value | undefined
}

const aDay = 86_400_000
const milliseconds = (meaning: string): SettingDeclaration<number> => ({
  values: `milliseconds, a whole number from 0 to ${aDay}`,
  meaning,
  read: (given) => wholeNumber(given, 0, aDay),
})
const oneOf = <Value extends string>(meaning: string, ...values: readonly Value[]): SettingDeclaration<Value> => ({
  values: values.join(' or '),
  meaning,
  read: (given) => values.find((value) => value === given),
})

/** Every switch of the simulated Azure: the flags, the help and the sandbox's API are made from this. */
export const settingDeclarations: {
  readonly [Name in keyof AzureSimulatorSettings]: SettingDeclaration<AzureSimulatorSettings[Name]>
} = {
  initiatedAfterMs: milliseconds('from the 202 of initiate until the request is Initiated and its rule exists'),
  effectiveAfterMs: milliseconds('from the existence of a rule until it lets traffic through'),
  provisionedAfterMs: milliseconds('from a PUT of a JIT policy until its provisioningState is Succeeded'),
  newerReplaces: oneOf(
    'which older windows on the same VM and port a newer one revokes',
    'never',
    'vm-port',
    'vm-port-source',
  ),
  samePortAgain: oneOf(
    'what becomes of several entries for one port in one request: each counts, all in one, the last alone, or an error',
    'accepted',
    'merged',
    'last',
    'refused',
  ),
  denyPlacement: oneOf(
    "where Defender's deny rule stands: at 4096, or above a user's allow rule, which is renumbered",
    'last',
    'inserted',
  ),
  rulePrefix: oneOf(
    "how the names of Defender's rules start; the second is of before May 2023",
    'MicrosoftDefenderForCloud-JITRule',
    'SecurityCenter-JITRule',
  ),
  callerAddress: {
    values: 'an IPv4 address',
    meaning: 'what a request without a source is opened to',
    read: (given) => (typeof given === 'string' && isAddress(given) ? given : undefined),
  },
  roles: {
    values: 'actions, separated by commas; in one, * stands for any text; none: an empty text',
    meaning: 'what the caller has the right to',
    read: texts,
  },
  rolesIn: {
    values: 'pairs <resource group id>=<action>|<action>…, separated by commas (in JSON an object of lists)',
    meaning: 'more rights, held in one resource group alone',
    read: readRolesIn,
  },
  plan: {
    values: 'pairs <subscription id>=P2 or <subscription id>=free, separated by commas (in JSON an object)',
    meaning: 'the Defender for Servers plan of each subscription; one not named has P2',
    read: readPlan,
  },
  activityLogDelayMs: milliseconds('from when something happens until the activity log tells of it'),
  identity: {
    values: 'app, or the UPN of a person (in JSON also {"upn": …})',
    meaning: 'whom the bearer token is for',
    read: readIdentity,
  },
  minimumMs: milliseconds('the shortest window that is accepted'),
  sourceInsidePrefix: oneOf('what becomes of a source inside an allowed range', 'accepted', 'refused'),
  listOmits: oneOf(
    'what the list of a whole subscription leaves out of its JIT policies, as it may in large tenants',
    'nothing',
    'every third policy',
  ),
  pageSize: {
    values: 'a whole number from 1 to 1000',
    meaning: 'entries on one page of a list',
    read: (given) => wholeNumber(given, 1, 1_000),
  },
}

/** Reads switches by their names, all or none. Throws RangeError, with a sentence. */
export function readSettings(given: object): Partial<AzureSimulatorSettings> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const declaration = Object.hasOwn(settingDeclarations, name)
        ? settingDeclarations[name as keyof AzureSimulatorSettings]
        : undefined
      if (declaration === undefined) {
        const known = Object.keys(settingDeclarations).join(', ')
        throw new RangeError(`"${name}" is not a switch of the simulated Azure; there are ${known}.`)
      }
      const read = declaration.read(value)
      if (read === undefined) throw new RangeError(`"${name}" must be ${declaration.values}.`)
      return [name, read]
    }),
  )
}

function wholeNumber(given: unknown, first: number, last: number): number | undefined {
  const value = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given
  return typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last ? value : undefined
}

function isAddress(text: string): boolean {
  return !text.includes('/') && text !== '*' && !isIpv6(text) && parseIpv4Range(text) !== undefined
}

function texts(given: unknown): readonly string[] | undefined {
  const list = typeof given === 'string' ? given.split(',').map((each) => each.trim()) : given
  if (!Array.isArray(list) || !list.every((each) => typeof each === 'string')) return undefined
  return list.filter((each) => each !== '')
}

function readRolesIn(given: unknown): AzureSimulatorSettings['rolesIn'] | undefined {
  const pairs = typeof given === 'string' ? (texts(given) ?? []).map((pair) => pair.split('=')) : undefined
  const entries =
    pairs?.map(([id, actions]) => [id, actions?.split('|')]) ?? (isObject(given) ? Object.entries(given) : undefined)
  const rolesIn: AzureSimulatorSettings['rolesIn'] = {}
  for (const [id, actions] of entries ?? []) {
    const read = Array.isArray(actions) ? texts(actions) : undefined
    if (typeof id !== 'string' || !/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/i.test(id) || !read)
      return undefined
    rolesIn[id.toLowerCase()] = read
  }
  return entries === undefined ? undefined : rolesIn
}

function readPlan(given: unknown): AzureSimulatorSettings['plan'] | undefined {
  const pairs = typeof given === 'string' ? (texts(given) ?? []).map((pair) => pair.split('=')) : undefined
  const entries = pairs ?? (isObject(given) ? Object.entries(given) : undefined)
  const plan: AzureSimulatorSettings['plan'] = {}
  for (const [id, value] of entries ?? []) {
    if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/i.test(id) || (value !== 'P2' && value !== 'free')) return undefined
    plan[id.toLowerCase()] = value
  }
  return entries === undefined ? undefined : plan
}

function readIdentity(given: unknown): AzureSimulatorSettings['identity'] | undefined {
  const upn = isObject(given) ? given.upn : given
  if (upn === 'app') return isObject(given) ? undefined : 'app'
  return typeof upn === 'string' && /^[^\s@]{1,100}@[^\s@]{1,100}$/.test(upn) ? { upn } : undefined
}
