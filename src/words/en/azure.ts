/** What became of a call of Azure. `said` and `why` are Azure's own words. */
export const azure = {
  refused: (said: string) => `Azure refused: ${said}`,
  cannotSignIn: (why: string) => `The bot cannot sign in to Azure: ${why}`,
  noAnswer: 'Azure did not answer in time.',
  unreachable: (code: string) => `Azure cannot be reached (${code}).`,
  unreadable: "Azure's answer cannot be read.",
  unreadableFor: (why: string) => `Azure's answer cannot be read (${why}).`,
  lost: (code: string) => `The connection to Azure was lost (${code || 'no answer'}).`,
  failed: (why: string) => `The call of Azure failed: ${why}`,
  answered: (status: number) => `Azure answered ${status}.`,
  saidNothing: (status: number) => `Azure answered ${status} and did not say why.`,
  noSource: 'The call was not sent: it names no public IPv4 source, and Azure would have opened the port to the bot.',
  noPort: 'The call was not sent: it names no port.',
  notDefenders: (rule: string) => `The call was not sent: "${rule}" is not an allow rule of Defender's.`,
  noSuchFilter: 'The call was not sent: the activity log cannot be asked for that.',
  stillBusy: 'Azure is still busy with an earlier change of this JIT policy.',
  cannotKeep: (settings: string) => `Nothing was sent: the JIT policy has settings that would be lost (${settings}).`,
  tooManyLookUps: 'too many unknown names were looked for in the last minute',
  missingRight: (action: string, scope: string, role: string) =>
    `The bot may not do ${action} on ${scope}. An Azure administrator gives it the role ${role}, see infra/roles.`,
  missingOtherRight: (action: string, scope: string) =>
    `The bot may not do ${action} on ${scope}. An Azure administrator gives it a role that has this action.`,
  /** What of the activity log an auditor does not see. */
  log: {
    unasked: (subscriptions: number) =>
      `Azure was not asked for ${subscriptions} more subscriptions: open one request to see what it did.`,
    tooOld: 'Azure keeps its activity log for 90 days: of older calls nothing is left there.',
    tooEarly: 'Azure tells of what it did some minutes later: look again in a quarter of an hour.',
    nothing: 'Azure’s activity log has nothing of a call that Azure accepted.',
    late: 'Azure’s activity log did not answer in time: what it has may be more than this.',
    newestOnly: (events: number) => `Of Azure’s activity log only the newest ${events} events were read.`,
    cannotRead: (why: string) => `Azure’s activity log cannot be read: ${why}`,
  },
  /** Why it is not known who did what was found, in a clause. */
  who: {
    notYet: 'Azure’s activity log does not say; it may be minutes behind',
    tooMuch: 'too much was found at once to ask the activity log',
    cannotAsk: (why: string) => `the activity log cannot be asked: ${why}`,
  },
}
