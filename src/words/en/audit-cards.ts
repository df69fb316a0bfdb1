export const auditCards = {
  noRequest: 'No request matches: nobody asked for access.',
  requestsNewestFirst: 'requests, newest first',
  besides: 'Besides requests',
  oneInFull: 'One request in full: /jit audit and its id',
  noEntry: 'No entry matches.',
  entriesNewestFirst: 'entries, newest first',
  storyNewestFirst: 'newest first, with what Azure says of it',
  inShort: 'In short',
  theBot: 'the bot',
}
