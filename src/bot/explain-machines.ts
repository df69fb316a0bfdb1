import { explainFully } from '../app/explain.ts'
import type { Ask } from '../domain/access-policy/analysis.ts'
import type { Explanation } from '../domain/access-policy/explanation.ts'
import { matches } from '../domain/access-policy/matches.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import { readStart } from '../domain/start-time.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import type { Reader } from '../words/reader.ts'
import { answerCard, type Button, runAsTyped } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import { type SourceRead, sourceOf, typedSource } from './source-of.ts'
import { plain } from './text/normalise.ts'
import type { Draft } from './text/parse-request.ts'
import type { WantedTarget } from './wanted-ports.ts'
import { portsText } from './words/describe.ts'
import { explain } from './words/explanation.ts'
import { requestLine } from './words/request-line.ts'
import { commandName } from './words/vm-name.ts'

interface Wish {
  readonly targets: readonly WantedTarget[]
  readonly draft: Draft
  /** Whose asking an admin wants explained; undefined: their own. */
  readonly someone: Person | undefined
}

type Context = Pick<CommandContext, 'deps' | 'turn'>

const longestName = 80
const mostRules = 12
const mostTitled = 4

/** What the access policy says to one person's wish. */
export async function explainMachines(context: Context, wish: Wish): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const { targets, draft, someone } = wish
  const { reader } = deps
  const { explaining: text } = reader.words.asking
  const source = await sourceFor(context, draft, someone)
  const zone = turn.zone ?? deps.zone
  const start =
    draft.start === undefined ? undefined : readStart(draft.start, zone, deps.clock.now(), deps.startAheadMs)
  const found = await explainFully(deps, {
    requester: someone ?? turn.person,
    targets,
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
    ...(start?.ok ? { startsAt: start.at } : {}),
    ...(source?.kind === 'source' ? { source: source.source } : {}),
    ...(draft.reason === '' ? {} : { reason: draft.reason }),
  })
  if ('none' in found)
    return answerCard(deps.cards, {
      title: text.noPolicy,
      tone: 'attention',
      paragraphs: [found.none],
    })
  const approvers = found.analysis.approvers.flatMap(({ people }) => people)
  const names = await deps.people.names(approvers.slice(0, 200))
  const nameOf = (person: PersonId) => shown(names.get(person))
  const { allowed, notes, refusals, facts, advice } = explain(found, nameOf, reader)
  const shut = targets.filter(({ vm, ports }) => vm.jit.kind !== 'configured' && ports.length === 0)
  const can = allowed && shut.length === 0
  const name = someone === undefined ? undefined : shown(someone.name)
  const title = titleOf(targets, reader)
  const what = name === undefined ? title : text.ofSomeone(name, title)
  const line = shut.length === 0 ? lineOf(context, found, draft) : undefined
  return answerCard(deps.cards, {
    title: can ? text.can(what) : text.canNot(what),
    tone: can ? 'good' : 'attention',
    paragraphs: [
      ...draft.problems.map((problem) => problem(reader)),
      ...(start && !start.ok ? [start.text(reader)] : []),
      ...(source?.kind === 'problem' ? [source.text(reader)] : []),
      ...notes,
      ...(name === undefined || refusals.length === 0 ? [] : [text.wouldRead(name)]),
      ...refusals,
      ...(allowed ? shut : []).map(({ vm }) => text.noJitPolicy(vm.name)),
      ...advice,
    ],
    code: line === undefined || found.remedy.kind === 'none needed' ? [] : [`/jit ${line}`],
    facts: [...facts, ...(someone === undefined ? [] : [forAdmins(context, targets)])],
    buttons: someone === undefined ? requestButton(line, turn.person, text.request) : [],
  })
}

/** `web01 · RDP 3389`; of several machines each with its ports. */
function titleOf(targets: readonly WantedTarget[], reader: Reader): string {
  const { explaining: text } = reader.words.asking
  const titled = targets
    .slice(0, mostTitled)
    .map(({ vm, ports }) => `${vm.name} · ${portsText(ports, reader.words) || text.noPort}`)
  const all = titled.join('; ')
  return targets.length > titled.length ? text.andMore(all, targets.length - titled.length) : all
}

/** What to type to be allowed; undefined where nothing would help. */
export function lineOf(
  { deps }: Pick<CommandContext, 'deps'>,
  { analysis, remedy, ask }: Explanation,
  draft: Draft,
): string | undefined {
  if (remedy.kind === 'not theirs') return undefined
  const inForce = deps.policy.current()
  return requestLine(
    remedy.kind === 'ask differently' ? remedy : { kind: 'ask differently', ask },
    analysis.requirement,
    {
      nameOf: (vm) => commandName(deps.estate, vm),
      networks: inForce.kind === 'policy' ? inForce.policy.networks : {},
      reason: analysis.findings.some(({ kind }) => kind.startsWith('reason')) ? '' : draft.reason,
    },
    deps.reader,
  )
}

/** Without what the person alone can fill in: the form asks for that. */
function requestButton(line: string | undefined, author: Person, title: string): Button[] {
  return line === undefined ? [] : [runAsTyped(title, line.replace(/ (from )?<[^<>]*>/g, ''), author)]
}

/** Somebody else's own address is theirs: only what was typed counts for them. */
async function sourceFor(
  { deps, turn }: Context,
  { source }: Draft,
  someone: Person | undefined,
): Promise<SourceRead | undefined> {
  if (source === undefined) return undefined
  if (someone === undefined) return await sourceOf(deps, turn.person, source)
  const inForce = deps.policy.current()
  return typedSource(inForce.kind === 'policy' ? inForce.policy.networks : {}, source)
}

/** What the person themselves may not see, and an admin needs in order to help. */
function forAdmins({ deps }: Context, targets: Ask['targets']): { label: string; value: string } {
  const inForce = deps.policy.current()
  const rules = inForce.kind === 'policy' ? inForce.policy.rules : []
  const speaking = rules.filter(({ when }) =>
    targets.some(({ vm, ports }) => [undefined, ...ports].some((port) => matches(when, vm, port?.number))),
  )
  const { asking, describe } = deps.reader.words
  const { explaining: text } = asking
  const lines = speaking.slice(0, mostRules).map(({ name, deny, requesters }) => {
    if (deny !== undefined) return text.refuses(name)
    return requesters.length === 0 ? text.nobodyMayAsk(name) : text.mayAsk(name, describe.list(requesters, 'or'))
  })
  return { label: text.forAdmins, value: lines.join('\n') || text.noRule }
}

function shown(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plain(name).slice(0, longestName)
}
