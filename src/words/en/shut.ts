/** How a window ended, or why it did not yet. Clauses have no full stop; what is told as it is has one. */
export const shut = {
  undecided: 'nobody decided in time',
  notStarted: 'it was approved, but could not be started in time',
  extendedBy: (request: string) => `extended by request ${request}`,
  beingExtended: (request: string) => `it is being extended by request ${request}`,
  application: 'An application',

  includedIn: (request: string) => `request ${request} goes on from an address that includes it`,
  closedBy: (person: string) => `${person} closed it early; the network’s rule was removed`,
  movedTo: (request: string) => `the address changed, request ${request} goes on; the network’s rule was removed`,
  extending: (request: string) => `Request ${request} is extending it: close that one.`,
  shared: (person: string, source: string) =>
    `${person} has a window from the same address (${source}) on the same port. It is shut at its end.`,
  /** `who` may be empty: an application. */
  outside: (who: string) =>
    `${who || 'An application'} opened the same port to the same address past the bot. It is shut at its end.`,
  stillReachable: (why: string) => `Its own rule is removed, but ${why}.`,
  oldAddressStays: (why: string) => `The old address can not be shut at once, because ${why}. It is shut at its end.`,
  besideOthers: (why: string) => `Others have windows on the same port, and ${why}. It is shut at its end.`,
  soonOver: (why: string) => `It can not be shut at once, because ${why}, and ends in a few minutes anyway.`,
  shortened: (why: string) =>
    `It can not be shut at once, because ${why}. Azure was asked to end it as soon as it does.`,

  noRules: 'no network rules of this machine can be seen',
  cannotSee: 'it can not be seen whether the port is shut',
  cannotTell: 'it can not be told whether the port is shut',
  ruleLetsIn: (rules: string) => `the rule ${rules} still lets this address in`,
  ruleLetsInFrom: (rules: string, source: string) => `the rule ${rules} still lets this address in (${source})`,

  stillShown: 'Azure still shows it as open',
  noRecord: 'Azure has no record of the window any more',
  expired: 'the window expired',
  replaced: 'the window is over, and a newer one had taken its place in Azure',
  revoked: (reason: string) => `Azure revoked it (${reason})`,
  rulesSilent: (why: string) => `the network rules can not be asked whether it is shut: ${why}`,
  azureSilent: (why: string) => `Azure cannot be asked whether it is shut: ${why}`,
  /** `ended`: one of the clauses above. */
  byRecord: (ended: string, why: string) => `${ended}, by the JIT policy alone: ${why}`,
  byRules: (ended: string) => `${ended}, and no rule of the network lets the address in`,
  uncertain: 'the rules do not tell for certain',
  letsIn: (rules: string, sources: string) => `the rule ${rules} still lets ${sources} in`,
}
