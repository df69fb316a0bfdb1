/** What the API of the pages says by itself; the names of fields stay as they are. */
export const api = {
  notSignedOn: 'Nobody is signed on. Open this page in Teams.',
  signOnAway: 'Your sign-on cannot be checked at the moment. Try again in a minute.',
  tooManyCalls: 'Too many calls at once. Wait a moment and try again.',
  noSuchCall: 'There is nothing here.',
  notThisMethod: 'This can not be done here.',
  notJson: 'The body is not JSON that can be read.',
  tooLarge: (kilobytes: number) => `The body is larger than ${kilobytes} KB.`,
  ourFault:
    'Something went wrong on our side, and it is not your fault. Try again; if it stays, tell your platform team the reference.',
  databaseAway: 'The database can not be reached, so nothing was done and nothing was stored. Try again in a minute.',
  notFound: 'There is no such request, or it is not yours to see and to decide. Nothing has changed.',
  fields: {
    notObject: 'The body must be an object.',
    notText: (name: string) => `"${name}" must be a text.`,
    tooLong: (name: string, length: number, most: number) =>
      `"${name}" has ${length} characters; at most ${most} are read.`,
    notWhole: (name: string, least: number, most: number) =>
      `"${name}" must be a whole number from ${least} to ${most}.`,
    notList: (name: string) => `"${name}" must be a list.`,
    tooManyItems: (name: string, count: number, most: number) =>
      `"${name}" has ${count} items; at most ${most} are read.`,
    notNumbers: (name: string, most: number) => `"${name}" must be a list of at most ${most} whole numbers.`,
    notOneOf: (name: string, values: string) => `"${name}" must be one of ${values}.`,
    noVersion: '"version" must say which draft was shown.',
    noFormat: '"format" must be csv or jsonl.',
    noVerdict: 'The verdict is "justified" or "not justified".',
    notAnId: 'A machine is named by its resource id.',
  },
  chooseMachine: 'Choose a machine.',
  nameMachine: 'Name a machine, such as web01 rdp 2h',
  howManyMinutes: 'Say for how many minutes more.',
  configurations: {
    forAdmins: 'Port rules are changed by admins of the access policy. Nothing has changed.',
    noMachine: 'There is no such machine. Look at the list again.',
    notADraft: 'This change is not a draft any more. Look at what it is now.',
    noPortLeft: 'No port is left. Name at least one, or disable the machine.',
    atOnce: 'Two changes of this draft came at once. Look again and repeat yours.',
    stale: 'Another draft took the place of the one that you saw. Nothing was changed; look again.',
  },
  address: {
    typeYours: 'Type the public IPv4 address that you connect from.',
    sayNow: 'Say the public IPv4 address that you connect from now.',
    changedSeen: (shown: string) =>
      `Your address has changed since this page was opened. You are seen at ${shown} now. Look at it again.`,
    changed: (why: string) => `Your address has changed since this page was opened. ${why} Look at it again.`,
    /** What the address is for, behind “for”. */
    purpose: {
      remember: 'your next requests',
      command: 'what you typed, which goes on then',
      waiting: 'the request that waits for it',
      form: 'your request',
      gone: 'a request that is not there any more',
    },
  },
  glass: {
    tooMany: (most: number) => `Glass is broken on at most ${most} machines at once. Nothing was opened.`,
    noMachine: 'There is no such machine. Nothing was opened.',
    machineGone: 'The machine is not there any more. Nothing was opened.',
    hint: 'Why it can not wait; you are asked again before anything opens.',
  },
  audit: {
    forAuditors: 'The ledger is for the auditors and admins of the access policy.',
    fileNotOfText: 'A file is of a request, a machine, a person or of everything, not of a text.',
    several: 'The ledger and the estate know more than one of that name.',
  },
}
