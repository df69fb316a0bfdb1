/** Who is asked, why, and who stands in. */
export const waiting = {
  nobody: 'nobody',
  awaited: {
    given: (from: string, given: number, count: number) => `${from}: ${given} of ${count}`,
    approved: (people: string) => `, ${people} approved`,
    nobodyElse: ', nobody else can approve',
    can: (_count: number, people: string) => `, ${people} can still approve`,
    people: (count: number) => (count === 1 ? 'one person' : `${count} people`),
    others: (count: number) => (count === 1 ? 'one other' : `${count} others`),
    unread: ' (a group can not be read right now: there may be more)',
  },
  escalated: (time: string, groups: string, rule: string) =>
    `Escalated at ${time}: ${groups} can approve too (${rule}).`,
  because: {
    'outside hours': (rule: string) =>
      `This was outside the hours of the rule "${rule}", which then asks for more approval.`,
    'unattended used up': (rule: string) =>
      `The rule "${rule}" asks nobody, but the requester has used up today's number of such requests: a person is asked instead.`,
  },
  stricter: {
    demands: (rule: string, count: number, from: string) =>
      `The access policy became stricter since this was asked for: the rule "${rule}" now demands ${count === 1 ? 'an approval' : `${count} approvals`} from ${from}.`,
    refuses: (why: string) => `The access policy became stricter since this was asked for: ${why}`,
  },
  standsIn: (delegate: string, person: string, until: string) => `${delegate} also for ${person} until ${until}`,
  moreStandIn: (count: number) => `and ${count} more who stand in`,
  delegation: (person: string, delegate: string, until: string) => `${person} → ${delegate}, until ${until}`,
  notTold: (delegate: string) => `${delegate} could not be told that they stand in for you`,
  tellThem: (delegate: string, until: string) =>
    `They do not have the app, or removed it. They stand in for you nonetheless, until ${until}: tell ${delegate} yourself, and have them add the app JIT Access.`,
  youStandIn: (person: string) => `You stand in for ${person}`,
  asDelegate: (person: string, until: string) =>
    `Until ${until} you can decide requests that ${person} could decide, as their delegate; never your own and never theirs. Your word counts once.`,
  whatWaits: 'What waits for a decision',
}
