/** Why a target is not open, or not from everywhere, or not proven to be: clauses without a full stop, or whole sentences with one. */
export const opened = {
  noPolicy: (why: string) => `No access policy is in force: ${why}`,
  notInEstate: (vm: string) => `${vm} is not in the estate any more.`,
  policyChanged: (finding: string) => `The access policy has changed: ${finding}`,
  demandsMore: 'The access policy has changed and demands approvals that this request does not have. Ask again.',
  demandsMoreToRetry: 'The access policy demands more approvals by now.',
  noLonger:
    'Defender does not let it stand any longer by a call made now: what one call opens is bounded by its port rule. Extend nearer to the end.',
  nothingToMove:
    'The window that was to move to the new address is over, is being closed, or ends in a few minutes. Ask again from the new address.',
  tooLate: 'Azure did not take the call for so long that what was approved is out of date. Ask again.',
  /** `what`: a clause, what was seen last. */
  neverSeen: (seconds: number, what: string) =>
    `Azure accepted the call, but after ${seconds} seconds ${what}. It is looked at further: should it open after all, you are told.`,
  replaced: (reason: string) => `Azure ended it for another window on the same port (${reason || noReason}). Ask again`,
  notShown: 'the JIT policy does not show it',
  shownFor: (source: string) => `the JIT policy shows it for ${source}, which was not asked for`,
  wasOver: (reason: string) => `the window was over when it was looked at (${reason || noReason})`,
  /** `status`: Azure's word; empty: there is none. */
  shows: (status: string) => `the JIT policy shows “${status || nothing}”`,
  showsAs: (status: string, reason: string) => `Azure shows it as ${status || nothing}, ${reason}`,
  cannotRead: (why: string) => `the JIT policy cannot be read (${why})`,
  closedEarly: 'it was closed early',
  rule: (name: string, priority: number, group: string) => `${name} (priority ${priority} in ${group})`,
  uncertain: 'the rules do not tell for certain',
  uncertainFor: (rule: string) => `the rules do not tell for certain, and what the rule ${rule} takes only Azure knows`,
  noRule: (source: string, port: number) =>
    `${keptOut(source, port)} no rule speaks of it. Press Retry; if it stays so, show this to your platform team`,
  missingRule: (source: string, port: number, group: string, rule: string) =>
    `${keptOut(source, port)} Defender’s allow rule is missing in ${group}, so that ${rule} decides. Press Retry; if it stays so, show this to your platform team`,
  denied: (source: string, port: number, rule: string, group: string) =>
    `${keptOut(source, port)} the rule ${rule} denies it before Defender’s rule is asked. Ask whoever keeps ${group} to remove it, or to give it a priority behind Defender’s`,
  /** Why the rules before a machine can not be read. */
  blind: {
    gone: 'the machine is not seen any more',
    firewall: 'an Azure Firewall stands before the machine',
    unguarded: 'no network security group guards the machine',
    unseen: 'which network security groups guard the machine can not be seen',
    forbidden: (action: string) => `the bot may not do ${action}`,
    silent: (said: string) => `Azure does not tell: ${said}`,
  },
}

const noReason = 'no reason given'
const nothing = 'nothing'

function keptOut(source: string, port: number): string {
  return `Defender says that it is open, but no rule of the network lets ${source} in on port ${port}:`
}
