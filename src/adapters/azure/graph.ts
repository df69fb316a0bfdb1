import { setTimeout as wait } from 'node:timers/promises'
import type { ResourceGraphClient } from '@azure/arm-resourcegraph'
import type { AzureAccess } from './azure-access.ts'
import { azureError } from './azure-error.ts'
import { optionalText, UnreadableAnswer } from './wire.ts'

const pageSize = 1_000
const timeoutMs = 60_000
/** Resource Graph lets a caller ask some fifteen times in five seconds: a large estate has to wait in between. */
const mostTries = 6
const longestWaitMs = 60_000

export interface GraphQuery {
  readonly query: string
  /** Absent: every subscription that the bot may see. */
  readonly subscriptions?: readonly string[]
  readonly signal: AbortSignal
}

/** Asks Resource Graph and answers its rows, page after page. Throws `AzureError`; waits and asks again where it is asked to slow down. */
export type Graph = (query: GraphQuery) => AsyncGenerator<unknown>

/** Resource Graph through Azure's client for it, which is loaded when it is first asked. */
export function azureGraph({ credential, cloud, transport }: AzureAccess): Graph {
  return async function* rows({ query, subscriptions, signal }) {
    const { ResourceGraphClient } = await import('@azure/arm-resourcegraph')
    // This client asks for a token of the public cloud, whatever its address: hence the scope that is ours.
    const ours = { getToken: () => credential.getToken(cloud.scope, { abortSignal: signal }) }
    const client = new ResourceGraphClient(ours, {
      baseUri: cloud.endpoint,
      noRetryPolicy: true,
      ...(transport === undefined ? {} : { httpClient: transport.legacy }),
    })
    const scope = subscriptions === undefined ? {} : { subscriptions: [...subscriptions] }
    let skipToken: string | undefined
    do {
      const options = { top: pageSize, resultFormat: 'objectArray', ...(skipToken ? { skipToken } : {}) } as const
      const page = await patiently(signal, async () => {
        const abortSignal = legacySignal(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
        return await client.resources({ query, options, ...scope }, { abortSignal })
      })
      const data: unknown = page.data
      if (!Array.isArray(data)) throw azureError(new UnreadableAnswer('data is no list'), 'read')
      yield* data
      skipToken = optionalText(page, 'skipToken')
    } while (skipToken)
  }
}

async function patiently<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      const failure = azureError(error, 'read')
      const busy = failure.status === 429 || failure.status === 503
      if (!busy || tries >= mostTries || signal.aborted) throw failure
      await wait(Math.min(failure.retryAfterMs ?? 1_000 * tries, longestWaitMs), undefined, { signal, ref: false })
    }
  }
}

/** The older client's types name the browser's `Event` in a signal; it only ever asks and listens. */
function legacySignal(signal: AbortSignal): LegacySignal {
  return signal as unknown as LegacySignal
}

type LegacySignal = NonNullable<NonNullable<Parameters<ResourceGraphClient['resources']>[1]>['abortSignal']>
