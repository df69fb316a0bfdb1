import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { TeamsWire } from '../test/adapters/teams/teams-wire.ts'

/** One turn to make: the activity, and how its answer is known among the calls to the connector. */
export interface Turn {
  readonly activity: Record<string, unknown>
  readonly conversation: string
}

export interface Measured {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** One person after the other: what a turn leaves behind (the approvers' card, notes) is not the next one's to wait for. */
const pauseMs = 10

/**
 * Posts turns to a bot, so many at once, and measures from the post to the first message that reaches the conversation. The rate counts
 * what a turn leaves behind as well: it ends when the bot has `settled`. Times in milliseconds.
 */
export async function load(
  wire: TeamsWire,
  botUrl: string,
  turns: readonly Turn[],
  atOnce: number,
  settled = async () => {},
): Promise<Measured> {
  // In turn: somebody who is slow may still wait when their next turn begins.
  const waiting = new Map<string, (() => void)[]>()
  wire.answerWith(({ path }) => {
    const conversation = /\/v3\/conversations\/([^/]+)\/activities/.exec(path)?.[1] ?? ''
    waiting.get(conversation)?.shift()?.()
    return { status: 200 }
  })
  // What was told before is nobody's to keep: it would make this process slower from round to round.
  wire.calls.length = 0
  const token = await wire.token()
  const took: number[] = []
  let next = 0
  const started = performance.now()
  const worker = async (): Promise<void> => {
    for (let turn = turns[next++]; turn; turn = turns[next++]) {
      const from = performance.now()
      const answered = new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no answer in ${turn?.conversation}`)), 20_000)
        const conversation = turn?.conversation ?? ''
        const answer = () => {
          clearTimeout(timer)
          resolve()
        }
        waiting.set(conversation, [...(waiting.get(conversation) ?? []), answer])
      })
      const status = await post(`${botUrl}/api/messages`, token, JSON.stringify(turn.activity))
      if (status < 200 || status > 299) throw new Error(`the bot answered ${status}`)
      await answered
      took.push(performance.now() - from)
      if (atOnce === 1) await pause(pauseMs)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await settled()
  const seconds = (performance.now() - started) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN
  return { perSecond: turns.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

const agent = new Agent({ keepAlive: true })

/** Not by `fetch`, which costs several times as much: whoever makes the load shares a core with the database. */
function post(url: string, authorization: string, body: string): Promise<number> {
  const headers = {
    authorization,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((answered, failed) => {
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume()
      response.once('end', () => answered(response.statusCode ?? 0))
      response.once('error', failed)
    })
    sent.once('error', failed)
    sent.end(body)
  })
}
