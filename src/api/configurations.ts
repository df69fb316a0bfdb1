import { confirmConfiguration } from '../app/confirm-configuration.ts'
import { draftConfiguration, findingsOf, redraft } from '../app/draft-configuration.ts'
import { lookForVm } from '../app/look-for-vm.ts'
import { nothingChanges } from '../bot/cards/configuration-card.ts'
import { azureText, findingTexts, networksOf, noteRefused } from '../bot/configure-flow.ts'
import { mayUse } from '../bot/gate.ts'
import { noSuchConfiguration, ownConfiguration, untouched } from '../bot/own-configuration.ts'
import { rulesText } from '../bot/words/port-rules.ts'
import { type Configuration, isOpen } from '../domain/jit-configuration/configuration.ts'
import { recommendedRules } from '../domain/jit-configuration/port-rules.ts'
import { mostRules, readRules, typedRule } from '../domain/jit-configuration/read-rules.ts'
import { wantedRules } from '../domain/jit-configuration/wanted-rules.ts'
import type { PageAnswer, PageCall, PageRoute } from '../ports/page-api.ts'
import { tell } from '../words/text.ts'
import { json, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, list, text, unfit, whole } from './fields.ts'
import { turnOf } from './turn.ts'

const verbs = ['enable', 'configure', 'disable'] as const

/** Port rules of a machine, for admins: drafted, edited and confirmed as in the chat, the same draft with the same checks. */
export function configurationRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    { method: 'POST', path: 'configurations', answer: (call) => draft(deps, call) },
    {
      method: 'GET',
      path: 'configurations/{id}',
      answer: (call) => own(deps, call, async (configuration) => json(await view(deps, configuration))),
    },
    {
      method: 'POST',
      path: 'configurations/{id}/rules',
      answer: (call) => own(deps, call, (configuration) => edit(deps, call, configuration)),
    },
    {
      method: 'POST',
      path: 'configurations/{id}/confirm',
      answer: (call) => own(deps, call, (configuration) => confirm(deps, call, configuration)),
    },
  ]
}

async function draft(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const fields = fieldsOf(call.body)
  const verb = verbs.find((each) => each === fields.verb)
  if (!verb) throw unfit(({ notOneOf }) => notOneOf('verb', verbs.join(', ')))
  const turn = await turnOf(deps, call)
  if (!(await mayUse(deps, call.person, 'admins'))) {
    await noteRefused(deps, turn, `${verb} a machine`, [() => 'for admins only'])
    return refused(403, 'admins', deps.reader.words.api.configurations.forAdmins)
  }
  const found = await lookForVm(deps, call.person, text(fields, 'vm', 400))
  if (found.kind !== 'one') return refused(404, 'no machine', deps.reader.words.api.configurations.noMachine)
  const wanted = { mode: 'set', recommended: false } as const
  return await asking(deps, async () => {
    const drafted = await draftConfiguration(deps, {
      author: call.person,
      verb,
      vms: [found.vm],
      rulesFor: (vm, before) => (verb === 'disable' ? [] : wantedRules(vm.os, before, wanted)),
    })
    if (drafted.kind === 'refused') {
      const findings = findingTexts(drafted.findings)
      await noteRefused(deps, turn, `${verb} ${found.vm.name}`, findings)
      const problems = findings.map((finding) => finding(deps.reader))
      return refused(422, 'refused', problems.join(' '), { problems })
    }
    return json(await view(deps, drafted.configuration))
  })
}

async function edit(deps: ApiDeps, call: PageCall, configuration: Configuration): Promise<PageAnswer> {
  if (configuration.verb === 'disable' || !isOpen(configuration))
    return refused(409, 'not a draft', deps.reader.words.api.configurations.notADraft)
  const rows = list(fieldsOf(call.body), 'rows', mostRules).map((row) => ({
    port: text(row, 'port', 20),
    protocol: text(row, 'protocol', 10),
    sources: text(row, 'sources', 500),
    maximum: text(row, 'maximum', 40),
  }))
  const read = readRules(rows, networksOf(deps))
  const problems = [
    ...read.problems.map((problem) => problem(deps.reader)),
    ...(read.rules.length === 0 && read.problems.length === 0 ? [deps.reader.words.api.configurations.noPortLeft] : []),
  ]
  if (problems.length > 0) return refused(422, 'rules', problems.join(' '), { problems })
  return await asking(deps, async () => {
    const next = await redraft(deps, configuration, ({ before }) => read.rules.map((rule) => untouched(rule, before)))
    if (!next) return refused(409, 'changed meanwhile', deps.reader.words.api.configurations.atOnce)
    return json(await view(deps, next))
  })
}

async function confirm(deps: ApiDeps, call: PageCall, configuration: Configuration): Promise<PageAnswer> {
  const version = whole(fieldsOf(call.body), 'version', 1, 1_000_000)
  if (version === undefined) throw unfit(({ noVersion }) => noVersion)
  const turn = await turnOf(deps, call)
  const { id } = turn.conversation
  const to = id === '' ? ({ kind: 'person', person: call.person.id } as const) : ({ kind: 'conversation', id } as const)
  const confirmed = await confirmConfiguration(deps, { configuration, version }, { to })
  if (confirmed.kind === 'refused') {
    const findings = findingTexts(confirmed.findings)
    await noteRefused(
      deps,
      turn,
      `${configuration.verb} ${configuration.targets.map(({ vmName }) => vmName)}`,
      findings,
    )
    const problems = findings.map((finding) => finding(deps.reader))
    return refused(422, 'refused', problems.join(' '), { problems })
  }
  const shown = await view(deps, confirmed.configuration)
  return confirmed.kind === 'stale'
    ? refused(409, 'stale', deps.reader.words.api.configurations.stale, {
        configuration: shown,
      })
    : json(shown)
}

async function own(
  deps: ApiDeps,
  call: PageCall,
  act: (configuration: Configuration) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  const found = await ownConfiguration(deps, await turnOf(deps, call), call.params.id ?? '')
  if (typeof found !== 'function') return await asking(deps, () => act(found))
  return refused(found === noSuchConfiguration ? 404 : 403, 'not yours', found(deps.reader))
}

/** What Azure says is for the admin to read. */
async function asking({ reader }: ApiDeps, act: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await act()
  } catch (error) {
    return refused(503, 'azure', azureText(error)(reader))
  }
}

async function view(deps: ApiDeps, configuration: Configuration) {
  const findings = isOpen(configuration) ? await findingsOf(deps, configuration) : []
  return {
    id: configuration.id,
    version: configuration.version,
    verb: configuration.verb,
    open: isOpen(configuration),
    nothing: nothingChanges(configuration),
    problems: findingTexts(findings).map((finding) => finding(deps.reader)),
    recommended: recommendedRules.map(typedRule),
    networks: Object.keys(networksOf(deps)),
    targets: configuration.targets.map(({ vmName, before, after, state, why }) => ({
      name: vmName,
      before: rulesText(before, deps.reader),
      after: rulesText(after, deps.reader),
      rows: after.map(typedRule),
      state,
      ...(why === undefined ? {} : { why: tell(why, deps.reader) }),
    })),
  }
}
