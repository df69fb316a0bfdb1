import { createHash } from 'node:crypto'
import { BotFrameworkAuthentication, type ConnectorClient, type UserTokenClient } from 'botframework-connector'

type Args<Method extends keyof BotFrameworkAuthentication> = Parameters<BotFrameworkAuthentication[Method]>

type Authenticated = Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>

/** Teams uses a token for an hour or so: its signature is checked again after this time, its end (by whoever calls) each time. */
const provenForMs = 5 * 60_000
const mostProven = 500

/**
 * Checks each call like the authentication that it wraps, a token that was proven for the same channel and service URL not again for
 * minutes; and makes the SDK's two HTTP clients once and not anew in every turn, where they cost as much as the check: the bot answers
 * through its own connector and signs nobody in, so that neither is ever called.
 */
export class TurnAuthentication extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication
  #connector: Promise<ConnectorClient> | undefined
  #tokens: Promise<UserTokenClient> | undefined
  readonly #now: () => number
  readonly #proven = new Map<string, { readonly result: Promise<Authenticated>; readonly at: number }>()

  /** `now`: milliseconds of a clock that only goes on. */
  constructor(inner: BotFrameworkAuthentication, now = () => performance.now()) {
    super()
    this.#inner = inner
    this.#now = now
  }

  override authenticateRequest(...args: Args<'authenticateRequest'>): Promise<Authenticated> {
    const [{ channelId, serviceUrl }, authorization] = args
    // All that the SDK looks at. Not kept as it is: it opens the bot.
    const key = createHash('sha256')
      .update(JSON.stringify([authorization, channelId, serviceUrl]))
      .digest('base64')
    const proven = this.#proven.get(key)
    if (proven && this.#now() - proven.at < provenForMs) return proven.result
    if (this.#proven.size >= mostProven) this.#proven.clear()
    const result = this.#authenticate(args)
    this.#proven.set(key, { result, at: this.#now() })
    // What is refused, or could not be checked, is checked anew each time.
    result.catch(() => this.#proven.delete(key))
    return result
  }

  async #authenticate(args: Args<'authenticateRequest'>): Promise<Authenticated> {
    const result = await this.#inner.authenticateRequest(...args)
    const { connectorFactory } = result
    if (!connectorFactory) return result
    return {
      ...result,
      connectorFactory: {
        create: (...wanted: Parameters<typeof connectorFactory.create>) => {
          this.#connector ??= connectorFactory.create(...wanted).catch((error) => {
            this.#connector = undefined
            throw error
          })
          return this.#connector
        },
      },
    }
  }

  override createUserTokenClient(...args: Args<'createUserTokenClient'>) {
    this.#tokens ??= this.#inner.createUserTokenClient(...args).catch((error) => {
      this.#tokens = undefined
      throw error
    })
    return this.#tokens
  }

  override authenticateChannelRequest(...args: Args<'authenticateChannelRequest'>) {
    return this.#inner.authenticateChannelRequest(...args)
  }

  override authenticateStreamingRequest(...args: Args<'authenticateStreamingRequest'>) {
    return this.#inner.authenticateStreamingRequest(...args)
  }

  override createBotFrameworkClient() {
    return this.#inner.createBotFrameworkClient()
  }

  override createConnectorFactory(...args: Args<'createConnectorFactory'>) {
    return this.#inner.createConnectorFactory(...args)
  }
}
