export const adminNews = {
  policyNotLoaded: 'The access policy does not load',
  noneInForce: 'There is none in force, so that every request is refused.',
  staysInForce: (version: string) =>
    `The last good one (version ${version}) stays in force: what was changed since does not count.`,
  mendTheFile: 'Mend the file; it is read again as soon as it changes.',
  moreInTheLog: (count: number) => `and ${count} more, which are in the log`,
  policyLoads: 'The access policy loads again',
  inForce: (version: string) => `Version ${version} is in force.`,
  unreadable: (what: string) => `Cannot be read: ${what}`,
  why: (why: string) => `Why: ${why}.`,
  refusedUntilThen:
    'Until it can, requests and approvals that hang on it are refused; people are told that it is not their fault.',
  readable: (what: string) => `Can be read again: ${what}`,
  decidedAgain: 'Requests and approvals that hang on it are decided again. What was refused has to be asked again.',
  channelLost: (channel: string) => `I can not post in ${channel} any more`,
  whyAndBound: (why: string, bound: string) => `Why: ${why}. It was bound for ${bound}.`,
  nothingWaits: 'Nothing waits there for approval.',
  wait: (count: number) => `${count === 1 ? 'One request waits' : `${count} requests wait`} there for approval`,
  noOtherChannel: (wait: string) =>
    `${wait}, and no other channel is bound: approvers see them with /jit status and their number.`,
  cardsAreIn: (wait: string, channel: string) => `${wait}; the cards are in ${channel} now.`,
  mendOrReplace:
    'Mend it: restore the channel or add the app again, and it works as before. Or type in the channel that takes its place:',
  waiting: (requests: string) => `Waiting: ${requests}`,
  channelBack: (channel: string) => `I can post in ${channel} again`,
  boundAsBefore: (bound: string) => `It is bound for ${bound}, as before.`,
}
