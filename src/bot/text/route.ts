import type { Command } from '../command.ts'
import { distance } from './distance.ts'
import { normalise, unmarked } from './normalise.ts'

/** Which command was meant. `near`: a command whose name is almost what was typed. `rest` keeps its case. */
export type Routed =
  | { readonly kind: 'command'; readonly command: Command; readonly rest: string }
  | { readonly kind: 'nothing' | 'greeting' }
  | { readonly kind: 'unknown'; readonly said: string; readonly near?: Command; readonly rest: string }

const greetings = new Set(['hi', 'hello', 'hey', 'hallo', 'bonjour', 'start'])

/** Finds the command in raw text as Teams sent it: with or without `/`, `jit`, mention or markup, in any case. */
export function route(raw: string, commands: readonly Command[]): Routed {
  const words = normalise(raw)
    .replace(/^(?:(?:[/!@]|<\/?[a-z]+>|\*\*|__|`)*\s*jit(?: access)?\b(?:<\/[a-z]+>|\*\*|__|`|[\s:,])*)+/i, '')
    .replace(/^[/!]\s*/, '')
    .trim()
  if (words === '') return { kind: 'nothing' }
  const [first = ''] = words.split(' ')
  const verb = unmarked(first)
    .toLowerCase()
    .replace(/[:,.!]+$/, '')
  const rest = words.slice(first.length).trim()
  if (first === '?') return { kind: 'nothing' }
  if (greetings.has(verb)) return { kind: 'greeting' }
  const command = commands.find((candidate) => candidate.name === verb || candidate.aliases.includes(verb))
  if (command) return { kind: 'command', command, rest }
  const [near] = commands
    .map((candidate) => ({ candidate, far: distance(verb, candidate.name) }))
    .filter(({ far, candidate }) => far <= (candidate.name.length > 4 ? 2 : 1))
    .sort((a, b) => a.far - b.far)
  return { kind: 'unknown', said: words, ...(near ? { near: near.candidate } : {}), rest }
}
