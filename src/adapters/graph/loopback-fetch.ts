/**
 * Sends every call to `baseUrl` instead of the host that it names; the client, its errors and limits stay as in production. Throws when
 * `baseUrl` is not plain http on loopback: tokens must not leave the machine unencrypted.
 */
export function loopbackFetch(baseUrl: string): typeof fetch {
  const base = new URL(baseUrl)
  if (base.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(base.hostname))
    throw new Error(`The simulated Graph must be at http://127.0.0.1:<port>, not at "${baseUrl}".`)
  return (input, init) => {
    const meant = new URL(input instanceof Request ? input.url : input)
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-host', meant.host)
    headers.set('x-forwarded-proto', 'https')
    return fetch(`${base.origin}${meant.pathname}${meant.search}`, { ...init, headers })
  }
}
