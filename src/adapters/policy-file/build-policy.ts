import { createHash } from 'node:crypto'
import type {
  AccessPolicy,
  BreakGlass,
  Condition,
  Group,
  Hours,
  Limits,
  Rule,
} from '../../domain/access-policy/policy.ts'
import { readDuration } from '../../domain/duration.ts'
import { parseSource } from '../../domain/source.ts'
import { daysIn, minuteOf, personOf } from './policy-leaves.ts'
import type { PolicyFileData } from './policy-schema.ts'

type RuleData = PolicyFileData['rules'][number]

/** The access policy out of a file that was checked. Throws only if it was not. */
export function buildPolicy(data: PolicyFileData, text: string): AccessPolicy {
  return {
    version: createHash('sha256').update(text).digest('hex').slice(0, 16),
    zone: data.zone ?? 'UTC',
    networks: mapValues(data.networks ?? {}, (prefixes) => prefixes.map(canonical)),
    groups: mapValues(data.groups ?? {}, (group) => buildGroup(group, data.tenant)),
    admins: data.admins ?? [],
    auditors: data.auditors ?? [],
    ...(data.defaults ? { defaults: boundsOf(data.defaults) } : {}),
    rules: data.rules.map((rule) => buildRule(rule, data.zone ?? 'UTC')),
    ...(data.breakGlass ? { breakGlass: breakGlassOf(data.breakGlass) } : {}),
  }
}

function buildGroup(
  { people, entraGroup, channel }: NonNullable<PolicyFileData['groups']>[string],
  tenant: string | undefined,
): Group {
  if (entraGroup !== undefined)
    return { kind: 'entra', tenant: checked(tenant).toLowerCase(), id: entraGroup.toLowerCase() }
  if (channel !== undefined) return { kind: 'channel', name: channel }
  return { kind: 'people', people: [...new Set((people ?? []).map((each) => checked(personOf(each, tenant))))] }
}

function buildRule(data: RuleData, zone: string): Rule {
  const { name, approvals, reason, sources, deny } = data
  return compact({
    name,
    when: condition(data.when),
    requesters: data.requesters ?? [],
    approvals: approvals ?? [],
    selfApproval: data.selfApproval ?? false,
    notify: data.notify ?? [],
    ...boundsOf(data),
    maxTotalMs: data.maxTotal === undefined ? undefined : checked(readDuration(data.maxTotal)),
    reason: reason && compact({ ...reason, required: reason.required ?? true }),
    sources:
      sources &&
      compact({
        networks: sources.networks,
        narrowest: sources.narrowest === undefined ? undefined : Number(sources.narrowest.replace('/', '')),
      }),
    hours: data.hours && hoursOf(data.hours, zone),
    limits: data.limits && limitsOf(data.limits),
    deny,
  })
}

function boundsOf({ within, maxDuration }: Pick<RuleData, 'within' | 'maxDuration'>) {
  return compact({
    withinMs: within === undefined ? undefined : checked(readDuration(within)),
    maxDurationMs: maxDuration === undefined ? undefined : checked(readDuration(maxDuration)),
  })
}

function breakGlassOf(data: NonNullable<PolicyFileData['breakGlass']>): BreakGlass {
  const { people, reviewers, maxDuration = '1h', coolDown = '24h' } = data
  const maxDurationMs = checked(readDuration(maxDuration))
  return { people, reviewers, maxDurationMs, coolDownMs: checked(readDuration(coolDown)) }
}

function hoursOf({ days, from, to, zone, outside }: NonNullable<RuleData['hours']>, fileZone: string): Hours {
  return compact({
    days: days === undefined ? [0, 1, 2, 3, 4, 5, 6] : [...new Set(days.flatMap((day) => checked(daysIn(day))))],
    from: checked(minuteOf(from)),
    to: checked(minuteOf(to)),
    zone: zone ?? fileZone,
    outside: outside?.approvals,
  })
}

function limitsOf({ then, ...counts }: NonNullable<RuleData['limits']>): Limits {
  // biome-ignore lint/suspicious/noThenProperty: nobody awaits it
  return compact({ ...counts, then: then?.approvals })
}

function condition({ vm, ports }: RuleData['when']): Condition {
  return compact({
    vm:
      vm &&
      compact({
        names: vm.name,
        tags: vm.tags,
        resourceGroups: vm.resourceGroup,
        subscriptions: vm.subscription,
        locations: vm.location,
        os: vm.os,
      }),
    ports,
  })
}

function canonical(network: string): string {
  const parsed = parseSource(network)
  return checked(parsed.ok ? parsed.prefix : undefined)
}

function checked<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a policy file was built that had not been checked')
  return value
}

function mapValues<In, Out>(all: Readonly<Record<string, In>>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, change(value)]))
}

type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the keys whose value is undefined. */
function compact<T extends object>(value: T): Compact<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Compact<T>
}
