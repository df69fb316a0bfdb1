import { type FirstSteps, firstSteps } from '../app/first-steps.ts'
import type { Turn } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import type { Words } from '../words/en.ts'
import { type Answer, answerCard, type Button, runButton } from './cards/answer.ts'
import type { ChatDeps } from './command.ts'

const request = '/jit request web01 rdp 1h INC123456 patching'

/** What somebody, or a channel, should do first: said when the bot arrives, and to whoever says hi. */
export async function welcome(deps: ChatDeps, turn: Turn): Promise<OutgoingMessage> {
  const { words } = deps.reader
  const steps = await firstSteps(deps, turn.person)
  const {
    paragraphs = [],
    code = [],
    buttons = [],
  } = turn.conversation.kind === 'personal' ? forPerson(steps, words) : forChannel(steps, words)
  return answerCard(deps.cards, {
    title: words.welcome.title,
    tone: 'accent',
    paragraphs: [words.welcome.what, ...paragraphs],
    code,
    notes: deps.sandbox ? [words.chat.help.sandbox] : [],
    buttons: [...buttons, runButton(words.chat.buttons.help, 'help')],
  })
}

type Part = Pick<Answer, 'paragraphs' | 'code' | 'buttons'>

/** What somebody may do, and last what to begin with: before a channel is bound, nobody can be asked. */
function forPerson(steps: FirstSteps, { welcome: text, chat }: Words): Part {
  const { policy, engineer, approver, admin, auditor, unclear, unbound } = steps
  if (!policy) return { paragraphs: [text.noPolicy] }
  const isBare = admin && unbound.length > 0
  // The line to type stands beneath the last of these.
  const announcing = isBare ? text.bindFirst(...first(unbound)) : engineer ? text.mayAskSo : undefined
  const paragraphs = [
    ...(isBare && engineer ? [text.mayAsk] : []),
    ...(approver ? [text.approves] : []),
    ...(auditor ? [text.reads] : []),
    ...(admin && !isBare ? [text.configures] : []),
    ...(engineer || approver || admin || auditor ? [] : [unclear ? text.unclear : text.unnamed]),
    ...(announcing === undefined ? [] : [announcing]),
  ]
  const buttons: Button[] = [
    ...(isBare || admin ? [runButton(chat.buttons.channels, 'here')] : []),
    ...(engineer ? [runButton(chat.buttons.requestAccess, 'request'), runButton(chat.buttons.myRequests, 'mine')] : []),
    ...(engineer || admin ? [runButton(chat.buttons.machines, 'vms')] : []),
    ...(auditor ? [runButton(chat.buttons.ledgerOf7Days, 'audit 7d')] : []),
  ]
  const code = isBare ? bindLines(unbound) : engineer ? [request] : auditor && !approver ? ['/jit audit 7d'] : []
  return { paragraphs, code, buttons: buttons.slice(0, 5) }
}

function forChannel({ policy, unbound }: FirstSteps, { welcome: text, chat }: Words): Part {
  return {
    paragraphs: [text.channel, policy && unbound.length > 0 ? text.unbound(...first(unbound)) : text.bindAnother],
    code: [
      ...(unbound.length > 0 ? bindLines(unbound) : ['/jit here approvals <name>']),
      '/jit here digest daily 09:00',
    ],
    buttons: [runButton(chat.buttons.requestAccess, 'request')],
  }
}

function bindLines(names: readonly string[]): string[] {
  return names.slice(0, 5).map((name) => `/jit here approvals ${name}`)
}

/** So many are named, the others counted. */
function first(names: readonly string[]): [readonly string[], number] {
  return [names.slice(0, 5), Math.max(0, names.length - 5)]
}
