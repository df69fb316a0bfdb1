import { readSettings, settingDeclarations } from '../simulator/azure/setting-declarations.ts'
import { type AzureSimulatorSettings, createSettings } from '../simulator/azure/simulator-settings.ts'

/** A flag for every switch of the simulated Azure, as `parseArgs` wants them. */
export const switchOptions = Object.fromEntries(
  Object.keys(settingDeclarations).map((name) => [flagOf(name), { type: 'string' } as const]),
)

/** The flag of a switch: `initiatedAfterMs` is `--initiated-after-ms`. */
function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

/** The help on every switch. */
export function switchesText(): string {
  const defaults: Readonly<Record<string, unknown>> = createSettings()
  return Object.entries(settingDeclarations)
    .map(([name, { values, meaning }]) => {
      const standard = defaults[name]
      const shown = typeof standard === 'object' ? Object.values(standard ?? {}).join(',') || 'none' : String(standard)
      return `  --${flagOf(name)} (${name})\n      ${meaning}\n      ${values}; default ${shown}\n`
    })
    .join('')
}

/** The switches among the flags, or what is wrong with one. */
export function switchesIn(values: Readonly<Record<string, unknown>>): Partial<AzureSimulatorSettings> | string {
  const switches: Partial<AzureSimulatorSettings> = {}
  for (const [name, { values: allowed }] of Object.entries(settingDeclarations)) {
    const given = values[flagOf(name)]
    if (given === undefined) continue
    try {
      Object.assign(switches, readSettings({ [name]: given }))
    } catch {
      return `--${flagOf(name)} must be ${allowed}, not "${String(given)}".`
    }
  }
  return switches
}
