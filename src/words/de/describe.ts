import type { describe as english } from '../en/describe.ts'

const joints = { and: 'und', or: 'oder' } as const

export const describe: typeof english = {
  port: (number) => `Port ${number}`,
  anyProtocol: 'beliebig',
  anyAddress: 'überall',
  list: (items, joint) =>
    items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joints[joint]} ${items.at(-1)}`,
  movedTo: (source) => `umgezogen auf ${source}`,
  more: (duration) => `${duration} länger`,
  asksFor: (title) => `fragt an: ${title}`,
  asksToMove: (what, source, until) => `möchte ${what} auf ${source} umziehen, bis ${until}`,
  asksToExtend: (what, duration, total) => `möchte ${what} um ${duration} verlängern: ${total}`,
  total: (since, until, duration) => `offen seit ${since}, bis ${until}: insgesamt ${duration}`,
  onlyFor: (duration) => ` nur für ${duration}`,
  comment: (words) => `: „${words}“`,
  asDelegateOf: (people) => ` in Vertretung von ${people}`,
  askedWas: (duration) => ` (angefragt waren ${duration})`,
}
