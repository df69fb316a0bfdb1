/**
 * The parts of a path that stand where the pattern has `{name}`, decoded; undefined where it does not match. Empty segments do not
 * count, nor does the case of the fixed ones. Throws URIError for a part that cannot be decoded.
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const parts = pattern.split('/')
  const segments = path.split('/').filter((segment) => segment !== '')
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = decodeURIComponent(segment)
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined
  }
  return params
}
