import { Agent, type IncomingMessage, request } from 'node:http'
import { errorCode } from '../error-code.ts'

/** What the bot answered; `body` is parsed where it is JSON. Without an answer: 502 (not reached) or 504 (too late). */
export type BotAnswer = { readonly status: number; readonly body: unknown }

export type BotCaller = {
  /** `authorization` is the whole header; undefined sends none. Never rejects. */
  call(activity: unknown, authorization: string | undefined): Promise<BotAnswer>
  close(): void
}

const longestAnswerBytes = 4 * 1024 * 1024

/** Posts activities to the bot, over kept connections. */
export function createBotCaller(endpoint: () => string, answerWithinMs: () => number): BotCaller {
  const agent = new Agent({ keepAlive: true })

  async function attempt(
    text: string,
    authorization: string | undefined,
    signal: AbortSignal,
    isRetry = false,
  ): Promise<BotAnswer> {
    const outgoing = request(endpoint(), {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
        'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
        ...(authorization === undefined ? {} : { authorization }),
      },
      signal,
    })
    try {
      return await answerTo(outgoing, text)
    } catch (error) {
      // The bot closed a kept connection just as it was used again. Should it have read the activity: Teams repeats itself, too.
      if (outgoing.reusedSocket && errorCode(error) === 'ECONNRESET' && !isRetry) {
        return await attempt(text, authorization, signal, true)
      }
      throw error
    }
  }

  return {
    async call(activity, authorization) {
      const signal = AbortSignal.timeout(answerWithinMs())
      try {
        return await attempt(JSON.stringify(activity), authorization, signal)
      } catch {
        return { status: signal.aborted ? 504 : 502, body: null }
      }
    },
    close: () => agent.destroy(),
  }
}

function answerTo(outgoing: ReturnType<typeof request>, text: string): Promise<BotAnswer> {
  return new Promise((resolve, reject) => {
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      read(response).then((body) => resolve({ status: response.statusCode ?? 502, body }), reject)
    })
    outgoing.end(text)
  })
}

async function read(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > longestAnswerBytes) throw new Error(`The bot's answer is longer than ${longestAnswerBytes} bytes.`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  try {
    return text === '' ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}
