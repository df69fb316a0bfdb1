/** A message that is there: its conversation, perhaps in a thread, and its id. */
export interface MessagePlace {
  readonly conversation: string
  readonly messageId: string
}

const inChannel = /^(19:[\w-]+@thread\.(?:tacv2|skype))(?:;messageid=(\d+))?$/

/** The link that opens a message of a channel in Teams; undefined for one that stands elsewhere: only members of the channel can follow it. */
export function messageLink({ conversation, messageId }: MessagePlace, tenantId: string): string | undefined {
  const [, channel, root = messageId] = inChannel.exec(conversation) ?? []
  if (channel === undefined || !/^\d+$/.test(messageId)) return undefined
  const query = new URLSearchParams({ tenantId, parentMessageId: root, createdTime: messageId })
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(channel)}/${messageId}?${query}`
}
