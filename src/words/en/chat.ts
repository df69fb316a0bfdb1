/** What is said whatever was typed or pressed: it was not understood, not allowed, not possible. */
export const chat = {
  notForYou: (command: string) => `/jit ${command} is not for you`,
  onlyFor: {
    admins: 'It is for admins of the access policy. Ask one of them, or see what you can say with /jit help.',
    auditors:
      'It is for auditors and admins of the access policy. Ask one of them, or see what you can say with /jit help.',
  },
  notUnderstood: 'That was not understood',
  noCommand: (said: string) => `“${said}” is no command.`,
  sayForExample: 'Say for example:',
  didYouMean: (command: string) => `Did you mean /jit ${command}?`,
  yes: (command: string) => `Yes: ${command}`,
  didNotWork: 'That did not work',
  unknownButton: 'This button is not known. Nothing was done; type /jit help to see what you can do.',
  unknownAction: 'This action is not known. Type /jit help to see what you can do.',
  nothingToFillIn: 'There is nothing to fill in.',
  noDatabase: 'The database can not be reached, so nothing was done and nothing was stored. Try again in a minute.',
  ourFault: (reference: string) =>
    `Something went wrong on our side, and it is not your fault. Try again; if it stays, tell your platform team the reference ${reference}.`,
  noSuchRequest: 'No such request',
  noRequest: (said: string) =>
    `There is no request “${said}” that you may see. Request ids have eight characters, such as K7M3QX2P.`,
  help: {
    title: 'Just-in-time access to virtual machines',
    subtitle: 'Ask, somebody agrees, the port opens for you alone and shuts by itself.',
    inOneLine: (line: string) => `In one line: ${line}`,
    sandbox: 'This is the sandbox: Azure and Teams are simulated, and no real machine is touched.',
    usage: 'Usage',
    also: 'Also',
    who: 'Who',
    admins: 'admins',
    auditors: 'auditors and admins',
  },
  buttons: {
    help: 'Help',
    requestAccess: 'Request access',
    machines: 'Machines',
    allMachines: 'All machines',
    myRequests: 'My requests',
    channels: 'Channels',
    allBindings: 'All bindings',
    ledgerOf7Days: 'Ledger of 7 days',
    last7Days: 'Last 7 days',
    addressChanged: 'My address changed',
    show: (id: string) => `Show ${id}`,
    extend: (id: string) => `Extend ${id}`,
  },
}
