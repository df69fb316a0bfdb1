/** The pages behind links to files. */
export const download = {
  none: 'There is no such link.',
  noLedger: 'There is no such link. Ask the bot for a new one: /jit audit 7d csv.',
  used: 'This link was used already; each works once. Ask the bot for a new one: /jit audit 7d csv.',
  expired: 'This link has expired; each is good for ten minutes. Ask the bot for a new one: /jit audit 7d csv.',
  notAllowed:
    'The access policy does not let you read the ledger any more. Ask the bot for a new one: /jit audit 7d csv.',
  ledger: (person: string) => `The ledger as a CSV file, for ${person}.`,
  /** `of`: what it is narrowed to. */
  ledgerOf: (of: string, person: string) => `The ledger (${of}) as a CSV file, for ${person}.`,
  windowOver: (request: string) =>
    `The window of request ${request} is not open any more. Ask for access again in Teams.`,
  noRemoteDesktop: (request: string) => `The window of request ${request} has no port for Remote Desktop.`,
  inBrowser: 'This link is opened in a browser.',
  heading: 'just-in-time access',
  button: 'Download',
  once: 'It works once.',
}
