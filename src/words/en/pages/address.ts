/** Where somebody connects from: the dialog, and the same in the tab. */
export const address = {
  page: 'Your address · JIT Access',
  openInTeams: 'Open this in Microsoft Teams',
  outside:
    'This page finds out the address that you connect from, and works inside Microsoft Teams alone. Open your chat with JIT Access there and press “Use my address”, or type /jit address.',
  mine: 'My address',
  looking: 'Looking where you connect from…',
  connectFrom: 'You connect from',
  canNotBeUsed: 'Your address can not be used',
  purpose: (what: string) => `For ${what}.`,
  sameAsBefore: (what: string) =>
    `You are seen there still, and ${what} is open to it: there is nothing to change, unless your connection goes another way.`,
  goesOn: (what: string, next: string, old: string) =>
    `${what} goes on from ${next} until the same end, and ${old} is shut.`,
  theNewOne: 'the new address',
  letsIn: (machines: string, ranges: string) => `The access policy lets you in to ${machines} from ${ranges} alone.`,
  or: ' or ',
  noRange: 'no address at all',
  reallyYours: (shown: string) => `Is ${shown} really yours, and yours alone?`,
  others: (count: number) =>
    count === 1
      ? 'One other person here connects from it: it is shared.'
      : `${count} other people here connect from it: it is shared.`,
  doubts: [
    ['VPN or company proxy:', 'everybody who leaves there is let in too.'],
    ['Mobile network:', 'shared with other customers, and changes often.'],
    ['At home or in a hotel:', 'everybody behind the same router is let in too.'],
    ['Another way than your browser:', 'type the address that your machine has itself.'],
  ] as readonly (readonly [what: string, text: string])[],
  changedNow: 'Changed your network just now?',
  lookAgain: 'Look again',
  which: 'Which address is to be let in?',
  asSeen: (shown: string) => `${shown}, as seen now`,
  another: 'Another one',
  typeAnother: 'Type another',
  typedLabel: 'The address that I connect from',
  typeIt: 'Type the address that you connect from',
  hint: 'A public IPv4 address or range',
  orNetwork: (networks: string) => `Or a network: ${networks}`,
  use: (shown: string) => `Use ${shown}`,
  useTyped: 'Use what I typed',
  cancel: 'Cancel',
  close: 'Close',
}

/** What is wrong with a typed address. */
export const typed = {
  nothing: 'Type your public IPv4 address, such as 203.0.113.7, or a range such as 203.0.113.0/24.',
  tooMany: (most: number) => `At most ${most} addresses are taken.`,
  ipv6: (word: string) =>
    `${word} is IPv6, which Azure does not take here. Type an IPv4 address, such as 203.0.113.7, or a range such as 203.0.113.0/24.`,
  noAddress: (word: string) =>
    `“${word}” is not an IPv4 address. Type one such as 203.0.113.7, or a range such as 203.0.113.0/24.`,
  inside: (word: string) =>
    `${word} is not an address of the internet: it is used on the inside of networks. Type the public one, such as 203.0.113.7, or a range such as 203.0.113.0/24.`,
}
