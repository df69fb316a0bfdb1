import type { CloudName } from './domain/cloud.ts'
import type { SettingValues } from './settings/declarations.ts'
import { declarationOf, settingNames } from './settings/declarations.ts'
import { isLoopback } from './settings/formats.ts'
import { nearMisses } from './settings/near-misses.ts'
import { type Environment, given, type Mode, readValues } from './settings/read-values.ts'
import type { Language } from './words/languages.ts'

export interface CommonSettings {
  readonly port: number
  readonly host: string
  /** Where a browser reaches the bot. Absent: nobody has said. */
  readonly publicUrl?: string
  /** Counted off from the right of `X-Forwarded-For`. */
  readonly trustedProxies: number
  readonly dataDir: string
  /** Absent: a server of the bot's own under `dataDir`. */
  readonly databaseUrl?: string
  readonly zone: string
  /** Of cards that several people read, and of people whose own is not spoken. */
  readonly language: Language
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
  readonly sourceRememberedMs: number
  readonly startAheadMs: number
  readonly estateRefreshMs: number
  readonly groupsRememberedMs: number
  readonly verifyTimeoutMs: number
  readonly workerConcurrency: number
}

export interface SandboxSettings extends CommonSettings {
  readonly mode: 'sandbox'
  /** Absent: the one that comes with the sandbox. */
  readonly policyFile?: string
  readonly sandboxVms: number
  /** `none`: the Agents Playground may speak for the people of the sandbox. */
  readonly teamsAuth: 'signed' | 'none'
  /** Action patterns that the simulated Azure lets the bot do. */
  readonly sandboxRoles: readonly string[]
}

/** How the bot proves to Teams who it is. */
export type AppCredential =
  | { readonly kind: 'secret'; readonly password: string }
  | { readonly kind: 'federated'; readonly clientId: string }
  | { readonly kind: 'managed identity' }

export interface ProductionSettings extends CommonSettings {
  readonly mode: 'production'
  /** Where Azure, the login and the Bot Framework are: all of them together. */
  readonly cloud: CloudName
  readonly policyFile: string
  readonly app: { readonly id: string; readonly tenantId: string; readonly credential: AppCredential }
  /** Lower-cased, at least one. */
  readonly allowedTenants: readonly string[]
  readonly connectorHosts: readonly string[]
  readonly azure: {
    /** Absent: all that can be read. */
    readonly subscriptions?: readonly string[]
    readonly clientId?: string
  }
}

export type Settings = SandboxSettings | ProductionSettings

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  /** Every problem at once, each a sentence without a secret in it; `advice` is what to do about them. */
  | { readonly ok: false; readonly problems: readonly string[]; readonly advice: string }

/**
 * The settings in an environment, frozen. Nothing that cannot be read is ever replaced by a default. `fileExists` is asked for the access
 * policy, without which production does not start.
 */
export function readSettings(env: Environment, fileExists: (path: string) => boolean = () => true): ReadSettings {
  const mode = modeOf(env)
  const { values, problems } = readValues(env, mode)
  const all = [...nearMisses(env), ...problems]
  const settings = mode === 'production' ? production(values, all, fileExists) : sandbox(values, all)
  if (settings && all.length === 0) return { ok: true, settings: freeze(settings) }
  return { ok: false, problems: all, advice: advice(env, mode) }
}

function modeOf(env: Environment): Mode {
  const told = given(env, 'MODE')
  if (told === 'sandbox' || told === 'production') return told
  return tellingProduction(env).length > 0 ? 'production' : 'sandbox'
}

function tellingProduction(env: Environment): string[] {
  return settingNames.filter((name) => declarationOf(name).tellsProduction && given(env, name) !== undefined)
}

function advice(env: Environment, mode: Mode): string {
  if (mode === 'sandbox') return 'Correct it and start again. Without any settings the sandbox starts as it comes.'
  const why = given(env, 'MODE') ? '' : ` This is production because ${tellingProduction(env).join(', ')} is set.`
  return `Correct all of it and start again.${why} MODE=sandbox starts the sandbox, which needs no settings.`
}

const minuteMs = 60_000
const dayMs = 86_400_000

function common(values: SettingValues): CommonSettings | undefined {
  const {
    PORT,
    HOST,
    DATA_DIR,
    ZONE,
    LANGUAGE,
    LOG_LEVEL,
    WORKER_CONCURRENCY,
    DATABASE_URL,
    PUBLIC_URL,
    TRUSTED_PROXIES,
  } = values
  const {
    SOURCE_REMEMBERED_DAYS,
    ESTATE_REFRESH_MINUTES,
    VERIFY_TIMEOUT_SECONDS,
    GROUPS_REMEMBERED_SECONDS,
    START_AHEAD_DAYS,
  } = values
  if (
    PORT === undefined ||
    HOST === undefined ||
    DATA_DIR === undefined ||
    ZONE === undefined ||
    LANGUAGE === undefined
  )
    return undefined
  if (TRUSTED_PROXIES === undefined) return undefined
  if (LOG_LEVEL === undefined || WORKER_CONCURRENCY === undefined || SOURCE_REMEMBERED_DAYS === undefined)
    return undefined
  if (ESTATE_REFRESH_MINUTES === undefined || VERIFY_TIMEOUT_SECONDS === undefined) return undefined
  if (GROUPS_REMEMBERED_SECONDS === undefined || START_AHEAD_DAYS === undefined) return undefined
  return {
    port: PORT,
    host: HOST,
    trustedProxies: TRUSTED_PROXIES,
    dataDir: DATA_DIR,
    ...(PUBLIC_URL === undefined ? {} : { publicUrl: PUBLIC_URL }),
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    zone: ZONE,
    language: LANGUAGE,
    logLevel: LOG_LEVEL,
    sourceRememberedMs: SOURCE_REMEMBERED_DAYS * dayMs,
    startAheadMs: START_AHEAD_DAYS * dayMs,
    estateRefreshMs: ESTATE_REFRESH_MINUTES * minuteMs,
    groupsRememberedMs: GROUPS_REMEMBERED_SECONDS * 1_000,
    verifyTimeoutMs: VERIFY_TIMEOUT_SECONDS * 1_000,
    workerConcurrency: WORKER_CONCURRENCY,
  }
}

function sandbox(values: SettingValues, problems: string[]): SandboxSettings | undefined {
  const { HOST, POLICY_FILE, SANDBOX_VMS, SANDBOX_ROLES, TEAMS_AUTH } = values
  if (HOST !== undefined && !isLoopback(HOST)) {
    problems.push(
      `HOST is "${HOST}": the sandbox signs everybody in, so that it listens on this machine alone. Use 127.0.0.1.`,
    )
  }
  const shared = common(values)
  if (!shared || SANDBOX_VMS === undefined || SANDBOX_ROLES === undefined || TEAMS_AUTH === undefined) return undefined
  const policyFile = POLICY_FILE === undefined ? {} : { policyFile: POLICY_FILE }
  return {
    ...shared,
    mode: 'sandbox',
    ...policyFile,
    sandboxVms: SANDBOX_VMS,
    sandboxRoles: SANDBOX_ROLES,
    teamsAuth: TEAMS_AUTH,
  }
}

function production(
  values: SettingValues,
  problems: string[],
  fileExists: (path: string) => boolean,
): ProductionSettings | undefined {
  const { MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID, ALLOWED_TENANTS, POLICY_FILE, CLOUD } = values
  const { AZURE_SUBSCRIPTIONS, AZURE_CLIENT_ID, CONNECTOR_HOSTS } = values
  if (values.TEAMS_AUTH === 'none') {
    problems.push(
      'TEAMS_AUTH is "none": then anybody could speak for anybody. That is for the sandbox alone; remove it.',
    )
  }
  const credential = credentialOf(values, problems)
  if (POLICY_FILE !== undefined && !fileExists(POLICY_FILE)) {
    problems.push(
      `POLICY_FILE is "${POLICY_FILE}", where there is no file. Write an access policy there; sandbox/policy.yaml is an example.`,
    )
  }
  const shared = common(values)
  if (!shared || !credential || POLICY_FILE === undefined || CLOUD === undefined) return undefined
  if (MICROSOFT_APP_ID === undefined || MICROSOFT_APP_TENANT_ID === undefined || ALLOWED_TENANTS === undefined)
    return undefined
  return {
    ...shared,
    mode: 'production',
    cloud: CLOUD,
    policyFile: POLICY_FILE,
    app: { id: MICROSOFT_APP_ID, tenantId: MICROSOFT_APP_TENANT_ID, credential },
    allowedTenants: ALLOWED_TENANTS,
    connectorHosts: CONNECTOR_HOSTS ?? [],
    azure: {
      ...(AZURE_SUBSCRIPTIONS ? { subscriptions: AZURE_SUBSCRIPTIONS } : {}),
      ...(AZURE_CLIENT_ID ? { clientId: AZURE_CLIENT_ID } : {}),
    },
  }
}

function credentialOf(values: SettingValues, problems: string[]): AppCredential | undefined {
  const {
    MICROSOFT_APP_TYPE: type,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_FEDERATED_CLIENT_ID: clientId,
  } = values
  if (type === 'UserAssignedMSI') {
    if (password !== undefined)
      problems.push('MICROSOFT_APP_PASSWORD is set, but a UserAssignedMSI has no secret. Remove it.')
    if (clientId !== undefined) problems.push('MICROSOFT_APP_FEDERATED_CLIENT_ID is for SingleTenant only. Remove it.')
    return { kind: 'managed identity' }
  }
  if (password !== undefined && clientId !== undefined) {
    problems.push(
      'MICROSOFT_APP_PASSWORD and MICROSOFT_APP_FEDERATED_CLIENT_ID are both set. Keep the one that is to be used.',
    )
  }
  if (clientId !== undefined && values.CLOUD === 'usgov') {
    problems.push(
      'MICROSOFT_APP_FEDERATED_CLIENT_ID: the Bot Framework SDK knows federated credentials in the public cloud only. Use a secret or UserAssignedMSI.',
    )
  }
  if (clientId !== undefined) return { kind: 'federated', clientId }
  if (password !== undefined) return { kind: 'secret', password }
  const told = problems.some((problem) => /^MICROSOFT_APP_(PASSWORD|FEDERATED_CLIENT_ID|TYPE) /.test(problem))
  if (!told) {
    problems.push(
      'MICROSOFT_APP_PASSWORD is missing. Set it to the client secret of the registration, or set MICROSOFT_APP_FEDERATED_CLIENT_ID, or MICROSOFT_APP_TYPE to UserAssignedMSI.',
    )
  }
  return undefined
}

function freeze<T extends object>(value: T): T {
  for (const held of Object.values(value)) if (typeof held === 'object' && held !== null) freeze(held)
  return Object.freeze(value)
}
