import type { Words } from '../words/en.ts'
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
export function manifestCommands(commands: readonly Command[], words: Words): ManifestCommandList[] {
  const shown = commands.filter(({ listed }) => listed !== false)
  if (shown.length > most) {
    throw new Error(`a command list of the manifest takes ${most} commands, there are ${shown.length}`)
  }
  const listed = shown.map(({ name }) => ({ title: name, description: words.commands[name].summary }))
  return [{ scopes: ['personal', 'team'], triggers: ['mention', 'slash'], commands: listed }]
}
