import { Agent } from 'node:http'
import type { ResourceGraphClient } from '@azure/arm-resourcegraph'
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelineRequestOptions,
  type PipelineResponse,
} from '@azure/core-rest-pipeline'

/** For clients on `@azure/core-rest-pipeline`, such as `@azure/arm-security`: `new SecurityCenter(…, { httpClient })`. */
export type LoopbackTransport = HttpClient & {
  /** The same for clients on the older `@azure/ms-rest-js`, such as `@azure/arm-resourcegraph` 4. */
  readonly legacy: LegacyHttpClient
  /** Closes the connections that are kept. */
  close(): void
}

type LegacyOptions = NonNullable<ConstructorParameters<typeof ResourceGraphClient>[1]>
type LegacyHttpClient = NonNullable<LegacyOptions['httpClient']>
type LegacyRequest = Parameters<LegacyHttpClient['sendRequest']>[0]

/**
 * Sends every request to `baseUrl` instead of the host that it names, and otherwise as in production: same client, errors,
 * time-outs and aborts. The service learns the host that was meant from `Host` and `X-Forwarded-Proto`.
 * Throws when `baseUrl` is not plain http on loopback: bearer tokens must not leave the machine unencrypted.
 */
export function loopbackTransport(baseUrl: string): LoopbackTransport {
  const base = readLoopbackUrl(baseUrl)
  const agent = new Agent({ keepAlive: true })
  const client = createDefaultHttpClient()

  const send = (url: string, headers: Record<string, string>, rest: Omit<PipelineRequestOptions, 'url'>) => {
    const meant = new URL(url)
    const forwarded = { ...headers, host: meant.host, 'x-forwarded-proto': meant.protocol.slice(0, -1) }
    // Not through URL for the path: it would tidy up what the client really wrote.
    const target = `${base.origin}${url.slice(url.indexOf(meant.host) + meant.host.length)}`
    const redirected = { url: target, headers: createHttpHeaders(forwarded), allowInsecureConnection: true, agent }
    return client.sendRequest(createPipelineRequest({ ...rest, ...redirected }))
  }

  return {
    async sendRequest(request) {
      const { url, headers, agent: _agent, tlsSettings: _tlsSettings, proxySettings: _proxySettings, ...rest } = request
      return { ...(await send(url, headers.toJSON({ preserveCase: true }), rest)), request }
    },
    legacy: {
      async sendRequest(request) {
        const { method, timeout, abortSignal, body } = request
        const aborting = toAbortSignal(abortSignal)
        const options = {
          method,
          timeout,
          ...(body !== undefined && { body }),
          ...(aborting && { abortSignal: aborting }),
        }
        return toLegacyResponse(request, await send(request.url, request.headers.rawHeaders(), options))
      },
    },
    close: () => agent.destroy(),
  }
}

function readLoopbackUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return url
  throw new Error(`The simulated Azure must be at http://127.0.0.1:<port>, not at "${baseUrl}".`)
}

function toAbortSignal(older: LegacyRequest['abortSignal']): AbortSignal | undefined {
  if (older === undefined) return undefined
  const controller = new AbortController()
  if (older.aborted) controller.abort()
  older.addEventListener('abort', () => controller.abort())
  return controller.signal
}

function toLegacyResponse(request: LegacyRequest, { status, headers, bodyAsText }: PipelineResponse) {
  // The older client's own kind of headers, without importing the package that has it.
  const legacyHeaders = request.headers.clone()
  for (const name of legacyHeaders.headerNames()) legacyHeaders.remove(name)
  for (const [name, value] of headers) legacyHeaders.set(name, value)
  return { request, status, headers: legacyHeaders, bodyAsText: bodyAsText ?? '' }
}
