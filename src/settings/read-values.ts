import type { z } from 'zod'
import { declarationOf, type SettingName, type SettingValues, settingNames } from './declarations.ts'

export type Mode = 'sandbox' | 'production'
export type Environment = Readonly<Record<string, string | undefined>>

const longestShown = 60

/** The text of a setting; a variable that is there but blank counts as absent, as a line `NAME=` of an .env file means it. */
export function given(env: Environment, name: SettingName): string | undefined {
  return env[name]?.trim() || undefined
}

/** Reads every setting of the mode; a sentence for each that is missing, a placeholder or malformed. */
export function readValues(
  env: Environment,
  mode: Mode,
): { readonly values: SettingValues; readonly problems: string[] } {
  const values: Partial<Record<SettingName, unknown>> = {}
  const problems: string[] = []
  for (const name of settingNames) {
    const declaration = declarationOf(name)
    if (declaration.only && declaration.only !== mode) continue
    const typed = given(env, name)
    const standard = (mode === 'sandbox' ? declaration.sandboxDefault : undefined) ?? declaration.default
    if (typed === undefined && declaration.needed === 'always') {
      problems.push(`${name} is missing. Set it to: ${declaration.meaning}.`)
      continue
    }
    if (typed !== undefined && isPlaceholder(typed)) {
      problems.push(`${name} is still the placeholder that it was copied with. Set it to: ${declaration.meaning}.`)
      continue
    }
    const text = typed ?? (standard || undefined)
    if (text === undefined) continue
    const read = declaration.format.safeParse(text)
    if (read.success) values[name] = read.data
    else problems.push(malformed(name, text, read.error))
  }
  // Each was read by the format that its type comes from.
  return { values: values as SettingValues, problems }
}

function malformed(name: SettingName, text: string, error: z.ZodError): string {
  const must = error.issues[0]?.message ?? 'cannot be read'
  if (name === 'CLOUD' && /china|21vianet|mooncake/i.test(text)) {
    return `CLOUD is "${text.slice(0, longestShown)}": Azure China has just-in-time access, but no Teams bots, so that nobody could talk to the bot. It ${must}.`
  }
  if (declarationOf(name).secret) return `${name} ${must}. What it is now is not shown, for it may hold a secret.`
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
  return `${name} is ${JSON.stringify(shown)}: it ${must}.`
}

const placeholders = [
  /^<.*>$/,
  /^\$?\{.*\}$/,
  /^(?:change[-_ ]?me|replace[-_ ]?me|todo|tbd|xxx+|placeholder|example|secret|password|null|undefined)!?$/i,
  /^your[-_ ]/i,
  /^[0x]{8}-[0x]{4}-[0x]{4}-[0x]{4}-[0x]{12}$/i,
  /^(?:\.\.\.|…)$/,
]

/** Also where it is one of a list. */
function isPlaceholder(text: string): boolean {
  return [text, ...text.split(/[,;]\s*/)].some((part) => placeholders.some((pattern) => pattern.test(part)))
}
