/** A token that stands for "go on from the entry at this index", opaque to whoever carries it. */
export function writeSkipToken(index: number): string {
  return Buffer.from(`from ${index}`).toString('base64url')
}

/** The index in a token of ours; undefined for anything else. */
export function readSkipToken(token: string): number | undefined {
  const index = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  return index === undefined ? undefined : Number(index)
}
