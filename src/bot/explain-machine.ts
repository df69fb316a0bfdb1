import { explainFully } from '../app/explain.ts'
import type { Ask } from '../domain/access-policy/analysis.ts'
import type { Explanation } from '../domain/access-policy/explanation.ts'
import { matches } from '../domain/access-policy/matches.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, type Button, runAsTyped } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import { namedSource, type SourceRead, sourceOf } from './source-of.ts'
import { plain } from './text/normalise.ts'
import type { Draft } from './text/parse-request.ts'
import { wantedPorts } from './wanted-ports.ts'
import { listText, portsText } from './words/describe.ts'
import { explain } from './words/explanation.ts'
import { requestLine } from './words/request-line.ts'
import { commandName } from './words/vm-name.ts'

interface Wanted {
  readonly vm: Vm
  readonly draft: Draft
  /** Whose asking an admin wants explained; undefined: their own. */
  readonly someone: Person | undefined
}

const longestName = 80

/** What the access policy says to one person's wish for one machine. */
export async function explainMachine(
  { deps, turn }: Pick<CommandContext, 'deps' | 'turn'>,
  { vm, draft, someone }: Wanted,
): Promise<OutgoingMessage> {
  const requester = someone ?? turn.person
  const source = await sourceFor({ deps, turn }, draft, someone)
  const ports = wantedPorts(vm, draft)
  const ask: Omit<Ask, 'at' | 'usage'> = {
    requester,
    targets: [{ vm, ports }],
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
    ...(source?.kind === 'source' ? { source: source.source } : {}),
    ...(draft.reason === '' ? {} : { reason: draft.reason }),
  }
  const found = await explainFully(deps, ask)
  if ('none' in found)
    return answerCard(deps.cards, {
      title: 'No access policy is in force',
      tone: 'attention',
      paragraphs: [found.none],
    })
  const approvers = found.analysis.approvers.flatMap(({ people }) => people)
  const names = await deps.people.names(approvers.slice(0, 200))
  const nameOf = (person: PersonId) => shown(names.get(person))
  const { allowed, notes, refusals, facts, advice } = explain(found, nameOf)
  const shut = vm.jit.kind !== 'configured' && ports.length === 0
  const can = allowed && !shut
  const whose = someone === undefined ? '' : `${shown(someone.name)} · `
  const line = lineOf(found, draft, commandName(deps.estate, vm))
  return answerCard(deps.cards, {
    title: `${whose}${vm.name} · ${portsText(ports) || 'no port'}: ${can ? 'can be asked for' : 'can not be asked for'}`,
    tone: can ? 'good' : 'attention',
    paragraphs: [
      ...draft.problems,
      ...(draft.vms.length > 1 ? [`Of several machines one is explained at a time: this is ${vm.name}.`] : []),
      ...(source?.kind === 'problem' ? [source.text] : []),
      ...notes,
      ...(someone === undefined || refusals.length === 0 ? [] : [`${shown(someone.name)} would read:`]),
      ...refusals,
      ...(shut && allowed
        ? [`${vm.name} has no JIT policy, so that no port of it can be opened: ask an admin to configure it.`]
        : []),
      ...advice,
    ],
    code: line === undefined || found.remedy.kind === 'none needed' ? [] : [`/jit ${line.shown}`],
    facts: [...facts, ...(someone === undefined ? [] : [forAdmins(deps, vm, ports)])],
    buttons: requestButton(someone === undefined && !shut ? line?.typed : undefined, turn.person),
  })
}

/** The line to type, and the same without what the person alone can fill in: the form asks for that. */
function lineOf(found: Explanation, draft: Draft, machine: string): { shown: string; typed: string } | undefined {
  const { analysis, remedy, ask } = found
  if (remedy.kind === 'not theirs') return undefined
  const better = remedy.kind === 'ask differently' ? remedy : ({ kind: 'ask differently', ask } as const)
  const reason = analysis.findings.some(({ kind }) => kind.startsWith('reason')) ? '' : draft.reason
  const { text } = requestLine(better, analysis.requirement, machine, reason)
  return { shown: text, typed: text.replace(/ (from )?<[^<>]*>/g, '') }
}

function requestButton(line: string | undefined, author: Person): Button[] {
  return line === undefined ? [] : [runAsTyped('Request this', line, author)]
}

/** Somebody else's own address is theirs: only what was typed counts for them. */
async function sourceFor(
  { deps, turn }: Pick<CommandContext, 'deps' | 'turn'>,
  { source }: Draft,
  someone: Person | undefined,
): Promise<SourceRead | undefined> {
  if (source === undefined) return undefined
  if (someone === undefined) return await sourceOf(deps, turn.person, source)
  const inForce = deps.policy.current()
  return namedSource(inForce.kind === 'policy' ? inForce.policy : undefined, source)
}

/** What the person themselves may not see, and an admin needs in order to help. */
function forAdmins(
  { policy }: Pick<CommandContext['deps'], 'policy'>,
  vm: Vm,
  ports: Ask['targets'][number]['ports'],
): { label: string; value: string } {
  const inForce = policy.current()
  const rules = inForce.kind === 'policy' ? inForce.policy.rules : []
  const speaking = rules.filter(({ when }) => [undefined, ...ports].some((port) => matches(when, vm, port?.number)))
  const lines = speaking
    .slice(0, 12)
    .map(({ name, deny, requesters }) =>
      deny === undefined ? `${name}: ${listText(requesters, 'or') || 'nobody'} may ask` : `${name}: refuses`,
    )
  return { label: 'For admins', value: lines.join('\n') || 'No rule speaks of it.' }
}

function shown(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plain(name).slice(0, longestName)
}
