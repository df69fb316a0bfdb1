/** What the access policy says, and its file. */
export const policy = {
  tryIt: 'Try it',
  wish: 'What would you ask for?',
  wishHint: 'Machines, ports, time, from which address, reason: as you would type it. Nothing is asked for.',
  wishExample: 'web01 rdp 2h from vpn INC123456 patching',
  explain: 'Explain',
  can: 'can be asked for',
  canNot: 'can not be asked for',
  said: (targets: string, verdict: string) => `${targets}: ${verdict}`,
  copyLine: 'Copy what to type',
  title: 'The access policy',
  inForce: 'in force',
  stale: 'the last good one is in force',
  doesNotLoad: 'The file as it is now does not load:',
  line: (line: number, message: string) => `Line ${line}: ${message}`,
  version: (version: string, rules: number, networks: string) =>
    `Version ${version}, ${rules} ${rules === 1 ? 'rule' : 'rules'}${networks === '' ? '' : `, networks ${networks}`}`,
  file: 'The policy file as it was loaded',
  notForYou: 'The file itself is for admins and auditors. What it says to you, “Try it” tells.',
}
