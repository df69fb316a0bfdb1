import type { z } from 'zod'
import { cloudNames } from '../domain/cloud.ts'
import { languages } from '../words/languages.ts'
import {
  databaseUrl,
  guid,
  guids,
  host,
  hosts,
  oneOf,
  publicUrl,
  rolesOrActions,
  text,
  wholeNumber,
  zone,
} from './formats.ts'

/** One setting: all that there is to know of it, for reading, refusing and documenting it. */
export interface Declaration<T = unknown> {
  readonly meaning: string
  readonly format: z.ZodType<T, string>
  /** As it would be typed. Absent: nothing, and whoever reads it says what that means. */
  readonly default?: string
  readonly sandboxDefault?: string
  /** `always`: production does not start without it. Text: when it is needed. */
  readonly needed?: 'always' | string
  /** Read in this mode only. */
  readonly only?: 'sandbox' | 'production'
  /** Its presence says that production is meant. */
  readonly tellsProduction?: true
  /** Its value is never shown. */
  readonly secret?: true
  readonly example?: string
}

function declare<T>(declaration: Declaration<T>): Declaration<T> {
  return declaration
}

const declarations = {
  MODE: declare({
    meaning:
      '`sandbox` (simulated Azure and Teams) or `production`. Found out by itself: production as soon as one of its settings is there',
    format: oneOf('sandbox', 'production'),
  }),
  PORT: declare({
    meaning: 'TCP port to listen on; 0 is any free one',
    format: wholeNumber(0, 65_535),
    default: '3978',
  }),
  HOST: declare({
    meaning: 'Address to listen on. The sandbox listens on this machine alone',
    format: host,
    default: '0.0.0.0',
    sandboxDefault: '127.0.0.1',
  }),
  PUBLIC_URL: declare({
    meaning:
      'Where a browser reaches the bot, such as `https://jit.contoso.com`; links to files begin with it, and Teams shows the bot’s pages from there. Absent: no files by link and no pages. The sandbox uses its own address',
    format: publicUrl,
    example: 'https://jit.contoso.com',
  }),
  TRUSTED_PROXIES: declare({
    meaning:
      'How many reverse proxies stand before the bot and add to `X-Forwarded-For`; so many are counted off from its right end to find a person’s address. 0: the header is ignored',
    format: wholeNumber(0, 10),
    default: '0',
    sandboxDefault: '1',
  }),
  DATA_DIR: declare({
    meaning: 'Folder for what must outlive the process: the built-in database and the sandbox’s world',
    format: text,
    default: './data',
  }),
  DATABASE_URL: declare({
    meaning:
      'PostgreSQL to use, `postgres://user:password@host:5432/database`. Absent: a server of its own under `DATA_DIR`',
    format: databaseUrl,
    secret: true,
  }),
  LANGUAGE: declare({
    meaning:
      'Language of cards that several people read, and for people whose Teams speaks none that the bot does: ' +
      languages.map((language) => `\`${language}\``).join(' or ') +
      '. An admin chooses another for a channel: `/jit here language de`',
    format: oneOf(...languages),
    default: 'en',
  }),
  POLICY_FILE: declare({
    meaning: 'The access policy. The sandbox has one that comes with it',
    format: text,
    default: './policy.yaml',
    sandboxDefault: '',
  }),
  CLOUD: declare({
    meaning:
      'Where Azure, the login and the Bot Framework are, all together: `public` or `usgov`. Azure China has no Teams bots',
    format: oneOf(...cloudNames),
    default: 'public',
    only: 'production',
    tellsProduction: true,
  }),
  MICROSOFT_APP_ID: declare({
    meaning: 'Application (client) id of the bot’s registration in Entra',
    format: guid,
    needed: 'always',
    only: 'production',
    tellsProduction: true,
  }),
  MICROSOFT_APP_TENANT_ID: declare({
    meaning: 'Directory (tenant) id of that registration',
    format: guid,
    needed: 'always',
    only: 'production',
    tellsProduction: true,
  }),
  MICROSOFT_APP_TYPE: declare({
    meaning:
      'How the bot proves who it is: `SingleTenant` (secret or federated credential) or `UserAssignedMSI` (managed identity)',
    format: oneOf('SingleTenant', 'UserAssignedMSI'),
    default: 'SingleTenant',
    only: 'production',
    tellsProduction: true,
  }),
  MICROSOFT_APP_PASSWORD: declare({
    meaning: 'Client secret of the registration',
    format: text,
    needed: 'with `SingleTenant`, unless federated',
    only: 'production',
    tellsProduction: true,
    secret: true,
  }),
  MICROSOFT_APP_FEDERATED_CLIENT_ID: declare({
    meaning:
      'Client id of the managed identity that the registration trusts: a federated credential in the place of a secret',
    format: guid,
    only: 'production',
    tellsProduction: true,
  }),
  ALLOWED_TENANTS: declare({
    meaning: 'Tenant ids whose people the bot answers, separated by commas. Everybody else is refused',
    format: guids,
    needed: 'always',
    only: 'production',
    tellsProduction: true,
  }),
  CONNECTOR_HOSTS: declare({
    meaning: 'Hosts from which Teams may call beside the known ones, separated by commas',
    format: hosts,
    only: 'production',
    tellsProduction: true,
  }),
  AZURE_SUBSCRIPTIONS: declare({
    meaning: 'Subscription ids to look after, separated by commas. Absent: all that the bot’s identity can read',
    format: guids,
    only: 'production',
    tellsProduction: true,
  }),
  AZURE_CLIENT_ID: declare({
    meaning: 'Client id of the managed identity for Azure. Absent: what the environment offers',
    format: guid,
    only: 'production',
  }),
  ZONE: declare({ meaning: 'Time zone where a reader’s own is not known', format: zone, default: 'Europe/Paris' }),
  LOG_LEVEL: declare({
    meaning: '`debug`, `info`, `warn` or `error`',
    format: oneOf('debug', 'info', 'warn', 'error'),
    default: 'info',
  }),
  SOURCE_REMEMBERED_DAYS: declare({
    meaning: 'For how many days a confirmed source address is offered again',
    format: wholeNumber(1, 365),
    default: '30',
  }),
  START_AHEAD_DAYS: declare({
    meaning: 'How many days from now a request may start',
    format: wholeNumber(1, 90),
    default: '30',
  }),
  ESTATE_REFRESH_MINUTES: declare({
    meaning: 'Minutes between two readings of the estate',
    format: wholeNumber(1, 1_440),
    default: '10',
  }),
  GROUPS_REMEMBERED_SECONDS: declare({
    meaning:
      'For how many seconds it is believed who is in a group of Entra or a channel (who is listed in one: ten times as long). Whoever decides is looked up again',
    format: wholeNumber(1, 600),
    default: '30',
  }),
  VERIFY_TIMEOUT_SECONDS: declare({
    meaning: 'Seconds after which an opening that Azure accepted and never showed has failed',
    format: wholeNumber(10, 3_600),
    default: '180',
  }),
  WORKER_CONCURRENCY: declare({ meaning: 'Jobs performed at once', format: wholeNumber(1, 64), default: '4' }),
  TEAMS_AUTH: declare({
    meaning:
      '`signed`, or `none`: in the sandbox the Agents Playground may talk to the bot without tokens, from this machine alone. With `none` nothing but the sandbox starts',
    format: oneOf('signed', 'none'),
    default: 'signed',
  }),
  SANDBOX_VMS: declare({
    meaning: 'VMs to add to the sandbox’s estate',
    format: wholeNumber(0, 100_000),
    default: '0',
    only: 'sandbox',
  }),
  SANDBOX_ROLES: declare({
    meaning:
      'What the simulated Azure lets the bot do: roles of `infra/roles`, such as `requester`, or actions of Azure, separated by commas',
    format: rolesOrActions,
    default: '*',
    only: 'sandbox',
  }),
} as const

export type SettingName = keyof typeof declarations

/** What each setting was read as; absent where neither the environment nor a default has it. */
export type SettingValues = {
  readonly [Name in SettingName]?: (typeof declarations)[Name] extends Declaration<infer T> ? T : never
}

export const settingNames = Object.keys(declarations) as SettingName[]

/** The declaration without its own type, for what treats all alike. */
export function declarationOf(name: SettingName): Declaration {
  return declarations[name]
}
