import { answerCard, runButton } from '../cards/answer.ts'
import { listCard } from '../cards/list.ts'
import type { Command, CommandContext } from '../command.ts'
import { usableBy } from '../gate.ts'

/** Made from the command records themselves; each person sees what they may use. */
export function helpFor(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    aliases: ['commands', 'usage'],
    who: 'everyone',
    usage: 'help [command]',
    examples: ['help request'],
    async run(context) {
      const topic =
        context.rest
          .toLowerCase()
          .replace(/^\/?(jit )?/, '')
          .split(' ')[0] ?? ''
      const may = await usableBy(context.deps, context.turn.person)
      const usable = commands().filter((command) => may(command.who))
      const command = usable.find((candidate) => candidate.name === topic || candidate.aliases.includes(topic))
      return command ? one(context, command) : all(context, usable)
    },
  }
}

function one({ deps }: CommandContext, command: Command) {
  const { chat, commands } = deps.reader.words
  const { help: text } = chat
  const { summary, details } = commands[command.name]
  return answerCard(deps.cards, {
    title: `/jit ${command.name}`,
    paragraphs: [`${summary}.`, ...details],
    facts: [
      { label: text.usage, value: `/jit ${command.usage}` },
      ...(command.aliases.length > 0 ? [{ label: text.also, value: command.aliases.join(', ') }] : []),
      ...(command.who === 'everyone' ? [] : [{ label: text.who, value: text[command.who] }]),
    ],
    code: command.examples.map((example) => `/jit ${example}`),
    buttons: command.examples
      .slice(0, mostExamples)
      .map((example) => runButton(`/jit ${example}`.slice(0, 60), example)),
  })
}

/** Each is a button that runs it; more of them would be a wall. */
const mostExamples = 3

function all({ deps }: CommandContext, usable: readonly Command[]) {
  const { chat, commands } = deps.reader.words
  const { help: text } = chat
  return listCard(deps.cards, {
    title: text.title,
    subtitle: text.subtitle,
    sections: [
      { rows: usable.map(({ name, usage }) => ({ name: `/jit ${usage}`, state: ' ', line: commands[name].summary })) },
    ],
    notes: [text.inOneLine('/jit request web01 rdp 1h INC123456 patching'), ...(deps.sandbox ? [text.sandbox] : [])],
    buttons: [
      runButton(chat.buttons.requestAccess, 'request'),
      runButton(chat.buttons.machines, 'vms'),
      runButton(chat.buttons.myRequests, 'mine'),
    ],
  })
}
