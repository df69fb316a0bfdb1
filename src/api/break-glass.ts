import { confirmBreakGlass } from '../app/confirm-break-glass.ts'
import { lookForVm } from '../app/look-for-vm.ts'
import { type Prepared, prepareBreakGlass } from '../app/prepare-break-glass.ts'
import { mostMachines, notListed, readGlass } from '../bot/break-glass-flow.ts'
import { glassEffects } from '../bot/cards/break-glass-card.ts'
import type { FoundMachine } from '../bot/find-machines.ts'
import { originOf } from '../bot/origin-of.ts'
import { glassWishOf, isUnbroken, type Unbroken, unbrokenText } from '../bot/presses/break-glass-presses.ts'
import { draftOf } from '../bot/presses/form-presses.ts'
import { plain } from '../bot/text/normalise.ts'
import { portsText, sourceText } from '../bot/words/describe.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { parseRequestId, partsOf } from '../domain/ids.ts'
import { standing } from '../domain/life-cycle/standing.ts'
import type { PageAnswer, PageCall, PageRefusal, PageRoute } from '../ports/page-api.ts'
import { json, notFound, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { dataOf } from './ask.ts'
import { breakGlassForm } from './break-glass-form.ts'
import { fieldsOf, text } from './fields.ts'
import { done, told } from './told.ts'
import { turnOf } from './turn.ts'

const longestReason = 500

/** Breaking glass in two steps: it is prepared, from a form or from a request that waits, and then confirmed with a reason, once. */
export function breakGlassRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    { method: 'POST', path: 'break-glass/form', answer: (call) => breakGlassForm(deps, call) },
    { method: 'POST', path: 'break-glass', answer: (call) => prepare(deps, call) },
    { method: 'POST', path: 'requests/{id}/break-glass', answer: (call) => prepareFrom(deps, call) },
    { method: 'POST', path: 'break-glass/{id}/confirm', answer: (call) => confirm(deps, call) },
  ]
}

async function prepare(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const turn = await turnOf(deps, call)
  const draft = draftOf({ data: dataOf(call.body) })
  const unfit = await notListed({ deps, turn }, draft)
  if (unfit) return refused(403, unfit.kind, deps.reader.words.glass.notOpened(findingText(unfit, deps.reader)))
  if (draft.vms.length > mostMachines)
    return refused(422, 'too many', deps.reader.words.api.glass.tooMany(mostMachines))
  const found: FoundMachine[] = []
  for (const id of draft.vms) {
    // Those who may break glass may open any machine that no rule denies: an emergency comes where no rule was written yet.
    const sought = await lookForVm(deps, call.person, id, () => true)
    if (sought.kind !== 'one') return refused(422, 'no machine', deps.reader.words.api.glass.noMachine)
    found.push({ vm: sought.vm, said: [id] })
  }
  const read = await readGlass({ deps, turn }, found, draft)
  if ('wish' in read) return shown(deps, await prepareBreakGlass(deps, call.person, read.wish))
  const { problems } = read
  return refused(422, 'incomplete', problems.join(' '), { problems })
}

async function prepareFrom(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const id = parseRequestId(call.params.id ?? '')
  const request = id && (await deps.store.find(id))
  if (!request || request.requester.id !== call.person.id) return notFound(deps)
  if (request.state !== 'pending') {
    const said = standing(request, deps.reader)
    return await told(deps, call, request, { status: 409, code: 'not pending', said })
  }
  const wish = glassWishOf(deps, request)
  if (!wish) return refused(422, 'no machine', deps.reader.words.api.glass.machineGone)
  return shown(deps, await prepareBreakGlass(deps, call.person, wish))
}

/** What somebody reads before they confirm it. Nothing is open yet. */
function shown(deps: ApiDeps, prepared: Prepared): PageAnswer {
  if (prepared.kind === 'nobody told')
    return refused(422, prepared.kind, unbrokenText({ kind: prepared.kind }, deps.reader))
  if (prepared.kind === 'refused') {
    const problems = [...new Set(prepared.findings.map((each) => findingText(each, deps.reader)))]
    const isListed = prepared.findings.every(({ kind }) => kind !== 'not for break-glass')
    return refused(isListed ? 422 : 403, 'access policy', deps.reader.words.glass.notOpened(problems.join(' ')), {
      problems,
    })
  }
  const { draft } = prepared
  return json({
    id: draft.id,
    machines: draft.targets.map(({ vm, ports }) => {
      const { name, resourceGroup } = partsOf(vm)
      return `${name} (${resourceGroup}): ${portsText(ports, deps.reader.words)}`
    }),
    source: sourceText(draft.source, deps.reader.words),
    durationMs: draft.durationMs,
    reason: draft.reason,
    effects: glassEffects(prepared, deps.reader),
    expiresAt: draft.expiresAt,
  })
}

async function confirm(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const id = parseRequestId(call.params.id ?? '')
  if (!id) return notFound(deps)
  const reason = plain(text(fieldsOf(call.body), 'reason', longestReason))
  const origin = originOf(await turnOf(deps, call))
  const confirmed = await confirmBreakGlass(deps, call.person, { id, reason, origin })
  if (!isUnbroken(confirmed)) return await done(deps, call, confirmed.request)
  return refused(statusOf[confirmed.kind], confirmed.kind, unbrokenText(confirmed, deps.reader))
}

const statusOf: Readonly<Record<Unbroken['kind'], PageRefusal['status']>> = {
  unknown: 404,
  'not yours': 403,
  'too late': 409,
  'in the way': 409,
  refused: 422,
  'no reason': 422,
  'nobody told': 422,
  'machine gone': 422,
}
