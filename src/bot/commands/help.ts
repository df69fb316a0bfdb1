import { answerCard, type Button, runButton } from '../cards/answer.ts'
import { listCard } from '../cards/list.ts'
import type { Command, CommandContext } from '../command.ts'
import { usableBy } from '../gate.ts'

/** Made from the command records themselves; each person sees what they may use. */
export function helpFor(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    aliases: ['commands', 'usage'],
    who: 'everyone',
    summary: 'See what you can say',
    usage: 'help [command]',
    details: [],
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
  return answerCard(deps.cards, {
    title: `/jit ${command.name}`,
    paragraphs: [`${command.summary}.`, ...command.details],
    facts: [
      { label: 'Usage', value: `/jit ${command.usage}` },
      ...(command.aliases.length > 0 ? [{ label: 'Also', value: command.aliases.join(', ') }] : []),
      ...(command.who === 'everyone'
        ? []
        : [{ label: 'Who', value: command.who === 'admins' ? 'admins' : 'auditors and admins' }]),
    ],
    code: command.examples.map((example) => `/jit ${example}`),
    buttons: command.examples
      .slice(0, mostExamples)
      .map((example) => runButton(`/jit ${example}`.slice(0, 60), example)),
  })
}

/** Each is a button that runs it; more of them would be a wall. */
const mostExamples = 3

const tries: readonly Button[] = [
  runButton('Request access', 'request'),
  runButton('Machines', 'vms'),
  runButton('My requests', 'mine'),
]

function all({ deps }: CommandContext, usable: readonly Command[]) {
  return listCard(deps.cards, {
    title: 'Just-in-time access to virtual machines',
    subtitle: 'Ask, somebody agrees, the port opens for you alone and shuts by itself.',
    sections: [
      { rows: usable.map((command) => ({ name: `/jit ${command.usage}`, state: ' ', line: command.summary })) },
    ],
    notes: [
      'In one line: /jit request web01 rdp 1h INC123456 patching',
      ...(deps.sandbox ? ['This is the sandbox: Azure and Teams are simulated, and no real machine is touched.'] : []),
    ],
    buttons: tries,
  })
}
