import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type CloudName, cloudNames } from '../domain/cloud.ts'
import { azureRoleName, type RoleName, roleNames } from '../domain/rights/capability.ts'
import { packageFolder } from '../package-folder.ts'
import type { SubCommand } from './sub-command.ts'

interface Asked {
  readonly subscriptions: readonly string[]
  readonly principal: string
  readonly roles: readonly RoleName[]
  readonly cloud: CloudName
}

const options = '--subscriptions <id>,<id> --principal <object id> [--roles <role>,<role>] [--cloud usgov]'
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** What the Azure CLI calls the clouds. */
const cliClouds: Readonly<Record<CloudName, string>> = { public: 'AzureCloud', usgov: 'AzureUSGovernment' }

/** Prints, and only prints, what an Azure administrator runs to give the bot its rights. */
export const roles: SubCommand = {
  words: 'roles',
  options,
  help: 'prints the az commands that make and assign the roles of infra/roles',
  async run(args, _env, say) {
    const asked = readAsked(args)
    if (typeof asked === 'string') {
      say.err(`${asked}\n\n  jit-access-bot roles ${options}\n`)
      return 2
    }
    say.out(`${commandsFor(asked).join('\n')}\n`)
    return 0
  },
}

function commandsFor({ subscriptions, principal, roles: wanted, cloud }: Asked): string[] {
  const scopes = subscriptions.map((id) => `/subscriptions/${id}`)
  const make = wanted.map((role) => `az role definition create --role-definition '${definitionOf(role, scopes)}'`)
  const assign = wanted.flatMap((role) =>
    scopes.map(
      (scope) =>
        `az role assignment create --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --role ${azureRoleName(role)} --scope ${scope}`,
    ),
  )
  return [
    '# Nothing was run. Read it, then run it as User Access Administrator or Owner of the subscriptions.',
    ...(cloud === 'public' ? [] : [`az cloud set --name ${cliClouds[cloud]}`, 'az login']),
    '# The roles. Where one exists already, put update in the place of create.',
    ...make,
    '# Who has them, where.',
    ...assign,
  ]
}

/** The file's own text with these scopes, on one line. It has no quotation mark that a shell would end at; a test says so. */
function definitionOf(role: RoleName, scopes: readonly string[]): string {
  const file = join(packageFolder(), 'infra/roles', `${azureRoleName(role)}.json`)
  return JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), AssignableScopes: scopes })
}

/** What was asked for, or a sentence that says what is wrong. */
function readAsked(args: readonly string[]): Asked | string {
  const text = { type: 'string' } as const
  let values: { subscriptions?: string; principal?: string; roles?: string; cloud?: string }
  try {
    values = parseArgs({
      args: [...args],
      options: { subscriptions: text, principal: text, roles: text, cloud: text },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const subscriptions = listed(values.subscriptions)
  const [principal = ''] = listed(values.principal)
  if (subscriptions.length === 0) return 'Name the subscriptions: --subscriptions <id>,<id>.'
  const bad = [...subscriptions, principal].find((id) => id !== '' && !guid.test(id))
  if (bad !== undefined) return `“${bad.slice(0, 60)}” is no id: it must be a GUID.`
  if (principal === '') return 'Name who gets the roles: --principal <object id of the bot’s identity>.'
  const wanted = values.roles === undefined ? roleNames : listed(values.roles)
  const unknown = wanted.find((name) => !isOneOf(roleNames, name))
  if (unknown !== undefined || wanted.length === 0)
    return `“${(unknown ?? '').slice(0, 60)}” is no role. The roles are ${roleNames.join(', ')}.`
  const cloud = values.cloud ?? 'public'
  if (!isOneOf(cloudNames, cloud))
    return `“${cloud.slice(0, 60)}” is no cloud. The clouds are ${cloudNames.join(', ')}.`
  return { subscriptions, principal, roles: roleNames.filter((name) => wanted.includes(name)), cloud }
}

function listed(text = ''): string[] {
  const parts = text.toLowerCase().split(/[\s,]+/)
  return [...new Set(parts.filter((part) => part !== ''))]
}

function isOneOf<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text)
}
