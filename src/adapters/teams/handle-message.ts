import type { Chat, PressAnswer, Turn } from '../../ports/chat.ts'
import type { Messenger, OutgoingMessage } from '../../ports/messenger.ts'
import type { IncomingActivity } from './activity.ts'
import { readSubmit } from './invoke.ts'
import { stripMentions } from './mention.ts'
import { sentenceMessage } from './message-activity.ts'

export interface MessageReplies {
  /** Says something where the person wrote, for all who are there. */
  say(message: OutgoingMessage): Promise<void>
  readonly messenger: Messenger
}

/** What was typed, or an `Action.Submit` that was pressed: both come as a message. */
export async function handleMessage(
  chat: Chat,
  turn: Turn,
  activity: IncomingActivity,
  botId: string,
  replies: MessageReplies,
): Promise<'message' | 'submit'> {
  const submit = activity.text?.trim() ? undefined : readSubmit(activity.value)
  if (submit) {
    const from = activity.replyToId ? { messageId: activity.replyToId } : {}
    await answerSubmit(await chat.press(turn, { ...submit, trigger: 'manual', ...from }), turn, replies)
    return 'submit'
  }
  const answer = await chat.message(turn, stripMentions(activity.text ?? '', activity.entities ?? [], botId))
  if (answer) await replies.say(answer)
  return 'message'
}

/** A submit has no view of its own to answer into. The answer is for that person alone: outside their personal chat it goes there. */
async function answerSubmit(answer: PressAnswer, turn: Turn, replies: MessageReplies): Promise<void> {
  const message = answer.kind === 'card' ? { card: answer.card, summary: 'Your answer' } : sentenceMessage(answer.text)
  if (turn.conversation.kind === 'personal') await replies.say(message)
  else await replies.messenger.post({ kind: 'person', person: turn.person.id }, message)
}
