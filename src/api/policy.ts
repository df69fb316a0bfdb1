import { explainFully } from '../app/explain.ts'
import { lineOf } from '../bot/explain-machines.ts'
import { findMachines } from '../bot/find-machines.ts'
import { usableBy } from '../bot/gate.ts'
import { troubleTexts } from '../bot/machine-trouble.ts'
import { isNetwork, sourceOf } from '../bot/source-of.ts'
import { normalise } from '../bot/text/normalise.ts'
import { parseRequest } from '../bot/text/parse-request.ts'
import { wantedTargets } from '../bot/wanted-ports.ts'
import { mostTargets } from '../bot/weigh-draft.ts'
import { fullPortText } from '../bot/words/describe.ts'
import { explain } from '../bot/words/explanation.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { readStart } from '../domain/start-time.ts'
import type { PageCall, PageRoute } from '../ports/page-api.ts'
import { json, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, text, Unfit } from './fields.ts'

const longestWish = 600

/** The access policy: the file for those who answer for it, and its word on a wish for everybody. */
export function policyRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: 'policy',
      async answer({ person }) {
        const may = await usableBy(deps, person)
        const mayRead = may('admins') || may('auditors')
        const inForce = deps.policy.current()
        if (inForce.kind === 'none')
          return json({ kind: 'none', why: inForce.why, ...(mayRead ? { problems: inForce.problems } : {}) })
        const { policy, problems } = inForce
        return json({
          kind: 'policy',
          version: policy.version,
          networks: Object.keys(policy.networks),
          rules: policy.rules.length,
          stale: problems.length > 0,
          ...(mayRead ? { text: deps.policy.text?.() ?? '', problems } : {}),
        })
      },
    },
    { method: 'POST', path: 'policy/explain', answer: (call) => explained(deps, call) },
  ]
}

/** The same words, and the same object behind them, as `/jit explain`. */
async function explained(deps: ApiDeps, call: PageCall) {
  const { person, zone = deps.zone } = call
  const wish = normalise(text(fieldsOf(call.body), 'wish', longestWish)).replace(/^(jit )?(explain|request) /i, '')
  const draft = parseRequest(wish, isNetwork(deps))
  if (draft.vms.length === 0) throw new Unfit(({ words }) => words.api.nameMachine)
  const { machines, trouble } = await findMachines(deps, person, draft.vms, mostTargets)
  if (trouble) return refused(422, 'which machine', troubleTexts(trouble, 'ask', deps.reader).join(' '))
  const targets = wantedTargets(machines, draft)
  const source = draft.source === undefined ? undefined : await sourceOf(deps, person, draft.source)
  const start =
    draft.start === undefined ? undefined : readStart(draft.start, zone, deps.clock.now(), deps.startAheadMs)
  const found = await explainFully(deps, {
    requester: person,
    targets,
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
    ...(start?.ok ? { startsAt: start.at } : {}),
    ...(source?.kind === 'source' ? { source: source.source } : {}),
    ...(draft.reason === '' ? {} : { reason: draft.reason }),
  })
  if ('none' in found)
    return refused(422, 'no policy', findingText({ kind: 'no policy', why: found.none }, deps.reader))
  const approvers = found.analysis.approvers.flatMap(({ people }) => people).slice(0, 200)
  const names = await deps.people.names(approvers)
  const line = found.remedy.kind === 'ask differently' ? lineOf({ deps }, found, draft) : undefined
  return json({
    ...(line === undefined ? {} : { line }),
    targets: targets.map(
      ({ vm, ports }) =>
        `${vm.name} · ${ports.map((each) => fullPortText(each, deps.reader.words)).join(', ') || deps.reader.words.asking.explaining.noPort}`,
    ),
    version: found.analysis.policyVersion,
    problems: [
      ...draft.problems.map((problem) => problem(deps.reader)),
      ...(start && !start.ok ? [start.text(deps.reader)] : []),
      ...(source?.kind === 'problem' ? [source.text(deps.reader)] : []),
    ],
    ...explain(found, (id) => names.get(id), deps.reader),
    rules: found.analysis.rules,
  })
}
