/** The pages of `/jit audit` and the file. */
export const auditing = {
  title: (period: string) => `Ledger, ${period}`,
  titleOf: (period: string, subject: string) => `Ledger, ${period}: ${subject}`,
  story: (id: string) => `Ledger of request ${id}`,
  head: (seq: number, hash: string) => `Head ${seq}: ${hash}`,
  emptyHead: (seq: number) => `Head ${seq}: empty`,
  since: (time: string) => `since ${time}`,
  between: (from: string, to: string) => `${from} to ${to}`,
  asText: (said: string, count: number) =>
    `“${said}” is no machine or person of the ledger: it was looked for as text, in the newest ${count} entries of the period.`,
  neverCalled: 'Azure was never called for it with a correlation id: its log was not asked.',
  newestOnly: (most: number) => `Only its newest ${most} entries are shown; the file has all.`,
  allEntries: 'All entries',
  lookFor: 'Look for…',
  older: 'Older',
  newer: 'Newer',
  lookAgain: 'Look again',
  asCsv: 'As CSV',
  file: {
    noneOfThat: 'No file of that',
    onlyKnown: (said: string) =>
      `“${said}” is no request, machine or person that the ledger knows, and a file is of one of these or of everything. For example: /jit audit 30d csv`,
    none: 'No file can be fetched from this bot',
    noPublicUrl:
      'It does not know its own address for browsers. The platform team sets PUBLIC_URL; meanwhile they can export the ledger with the command line.',
    title: (of: string) => `Ledger as CSV: ${of}`,
    yoursAlone:
      'The link is yours alone: do not pass it on. It works once, and the download is written down in the ledger under your name.',
    open: 'Open the download',
    goodUntil: (time: string) => `Good until ${time}.`,
    inPersonalChat: 'The link is in your personal chat',
    notForChannel: 'A file of the ledger is not for a channel: open your chat with me.',
    notHandedOver: 'The link could not be handed over',
    writeFirst:
      'Write to me in our personal chat first, /jit audit csv for example: a link to the ledger is not for a channel.',
  },
}
