import { isListedForBreakGlass } from '../app/weigh-break-glass.ts'
import { sourceOf } from '../bot/source-of.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { parseVmId } from '../domain/ids.ts'
import type { PageAnswer, PageCall } from '../ports/page-api.ts'
import { json, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, list, numbers, text, unfit } from './fields.ts'
import { formMachine, formSourceWords, networksOf, timesUpTo } from './form-view.ts'

const mostMachines = 20
const mostPorts = 30

/** The form for breaking glass: of any machine, for those who may. Whoever may not learns nothing of what there is. */
export async function breakGlassForm(deps: ApiDeps, { person, body }: PageCall): Promise<PageAnswer> {
  const inForce = deps.policy.current()
  const rule = inForce.kind === 'policy' ? inForce.policy.breakGlass : undefined
  // A page asks by itself, so that this is no attempt of theirs.
  if (!rule || (await isListedForBreakGlass(deps, person, false)) !== true)
    return refused(403, 'not for break-glass', findingText({ kind: 'not for break-glass' }, deps.reader))
  const chosen = list(fieldsOf(body), 'machines', mostMachines).flatMap((machine) => {
    const id = parseVmId(text(machine, 'vm', 400))
    if (!id) throw unfit(({ notAnId }) => notAnId)
    const vm = deps.estate.get(id)
    return vm ? [{ vm, ports: numbers(machine, 'ports', mostPorts) }] : []
  })
  const known = await sourceOf(deps, person, undefined)
  return json({
    machines: chosen.map(({ vm, ports }) => formMachine(vm, ports, deps.reader)),
    ...timesUpTo(
      rule.maxDurationMs,
      chosen.map(({ vm }) => vm),
    ),
    // It is asked for when it is confirmed.
    reason: { required: false, hint: deps.reader.words.api.glass.hint },
    networks: networksOf(deps),
    source: formSourceWords(known.kind === 'source' ? known.source : undefined),
    problems: [],
  })
}
