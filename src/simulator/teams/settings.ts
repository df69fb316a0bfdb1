/** At most `count` operations within any `windowMs`. */
export type RateLimit = { readonly count: number; readonly windowMs: number }

/** Switches of the simulated Teams. The object is live: a change holds from the next call on. */
export type TeamsSimulatorSettings = {
  /** Per conversation and per app; an empty list is no limit. Counted in real time, as Teams does, not in the sandbox's. */
  conversationLimits: readonly RateLimit[]
  appLimits: readonly RateLimit[]
  /** How long a call on a conversation lasts; another one that comes meanwhile is refused with 412. */
  operationMs: number
  /** Text and cards of one message; more is 413. Documented values vary from 28 to 100 KB. */
  largestMessageBytes: number
  /** How often one person's client refreshes one message. */
  refreshEveryMs: number
  /** Whether an edit lets a client refresh at once, whatever the minute. Microsoft's pages can be read both ways. */
  refreshAfterEdit: 'at once' | 'within the minute'
  /** The newest messages of a conversation, which its reader has on the screen: no others refresh. */
  messagesOnScreen: number
  /** Whether `/jit …` in a channel is seen by its writer and the bot alone. */
  slashIsTargeted: boolean
  /** What the bot hears of a channel: the messages that mention it, or, with consent to that, all. */
  channelMessages: 'mentioned' | 'all'
  /** How long Teams waits for the bot's answer. */
  answerWithinMs: number
}

export const defaultSettings: Readonly<TeamsSimulatorSettings> = {
  conversationLimits: [
    { count: 7, windowMs: 1_000 },
    { count: 8, windowMs: 2_000 },
    { count: 60, windowMs: 30_000 },
    { count: 1_800, windowMs: 3_600_000 },
  ],
  appLimits: [{ count: 50, windowMs: 1_000 }],
  operationMs: 2,
  largestMessageBytes: 28 * 1024,
  refreshEveryMs: 60_000,
  refreshAfterEdit: 'within the minute',
  messagesOnScreen: 30,
  slashIsTargeted: false,
  channelMessages: 'mentioned',
  answerWithinMs: 15_000,
}
