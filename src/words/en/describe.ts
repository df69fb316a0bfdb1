export const describe = {
  /** `port 8443`, where the protocol does not matter. */
  port: (number: number) => `port ${number}`,
  anyProtocol: 'any',
  /** Behind *from*. */
  anyAddress: 'any address',
  list: (items: readonly string[], joint: 'and' | 'or') =>
    items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`,
  movedTo: (source: string) => `moved to ${source}`,
  more: (duration: string) => `${duration} more`,
  asksFor: (title: string) => `asks for ${title}`,
  asksToMove: (what: string, source: string, until: string) => `asks to move ${what} to ${source}, until ${until}`,
  asksToExtend: (what: string, duration: string, total: string) => `asks to extend ${what} by ${duration}: ${total}`,
  total: (since: string, until: string, duration: string) => `open since ${since}, until ${until}: ${duration} in all`,
  onlyFor: (duration: string) => ` for ${duration} only`,
  comment: (words: string) => `: “${words}”`,
  asDelegateOf: (people: string) => ` as delegate of ${people}`,
  askedWas: (duration: string) => ` (${duration} were asked for)`,
}
