import { z } from 'zod'
import type { Chat, DialogAnswer, Turn } from '../../ports/chat.ts'
import type { IncomingActivity } from './activity.ts'
import type { Answer } from './invoke.ts'

export const openingName = 'composeExtension/fetchTask'
export const submissionName = 'composeExtension/submitAction'

/** Whether it comes from the message extension, which people use anywhere: in chats, too, in which the bot is not. */
export function isDialog({ type, name }: IncomingActivity): boolean {
  return type === 'invoke' && (name?.startsWith('composeExtension/') ?? false)
}

/** Longer than any message of Teams; what is longer is no message. */
const longestSaid = 100_000

const opened = z.looseObject({
  commandId: z.string().max(64),
  messagePayload: z
    .looseObject({ body: z.looseObject({ content: z.string().max(longestSaid).nullish() }).nullish() })
    .nullish(),
})

const submitted = z.looseObject({ data: z.record(z.string(), z.unknown()) })

/** `composeExtension/fetchTask`: an action of the message extension was chosen. */
export async function answerOpening(chat: Chat, turn: Turn, value: unknown): Promise<Answer> {
  const { data: read } = opened.safeParse(value)
  if (!read) return { status: 400 }
  const said = read.messagePayload?.body?.content
  return dialogAnswer(await chat.openDialog(turn, { command: read.commandId, ...(said ? { said } : {}) }))
}

/** `composeExtension/submitAction`: a button of the dialog, its verb in its data. */
export async function answerSubmission(chat: Chat, turn: Turn, value: unknown): Promise<Answer> {
  const { data: read } = submitted.safeParse(value)
  if (!read) return { status: 400 }
  const verb = typeof read.data.verb === 'string' ? read.data.verb.slice(0, 256) : ''
  return dialogAnswer(await chat.submitDialog(turn, { verb, data: read.data, trigger: 'manual' }))
}

/** What the dialog shows next, as Teams takes it. */
export function dialogAnswer(answer: DialogAnswer): Answer {
  if (answer.kind === 'done') return { status: 200, body: { task: { type: 'message', value: answer.text } } }
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: answer.card }
  const value = { title: answer.title, width: 'medium', height: 'large', card }
  return { status: 200, body: { task: { type: 'continue', value } } }
}
