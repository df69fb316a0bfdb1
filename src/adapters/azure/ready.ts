import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
} from '@azure/core-rest-pipeline'
import { AzureError } from '../../ports/jit.ts'
import type { AzureAccess } from './azure-access.ts'
import { azureError } from './azure-error.ts'

/** So long an answer is taken for still true: probes come every few seconds, and Azure counts calls. */
const rememberedMs = 30_000
const failureRememberedMs = 5_000

/** Whether the bot can sign in to Azure and is answered: resolves, or rejects with `AzureError`. One cheap call at most each 30 seconds. `elapsedMs`: time that passes, whatever the machine's clock is set to. */
export function azureCheck(
  access: AzureAccess,
  options: { readonly elapsedMs?: () => number; readonly timeoutMs?: number } = {},
): () => Promise<void> {
  const { credential, cloud, transport } = access
  const { elapsedMs = () => performance.now(), timeoutMs = 5_000 } = options
  const client = transport ?? createDefaultHttpClient()
  const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } })
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: cloud.scope }))
  let last: { readonly answer: Promise<void>; until: number } | undefined

  async function ask(): Promise<void> {
    const url = `${cloud.endpoint}/subscriptions?api-version=2022-12-01`
    const request = createPipelineRequest({ url, abortSignal: AbortSignal.timeout(timeoutMs) })
    try {
      const { status } = await pipeline.sendRequest(client, request)
      if (status === 200) return
      throw new AzureError(({ words }) => words.azure.answered(status), {
        outcome: 'later',
        code: `HTTP${status}`,
        status,
      })
    } catch (error) {
      throw azureError(error, 'read')
    }
  }

  return () => {
    if (last && elapsedMs() < last.until) return last.answer
    const asked = { answer: ask(), until: Number.POSITIVE_INFINITY }
    asked.answer.then(
      () => {
        asked.until = elapsedMs() + rememberedMs
      },
      () => {
        asked.until = elapsedMs() + failureRememberedMs
      },
    )
    last = asked
    return asked.answer
  }
}
