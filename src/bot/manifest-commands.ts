import type { Command } from './command.ts'

/** One command list of a Teams manifest. `triggers` stands on the list, not on its commands. */
export interface ManifestCommandList {
  readonly scopes: readonly ('personal' | 'team')[]
  readonly triggers: readonly ('mention' | 'slash')[]
  readonly commands: readonly { readonly title: string; readonly description: string }[]
}

/** Teams takes so many commands a list. */
const most = 12

/** The command lists of the Teams manifest, made from the command records. Throws where there are more than Teams takes. */
export function manifestCommands(all: readonly Command[]): ManifestCommandList[] {
  const commands = all.filter(({ listed }) => listed !== false)
  if (commands.length > most) {
    throw new Error(`a command list of the manifest takes ${most} commands, there are ${commands.length}`)
  }
  const listed = commands.map(({ name, summary }) => ({ title: name, description: summary }))
  return [{ scopes: ['personal', 'team'], triggers: ['mention', 'slash'], commands: listed }]
}
