import { z } from 'zod'
import type { Chat, PageDialog, Turn } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Answer } from './invoke.ts'

// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
const fetched = z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() })

/** `task/fetch`: a button with `msteams.type` of that name was pressed; its data comes with the inputs merged in. */
export async function answerFetch(
  chat: Chat,
  turn: Turn,
  value: unknown,
  messageId: string | undefined,
): Promise<Answer> {
  const { data: fetch } = fetched.safeParse(value)
  if (!fetch) return { status: 400 }
  const { msteams: _how, ...data } = fetch.data ?? {}
  const verb = typeof data.verb === 'string' ? data.verb.slice(0, 256) : ''
  return taskAnswer(await chat.openPage(turn, { verb, data, trigger: 'manual', ...(messageId ? { messageId } : {}) }))
}

/** `task/submit`: what the page gave to `dialog.url.submit`. What comes of it is said where its button was. */
export async function answerSubmit(
  chat: Chat,
  turn: Turn,
  value: unknown,
  whisper: (message: OutgoingMessage) => Promise<void>,
): Promise<Answer> {
  const { data: submitted } = fetched.safeParse(value)
  if (!submitted) return { status: 400 }
  const answer = await chat.submitPage(turn, submitted.data ?? {})
  if (answer?.kind !== 'message') return taskAnswer(answer)
  await whisper(answer.message)
  return taskAnswer(undefined)
}

/** Without a task in the answer the dialog closes. */
export function taskAnswer(answer: PageDialog | undefined): Answer {
  if (!answer) return { status: 200, body: {} }
  if (answer.kind === 'sentence') return { status: 200, body: { task: { type: 'message', value: answer.text } } }
  const { title, url, width, height } = answer
  return { status: 200, body: { task: { type: 'continue', value: { title, url, width, height } } } }
}
