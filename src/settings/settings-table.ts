import { type Declaration, declarationOf, settingNames } from './declarations.ts'

const modeWords = { sandbox: 'Sandbox only', production: 'Production only' } as const

/** The README's table of settings, as Markdown. */
export function settingsTable(): string {
  const rows = settingNames.map((name) => {
    const declaration = declarationOf(name)
    return `| \`${name}\` | ${standard(declaration)} | ${meaning(declaration)} |`
  })
  return ['| Setting | Default | Meaning |', '|---|---|---|', ...rows].join('\n')
}

/** The text of `.env.example`: every setting, commented out, with what it means. */
export function envExample(): string {
  const entries = settingNames.map((name) => {
    const declaration = declarationOf(name)
    const about = plain(meaning(declaration))
    return `# ${about}\n# ${name}=${declaration.default ?? ''}\n`
  })
  return `# Copy to .env and remove the # before what you set. Without any settings the sandbox starts.\n\n${entries.join('\n')}`
}

function standard({ default: usual, sandboxDefault }: Declaration): string {
  const shown = usual === undefined ? '' : `\`${usual}\``
  return sandboxDefault ? `${shown}, sandbox \`${sandboxDefault}\`` : shown
}

function meaning({ meaning: text, needed, only }: Declaration): string {
  const parts = [text]
  if (needed === 'always') parts.push('**Needed in production**')
  else if (needed) parts.push(`**Needed** ${needed}`)
  else if (only) parts.push(modeWords[only])
  return `${parts.join('. ')}.`
}

function plain(markdown: string): string {
  return markdown.replaceAll(/[`*]/g, '')
}
