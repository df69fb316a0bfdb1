import { isIP } from 'node:net'
import { z } from 'zod'
import { actionsOf, type RoleName, roleNames } from '../domain/rights/capability.ts'
import { isTimeZone } from '../words/known-names.ts'

// Each takes the text of an environment variable. The messages end the sentence "<NAME> is "<value>": it …".

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const hostPattern = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i

/** A GUID, lower-cased: Azure compares them without regard to case. */
export const guid = z
  .string()
  .regex(guidPattern, 'must be a GUID, such as 6f1c2a70-1b1e-4a52-9a3e-0c1d2e3f4a5b')
  .transform((text) => text.toLowerCase())

export const guids = list(guid, 'GUIDs')

/** A whole number in digits alone: no sign, point, exponent or unit. */
export function wholeNumber(least: number, most: number) {
  const must = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, must)
    .transform(Number)
    .refine((number) => number >= least && number <= most, must)
}

export function oneOf<const T extends readonly string[]>(...allowed: T) {
  return z.enum(allowed, `must be one of ${allowed.join(', ')}`)
}

export const host = z
  .string()
  .refine((text) => isIP(text) !== 0 || hostPattern.test(text), 'must be an IP address or a host name')

export const hosts = list(
  host.transform((text) => text.toLowerCase()).refine((text) => !isLoopback(text), 'must not name this machine itself'),
  'host names',
)

const oneRoleOrAction = z
  .string()
  .refine(
    (text) => isRole(text) || text === '*' || /^[\w.*-]+(\/[\w.*-]+)+$/.test(text),
    `must list roles (${roleNames.join(', ')}) or actions such as */read`,
  )

/** Action patterns; a role stands for its actions. */
export const rolesOrActions = list(oneRoleOrAction, 'roles or actions').transform((items) =>
  Object.freeze(items.flatMap((item) => (isRole(item) ? actionsOf(item) : [item]))),
)

function isRole(text: string): text is RoleName {
  return (roleNames as readonly string[]).includes(text)
}

export const text = z.string()

export const databaseUrl = z.string().refine((value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== ''
}, 'must be a URL of the form postgres://user:password@host:5432/database')

/** Without a slash at its end. */
export const publicUrl = z
  .string()
  .refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
    return secure && url?.search === '' && url.hash === '' && url.username === '' && url.password === ''
  }, 'must be an https address without a query, such as https://jit.contoso.com')
  .transform((value) => new URL(value).href.replace(/\/+$/, ''))

export const zone = z.string().refine(isTimeZone, 'must be a time zone, such as Europe/Paris or UTC')

export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

function list<T>(item: z.ZodType<T, string>, what: string) {
  return z
    .string()
    .transform((value) => value.split(/[\s,;]+/).filter((part) => part !== ''))
    .pipe(z.array(item).min(1, `must list ${what}, separated by commas`))
    .transform((items): readonly T[] => Object.freeze([...new Set(items)]))
}
