import type { Turn } from '../ports/chat.ts'

/**
 * The message whose card was pressed, where another may take its place: in a personal chat. In a channel one person alone may see it, and
 * what is for all can not stand there.
 */
export function takenOver(
  { conversation }: Turn,
  messageId: string | undefined,
): { readonly conversation: string; readonly messageId: string } | undefined {
  if (messageId === undefined || conversation.kind !== 'personal') return undefined
  return { conversation: conversation.id, messageId }
}
