import { breakGlassRule } from '../../domain/access-policy/break-glass.ts'
import { everyone } from '../../domain/access-policy/membership.ts'
import type { PolicyProblem } from '../../ports/policy.ts'
import { breakGlassProblems } from './break-glass-problems.ts'
import { didYouMean } from './near-miss.ts'
import type { Path, PolicyDocument } from './policy-document.ts'
import { isName, personOf } from './policy-leaves.ts'
import { list, record, texts } from './written.ts'

/**
 * What is wrong between the parts of the file: names of groups and networks that are not there, more approvals than people, names
 * given twice. Looks at the data as written, so that it finds these even where the shape is wrong elsewhere.
 */
export function referenceProblems({ data, position }: PolicyDocument): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const tell = (path: Path, message: string, of: 'key' | 'value' = 'value') =>
    problems.push({ ...position(path, of), message })
  const file = record(data)
  const groups = record(file.groups)
  const networks = record(file.networks)
  const tenant = typeof file.tenant === 'string' ? file.tenant : undefined

  for (const kind of ['groups', 'networks'] as const)
    for (const name of Object.keys(record(file[kind]))) {
      const problem = isName(name)
      if (problem) tell([kind, name], problem, 'key')
    }
  if (Object.hasOwn(groups, everyone))
    tell(['groups', everyone], `The group "${everyone}" always exists: choose another name.`, 'key')
  for (const [name, group] of Object.entries(groups)) {
    const { people, entraGroup, channel } = record(group)
    const kinds = Object.entries({ people, entraGroup, channel }).flatMap(([key, value]) =>
      value === undefined ? [] : key,
    )
    if (kinds.length === 0)
      tell(
        ['groups', name],
        `The group "${name}" has neither "people", "entraGroup" nor "channel": write "people: []" if nobody is in it.`,
      )
    for (const key of kinds.slice(1))
      tell(
        ['groups', name, key],
        `A group is of one kind, and "${name}" has "${kinds[0]}" already: make a second group and name both where they count.`,
        'key',
      )
    if (entraGroup !== undefined && tenant === undefined)
      tell(
        ['groups', name, 'entraGroup'],
        `The group "${name}" is of no tenant: write "tenant: <tenant id>" at the top of the file.`,
        'key',
      )
    for (const { text, path } of texts(people, ['groups', name, 'people']))
      if (tenant === undefined && !text.includes('/'))
        tell(
          path,
          `"${text}" is of no tenant: write "tenant: <tenant id>" at the top of the file, or <tenant id>/${text}.`,
        )
  }

  const checkGroups = (names: unknown, path: Path, mayBeEveryone: boolean) => {
    for (const { text, path: place } of texts(names, path)) {
      if (text === everyone && !mayBeEveryone) tell(place, `"${everyone}" may ask, but not decide: name a group.`)
      else if (text !== everyone && !Object.hasOwn(groups, text))
        tell(place, `There is no group "${text}".${didYouMean(text, Object.keys(groups))}`)
    }
  }
  checkGroups(file.admins, ['admins'], false)
  checkGroups(file.auditors, ['auditors'], false)
  const breakGlass = record(file.breakGlass)
  for (const key of ['people', 'reviewers']) checkGroups(breakGlass[key], ['breakGlass', key], false)
  for (const { path, message } of breakGlassProblems(breakGlass, groups, tenant)) tell(path, message)

  const seen = new Map<string, number>()
  for (const [index, item] of list(file.rules).entries()) {
    const path = ['rules', index]
    const rule = record(item)
    if (typeof rule.name === 'string') {
      const key = rule.name.toLowerCase()
      if (key === 'defender' || key === 'default' || key === breakGlassRule)
        tell([...path, 'name'], `"${rule.name}" would be mistaken for a bound that no rule sets: choose another name.`)
      const line = seen.get(key)
      if (line !== undefined) tell([...path, 'name'], `There is a rule "${rule.name}" already, in line ${line}.`)
      else seen.set(key, position([...path, 'name']).line)
    }
    if (rule.deny === undefined) checkGrant(rule, path)
    else
      for (const key of Object.keys(rule))
        if (!['name', 'when', 'deny'].includes(key))
          tell([...path, key], `A rule with "deny" refuses everybody: "${key}" has no meaning here.`, 'key')
    checkGroups(rule.requesters, [...path, 'requesters'], true)
    for (const { text, path: place } of texts(record(rule.sources).networks, [...path, 'sources', 'networks']))
      if (!Object.hasOwn(networks, text))
        tell(place, `There is no network "${text}".${didYouMean(text, Object.keys(networks))}`)
    for (const place of [['approvals'], ['hours', 'outside', 'approvals'], ['limits', 'then', 'approvals']])
      for (const [at, approval] of list(valueAt(rule, place)).entries())
        checkApproval(record(approval), [...path, ...place, at])
    for (const { path: place, message } of hourAndLimitProblems(rule)) tell([...path, ...place], message)
  }
  return problems

  function checkGrant(rule: Readonly<Record<string, unknown>>, path: Path): void {
    if (rule.requesters === undefined) tell(path, 'The rule has no "requesters": say who may ask ([] means nobody).')
    if (rule.approvals === undefined)
      tell(path, 'The rule has no "approvals": say who must agree, or "approvals: none".')
    else if (Array.isArray(rule.approvals) && rule.approvals.length === 0)
      tell([...path, 'approvals'], 'An empty list is ambiguous here: write "approvals: none" if nobody is to be asked.')
  }

  function checkApproval({ count, from }: Readonly<Record<string, unknown>>, path: Path): void {
    checkGroups(from, [...path, 'from'], false)
    const named = texts(from, []).map(({ text }) => text)
    const ofGroups = named.map((name) => (Object.hasOwn(groups, name) ? record(groups[name]).people : undefined))
    if (typeof count !== 'number' || named.length === 0 || ofGroups.includes(undefined)) return
    const people = new Set(
      ofGroups.flatMap((list) => texts(list, []).map(({ text }) => personOf(text, tenant) ?? text)),
    )
    if (count > people.size)
      tell(
        [...path, 'count'],
        `${count} approvals are required, but ${named.join(', ')} has ${people.size === 1 ? 'one person' : `${people.size} people`}.`,
      )
  }
}

/** Hours that are none, limits that limit nothing. */
function hourAndLimitProblems(rule: Readonly<Record<string, unknown>>): { path: Path; message: string }[] {
  const problems: { path: Path; message: string }[] = []
  const { from, to, days, outside } = record(rule.hours)
  const limits = record(rule.limits)
  if (from !== undefined && from === to)
    problems.push({
      path: ['hours', 'to'],
      message: 'These hours begin and end at once: for whole days write 00:00 to 24:00.',
    })
  if (Array.isArray(days) && days.length === 0)
    problems.push({
      path: ['hours', 'days'],
      message: 'The list is empty, so that it would never be within these hours: leave the key out or fill it.',
    })
  const empty = 'The list is empty: leave it out to refuse, or name who is asked.'
  if (Array.isArray(record(outside).approvals) && list(record(outside).approvals).length === 0)
    problems.push({ path: ['hours', 'outside', 'approvals'], message: empty })
  if (Array.isArray(record(limits.then).approvals) && list(record(limits.then).approvals).length === 0)
    problems.push({ path: ['limits', 'then', 'approvals'], message: empty })
  if (limits.unattendedPerPersonPerDay !== undefined && Array.isArray(rule.approvals))
    problems.push({
      path: ['limits', 'unattendedPerPersonPerDay'],
      message: 'This rule asks for approvals, so that nothing is unattended by it: it is for "approvals: none".',
    })
  if (limits.then !== undefined && limits.unattendedPerPersonPerDay === undefined)
    problems.push({
      path: ['limits', 'then'],
      message: '"then" says who is asked after "unattendedPerPersonPerDay", which is not here.',
    })
  return problems
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner: unknown, key) => record(inner)[key], value)
}
