import type { Person } from '../../domain/person.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { askForm } from '../ask-forms.ts'
import { answerCard, runAsTyped } from '../cards/answer.ts'
import type { Command, CommandContext } from '../command.ts'
import { explainMachines } from '../explain-machines.ts'
import { findMachines } from '../find-machines.ts'
import { findSomeone } from '../find-someone.ts'
import { mayUse, usableBy } from '../gate.ts'
import { machineTrouble } from '../machine-trouble.ts'
import { isNetwork } from '../source-of.ts'
import { parseRequest } from '../text/parse-request.ts'
import { splitSomeone } from '../text/split-someone.ts'
import { wantedTargets } from '../wanted-ports.ts'

/** As many as one request may have. */
const mostMachines = 10

export const explain: Command = {
  name: 'explain',
  aliases: ['why', 'can'],
  who: 'everyone',
  usage: 'explain <machines> [ports] [time] [from <addresses>] [reason] [for <someone>]',
  examples: ['explain web01 rdp 2h'],
  async run(context) {
    const { rest, someone, certain } = splitSomeone(context.rest, isNetwork(context.deps))
    if (someone === undefined) return await explainFor(context, rest, undefined)
    const { deps, turn } = context
    const { explain: text } = deps.reader.words.answers
    const admin = await mayUse(deps, turn.person, 'admins')
    if (!admin) return certain ? await notForYou(context, someone) : await explainFor(context, context.rest, undefined)
    const found = await findSomeone(deps.people, turn.person, someone)
    if (found.kind === 'nobody' && !certain) return await explainFor(context, context.rest, undefined)
    switch (found.kind) {
      case 'one':
        return await explainFor(context, rest, found.person)
      case 'several':
        return answerCard(deps.cards, {
          title: text.which(someone.slice(0, 80)),
          tone: 'warning',
          paragraphs: [text.several],
          buttons: found.people.map(({ id }) =>
            runAsTyped(id.split('/')[1] ?? id, `explain ${rest} for ${id}`, turn.person),
          ),
        })
      case 'nobody':
        return answerCard(deps.cards, {
          title: text.unknown(someone.slice(0, 80)),
          tone: 'warning',
          paragraphs: [text.nobody, text.orReason],
        })
      default:
        return found satisfies never
    }
  },
}

async function notForYou({ deps, turn }: CommandContext, someone: string): Promise<OutgoingMessage> {
  const fact = { type: 'attempt refused', attempted: 'explain for somebody else', why: 'for admins only' } as const
  await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
  const { explain: text } = deps.reader.words.answers
  return answerCard(deps.cards, {
    title: text.forAdmins,
    tone: 'warning',
    paragraphs: [text.leaveOut(someone.slice(0, 80))],
  })
}

/** Finds the machines as the one who types may know of them, and asks what is meant where it is not clear. */
async function explainFor(
  context: CommandContext,
  rest: string,
  someone: Person | undefined,
): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const draft = parseRequest(rest, isNetwork(deps))
  if (draft.vms.length === 0) {
    return await askForm(
      deps,
      turn.person,
      'explain',
      await usableBy(deps, turn.person),
      {},
      draft.problems.map((text) => text(deps.reader)),
    )
  }
  const { machines, trouble } = await findMachines(deps, turn.person, draft.vms, mostMachines)
  if (trouble) return machineTrouble(context, 'explain', 'ask', trouble)
  return await explainMachines(context, { targets: wantedTargets(machines, draft), draft, someone })
}
