import { actorOf } from './actor.ts'
import { ArmError } from './arm-error.ts'
import type { ArmAnswer, ArmCall, ArmRoute } from './arm-route.ts'
import { authorize } from './authorize.ts'
import type { World } from './world.ts'

/** A request that was matched to a route, before its content is looked at. */
export type ArmRequest = {
  readonly route: ArmRoute
  readonly path: string
  readonly params: ReadonlyMap<string, string>
  readonly query: ReadonlyMap<string, string>
  readonly body: string
  /** Such as `https://management.azure.com`: where the caller believes to be. */
  readonly origin: string
  readonly correlationId: string
  readonly initiatedAfterMs?: number | 'never'
}

/** Does what is asked, with the checks that Azure Resource Manager makes before a provider sees a call. Throws ArmError. */
export function dispatch(world: World, request: ArmRequest): ArmAnswer {
  const { route, path, params, query } = request
  const body = parseBody(request)
  const call: ArmCall = {
    world,
    path,
    query,
    body,
    actor: actorOf(world.settings.identity, request.correlationId),
    ...(request.initiatedAfterMs === undefined ? {} : { initiatedAfterMs: request.initiatedAfterMs }),
    param: (name) => params.get(name) ?? '',
    pageUrl: (skipToken) => {
      const next = new URL(path, request.origin)
      for (const [key, value] of query) if (key !== '$skiptoken') next.searchParams.set(key, value)
      next.searchParams.set('$skiptoken', skipToken)
      return next.href
    },
  }
  refuseUnknownScope(call)
  if (route.action !== undefined) authorize(world.settings, route.action, path)
  return route.handle(call)
}

/** Throws ArmError 400 for a missing api-version, or one that the route does not know. */
export function checkApiVersion(route: ArmRoute, query: ReadonlyMap<string, string>): void {
  const version = query.get('api-version')
  if (version === undefined || version === '') {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.'
    throw new ArmError(400, 'MissingApiVersionParameter', message)
  }
  const isDate = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(-preview)?$/.test(version)
  if (route.versions === 'dated' ? isDate : route.versions.includes(version)) return
  const supported = route.versions === 'dated' ? 'dates such as 2024-05-01' : route.versions.join(', ')
  const message = `The api-version '${version}' is invalid. The supported versions are '${supported}'.`
  throw new ArmError(400, 'InvalidApiVersionParameter', message)
}

function parseBody({ route, body }: ArmRequest): unknown {
  if (route.method === 'GET' || route.method === 'DELETE') return undefined
  try {
    return JSON.parse(body)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ArmError(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${why}'.`,
    )
  }
}

function refuseUnknownScope({ world, param }: ArmCall): void {
  const [subscription, group] = [param('subscription'), param('group')]
  if (subscription === '') return
  const known = world.estate.subscriptions.some(({ id }) => id === subscription.toLowerCase())
  if (!known) throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`)
  const groupId = `/subscriptions/${subscription}/resourceGroups/${group}`.toLowerCase()
  if (group === '' || world.estate.resourceGroups.has(groupId)) return
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`)
}
