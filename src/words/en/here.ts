const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ')

/** The channels: what they are bound to, and in which language. */
export const here = {
  onlyChannel: 'Only a channel can be bound',
  typeThere: 'Type it in the channel where the cards are to appear.',
  notUnderstood: (said: string) => `“here ${said}” was not understood`,
  sayWhatFor: 'Say what this channel is for:',
  approvalsCome: (name: string) => `Approval cards for “${name}” come here now`,
  digestComes: (every: 'daily' | 'weekly') => `The ${every} digest comes here now`,
  waiting: (count: number) =>
    count === 1
      ? 'One request waits for approval; its card comes here too.'
      : `${count} requests wait for approval; their cards come here too.`,
  firstDigest: (time: string) => `The first one: ${time}.`,
  list: {
    nothingBound: 'No channel is bound to anything',
    refused:
      'Requests that somebody has to approve are refused until a channel is bound. Type in the channel where the cards are to appear:',
    boundTo: 'What channels are bound to',
    broken: 'A bound channel does not work',
    thisChannel: 'This channel',
    others: 'Other channels',
    channels: 'Channels',
    nothingHere: 'This channel is bound to nothing.',
    noApprovals:
      'No channel is bound for approvals: requests that somebody has to approve are refused. Type /jit here approvals <name> in one.',
    more: (count: number) => `And ${count} more.`,
    lost: (time: string, why: string) => `Since ${time}: ${why}.`,
    mend: (line: string) => `Restore it or add the app again, or type in another channel: ${line}`,
    isBroken: 'broken',
    works: 'works',
    nothingPosted: 'Nothing was posted there yet.',
    posted: (time: string) => `Last posted there ${time}.`,
    unbindApprovals: (name: string) => `Unbind approvals “${name}”`,
    unbindDigest: (channel: string) => `Unbind the digest of ${channel}`,
    unbindThis: 'Unbind the digest of this channel',
    cardsIn: (language: string) => `Cards in ${language}.`,
    languageHere: (language: string) => `Cards that come in this channel are in ${language}.`,
    languageElsewhere: (language: string, count: number) =>
      `${language} is also chosen for ${count === 1 ? 'one other channel' : `${count} other channels`}, bound to nothing.`,
    languages: { en: 'English', de: 'German' },
  },
  off: {
    approvalsAlready: (name: string) => `Approval cards for “${name}”: unbound already`,
    digestAlready: 'The digest: unbound already',
    unchanged: 'Nothing was changed.',
    approvalsGone: (name: string, channel: string) => `Approval cards for “${name}” come no longer to ${channel}`,
    digestGone: (channel: string) => `The digest comes no longer to ${channel}`,
    named: (rules: readonly string[], count: number) =>
      `The access policy names it in ${count === 1 ? 'the rule' : 'the rules'} ${quoted(rules)}. Requests that only it covers are refused until a channel is bound under that name again.`,
    lastApprovals: 'No channel is bound for approvals any more: requests that somebody has to approve are refused.',
    lastDigest:
      'No channel has the digest any more; the ledger goes on, and drift is told in the channels for approvals.',
    channelOfDigest: 'the channel of the digest',
    sayApprovals: 'Say which approvals is to be unbound',
    sayDigest: 'Say which digest is to be unbound',
    noApprovals: (name: string) => `No approvals is bound as “${name}”`,
    noDigest: (name: string) => `No digest is bound as “${name}”`,
    noneApprovals: 'No channel has any approvals.',
    noneDigest: 'No channel has any digest.',
    thereAre: 'There are:',
  },
  language: {
    notHere: 'Only a channel has a language of its own',
    ownIsTeams:
      'What is said to you alone is in the language of your Teams. Type this in a channel, for the cards that come there.',
    unknown: (said: string) => (said === '' ? 'Which language?' : `The bot does not speak “${said}”`),
    spoken: 'It speaks English and German. Without a choice, a channel has the language of the bot’s settings:',
    chosen: 'Cards in this channel are in English now',
    fromNow:
      'Those that stand here change with their next news. What is said to you alone stays in the language of your Teams.',
  },
}
