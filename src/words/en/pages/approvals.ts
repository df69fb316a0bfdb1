/** What waits for somebody's decision, and what they sign for. */
export const approvals = {
  waiting: 'Waiting for you',
  nothingWaits: 'Nothing waits for your decision.',
  howLong: 'For how long',
  asAsked: (duration: string) => `As asked: ${duration}`,
  comment: 'Comment (optional)',
  approve: 'Approve',
  denyWith: 'Deny…',
  whyNot: 'Why not?',
  requesterReads: 'The requester reads it.',
  deny: 'Deny',
  approved: (title: string, status: string) => `Approved: ${title}. ${status}.`,
  denied: (title: string, status: string) => `Denied: ${title}. ${status}.`,
  unsigned: 'Break-glass that nobody has signed for',
  found: 'Comment',
  foundHint: 'Needed where it was not justified. Its requester reads it.',
  justified: 'Sign: justified',
  notJustified: 'Sign: not justified',
  signed: {
    justified: (title: string) => `Signed as justified: ${title}.`,
    'not justified': (title: string) => `Signed as not justified: ${title}.`,
  },
}
