import { z } from 'zod'
import type { IncomingActivity } from './activity.ts'

const schema = z.object({
  serviceUrl: z.string(),
  tenantId: z.string(),
  botId: z.string(),
  kind: z.enum(['personal', 'channel', 'group']),
  userId: z.string().optional(),
  /** Of the one person there, as their client told them. */
  locale: z.string().optional(),
  zone: z.string().optional(),
})

/** What it takes to speak in a conversation again: this adapter's own affair, kept by the address book as JSON. */
export type Reference = z.infer<typeof schema>

export function parseReference(stored: unknown): Reference | undefined {
  return schema.safeParse(stored).data
}

/** `19:…@thread.tacv2;messageid=170` is the thread under message 170 of the channel `19:…@thread.tacv2`. */
export function splitConversationId(id: string): { readonly conversation: string; readonly thread?: string } {
  const [conversation = id, ...rest] = id.split(';')
  const thread = rest.find((part) => part.startsWith('messageid='))?.slice('messageid='.length)
  return thread ? { conversation, thread } : { conversation }
}

export function joinConversationId(conversation: string, thread: string | undefined): string {
  return thread ? `${conversation};messageid=${thread}` : conversation
}

export function conversationKind(activity: IncomingActivity): Reference['kind'] {
  switch (activity.conversation.conversationType) {
    case 'personal':
      return 'personal'
    case 'channel':
      return 'channel'
    case 'groupChat':
      return 'group'
    default:
      // Not every event says. A group chat is the careful guess: nothing private is answered there.
      return activity.channelData?.channel?.id || activity.channelData?.team?.id ? 'channel' : 'group'
  }
}
