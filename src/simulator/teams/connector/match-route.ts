import { badSyntax, ConnectorError } from './connector-error.ts'
import type { ConnectorRoute } from './connector-route.ts'

export type Match = { readonly route: ConnectorRoute; readonly params: Readonly<Record<string, string>> }

/** The route of a path below the service URL, and the decoded parts of it. Throws ConnectorError 400, 404 or 405. */
export function matchRoute(routes: readonly ConnectorRoute[], method: string, path: string): Match {
  const segments = path.split('/').filter((segment) => segment !== '')
  let isKnown = false
  for (const route of routes) {
    const params = paramsOf(route.path.split('/'), segments)
    if (params === undefined) continue
    if (route.method === method) return { route, params }
    isKnown = true
  }
  if (isKnown) throw new ConnectorError(405, 'MethodNotAllowed', `${method} is not for this address.`)
  throw new ConnectorError(404, 'NotFound', 'The connector has no such address.')
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(segment)
    else if (part !== segment.toLowerCase()) return undefined
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badSyntax('The address cannot be decoded.')
  }
}
