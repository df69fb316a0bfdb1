import { delegate as giveDelegation, stopDelegating } from '../../app/delegate.ts'
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
  usage: 'delegate to <name> until <day> [time] | for <time> | stop',
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
        return notUnderstood(context, context.deps.reader.words.delegate.sayWhom)
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
  usage: 'delegations',
  examples: ['delegations'],
  run: (context) => listDelegations(context),
}

async function listDelegations({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const { delegate: text } = deps.reader.words
  const zone = turn.zone ?? deps.zone
  const now = deps.clock.now()
  const readsAll = (await usableBy(deps, turn.person))('auditors')
  const all = (await deps.delegations.active(now)).filter(
    ({ by, to }) => readsAll || by.id === turn.person.id || to.id === turn.person.id,
  )
  const own = all.some(({ by }) => by.id === turn.person.id)
  return listCard(deps.cards, {
    title: all.length === 0 ? text.nobodyStandsIn : text.whoForWhom,
    sections: [{ rows: all.slice(0, 20).map((each) => ({ name: delegationText(each, deps.reader), state: ' ' })) }],
    notes: [...(all.length > 20 ? [text.more(all.length - 20)] : []), text.whileAway(`/jit ${examples[0]}`, zone)],
    buttons: [...(own ? [runButton(text.stopMine, 'delegate stop')] : []), formButton(text.haveSomebody, 'delegate')],
  })
}

async function stop({ deps, turn }: CommandContext): Promise<OutgoingMessage> {
  const { delegate: text } = deps.reader.words
  const stopped = await stopDelegating(deps, turn.person)
  return answerCard(deps.cards, {
    title: stopped ? text.stopped(stopped.to.name) : text.nobodyStood,
    tone: stopped ? 'good' : 'default',
    paragraphs: stopped ? [text.stillCounts] : [],
  })
}

async function give(
  context: CommandContext,
  { name, typed, end }: Extract<ParsedDelegation, { kind: 'to' }>,
): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const { delegate: text } = deps.reader.words
  if (end === undefined) return notUnderstood(context, text.noTime(typed))
  const { id, kind } = turn.conversation
  const found = await findApprover(deps, turn.person, name, kind === 'personal' ? undefined : id)
  const [one, ...others] = found.people
  if (!one) return nobody(context, name, found.unread)
  if (others.length > 0)
    return answerCard(deps.cards, {
      title: text.which(name.slice(0, 80)),
      tone: 'accent',
      paragraphs: [text.several],
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
    return answerCard(deps.cards, { title: text.nothing, tone: 'warning', paragraphs: [text.whyNot[given.kind]] })
  const until = zonedTime(given.delegation.until, deps.reader)
  return answerCard(deps.cards, {
    title: text.given(one.name, until),
    tone: 'good',
    paragraphs: [text.whatTheyCan],
    buttons: [runButton(text.stopIt, 'delegate stop')],
  })
}

function object(person: string): string {
  return person.split('/')[1] ?? person
}

function notUnderstood({ deps }: CommandContext, why: string): OutgoingMessage {
  const code = examples.map((example) => `/jit ${example}`)
  return answerCard(deps.cards, { title: deps.reader.words.delegate.nothing, tone: 'warning', paragraphs: [why], code })
}

function nobody({ deps }: CommandContext, name: string, unread: boolean): OutgoingMessage {
  const { delegate: text } = deps.reader.words
  return answerCard(deps.cards, {
    title: text.nothing,
    tone: 'warning',
    paragraphs: [text.notFound(name.slice(0, 80)), ...(unread ? [text.unread] : [])],
  })
}
