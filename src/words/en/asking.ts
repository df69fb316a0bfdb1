const nothingNew = 'Nothing new was asked for.'

/** From a wish to a request: what is missing, what is in the way, what to do; the form, and what the access policy says. */
export const asking = {
  missing: {
    all: (parts: string) => `Still missing: ${parts}.`,
    ports: 'a port, such as rdp or ssh',
    portsFor: (machines: string) => `a port for ${machines}, such as rdp or ssh`,
    duration: 'how long, such as 1h',
    source: 'where you connect from, such as from 203.0.113.7',
    reason: 'a reason',
  },
  source: {
    noRange: (network: string) =>
      `The network “${network}” has no range in the access policy. Give the public IPv4 address that you connect from, such as 203.0.113.7.`,
    withNetworks: (problem: string, networks: string) => `${problem} Networks that have a name here: ${networks}.`,
    tooMany: (count: number, most: number) =>
      `That is ${count} sources: one request opens to at most ${most}, because each becomes a rule of the network. Name those that you connect from.`,
    unknown:
      'The address that you connect from is not known: a bot never sees it. Add from 203.0.113.7 (your public IPv4 address) or a network such as from vpn, or have it remembered with /jit from 203.0.113.7.',
    unknownYet:
      'The address that you connect from is not known: a bot never sees it. Press “Use my address”, or type it below.',
    age: (age: string) => `confirmed ${age}`,
    tooOld: (age: string) => `yours was confirmed ${age}: too old to be used again`,
    useAndRequest: 'Use my address and request',
  },
  wrongProtocol: (vm: string, port: number, has: string, asked: string) =>
    `The JIT policy of ${vm} opens port ${port} for ${has}, not for ${asked}. Ask for ${port}.`,
  machines: {
    tooMany: 'Too many machines',
    tooManyToAsk: (count: number, most: number) =>
      `That is ${count} machines; one request may have at most ${most}. Name fewer, or split it.`,
    tooManyToChange: (count: number, most: number) =>
      `That is ${count} machines; at most ${most} can be changed at once. Name fewer, or do it in parts.`,
    which: (said: string) => `Which ${said}?`,
    sameName: (count: number, groups: string) =>
      `There are ${count} machines of that name, in the resource groups ${groups}.`,
    inGroup: (vm: string, group: string) => `${vm} in ${group}`,
    notToAsk: (said: string) => `${said} can not be asked for`,
    notKnown: (said: string) => `${said} is not known`,
    noneOfName: (said: string) => `There is no machine “${said}”. See them all with /jit vms.`,
    didYouMean: (names: string) => `Did you mean ${names}?`,
    askFor: (vm: string) => `Ask for ${vm}`,
    notLookedUp: (said: string, why: string) =>
      `${said} could not be looked up in Azure: ${why} Try again in a minute.`,
    notConfigured: (vm: string) => `${vm} is not configured for just-in-time access.`,
    unsupported: (vm: string) => `${vm} is unsupported for just-in-time access.`,
  },
  list: {
    title: (count: number) => `One request for ${count} machines?`,
    subtitle: (duration: string, source: string) => `For ${duration} from ${source}. Nothing is asked for yet.`,
    subtitleStarting: (duration: string, source: string, start: string) =>
      `For ${duration} from ${source}, starting ${start}. Nothing is asked for yet.`,
    request: (count: number) => `Request these ${count}`,
    change: 'Change it',
  },
  notComplete: 'This request is not complete',
  nothing: 'Nothing can be asked for',
  refused: 'This can not be asked for',
  nobodyWouldSee: 'Nobody would see this request',
  changeRequest: 'Change the request',
  explain: 'Explain',
  breakGlass: 'Break glass…',
  show: 'Show it',
  before: {
    title: 'You have asked for this already',
    standing: (standing: string) => `${standing} ${nothingNew}`,
    elsewhere: 'You have this open from another address',
    openTo: (id: string, source: string) =>
      `Request ${id} has it open to ${source}. One port of one machine is open to you from one place at a time.`,
    canMove: (source: string) =>
      `It can go on from ${source} until the same end, and the old address is shut; or close it and ask again. ${nothingNew}`,
    move: 'Move it',
  },
  moving: {
    nothing: 'Nothing to change',
    notMoved: (source: string) => `Not moved to ${source}`,
    askApprovers: 'Ask the approvers',
  },
  sent: {
    title: 'Your request is on its way',
    here: 'Its card is here for everybody, and follows it.',
    inDialog: 'Your request is on its way. Its card comes in a moment.',
    inPlace: 'Your request is on its way: its card takes the place of this form.',
  },
  form: {
    somebodyElses: 'This form was somebody else’s. Here is one of your own.',
    typeForOne: 'Type /jit request for a form of your own.',
    nothingToFillIn: 'There is nothing to fill in.',
  },
  again: {
    notYours: (who: string) => `Only ${who} can ask for this again. Type /jit request for a form of your own.`,
    nothing: 'There is nothing to fill in. Type /jit request for a form.',
    here: 'Here it is again, to look over and to send. Nothing has been asked for yet.',
  },
  explaining: {
    noPolicy: 'No access policy is in force',
    can: (what: string) => `${what}: can be asked for`,
    canNot: (what: string) => `${what}: can not be asked for`,
    ofSomeone: (who: string, what: string) => `${who} · ${what}`,
    noPort: 'no port',
    andMore: (what: string, count: number) => `${what} and ${count} more`,
    wouldRead: (who: string) => `${who} would read:`,
    noJitPolicy: (vm: string) =>
      `${vm} has no JIT policy, so that no port of it can be opened: ask an admin to configure it.`,
    request: 'Request this',
    forAdmins: 'For admins',
    mayAsk: (rule: string, groups: string) => `${rule}: ${groups} may ask`,
    nobodyMayAsk: (rule: string) => `${rule}: nobody may ask`,
    refuses: (rule: string) => `${rule}: refuses`,
    noRule: 'No rule speaks of it.',
  },
}
