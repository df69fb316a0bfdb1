import { setTimeout as wait } from 'node:timers/promises'
import type { Client, Context, Middleware } from '@microsoft/microsoft-graph-client'

/** How to talk to Microsoft Graph. `endpoint` is of the cloud, without a path; `send` stands in for the network. */
export interface GraphAccess {
  readonly endpoint: string
  readonly token: (signal: AbortSignal) => Promise<string>
  readonly send?: typeof fetch
}

/** One call of Graph by Microsoft's client: once more where Graph is busy, within a bound, since somebody waits for the answer. */
export type GraphCall = <T>(make: (client: Client, signal: AbortSignal) => Promise<T>) => Promise<T>

const mostTries = 3
const busy: readonly number[] = [429, 502, 503, 504]

/** The client is loaded when it is first asked. */
export function graphCall({ endpoint, token, send = fetch }: GraphAccess, timeoutMs: number): GraphCall {
  let made: Promise<Client> | undefined

  async function makeClient(): Promise<Client> {
    const { Client } = await import('@microsoft/microsoft-graph-client')
    // Its own chain retries without an end in time, and sends the token along with redirections.
    const middleware: Middleware = {
      async execute(context: Context) {
        const url = typeof context.request === 'string' ? context.request : context.request.url
        if (!url.startsWith(`${endpoint}/`)) throw new Error('a call of Graph leads elsewhere')
        const signal = context.options?.signal ?? AbortSignal.timeout(timeoutMs)
        const headers = new Headers(context.options?.headers as Record<string, string>)
        headers.set('authorization', `Bearer ${await token(signal)}`)
        const init = { ...context.options, headers, signal, redirect: 'error' } as const
        context.response = await send(url, init)
      },
    }
    return Client.initWithMiddleware({ middleware, baseUrl: `${endpoint}/`, defaultVersion: 'v1.0' })
  }

  return async (make) => {
    const signal = AbortSignal.timeout(timeoutMs)
    made ??= makeClient()
    const client = await made
    for (let tries = 1; ; tries++) {
      try {
        return await make(client, signal)
      } catch (error) {
        // The client does not tell it from other trouble.
        if (signal.aborted)
          throw Object.assign(new Error('no answer in time', { cause: error }), { name: 'TimeoutError' })
        const { statusCode, headers } = error as { statusCode?: number; headers?: Headers }
        const waitMs = retryAfterMs(headers) ?? 200 * 3 ** tries
        // Who is asked to wait longer than the time there is gives up now.
        if (!busy.includes(statusCode ?? 0) || tries >= mostTries || waitMs > timeoutMs / 2) throw error
        await wait(waitMs, undefined, { signal, ref: false })
      }
    }
  }
}

function retryAfterMs(headers: Headers | undefined): number | undefined {
  const value = headers?.get?.('retry-after')
  return value && /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : undefined
}
