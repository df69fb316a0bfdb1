import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline'
import type { AzureAccess } from './azure-access.ts'
import { azureError } from './azure-error.ts'
import { listAt, optionalText, UnreadableAnswer } from './wire.ts'

const timeoutMs = 20_000
/** No list that is asked for here is near so long: a server that always has another page is not followed for ever. */
const mostPages = 100

/** Azure Resource Manager for what none of Azure's own clients is there for. `path` has its query with it. */
type ListFromAzure = (path: string) => Promise<readonly unknown[]>

/** Reads with the bot's own token and never beyond the cloud's own address. Both throw `AzureError`. */
export function resourceManager({ credential, cloud, transport }: AzureAccess): {
  readonly get: (path: string) => Promise<unknown>
  /** Page after page. */
  readonly list: ListFromAzure
} {
  const client = transport ?? createDefaultHttpClient()
  const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 1 } })
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: cloud.scope }))

  async function read(url: string): Promise<unknown> {
    const request = createPipelineRequest({ url, abortSignal: AbortSignal.timeout(timeoutMs) })
    const response = await pipeline.sendRequest(client, request)
    if (response.status !== 200)
      throw new RestError(`Azure answered ${response.status}`, { statusCode: response.status, request, response })
    try {
      return JSON.parse(response.bodyAsText ?? '')
    } catch {
      throw new UnreadableAnswer('it is not JSON')
    }
  }

  async function get(path: string): Promise<unknown> {
    try {
      return await read(`${cloud.endpoint}${path}`)
    } catch (error) {
      throw azureError(error, 'read')
    }
  }

  async function list(path: string): Promise<readonly unknown[]> {
    try {
      const items: unknown[] = []
      let url: string | undefined = `${cloud.endpoint}${path}`
      for (let pages = 0; url !== undefined && pages < mostPages; pages++) {
        const page: unknown = await read(url)
        items.push(...listAt(page, 'value'))
        url = optionalText(page, 'nextLink') || undefined
        if (url !== undefined && !url.startsWith(`${cloud.endpoint}/`))
          throw new UnreadableAnswer('nextLink leads elsewhere')
      }
      return items
    } catch (error) {
      throw azureError(error, 'read')
    }
  }
  return { get, list }
}
