import { ClaimsIdentity } from 'botframework-connector'
import { type BotIdentity, botAuthentication } from './authentication.ts'
import type { BotFramework } from './bot-framework.ts'

const timeoutMs = 20_000

/** Whether the Bot Framework gives the bot a token: resolves, or rejects with a sentence in which there is no secret. */
export async function checkTeamsCredentials(identity: BotIdentity, serviceUrl: string): Promise<void> {
  const authentication = await botAuthentication(identity)
  const factory = authentication.createConnectorFactory(new ClaimsIdentity([{ type: 'aud', value: identity.appId }]))
  const { credentials } = await factory.create(serviceUrl)
  let authorization = ''
  const headers = {
    set: (name: string, value: string) => {
      if (name.toLowerCase() === 'authorization') authorization = value
    },
  }
  try {
    // Of the request the SDK's credentials touch its headers alone.
    await inTime(credentials.signRequest({ headers } as unknown as Parameters<typeof credentials.signRequest>[0]))
  } catch (error) {
    throw new Error(`The bot gets no token for Teams: ${firstLine(error)}`, { cause: error })
  }
  if (!/^Bearer .+/.test(authorization)) throw new Error('The bot gets no token for Teams: the answer had none.')
}

/** Whether the keys that sign Teams' calls can be found, and are those of the cloud: resolves, or rejects with a sentence. */
export async function checkTokenKeys({ openIdMetadataUrl: url, issuer }: BotFramework): Promise<void> {
  let metadata: unknown
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok) throw new Error(`it answered ${response.status}`)
    metadata = await response.json()
  } catch (error) {
    throw new Error(`${url} cannot be read: ${firstLine(error)}`, { cause: error })
  }
  const found = typeof metadata === 'object' && metadata !== null && 'issuer' in metadata ? metadata.issuer : undefined
  if (found !== issuer) throw new Error(`${url} is not what it should be: its issuer is not ${issuer}.`)
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('there was no answer in time')), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What fetch calls "fetch failed" has its reason in the cause. */
function firstLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 300)
  const { code } = (error.cause ?? {}) as { code?: unknown }
  const [line = ''] = error.message.split(/\r?\n/)
  return `${line.slice(0, 300)}${typeof code === 'string' ? ` (${code})` : ''}`
}
