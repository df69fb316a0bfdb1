import { portRulesOf, type TestsFileData } from '../../adapters/policy-file/tests-schema.ts'
import { isNetworkOf, typedSource } from '../../bot/source-of.ts'
import { normalise } from '../../bot/text/normalise.ts'
import { type Draft, parseRequest, targetPorts } from '../../bot/text/parse-request.ts'
import type { Ask } from '../../domain/access-policy/analysis.ts'
import { imaginedVm, openPortRule } from '../../domain/access-policy/imagined-vm.ts'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { Person } from '../../domain/person.ts'
import type { Vm } from '../../domain/vm.ts'
import { noOne } from '../../words/reader.ts'

export type Machines = NonNullable<TestsFileData['machines']>

/** What was typed, as the access policy is asked; or what is wrong with it, a sentence each. */
export type ReadAsk =
  | { readonly ok: true; readonly ask: Ask; readonly reason: string }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads `web01 rdp 1h from vpn INC123456 patching` as the chat does, of machines that are told by their attributes. */
export function readAsk(
  policy: AccessPolicy,
  { requester, at }: { readonly requester: Person; readonly at: number },
  machines: Machines,
  text: string,
): ReadAsk {
  const draft = parseRequest(normalise(text), isNetworkOf(policy.networks))
  const problems = draft.problems.map((text) => text(noOne))
  if (draft.vms.length === 0) problems.push('Name a machine, such as "web01 rdp 1h".')
  const targets = draft.vms.flatMap((name) => {
    const found = Object.keys(machines).find((known) => known.toLowerCase() === name.toLowerCase())
    const machine = found === undefined ? undefined : machines[found]
    if (found !== undefined && machine) return [targetOf(found, machine, draft, problems)]
    const known = Object.keys(machines).join(', ') || 'none'
    problems.push(`There is no machine "${name}" here. Those that there are: ${known}.`)
    return []
  })
  const source = draft.source === undefined ? undefined : typedSource(policy.networks, draft.source)
  if (source?.kind === 'problem') problems.push(source.text(noOne))
  if (problems.length > 0) return { ok: false, problems }
  const ask: Ask = {
    at,
    requester,
    targets,
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
    ...(source?.kind === 'source' ? { source: source.source } : {}),
    ...(draft.reason === '' ? {} : { reason: draft.reason }),
  }
  return { ok: true, ask, reason: draft.reason }
}

function targetOf(
  name: string,
  { ports, ...attributes }: Machines[string],
  draft: Draft,
  problems: string[],
): Ask['targets'][number] {
  // A machine that does not say which ports it has, has those that are asked for.
  const rules = portRulesOf(ports)?.map(({ number, maxMs }) => {
    const rule = openPortRule(number)
    return maxMs === undefined ? rule : { ...rule, maxDurationMs: maxMs }
  })
  const own = (draft.own ?? [])
    .filter(({ vm }) => vm.toLowerCase() === name.toLowerCase())
    .flatMap((each) => each.ports)
  const wanted = own.length > 0 ? own : (draft.ports ?? rules ?? [])
  if (wanted.length === 0) problems.push(`Name a port of ${name}, such as rdp, ssh or 8443.`)
  const has = rules ?? wanted.map(({ number }) => openPortRule(number))
  return { vm: vmOf(name, attributes, has), ports: targetPorts(wanted, () => undefined) }
}

/** One machine of a tests file, as the estate would have it. */
function vmOf(name: string, attributes: Omit<Machines[string], 'ports'>, rules: Parameters<typeof imaginedVm>[1]): Vm {
  const given = Object.entries({ name, ...attributes }).filter(([, value]) => value !== undefined)
  return imaginedVm(Object.fromEntries(given) as unknown as Parameters<typeof imaginedVm>[0], rules)
}
