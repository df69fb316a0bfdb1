import { lookForVm } from '../../app/look-for-vm.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard, runAsTyped } from '../cards/answer.ts'
import type { Command, CommandContext } from '../command.ts'
import { explainMachine } from '../explain-machine.ts'
import { findSomeone } from '../find-someone.ts'
import { mayUse } from '../gate.ts'
import { parseRequest } from '../text/parse-request.ts'
import { splitSomeone } from '../text/split-someone.ts'
import { notLookedUp } from '../words/not-looked-up.ts'

export const explain: Command = {
  name: 'explain',
  aliases: ['why', 'can'],
  who: 'everyone',
  summary: 'See what the access policy says about a wish, without asking for it',
  usage: 'explain <machine> [ports] [time] [from <address>] [reason] [for <someone>]',
  details: [
    'The same analysis decides a real request: the rules and what each demands, who could approve now, and what to ask to be allowed.',
    'for <someone>: a name, a mention or an Entra object id. For admins.',
  ],
  examples: ['explain web01 rdp 2h'],
  async run(context) {
    const { rest, someone, certain } = splitSomeone(context.rest)
    if (someone === undefined) return await explainFor(context, rest, undefined)
    const { deps, turn } = context
    const admin = await mayUse(deps, turn.person, 'admins')
    if (!admin) return certain ? await notForYou(context, someone) : await explainFor(context, context.rest, undefined)
    const found = await findSomeone(deps.people, turn.person, someone)
    if (found.kind === 'nobody' && !certain) return await explainFor(context, context.rest, undefined)
    switch (found.kind) {
      case 'one':
        return await explainFor(context, rest, found.person)
      case 'several':
        return answerCard(deps.cards, {
          title: `Which ${someone.slice(0, 80)}?`,
          tone: 'warning',
          paragraphs: ['Several people have that name. They are told apart by their object ids.'],
          buttons: found.people.map(({ id }) =>
            runAsTyped(id.split('/')[1] ?? id, `explain ${rest} for ${id}`, turn.person),
          ),
        })
      case 'nobody':
        return answerCard(deps.cards, {
          title: `${someone.slice(0, 80)} is not known here`,
          tone: 'warning',
          paragraphs: [
            'Nobody who has the bot is called that. Write the whole name as Teams shows it, or the Entra object id.',
            'If it was meant as the reason, write because before it.',
          ],
        })
      default:
        return found satisfies never
    }
  },
}

async function notForYou({ deps, turn }: CommandContext, someone: string): Promise<OutgoingMessage> {
  const fact = { type: 'attempt refused', attempted: 'explain for somebody else', why: 'for admins only' } as const
  await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
  return answerCard(deps.cards, {
    title: 'What somebody else may do is for admins to see',
    tone: 'warning',
    paragraphs: [
      `Leave out “for ${someone.slice(0, 80)}” to see what the access policy says to you; if that was the reason, write because before it.`,
    ],
  })
}

/** Finds the machine as the one who types may know of it, and asks what is meant where it is not clear. */
async function explainFor(
  context: CommandContext,
  rest: string,
  someone: Parameters<typeof explainMachine>[1]['someone'],
): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const draft = parseRequest(rest)
  const [said] = draft.vms
  if (said === undefined) {
    return answerCard(deps.cards, {
      title: 'Explain what?',
      tone: 'warning',
      paragraphs: ['Name a machine, such as /jit explain web01 rdp 2h', ...draft.problems],
    })
  }
  const found = await lookForVm(deps, turn.person, said)
  if (found.kind === 'one') return await explainMachine(context, { vm: found.vm, draft, someone })
  if (found.kind === 'not looked up') return notLookedUp(deps, said, found.why)
  const near =
    found.kind === 'several' ? found.vms.map((vm) => `${vm.resourceGroup}/${vm.name}`) : found.near.map((vm) => vm.name)
  const end = someone === undefined ? '' : ` for ${someone.id}`
  return answerCard(deps.cards, {
    title: found.kind === 'several' ? `Which ${said}?` : `${said} can not be asked for`,
    tone: 'warning',
    paragraphs: found.kind === 'several' ? [] : [findingText({ kind: 'not covered', vmName: said })],
    buttons: near.map((name) => runAsTyped(name, `explain ${rest.replace(said, name)}${end}`, turn.person)),
  })
}
