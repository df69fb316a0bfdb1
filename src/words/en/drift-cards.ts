/** What was done in Azure past the bot. */
export const driftCards = {
  openedTitle: (machine: string) => `Opened past the bot: ${machine}`,
  openedBy: (who: string) => `${who} opened it in Azure, and nobody was asked here.`,
  forged: (request: string) =>
    `It bears the mark of request ${request}, and is not what was approved there: somebody passes it off as the bot’s. Find out which application has the right to open ports.`,
  over: 'The window is over. Ask who it was whether it was meant.',
  stillOpen:
    'If it was not meant, shut it in the Azure portal; if it was, the person asks with /jit request the next time.',
  place: (group: string, subscription: string) => `${group}, subscription ${subscription}`,
  labels: {
    machine: 'Machine',
    ports: 'Ports',
    from: 'From',
    who: 'Who',
    opened: 'Opened',
    ended: 'Ended',
    openUntil: 'Open until',
    rule: 'Rule',
    where: 'Where',
  },
  rulesTitle: (machine: string) => `Network rules of ${machine} are not as they should be`,
  policyTitle: {
    new: (policy: string, group: string) => `JIT policy ${policy} of ${group} was made elsewhere`,
    changed: (policy: string, group: string) => `JIT policy ${policy} of ${group} was changed elsewhere`,
    deleted: (policy: string, group: string) => `JIT policy ${policy} of ${group} was deleted elsewhere`,
  },
  notAsWritten: 'Its port rules are not as the bot last saw or wrote them, and no change through the bot explains it.',
  moreMachines: (count: number) => `and ${count} more machines`,
  notGuarded:
    'Its machines are not guarded by it any more. If that was not meant, an admin puts them back with /jit enable.',
  putRight:
    'If it was not meant, an admin puts the rules right with /jit configure; if it was, there is nothing to do.',
  gone: (machine: string) => `${machine} is gone`,
  azureKeepsIt:
    'Azure keeps a deleted machine in its JIT policy until somebody takes it out: in the Azure portal, under just-in-time VM access. One that is made anew under the same name would have its port rules.',
  windowsOutOfReach:
    'Nothing of its windows can be reached any more. If it was not meant to be deleted, Azure’s activity log says who did it.',
}
