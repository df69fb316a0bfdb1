import { buildNearNames } from '../domain/estate/near-names.ts'
import { type SettingName, settingNames } from './declarations.ts'

// Names of other programs that look like ours.
const others = new Set(['AZURE_TENANT_ID'])
// What a setting was once called: who still has it means it.
const former: Readonly<Record<string, SettingName>> = { AZURE_CLOUD: 'CLOUD' }
// Short names are near to too much: NODE, HOME, POST.
const shortest = 8
const mostChanges = 2

/** A sentence for each variable that is none of our settings but was surely meant to be: `DATABSE_URL`, `MicrosoftAppId`. */
export function nearMisses(env: Readonly<Record<string, string | undefined>>): string[] {
  const long = settingNames.filter((name) => name.length >= shortest).sort()
  const nearNames = buildNearNames(long)
  const settings = new Set<string>(settingNames)

  function meant(name: string): SettingName | undefined {
    const renamed = former[name.toUpperCase()]
    if (renamed) return renamed
    const otherwiseWritten = settingNames.find((setting) => bare(setting) === bare(name) && isLong(setting, name))
    if (otherwiseWritten) return otherwiseWritten
    const [nearest] = nearNames(name.toUpperCase(), mostChanges).sort((a, b) => a.changes - b.changes)
    return nearest && long[nearest.position]
  }

  return Object.keys(env)
    .filter((name) => !settings.has(name) && !others.has(name) && env[name] !== undefined)
    .flatMap((name) => {
      const setting = meant(name)
      return setting ? [`${name} is no setting. Rename it to ${setting}, or remove it.`] : []
    })
}

function isLong(setting: string, name: string): boolean {
  return setting.length >= shortest || name === setting.toLowerCase()
}

function bare(name: string): string {
  return name.replaceAll(/[_-]/g, '').toUpperCase()
}
