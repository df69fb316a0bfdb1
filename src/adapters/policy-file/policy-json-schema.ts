import { z } from 'zod'
import { policyKeys } from './policy-keys.ts'
import { policySchema } from './policy-schema.ts'

/** Part of a JSON Schema. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly additionalProperties?: JsonSchema | false
}

/**
 * The JSON Schema of the policy file, for editors: made of the schema that reads the file, with what each key means. What one part says
 * of another, and what stands in a text, the reader alone checks.
 */
export function policyJsonSchema(): JsonSchema {
  const made = z.toJSONSchema(policySchema, { io: 'output', unrepresentable: 'any' }) as JsonSchema
  const { $schema, ...rest } = described(made, '')
  return { $schema, title: 'Access policy of jit-access-bot', ...rest }
}

/** Every key of the policy file, by its path. */
export function policyPaths(schema: JsonSchema = policyJsonSchema(), path = ''): string[] {
  const alternatives = Array.isArray(schema.anyOf) ? (schema.anyOf as JsonSchema[]) : []
  const own = alternatives.find(({ type }) => type === 'array') ?? schema
  if (own.items) return policyPaths(own.items, path)
  const named = Object.entries(own.properties ?? {})
  const free: [string, JsonSchema][] = own.additionalProperties ? [['*', own.additionalProperties]] : []
  return [...named, ...free].flatMap(([name, part]) => [below(path, name), ...policyPaths(part, below(path, name))])
}

function described(schema: JsonSchema, path: string): JsonSchema {
  const { oneOrMore, properties, items, additionalProperties, propertyNames: _, maximum, ...rest } = schema
  const key = policyKeys[path]
  const bound = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? { maximum } : {}
  const own: JsonSchema = {
    ...rest,
    ...bound,
    ...(properties ? { properties: mapped(properties, (part, name) => described(part, below(path, name))) } : {}),
    // An item has the path of its list; the list has said what it means.
    ...(items ? { items: described(items, `${path}[]`) } : {}),
    ...(additionalProperties ? { additionalProperties: described(additionalProperties, below(path, '*')) } : {}),
    ...(additionalProperties === false ? { additionalProperties } : {}),
  }
  const one = oneOrMore === true && own.items ? [own.items] : []
  const ways = [...(key?.or ? [key.or] : []), ...one, own]
  const said = key
    ? {
        description: key.says,
        ...(key.example === undefined ? {} : { markdownDescription: `${key.says}\n\nSuch as \`${key.example}\`` }),
      }
    : {}
  return ways.length === 1 ? { ...said, ...own } : { ...said, anyOf: ways }
}

function below(path: string, name: string): string {
  const list = path.replaceAll('[]', '')
  return list === '' ? name : `${list}.${name}`
}

function mapped(
  all: Readonly<Record<string, JsonSchema>>,
  change: (part: JsonSchema, name: string) => JsonSchema,
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(all).map(([name, part]) => [name, change(part, name)]))
}

/** The reference of all keys, as a table in Markdown. */
export function policyKeysTable(): string {
  const rows = policyPaths().map((path) => {
    const { says = '', example } = policyKeys[path] ?? {}
    const shown = example === undefined ? '' : `\`${example.replaceAll('|', '\\|')}\``
    return `| \`${path}\` | ${says.replaceAll('|', '\\|').replaceAll('<', '&lt;')} | ${shown} |`
  })
  return ['| Key | Meaning | Such as |', '|---|---|---|', ...rows].join('\n')
}
