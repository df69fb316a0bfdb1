import type { PageRoute } from '../../../ports/page-api.ts'

/** `allow`: the path is known, by other methods. */
export type Matched =
  | { readonly kind: 'route'; readonly route: PageRoute; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'method'; readonly allow: string }
  | { readonly kind: 'none' }

/** The route of a path below the prefix, its parts decoded. What cannot be decoded matches nothing. */
export function matchRoute(routes: readonly PageRoute[], method: string, path: string): Matched {
  const matching = routes.flatMap((route) => {
    const params = paramsOf(route.path.split('/'), path.split('/'))
    return params ? [{ kind: 'route', route, params } as const] : []
  })
  const found = matching.find(({ route }) => route.method === method)
  if (found) return found
  const methods = matching.map(({ route }) => route.method)
  return methods.length === 0 ? { kind: 'none' } : { kind: 'method', allow: [...new Set(methods)].join(', ') }
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(wanted)?.[1]
    if (name === undefined) {
      if (part !== wanted) return undefined
      continue
    }
    const value = decoded(part)
    if (value === undefined || value === '') return undefined
    params[name] = value
  }
  return params
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
