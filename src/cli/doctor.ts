import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { graphToken } from '../adapters/azure/graph-token.ts'
import { openLog } from '../adapters/log/log.ts'
import { redactText } from '../adapters/log/redact.ts'
import { packageFolder } from '../package-folder.ts'
import { productionSurroundings } from '../production-surroundings.ts'
import { startReleases } from '../releases.ts'
import { declarationOf, settingNames } from '../settings/declarations.ts'
import { readSettings, type Settings } from '../settings.ts'
import { type Check, exitCodeOf } from './doctor/check.ts'
import { checkAzure } from './doctor/check-azure.ts'
import { checkDatabase } from './doctor/check-database.ts'
import { checkGroups } from './doctor/check-groups.ts'
import { checkPolicy } from './doctor/check-policy.ts'
import { checkTeams } from './doctor/check-teams.ts'
import { sandboxAzure } from './doctor/sandbox-azure.ts'
import { asData, readable } from './doctor/show.ts'
import type { SubCommand } from './sub-command.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Looks at everything that the bot needs, and changes nothing. */
export const doctor: SubCommand = {
  words: 'doctor',
  options: '[--json] [--sandbox]',
  help: 'checks settings, database, access policy, rights in Azure, credentials for Teams',
  async run(args, env, say) {
    let asked: { json?: boolean; sandbox?: boolean }
    try {
      const flag = { type: 'boolean' } as const
      asked = parseArgs({ args: [...args], options: { json: flag, sandbox: flag } }).values
    } catch (error) {
      say.err(
        `${error instanceof Error ? error.message : String(error)}\n\n  jit-access-bot doctor [--json] [--sandbox]\n`,
      )
      return 2
    }
    const used = asked.sandbox ? { ...env, MODE: 'sandbox' } : env
    const read = readSettings(used, existsSync)
    const mode = read.ok ? read.settings.mode : 'settings that do not hold'
    const cloud = read.ok && read.settings.mode === 'production' ? `, cloud ${read.settings.cloud}` : ''
    const found = read.ok
      ? [settingsCheck(read.settings), ...(await checkAll(read.settings))]
      : read.problems.map((text): Check => ({ area: 'Settings', name: 'complete', state: 'missing', text }))
    const checks = found.map((check) => withoutSecrets(check, used))
    say.out((asked.json ? asData : readable)(`jit-access-bot doctor: ${mode}${cloud}`, checks))
    return exitCodeOf(checks)
  },
}

function settingsCheck({ mode }: Settings): Check {
  const text = mode === 'sandbox' ? 'The sandbox needs none.' : 'None is missing.'
  return { area: 'Settings', name: 'complete', state: 'works', text }
}

async function checkAll(settings: Settings): Promise<Check[]> {
  const log = openLog({ level: 'error', format: 'readable', write: () => undefined })
  const database = await checkDatabase(settings, log)
  if (settings.mode === 'production') {
    const { azure, estate, teams } = await productionSurroundings(settings)
    const [rights, credentials, groups] = await Promise.all([
      checkAzure(azure, estate.subscriptions),
      checkTeams(teams, settings.cloud),
      checkGroups(settings.policyFile, { endpoint: azure.cloud.graph, token: graphToken(azure) }),
    ])
    return [...database, ...checkPolicy(settings.policyFile), ...groups, ...credentials, ...rights]
  }
  const policy = checkPolicy(settings.policyFile ?? join(packageFolder(), 'sandbox/policy.yaml'))
  const simulated = 'It is simulated in the sandbox: there are no credentials to check.'
  const teams: Check = { area: 'Teams', name: 'credentials', state: 'works', text: simulated }
  const releases = startReleases(() => undefined)
  try {
    const rights = await checkAzure(await sandboxAzure(settings, releases), undefined)
    return [...database, ...policy, teams, ...rights]
  } finally {
    await releases.all()
  }
}

/** Whatever an error of somebody else's says: no secret of ours leaves here. */
function withoutSecrets(check: Check, env: Environment): Check {
  const secrets = settingNames.filter((name) => declarationOf(name).secret).flatMap((name) => secretsIn(env[name]))
  const text = secrets.reduce((found, secret) => found.replaceAll(secret, '[secret]'), redactText(check.text))
  return { ...check, text }
}

/** The value itself and, of a URL, its password. */
function secretsIn(value = ''): string[] {
  const { password = '' } = URL.canParse(value) ? new URL(value) : {}
  return [value.trim(), password, safelyDecoded(password)].filter((secret) => secret.length >= 4)
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
