import type { Reply, Turn } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, runAsTyped, runButton } from './cards/answer.ts'
import type { ChatDeps, CommandContext } from './command.ts'
import { commands } from './commands.ts'
import { mayUse } from './gate.ts'
import { type Routed, route } from './text/route.ts'
import { welcome } from './welcome.ts'

/** Routes what was typed, asks the gate, runs the command. Always an answer, unless the outbox brings it. */
export async function runText(
  deps: ChatDeps,
  turn: Turn,
  text: string,
  press: Pick<CommandContext, 'pressed' | 'isPressed' | 'confirmed'> = {},
): Promise<Reply | undefined> {
  const routed = route(text, commands)
  if (routed.kind === 'unknown') return notUnderstood(deps, turn, routed)
  if (routed.kind === 'greeting') return await welcome(deps, turn)
  const command = routed.kind === 'command' ? routed.command : commands.find(({ name }) => name === 'help')
  const rest = routed.kind === 'command' ? routed.rest : ''
  if (!command) throw new Error('there is no help command')
  if (!(await mayUse(deps, turn.person, command.who))) {
    const fact = { type: 'attempt refused', attempted: command.name, why: `for ${command.who} only` } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
    const { chat: text } = deps.reader.words
    return answerCard(deps.cards, {
      title: text.notForYou(command.name),
      tone: 'warning',
      paragraphs: [command.who === 'everyone' ? '' : text.onlyFor[command.who]],
      buttons: [runButton(text.buttons.help, 'help')],
    })
  }
  return await command.run({ deps, turn, rest, ...press })
}

function notUnderstood(
  deps: ChatDeps,
  turn: Turn,
  { said, near, rest }: Extract<Routed, { kind: 'unknown' }>,
): OutgoingMessage {
  const { chat: text } = deps.reader.words
  const shown = said.length > 80 ? `${said.slice(0, 80)}…` : said
  const meant = near ? `${near.name} ${rest}`.trim() : undefined
  return answerCard(deps.cards, {
    title: text.notUnderstood,
    tone: 'warning',
    paragraphs: [text.noCommand(shown), meant === undefined ? text.sayForExample : text.didYouMean(meant.slice(0, 80))],
    code: meant === undefined ? ['/jit request web01 rdp 1h INC123456 patching', '/jit status', '/jit help'] : [],
    buttons: [
      ...(meant === undefined ? [] : [runAsTyped(text.yes(meant).slice(0, 40), meant, turn.person)]),
      runButton(text.buttons.help, 'help'),
      runButton(text.buttons.requestAccess, 'request'),
    ],
  })
}
