/** The ports of a machine, the windows that stand on it, and what was used. */
export const windows = {
  upTo: (port: string, duration: string) => `${port} up to ${duration}`,
  noPort: 'no port',
  /** A list that goes on. */
  listMore: (list: string, count: number) => `${list} and ${count} more`,
  andMore: (count: number) => `and ${count} more`,
  elsewhere: (until: string) => `open until ${until}, and not through this bot`,
  /** `whose`: one of the next two. */
  open: (ports: string, until: string, whose: string) => `${ports} open until ${until} ${whose}`,
  over: (ports: string, whose: string) => `${ports}: window over, checking that it is shut ${whose}`,
  opening: (ports: string, whose: string) => `${ports} opening ${whose}`,
  by: (source: string, person: string) => `from ${source} by ${person}`,
  bySomebody: 'by somebody',
  neverUsed: 'nobody asked for it in the last 30 days',
  used: (requests: number, last: string, by: string) =>
    `${requests} approved ${requests === 1 ? 'request' : 'requests'} in 7 days, last access ${last} by ${by}`,
  somebody: 'somebody',
  application: 'an application',
}
