import type { Command } from './command.ts'

/** One command of a Teams manifest's command list. */
export interface ManifestCommand {
  readonly title: string
  readonly description: string
  readonly triggers: readonly ('mention' | 'slash')[]
}

/** Teams takes 12 commands a list at most. */
const most = 12

/** The command lists of the Teams manifest, made from the command records: personal chats have no slash commands. */
export function manifestCommands(commands: readonly Command[]): { scopes: string[]; commands: ManifestCommand[] }[] {
  if (commands.length > most) throw new Error(`a command list of the manifest takes ${most} commands, there are ${commands.length}`)
  const listed = commands.map(({ name, summary }): ManifestCommand => ({ title: name, description: summary, triggers: ['mention', 'slash'] }))
  return [{ scopes: ['personal', 'team'], commands: listed }]
}
