/** What the access policy demands of a request, and who could approve it. */
export const explanation = {
  label: {
    rule: 'Rule',
    rules: 'Rules',
    approval: 'Approval',
    most: 'At most',
    reason: 'Reason',
    from: 'From',
    lapses: 'Lapses',
  },
  outcome: { passed: 'passed', failed: 'failed', broke: 'broke' },
  /** One rule: how it went, and what it demands as a list. */
  rule: (rule: string, outcome: string, demands: string | undefined) =>
    `${rule}: ${outcome}. ${demands === undefined ? 'Demands nothing more.' : `Demands ${demands}`}`,
  approvals: (count: number, from: string) =>
    `${count} ${count === 1 ? 'approval' : 'approvals'} from ${from || 'nobody'}`,
  atMost: (duration: string) => `at most ${duration}`,
  aReason: (hint: string | undefined) => `a reason${hint === undefined ? '' : `: ${hint}`}`,
  aReasonIfGiven: (hint: string | undefined) => `a reason, if given: ${hint ?? 'as its pattern says'}`,
  fromNetworks: (networks: string) => `from ${networks || 'nowhere'}`,
  nobodyHasTo: 'nobody has to agree',
  ownCounts: 'Your own approval counts.',
  whoCould: (approvals: string, rule: string, people: string) => `${approvals} (${rule}): ${people}`,
  could: (people: string) => `${people} could now`,
  nobodyCould: 'nobody could now',
  people: (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`,
  morePeople: (count: number) => `${count} more`,
  most: (duration: string, rule: string) => `${duration} (${rule})`,
  mostInAll: (once: string, duration: string, rule: string) =>
    `${once}; ${duration} in all when it is extended (${rule})`,
  reasonRequired: (hint: string | undefined) => `required${hint === undefined ? '' : `: ${hint}`}`,
  reasonOptional: (hint: string | undefined) => `optional${hint === undefined ? '' : `: ${hint}`}`,
  anyPublic: 'any public address',
  /** One of several ranges, that are more than are shown. */
  moreRanges: (count: number) => `${count} more`,
  nowhere: 'nowhere: no address suits every rule',
  lapses: (duration: string) => `${duration} after it is asked for`,
  andMore: (count: number) => `and ${count} more`,
  likeThis: 'Asked like this it is allowed:',
  oneAddressWithin: (range: string) => `From one address of your own within ${range}.`,
  nothingHelps:
    'No other time, source, port or reason would change that: an admin would have to change the access policy or its groups.',
  /** What stands in a line to type for what only the person knows, between `<` and `>`. */
  blank: {
    address: (network: string | undefined) => `address${network === undefined ? '' : ` in ${network}`}`,
    reason: 'reason',
  },
}
