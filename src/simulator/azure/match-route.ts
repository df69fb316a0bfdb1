import type { ArmRoute } from './arm-route.ts'

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: ArmRoute; readonly params: ReadonlyMap<string, string> }
  | { readonly kind: 'wrong method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' }

/** The path with its percent escapes decoded, repeated slashes made one and none at the end; undefined if it cannot be decoded. */
export function canonicalPath(pathname: string): string | undefined {
  try {
    return `/${pathname.split('/').filter(Boolean).map(decodeURIComponent).join('/')}`
  } catch {
    return undefined
  }
}

/** Finds the route for a canonical path, without regard to case. */
export function matchRoute(routes: readonly ArmRoute[], method: string, path: string): RouteMatch {
  const segments = path.split('/').filter(Boolean)
  const allowed: string[] = []
  for (const route of routes) {
    const params = matchSegments(route.pattern.split('/').filter(Boolean), segments)
    if (params === undefined) continue
    if (route.method === method) return { kind: 'found', route, params }
    allowed.push(route.method)
  }
  return allowed.length > 0 ? { kind: 'wrong method', allowed } : { kind: 'unknown' }
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Map<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params = new Map<string, string>()
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? ''
    const name = /^\{(.+)\}$/.exec(expected)?.[1]
    if (name !== undefined) params.set(name, segment)
    else if (expected.toLowerCase() !== segment.toLowerCase()) return undefined
  }
  return params
}
