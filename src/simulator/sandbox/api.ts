import type { IncomingMessage, ServerResponse } from 'node:http'
import { matchPath } from '../teams/match-path.ts'
import { ApiError, toApiError } from './api-error.ts'
import { azureRoutes } from './azure-routes.ts'
import { chatRoutes } from './chat-routes.ts'
import { clockRoutes } from './clock-routes.ts'
import { faultRoutes } from './fault-routes.ts'
import type { Fields } from './fields.ts'
import { graphRoutes } from './graph-routes.ts'
import { inTurn } from './in-turn.ts'
import { refuseForeign } from './local-only.ts'
import { networkRoutes } from './network-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { sandboxPeople } from './people.ts'
import { placeRoutes } from './place-routes.ts'
import { portalRoutes } from './portal-routes.ts'
import { readBody } from './read-body.ts'
import type { SandboxParts, SandboxRoute } from './sandbox-route.ts'
import { createStreams, type Streams } from './stream.ts'
import { teamsRoutes } from './teams-routes.ts'

const sandboxPrefix = '/sandbox/api/'

const routes: readonly SandboxRoute[] = [
  ...chatRoutes,
  ...networkRoutes,
  ...clockRoutes,
  ...faultRoutes,
  ...portalRoutes,
  ...azureRoutes,
  ...graphRoutes,
  ...teamsRoutes,
  ...pageRoutes,
  ...placeRoutes,
]

/**
 * The sandbox's HTTP API, for whoever serves `sandboxPrefix`: it reads the body itself, so that nobody else may have read it. The promise
 * is kept once the answer is on its way, and never rejects. It listens to the simulators for as long as they live.
 */
export function sandboxApi(
  options: Omit<SandboxParts, 'people'> & Partial<Pick<SandboxParts, 'people'>>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { clock } = options
  const advance = inTurn((seconds: number) => clock.advance(seconds))
  const parts: SandboxParts = { people: sandboxPeople, ...options, clock: { now: () => clock.now(), advance } }
  const streams = createStreams()
  parts.teams.onChange((change) => streams.send(change))
  parts.teams.onPlaces(() => streams.send({ what: 'places' }))
  parts.azure.onChange(() => streams.send({ what: 'estate' }))

  return async (request, response) => {
    try {
      await serve(parts, streams, request, response)
    } catch (error) {
      const { status, message, ids } = toApiError(error)
      if (response.headersSent) response.destroy()
      // A client that still sends would not read the answer: what is left of its body goes nowhere.
      request.resume()
      answer(response, status, { error: message, ...(ids.length > 0 ? { ids } : {}) })
    }
  }
}

async function serve(parts: SandboxParts, streams: Streams, request: IncomingMessage, response: ServerResponse) {
  refuseForeign(request)
  const target = new URL(`http://localhost${request.url ?? '/'}`)
  const path = target.pathname.startsWith(sandboxPrefix) ? target.pathname.slice(sandboxPrefix.length) : ''
  if (request.method === 'GET' && path === 'stream') {
    streams.open(response)
    return
  }
  const { route, params } = findRoute(request.method ?? 'GET', path)
  const sent = route.method === 'POST' ? await readBody(request) : Object.fromEntries(target.searchParams)
  const result = await route.answer(parts, { ...sent, ...params })
  answer(response, 200, result)
  if (route.method === 'POST' && route.path === 'clock') {
    streams.send({ what: 'clock' })
    // Windows end by time alone, of which Azure tells nobody.
    streams.send({ what: 'estate' })
  }
}

function findRoute(method: string, path: string): { readonly route: SandboxRoute; readonly params: Fields } {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined
    if (params !== undefined) return { route, params }
  }
  throw new ApiError(404, `The sandbox has no ${method} ${sandboxPrefix}${path}.`)
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(JSON.stringify(body))
}
