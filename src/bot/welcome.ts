import { type FirstSteps, firstSteps } from '../app/first-steps.ts'
import type { Turn } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { type Answer, answerCard, type Button, runButton } from './cards/answer.ts'
import type { ChatDeps } from './command.ts'

const what =
  'Ask for a port on a machine for a limited time. Somebody agrees where the access policy says so, the port opens for your address alone, and shuts by itself.'
const request = '/jit request web01 rdp 1h INC123456 patching'
const sandboxText = 'This is the sandbox: Azure and Teams are simulated, and no real machine is touched.'

/** What somebody, or a channel, should do first: said when the bot arrives, and to whoever says hi. */
export async function welcome(deps: ChatDeps, turn: Turn): Promise<OutgoingMessage> {
  const steps = await firstSteps(deps, turn.person)
  const {
    paragraphs = [],
    code = [],
    buttons = [],
  } = turn.conversation.kind === 'personal' ? forPerson(steps) : forChannel(steps)
  return answerCard(deps.cards, {
    title: 'Just-in-time access to virtual machines',
    tone: 'accent',
    paragraphs: [what, ...paragraphs],
    code,
    notes: deps.sandbox ? [sandboxText] : [],
    buttons: [...buttons, runButton('Help', 'help')],
  })
}

type Part = Pick<Answer, 'paragraphs' | 'code' | 'buttons'>

/** What somebody may do, and last what to begin with: before a channel is bound, nobody can be asked. */
function forPerson(steps: FirstSteps): Part {
  const { policy, engineer, approver, admin, auditor, unclear, unbound } = steps
  if (!policy)
    return {
      paragraphs: [
        'There is no access policy in force yet, so that every request is refused. Your platform team writes it.',
      ],
    }
  const isBare = admin && unbound.length > 0
  // The line to type stands beneath the last of these.
  const announcing = isBare
    ? `Do this first: requests can not be approved yet, because no channel is bound for ${list(unbound)}. Add the app to a team, and type in the channel of the approvers:`
    : engineer
      ? 'You may ask for access. In one line, or with the form behind the button:'
      : undefined
  const paragraphs = [
    ...(isBare && engineer ? ['You may ask for access.'] : []),
    ...(approver
      ? [
          'You approve: the cards of requests come in your approvals channel. While you are away, /jit delegate has somebody stand in.',
        ]
      : []),
    ...(auditor
      ? ['You may read the ledger: /jit audit 7d shows who was let in where and why, /jit digest 7d the summary.']
      : []),
    ...(admin && !isBare
      ? [
          'You may configure: /jit here shows what channels are bound to, /jit enable and /jit configure change the port rules of machines.',
        ]
      : []),
    ...(engineer || approver || admin || auditor
      ? []
      : [
          unclear
            ? 'What you may do can not be told right now, because a group can not be read. Try again in a moment.'
            : 'The access policy names you in none of its groups yet. Ask your platform team to be let in; /jit explain <machine> tells what it takes.',
        ]),
    ...(announcing === undefined ? [] : [announcing]),
  ]
  const buttons: Button[] = [
    ...(isBare || admin ? [runButton('Channels', 'here')] : []),
    ...(engineer ? [runButton('Request access', 'request'), runButton('My requests', 'mine')] : []),
    ...(engineer || admin ? [runButton('Machines', 'vms')] : []),
    ...(auditor ? [runButton('Ledger of 7 days', 'audit 7d')] : []),
  ]
  const code = isBare ? bindLines(unbound) : engineer ? [request] : auditor && !approver ? ['/jit audit 7d'] : []
  return { paragraphs, code, buttons: buttons.slice(0, 5) }
}

function forChannel({ policy, unbound }: FirstSteps): Part {
  return {
    paragraphs: [
      'Requests that need an approval are posted in a channel as cards, with everything that it takes to decide.',
      ...(policy && unbound.length > 0
        ? [
            `No channel is bound for ${list(unbound)} yet. An admin of the access policy types in the channel that is meant:`,
          ]
        : ['An admin binds another channel by typing in it:']),
    ],
    code: [
      ...(unbound.length > 0 ? bindLines(unbound) : ['/jit here approvals <name>']),
      '/jit here digest daily 09:00',
    ],
    buttons: [runButton('Request access', 'request')],
  }
}

function bindLines(names: readonly string[]): string[] {
  return names.slice(0, 5).map((name) => `/jit here approvals ${name}`)
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${name}”`)
  return `approvals ${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`
}
