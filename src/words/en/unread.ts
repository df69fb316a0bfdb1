/** Why something of Teams or of Entra can not be read, or a channel is lost: clauses without a full stop. */
export const unread = {
  failed: 'it failed',
  /** What could not be read. */
  groupsOfEntra: 'the groups of Entra',
  membersOfGroup: (id: string) => `the members of the group ${id} of Entra`,
  membersOfChannel: (name: string) => `the members of the channel ${name}`,
  noChannel: (name: string) =>
    `no channel is bound as ${name}; an admin types /jit here approvals ${name} in the channel that is meant`,
  graph: {
    late: 'Microsoft Graph did not answer in time',
    unreadable: "Microsoft Graph's answer cannot be read",
    token: 'Microsoft Graph does not take the bot’s token',
    permission: 'the bot lacks the permission GroupMember.Read.All of Microsoft Graph',
    unknown: 'Microsoft Graph has no such person or group',
    busy: 'Microsoft Graph is too busy',
    answered: (status: number) => `Microsoft Graph answered ${status}`,
    unreachable: 'Microsoft Graph cannot be reached',
  },
  teams: {
    notInChannel: 'the bot is not in that channel any more; an admin adds it again',
    unreachable: 'Teams cannot be reached',
    answered: (what: string) => `Teams answered ${what}`,
    noApp: 'the app is not there any more',
    blocked: 'the bot was blocked',
    disabled: 'an admin of Teams has disabled the app',
    noConversation: 'Teams does not know the conversation any more',
    deleted: 'the channel was deleted',
  },
}
