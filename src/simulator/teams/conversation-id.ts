/** `19:…@thread.tacv2;messageid=170` is the thread under message 170 of the channel `19:…@thread.tacv2`. */
export function splitThread(id: string): { readonly conversation: string; readonly root?: string } {
  const [conversation = id, ...parts] = id.split(';')
  const root = parts.find((part) => part.startsWith('messageid='))?.slice('messageid='.length)
  return root ? { conversation, root } : { conversation }
}

export function threadId(conversation: string, root: string | undefined): string {
  return root === undefined ? conversation : `${conversation};messageid=${root}`
}
