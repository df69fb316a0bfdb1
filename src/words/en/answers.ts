/** What commands answer in words of their own, by command. */
export const answers = {
  address: {
    notUsable: 'That can not be used',
    fromWhich: 'From which address?',
    sayAddress: 'Say the public IPv4 address that you connect from now.',
  },
  approve: {
    nothing: 'Nothing was approved',
    waits: (count: number) => (count === 0 ? 'Nothing waits for a decision' : `${count} waiting for a decision`),
    more: (count: number) => `and ${count} more`,
    noReason: 'no reason given',
  },
  deny: {
    needsReason: 'A deny needs a reason',
    sayWhy: (id: string) => `Say why, the requester reads it: /jit deny ${id} not during the freeze`,
  },
  audit: {
    notLookedUp: 'That can not be looked up',
    which: (said: string) => `Which ${said}?`,
    several: (choices: string) => `The ledger and the estate know more than one: ${choices}.`,
  },
  cancel: {
    nothing: 'Nothing was cancelled',
    noneWaits: 'No request of yours is waiting.',
    several: (id: string) => `Several of your requests are waiting: say which, such as /jit cancel ${id}`,
  },
  close: {
    nothing: 'Nothing was closed',
    noneOpen: 'Nothing of yours is open.',
    several: (id: string) => `Several windows of yours are open: say which, such as /jit close ${id}`,
  },
  digest: {
    notUnderstood: (said: string) => `“digest ${said}” was not understood`,
    howManyDays: (most: number) => `Say how many days, from 1d to ${most}d.`,
  },
  explain: {
    which: (name: string) => `Which ${name}?`,
    several: 'Several people have that name. They are told apart by their object ids.',
    unknown: (name: string) => `${name} is not known here`,
    nobody: 'Nobody who has the bot is called that. Write the whole name as Teams shows it, or the Entra object id.',
    orReason: 'If it was meant as the reason, write because before it.',
    forAdmins: 'What somebody else may do is for admins to see',
    leaveOut: (name: string) =>
      `Leave out “for ${name}” to see what the access policy says to you; if that was the reason, write because before it.`,
  },
  extend: {
    howMuch: 'How much longer?',
    notExtended: 'Not extended',
    nothing: 'Nothing to extend',
    noneOpen: 'Nothing of yours is open: ask for it with /jit request.',
    noneOpenOn: (machine: string) => `You have nothing open on ${machine}: ask for it with /jit request.`,
    which: 'Several of yours are open: which one?',
  },
  from: {
    noAddress: 'No address is known',
    youConnect: (source: string) => `You connect from ${source}`,
    confirmed: (ago: string) => `You confirmed it ${ago}.`,
    howUsed:
      'Requests that name no other address use it, and from me means it. Change it any time with /jit from and another address.',
    forgotten: (days: number) =>
      `It is forgotten ${days === 1 ? 'after a day' : `after ${days} days`}, and asked for again then.`,
  },
  reviews: {
    onlyFor: 'It is for the reviewers that the access policy names, auditors and admins.',
    toSign: (count: number, orMore: boolean) =>
      count === 0 ? 'Every break-glass is signed for' : `${count}${orMore ? ' or more' : ''} to sign for`,
    toBeSigned: 'to be signed',
    notOver: 'not over yet',
    oldestFirst: 'The oldest are shown first; sign for them to see the others.',
  },
  status: {
    running: (count: number) => `${count} requests running`,
    noneRuns: 'You have nothing running',
    noneWaits: 'No request of yours is waiting or open.',
    yours: 'Your requests, newest first',
    noneYet: 'You have not asked for anything yet',
    ask: 'Ask in one line, or with a form.',
    from: (source: string) => `from ${source}`,
  },
}
