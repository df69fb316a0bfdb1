import type { SimulatedGroups } from './groups.ts'

/** A call of Microsoft Graph as it came in. `origin` is the address that the caller meant. */
export type GraphAsked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  readonly origin: string
  readonly advanced: boolean
}

export type GraphAnswer = { readonly status: number; readonly body: object }

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What Graph answers to the calls that the bot makes; anything else is refused as Graph refuses it. */
export function answerGraph(groups: SimulatedGroups, people: readonly string[], asked: GraphAsked): GraphAnswer {
  const [version, kind = '', id = '', ...rest] = asked.path.split('/').filter((part) => part !== '')
  if (version !== 'v1.0') return refusal(400, 'BadRequest', 'Invalid version.')
  const call = `${asked.method} ${kind} ${rest.join('/').toLowerCase()}`
  if (call === 'POST users checkmembergroups') return checkMemberGroups(groups, people, id.toLowerCase(), asked.body)
  if (call === 'GET groups transitivemembers/microsoft.graph.user') return transitiveMembers(groups, id, asked)
  return refusal(400, 'BadRequest', `Resource not found for the segment '${kind}'.`)
}

function checkMemberGroups(
  groups: SimulatedGroups,
  people: readonly string[],
  user: string,
  text: string,
): GraphAnswer {
  const wanted = read(text)
  if (!Array.isArray(wanted) || wanted.some((id) => typeof id !== 'string' || !guid.test(id.toLowerCase())))
    return refusal(400, 'Request_BadRequest', 'Invalid group ids.')
  if (wanted.length > 20) return refusal(400, 'Request_BadRequest', 'The number of group ids exceeds the limit of 20.')
  if (!people.includes(user)) return missing(user)
  const value = wanted.filter((id: string) => {
    const group = groups.find(id)
    return group !== undefined && groups.people(group).includes(user)
  })
  return { status: 200, body: { value } }
}

function transitiveMembers(groups: SimulatedGroups, id: string, { query, origin, path, advanced }: GraphAsked) {
  if (!advanced || query.get('$count') !== 'true')
    return refusal(400, 'Request_UnsupportedQuery', 'OData casts need ConsistencyLevel: eventual and $count=true.')
  const group = groups.find(id)
  if (!group) return missing(id)
  const top = Number(query.get('$top') ?? 100)
  if (!Number.isInteger(top) || top < 1 || top > 999) return refusal(400, 'Request_BadRequest', 'Invalid page size.')
  const people = groups.people(group)
  const from = Number(query.get('$skiptoken') ?? 0)
  const next = new URLSearchParams(query)
  next.set('$skiptoken', String(from + top))
  return {
    status: 200,
    body: {
      '@odata.count': people.length,
      ...(from + top < people.length ? { '@odata.nextLink': `${origin}${path}?${next}` } : {}),
      value: people.slice(from, from + top).map((each) => ({ id: each })),
    },
  }
}

function read(text: string): unknown {
  try {
    return (JSON.parse(text) as { groupIds?: unknown }).groupIds
  } catch {
    return undefined
  }
}

function missing(id: string): GraphAnswer {
  return refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

export function refusal(status: number, code: string, message: string): GraphAnswer {
  return { status, body: { error: { code, message } } }
}
