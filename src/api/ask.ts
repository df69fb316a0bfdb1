import { favourites } from '../app/favourites.ts'
import { portsInput } from '../bot/cards/form.ts'
import { draftOf } from '../bot/presses/form-presses.ts'
import { submitDraft } from '../bot/submit-draft.ts'
import { type Weighed, weighDraft } from '../bot/weigh-draft.ts'
import { portsText } from '../bot/words/describe.ts'
import { noChannelTexts } from '../bot/words/no-channel.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { parseVmId } from '../domain/ids.ts'
import { standing } from '../domain/life-cycle/standing.ts'
import type { PageAnswer, PageCall, PageRoute } from '../ports/page-api.ts'
import type { Reader } from '../words/reader.ts'
import { json, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, list, numbers, text, unfit } from './fields.ts'
import { formView } from './form-view.ts'
import { requestView } from './request-view.ts'
import { turnOf } from './turn.ts'

const mostMachines = 20
const mostPorts = 30

/** The form: what it needs to know, and what it sends off. Both are read as the form card of the chat is. */
export function askRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: 'favourites',
      async answer({ person }) {
        const found = await favourites(deps, person, 6)
        return json({
          favourites: found.map(({ vm, ports }) => ({
            vm: vm.id,
            name: vm.name,
            ports: ports.map(({ number }) => number),
            title: `${vm.name} · ${portsText(ports, deps.reader.words)}`,
          })),
        })
      },
    },
    {
      method: 'POST',
      path: 'requests/form',
      async answer(call) {
        const weighed = await weigh(deps, call)
        return json(formView(deps, weighed))
      },
    },
    {
      method: 'POST',
      path: 'requests',
      async answer(call) {
        const turn = await turnOf(deps, call)
        const weighed = await weigh(deps, call)
        if (weighed.kind !== 'complete') return incomplete(weighed, deps.reader)
        const submitted = await submitDraft({ deps, turn }, weighed)
        switch (submitted.kind) {
          case 'submitted':
            return json({ request: await requestView(deps, call.person, submitted.request) })
          case 'already':
            return refused(
              409,
              'already asked',
              deps.reader.words.asking.before.standing(standing(submitted.request, deps.reader)),
              { request: submitted.request.id },
            )
          case 'no channel':
            return refused(422, 'no channel', noChannelTexts(submitted.names, deps.reader).join(' '))
          case 'refused': {
            const problems = [...new Set(submitted.findings.map((each) => findingText(each, deps.reader)))]
            return refused(422, 'access policy', problems.join(' '), { problems })
          }
        }
      },
    },
  ]
}

async function weigh(deps: ApiDeps, call: PageCall): Promise<Weighed> {
  const turn = await turnOf(deps, call)
  return await weighDraft({ deps, turn }, draftOf({ data: dataOf(call.body) }), { askWhich: false })
}

/** What a page sent, as the form card would have sent it. Machines are named by their ids, as those of a form are. */
export function dataOf(body: unknown): Record<string, string> {
  const fields = fieldsOf(body)
  const machines = list(fields, 'machines', mostMachines).map((machine) => ({
    vm: text(machine, 'vm', 400),
    ports: numbers(machine, 'ports', mostPorts),
  }))
  const unknown = machines.find(({ vm }) => !parseVmId(vm))
  if (unknown) throw unfit(({ notAnId }) => notAnId)
  return {
    vm: machines.map(({ vm }) => vm).join(','),
    ...Object.fromEntries(machines.map(({ ports }, i) => [portsInput(i), ports.join(',')])),
    duration: text(fields, 'duration', 60),
    source: text(fields, 'source', 400),
    start: text(fields, 'start', 60),
    reason: text(fields, 'reason', 600),
  }
}

function incomplete(weighed: Exclude<Weighed, { kind: 'complete' }>, reader: Reader): PageAnswer {
  if (weighed.kind === 'no policy')
    return refused(422, 'no policy', findingText({ kind: 'no policy', why: weighed.why }, reader))
  const problems = weighed.kind === 'which machine' ? [] : weighed.problems
  const missing = weighed.kind === 'incomplete' ? weighed.missing : []
  const said = [
    ...problems,
    ...(missing.length > 0 ? [reader.words.asking.missing.all(missing.join('; '))] : []),
    ...(weighed.kind === 'no machine' && problems.length === 0 ? [reader.words.api.chooseMachine] : []),
  ]
  return refused(422, 'incomplete', said.join(' '), { problems: said })
}
