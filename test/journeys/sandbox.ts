import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buttonsOf,
  cardText,
  eventually,
  type SandboxClient,
  type SeenMessage,
  sandboxClient,
} from '../../src/cli/sandbox-client.ts'
import { type StartedProgram, startProgram } from '../../src/cli/start-program.ts'
import { freshDatabase } from '../fresh-database.ts'
import { startWarm } from '../programs/start-warm.ts'
import { passTimeWithout } from './while-away.ts'

export type Name = 'emma' | 'eva' | 'adam' | 'aisha' | 'petra' | 'omar' | 'oscar'

/** The people of the sandbox by their first names. */
export const ids: Record<Name, string> = {
  emma: 'e0000000-0000-4000-8000-000000000001',
  eva: 'e0000000-0000-4000-8000-000000000002',
  adam: 'a0000000-0000-4000-8000-000000000001',
  aisha: 'a0000000-0000-4000-8000-000000000002',
  petra: 'ad000000-0000-4000-8000-000000000001',
  omar: '0d170000-0000-4000-8000-000000000001',
  oscar: '0b515ede-0000-4000-8000-000000000001',
}

/** The started program with hands and eyes for each person. */
export interface Journey {
  readonly api: SandboxClient
  program(): Program
  readonly directory: string
  /** What the program was started with: for other programs that work on the same data. */
  readonly settings: Readonly<Record<string, string>>
  /** The id of somebody's personal chat, or of a channel by its name. */
  room(as: Name, channel?: string): Promise<string>
  /** All messages of a conversation as somebody sees them. */
  read(as: Name, channel?: string): Promise<SeenMessage[]>
  /** Types something and answers the first new message of the bot there that is no notice, or the first whose words match. */
  type(as: Name, text: string, channel?: string, says?: RegExp): Promise<SeenMessage>
  /** Asks for access and answers the status card, whatever else arrives meanwhile. */
  ask(as: Name, text: string, channel?: string): Promise<SeenMessage>
  /** Waits for a card whose words match, newest first. */
  card(as: Name, pattern: RegExp, channel?: string): Promise<SeenMessage>
  /** Waits until this message's words match. */
  becomes(as: Name, message: string, pattern: RegExp, channel?: string): Promise<SeenMessage>
  /** Presses a button and answers what the presser alone reads: a sentence, or the words of the card. */
  press(as: Name, message: string, action: string, more?: { inputs?: object; forge?: object }): Promise<string>
  /** Sends what a button of a card that somebody does not see would send, from a card of their own. */
  steal(as: Name, card: unknown, action: string, inputs?: object): Promise<string>
  /** Kills the program without warning and starts it again on the same data, so much later (milliseconds). */
  crash(awayMs?: number): Promise<void>
  /** As `crash`, but it ends what it is about: for what is remembered, where nothing is under way. */
  restart(awayMs?: number): Promise<void>
  stop(): Promise<void>
}

type Program = Omit<StartedProgram, 'process'>
type Settings = Readonly<Record<string, string>>

/** On a database of its own, on the server that the test run shares, in a process that is kept for the next journey. */
export async function startJourney(settings: Settings = {}): Promise<Journey> {
  const database = await freshDatabase()
  const all = { DATABASE_URL: database.url, ...settings }
  return await begin(startWarm, all, () => database.drop()).catch(async (error: unknown) => {
    await database.drop()
    throw error
  })
}

/** As somebody has it who has just installed it: `npm start`, with the database server that comes with it. */
export async function startNewcomersJourney(settings: Settings = {}): Promise<Journey> {
  return await begin(startProgram, settings, async () => undefined)
}

async function begin(
  start: (settings: Settings) => Promise<Program>,
  settings: Settings,
  release: () => Promise<void>,
): Promise<Journey> {
  const directory = mkdtempSync(join(tmpdir(), 'jit-journey-'))
  mkdirSync(join(directory, 'sandbox'))
  const clock = join(directory, 'sandbox', 'clock.jsonl')
  writeFileSync(clock, `${JSON.stringify(['offsetMs', nextMorning() - Date.now()])}\n`)
  const all = { DATA_DIR: directory, ...settings }
  let program = await start(all)
  let api = sandboxClient(program.url)
  const rooms = new Map<string, string>()

  async function comeBack(awayMs = 0): Promise<void> {
    if (awayMs > 0) await passTimeWithout({ directory, settings: all }, awayMs)
    program = await start(all)
    api = sandboxClient(program.url)
  }

  /** As `eventually`; a wait in vain tells what the program said of late. */
  async function patiently<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
    return await eventually(what, probe).catch((error: Error) => {
      const said = program.output().trimEnd().split('\n').slice(-lastLines).join('\n')
      throw new Error(`${error.message}. The program said:\n${said}`, { cause: error })
    })
  }

  /** Waits for a fact, and soon lets the sandbox's time pass meanwhile: what takes Azure a second or two need not take ours. */
  async function soon<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
    const patientUntil = performance.now() + patienceMs
    let passed = 0
    return await patiently(what, async () => {
      const found = await probe()
      if (found !== undefined || passed >= mostSeconds || performance.now() < patientUntil) return found
      passed++
      await api.advance(1)
      return await probe()
    })
  }

  async function typeAndWait(
    as: Name,
    text: string,
    channel: string | undefined,
    wanted: (message: SeenMessage) => boolean,
  ) {
    const room = await journey.room(as, channel)
    const before = new Set((await api.messages(ids[as], room)).map((message) => message.id))
    const said = await api.say(ids[as], room, text)
    return await patiently(`an answer to “${text.slice(0, 80)}” (status ${said.status})`, async () =>
      (await api.messages(ids[as], room)).find(
        (message) => message.from.bot && !before.has(message.id) && wanted(message),
      ),
    )
  }

  const journey: Journey = {
    get api() {
      return api
    },
    program: () => program,
    directory,
    settings: all,
    async room(as, channel) {
      const key = channel ?? as
      const known = rooms.get(key)
      if (known) return known
      const all = await api.conversations(ids[as])
      const found = all.find((c) => (channel === undefined ? c.kind === 'personal' : c.name === channel))
      if (!found) throw new Error(`${as} sees no ${key}`)
      rooms.set(key, found.id)
      return found.id
    },
    async read(as, channel) {
      return await api.messages(ids[as], await journey.room(as, channel))
    },
    type: (as, text, channel, says) =>
      typeAndWait(as, text, channel, ({ card }) => (says ? says.test(cardText(card)) : !notice.test(cardText(card)))),
    ask: (as, text, channel) =>
      typeAndWait(as, text, channel, (message) => /\nRequest\n[0-9A-Z]{8}/.test(cardText(message.card))),
    async card(as, pattern, channel) {
      return await soon(`a card for ${as} that says ${pattern}`, async () =>
        (await journey.read(as, channel)).findLast(
          (message) => message.card !== undefined && pattern.test(cardText(message.card)),
        ),
      )
    },
    async becomes(as, message, pattern, channel) {
      return await soon(`message ${message} to say ${pattern}`, async () =>
        (await journey.read(as, channel)).find((m) => m.id === message && pattern.test(cardText(m.card))),
      )
    },
    async press(as, message, action, more) {
      const { status, body } = await api.press(ids[as], message, action, more)
      if (status !== 200) throw new Error(`the bot answered ${status} to ${action}`)
      return typeof body.value === 'string' ? body.value : cardText(body.value)
    },
    async steal(as, card, action, inputs = {}) {
      const own = await journey.type(as, '/jit help')
      const { verb, data } = sentBy(card, action)
      return await journey.press(as, own.id, buttonsOf(own.card)[0] ?? '', {
        forge: { verb, data: { ...data, ...inputs } },
      })
    },
    async crash(awayMs) {
      await program.kill()
      await comeBack(awayMs)
    },
    async restart(awayMs) {
      await program.stop()
      await comeBack(awayMs)
    },
    async stop() {
      await program.stop()
      rmSync(directory, { recursive: true, force: true })
      await release()
    },
  }
  return journey
}

/** Every journey begins at nine in the morning (UTC): whether a digest or midnight lies on its way must not depend on when it is run. */
export function nextMorning(): number {
  const today = new Date().setUTCHours(9, 0, 0, 0)
  return today > Date.now() ? today : today + 24 * 3_600_000
}

const patienceMs = 60
const mostSeconds = 5
const lastLines = 30

/** What comes by itself: the end of an earlier story may arrive while an answer is waited for. */
const notice =
  /^(Approved|Still waiting|Escalated|Stricter since you asked|Open until|Extended|Ends at|Ended|Being closed|Closed|Denied|Lapsed|Could not be opened|Still open)[^\n]*: /

/** The request id that a card shows. */
export function requestIdOf(message: SeenMessage): string {
  const found = /\b[0-9A-HJKMNP-TV-Z]{8}\b(?=$|\n)/m.exec(cardText(message.card))?.[0]
  if (!found) throw new Error(`no request id on: ${cardText(message.card)}`)
  return found
}

/** What a button of this title or verb sends. */
function sentBy(card: unknown, name: string): { verb: string; data: Record<string, unknown> } {
  const found: { verb: string; data: Record<string, unknown> }[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, title, verb, data } = node as Record<string, unknown>
    if (type === 'Action.Execute' && [title, verb].includes(name))
      found.push({ verb: String(verb), data: data as Record<string, unknown> })
    for (const child of Object.values(node)) visit(child)
  }
  visit(card)
  const [button] = found
  if (!button) throw new Error(`no button ${name} on: ${cardText(card)}`)
  return button
}

export { buttonsOf, cardText, eventually }
