import { type Delegated, delegate as giveDelegation, stopDelegating } from '../../app/delegate.ts'
import { findApprover } from '../../app/find-approver.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runAsTyped, runButton } from '../cards/answer.ts'
import { formButton } from '../cards/ask-form.ts'
import { listCard } from '../cards/list.ts'
import type { Command, CommandContext } from '../command.ts'
import { usableBy } from '../gate.ts'
import { type ParsedDelegation, parseDelegation } from '../text/parse-delegation.ts'
import { delegationText } from '../words/delegation.ts'

const examples = ['delegate to @Aisha until friday 18:00', 'delegate to Aisha Khan for 3d', 'delegate stop']

export const delegate: Command = {
  name: 'delegate',
  aliases: ['standin', 'stand-in'],
  who: 'everyone',
  listed: false,
  summary: 'While you are away, have another approver stand in for you',
  usage: 'delegate to <name> until <day> [time] | for <time> | stop',
  details: [
    'Both must be approvers of the access policy, then and whenever they decide. At most 30 days; one at a time.',
    'Whoever stands in decides what you could decide, counts once, and never decides your requests or their own.',
  ],
  examples,
  async run(context) {
    const { deps, turn, rest } = context
    const parsed = parseDelegation(rest, deps.clock.now(), turn.zone ?? deps.zone)
    switch (parsed.kind) {
      case 'list':
        return await listDelegations(context)
      case 'stop':
        return await stop(context)
      case 'incomplete':
        return notUnderstood(context, 'Say to whom, and until when.')
      case 'to':
        return await give(context, parsed)
    }
  },
}

export const delegations: Command = {
  name: 'delegations',
  aliases: ['standins', 'stand-ins'],
  who: 'everyone',
  listed: false,
  summary: 'See who stands in for whom: yours, or all for auditors and admins',
  usage: 'delegations',
  details: [],
  examples: ['delegations'],
  run: (context) => listDelegations(context),
}

async function listDelegations({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const zone = turn.zone ?? deps.zone
  const now = deps.clock.now()
  const readsAll = (await usableBy(deps, turn.person))('auditors')
  const all = (await deps.delegations.active(now)).filter(
    ({ by, to }) => readsAll || by.id === turn.person.id || to.id === turn.person.id,
  )
  const own = all.some(({ by }) => by.id === turn.person.id)
  return listCard(deps.cards, {
    title: all.length === 0 ? 'Nobody stands in' : 'Who stands in for whom',
    sections: [{ rows: all.slice(0, 20).map((each) => ({ name: delegationText(each, deps.reader), state: ' ' })) }],
    notes: [
      ...(all.length > 20 ? [`and ${all.length - 20} more`] : []),
      `While you are away: /jit ${examples[0]} (${zone})`,
    ],
    buttons: [
      ...(own ? [runButton('Stop mine', 'delegate stop')] : []),
      formButton('Have somebody stand in…', 'delegate'),
    ],
  })
}

async function stop({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const stopped = await stopDelegating(deps, turn.person)
  return answerCard(deps.cards, {
    title: stopped ? `${stopped.to.name} stands in for you no longer` : 'Nobody stood in for you',
    tone: stopped ? 'good' : 'default',
    paragraphs: stopped ? ['What they decided before still counts.'] : [],
  })
}

async function give(
  context: CommandContext,
  { name, typed, end }: Extract<ParsedDelegation, { kind: 'to' }>,
): Promise<OutgoingMessage> {
  const { deps, turn } = context
  if (end === undefined)
    return notUnderstood(context, `“${typed}” is no time: say until friday 18:00, until 2026-11-30, or for 3d.`)
  const { id, kind } = turn.conversation
  const found = await findApprover(deps, turn.person, name, kind === 'personal' ? undefined : id)
  const [one, ...others] = found.people
  if (!one) return nobody(context, name, found.unread)
  if (others.length > 0)
    return answerCard(deps.cards, {
      title: `Which ${name.slice(0, 80)}?`,
      tone: 'accent',
      paragraphs: ['Several approvers are called that. Nothing was delegated yet.'],
      buttons: found.people
        .slice(0, 6)
        .map((person) =>
          runAsTyped(
            `${person.name.slice(0, 60)} (${object(person.id).slice(0, 8)}…)`,
            `delegate to ${object(person.id)} ${typed}`,
            turn.person,
          ),
        ),
    })
  const given = await giveDelegation(deps, turn.person, one, end)
  if (given.kind !== 'given')
    return answerCard(deps.cards, { title: 'Nothing was delegated', tone: 'warning', paragraphs: [whyNot[given.kind]] })
  const until = zonedTime(given.delegation.until, deps.reader)
  return answerCard(deps.cards, {
    title: `${one.name} stands in for you until ${until}`,
    tone: 'good',
    paragraphs: [
      'They can decide what you could decide, and are told so. They never decide your own requests, and count once.',
    ],
    buttons: [runButton('Stop it', 'delegate stop')],
  })
}

function object(person: string): string {
  return person.split('/')[1] ?? person
}

const whyNot: Record<Exclude<Delegated['kind'], 'given'>, string> = {
  'not an approver': 'Only approvers can have somebody stand in, and you are none by the access policy.',
  'not to themselves': 'Name somebody else.',
  'other is no approver': 'They are no approver by the access policy, so that they can not stand in.',
  'unknown group': 'Who is an approver can not be read right now. That is not your fault; try again in a minute.',
  past: 'That time is past: name one that is to come.',
  'too long': 'That is too long: at most 30 days from now. Do it again then.',
}

function notUnderstood({ deps }: CommandContext, why: string): OutgoingMessage {
  const code = examples.map((example) => `/jit ${example}`)
  return answerCard(deps.cards, { title: 'Nothing was delegated', tone: 'warning', paragraphs: [why], code })
}

function nobody({ deps }: CommandContext, name: string, unread: boolean): OutgoingMessage {
  return answerCard(deps.cards, {
    title: 'Nothing was delegated',
    tone: 'warning',
    paragraphs: [
      `No other approver called “${name.slice(0, 80)}” was found in the approvals channels or here. Write the whole name, or their Entra object id.`,
      ...(unread ? ['Not every name or group could be read right now: try again in a minute.'] : []),
    ],
  })
}
