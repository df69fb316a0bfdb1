import type { Chat, Turn } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { IncomingActivity } from './activity.ts'
import { readSubmit } from './invoke.ts'
import { stripMentions } from './mention.ts'
import { sentenceMessage } from './message-activity.ts'

export interface MessageReplies {
  /** Says something where the person wrote, for all who are there. */
  say(message: OutgoingMessage): Promise<void>
  /** Says it to that person alone. */
  whisper(message: OutgoingMessage): Promise<void>
  /** What a notification of a card says that has no words of its own. */
  readonly yourAnswer: string
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
    const answer = await chat.press(turn, { ...submit, trigger: 'manual', ...from })
    // A submit has no view of its own to answer into; the answer is that person's all the same.
    await replies.whisper(
      answer.kind === 'card' ? { card: answer.card, summary: replies.yourAnswer } : sentenceMessage(answer.text),
    )
    return 'submit'
  }
  const answer = await chat.message(turn, stripMentions(activity.text ?? '', activity.entities ?? [], botId))
  // What was asked in private is answered in private.
  if (answer) await (answer.forAll && !turn.targeted ? replies.say(answer) : replies.whisper(answer))
  return 'message'
}
