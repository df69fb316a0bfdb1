const durations = 'from 5 minutes to 24 hours, such as 30m, 2h or 1h30m'
const periods = 'such as 24h, 7d, 2w, 2026-11-01..2026-11-08 or 2026-11-01'
const ports = 'Name ports such as rdp, ssh, winrm, https, 3389, tcp/22 or 22-25, with commas between them.'
const starts = 'Write at 22:00, tomorrow 06:00, mon 06:00 or at 2026-11-30 06:00.'
const address =
  'Give the public IPv4 address that you connect from, such as 203.0.113.7, or a range such as 203.0.113.0/24.'
const allowedAddress =
  'Give an IPv4 address such as 203.0.113.7, a range such as 203.0.113.0/24, or * for every address.'
const typeIt = 'Type the public IPv4 address that you connect from, if you know it, or ask your network team for it.'

/** What can not be read of what was typed: durations, periods, ports, sources, starts, port rules. */
export const reading = {
  duration: {
    missing: `The duration is missing. Give one ${durations}.`,
    noUnit: (said: string) => `"${said}" has no unit: write ${said}m or ${said}h. A duration is ${durations}.`,
    notOne: (said: string) => `"${said}" is not a duration. Give one ${durations}.`,
    tooShort: (said: string) => `"${said}" is too short. Give a duration ${durations}.`,
    tooLong: (said: string) => `"${said}" is too long. Give a duration ${durations}.`,
  },
  period: {
    last: (count: number, unit: 'h' | 'd' | 'w') => {
      const name = { h: 'hour', d: 'day', w: 'week' }[unit]
      return `last ${count === 1 ? name : `${count} ${name}s`}`
    },
    tooLong: (said: string) => `“${said}” is no period: give 1 hour to 10 years, ${periods}.`,
    notOne: (said: string) => `“${said}” is no period. Give one ${periods}.`,
    noSuchDay: (said: string) => `“${said}” names a day that no calendar has. Give a period ${periods}.`,
    notBegun: (said: string) => `“${said}” has not begun yet. Give a period ${periods}.`,
    endsFirst: (said: string) => `“${said}” ends before it begins. Give a period ${periods}.`,
  },
  ports: {
    missing: `The port is missing. ${ports}`,
    notOne: (said: string) => `"${said}" is not a port. ${ports}`,
    outOfRange: (said: string) => `"${said}" is not a port: ports go from 1 to 65535. ${ports}`,
    backwards: (said: string, right: string) => `"${said}" runs backwards: write ${right}.`,
    tooMany: (most: number) => `That is more than ${most} ports, the most that one request may name. Ask for fewer.`,
    tooManyIn: (said: string, count: number, most: number) =>
      `"${said}" is ${count} ports: one request may name at most ${most}. Ask for those that you need.`,
  },
  source: {
    missing: `The source is missing. ${address}`,
    ipv6: (said: string) => `${said} is IPv6, which Azure's just-in-time access does not take. ${address}`,
    notOne: (said: string) => `"${said}" is not an IPv4 address or range. ${address}`,
    everything: (said: string) => `${said} is every address there is, and a port is never opened to all. ${address}`,
    inside: (said: string, kind: string) => `${said} is ${kind}, not a public address. ${address}`,
    includes: (said: string, kind: string) => `${said} includes ${kind}, which is not public. ${address}`,
    tooWide: (said: string, widest: string) => `${said} is too wide: at most a ${widest} is taken. ${address}`,
    rangeOrAddress: (said: string, range: string, one: string) =>
      `${said} is an address with a range's length. Write ${range} for the whole range, or ${one} for the one address.`,
    /** Where private addresses and `*` are allowed too. */
    ipv6InRule: (said: string) => `${said} is IPv6, which Azure's just-in-time access does not take. ${allowedAddress}`,
    notOneInRule: (said: string) => `"${said}" is not an IPv4 address or range. ${allowedAddress}`,
    kinds: {
      privateNetwork: (range: string) => `a private network (${range})`,
      sharedNetwork: (range: string) => `a provider's shared network (${range})`,
      loopback: (range: string) => `the machine itself (loopback, ${range})`,
      linkLocal: (range: string) => `a link without a router (link-local, ${range})`,
      multicast: (range: string) => `multicast (${range})`,
      thisNetwork: (range: string) => `"this network" (${range})`,
      broadcast: (range: string) => `broadcast (${range})`,
      future: (range: string) => `a range kept for the future (${range})`,
      protocols: (range: string) => `a range for protocols (${range})`,
      relays: (range: string) => `a range for relays (${range})`,
      measuring: (range: string) => `a range for measuring devices (${range})`,
    },
  },
  start: {
    notOne: (said: string) => `“${said}” is no time to start at. ${starts}`,
    noSuchDay: (said: string) => `“${said}” is no day of the calendar. ${starts}`,
    skipped: (time: string, zone: string) =>
      `There is no ${time} on that day in ${zone}: the clock is put forward over it. ${starts}`,
    tooFar: (days: number) => `A request can start ${days} days from now at most. ${starts}`,
    past: (said: string, zone: string) => `“${said}” is past already (${zone}). ${starts}`,
    inReason: (said: string) =>
      `The reason ends with “${said}”: to start then, write it before the reason; if it is a part of the reason, put the reason in quotes.`,
  },
  caller: {
    unknown: `Your address can not be told: it did not arrive with your call. ${typeIt}`,
    inside: (shown: string) =>
      `You reach us from ${shown}, which is not an address of the internet: you come from the inside of a network, or a proxy stands between that is not counted. ${typeIt}`,
    notPublic: (shown: string) => `You reach us from ${shown}, which is not an address of the internet. ${typeIt}`,
    ipv6: (shown: string) =>
      `You reach us over IPv6 (${shown}), and Azure's just-in-time access takes IPv4 alone. Your machine most likely has an IPv4 address too. ${typeIt}`,
  },
  rules: {
    ofPort: (port: number, problem: string) => `Port ${port}: ${problem}`,
    twice: (port: number) => `Port ${port} is there twice: a port has one rule, with all its sources in it.`,
    tooMany: (count: number, most: number) => `That is ${count} port rules; one VM may have at most ${most} here.`,
    noProtocol: (said: string) => `“${said}” is no protocol. Choose TCP, UDP or * for both.`,
    severalPorts: (said: string, count: number) => `“${said}” is ${count} ports: give each port a row of its own.`,
    noSources: 'the allowed sources are missing. Give addresses or ranges with commas, or * for all.',
    tooManySources: (most: number) => `that is more than ${most} allowed sources. Give ranges instead.`,
    allAndMore: '* is every address already. Give either * or a list of addresses.',
  },
  /** Behind `/jit configure`, `enable`, `disable`. */
  ruleWish: {
    ownPorts: 'One change gives the same rules to all machines that it names: put the ports behind them.',
    behindFrom: (problem: string) => `Behind “from”: ${problem}`,
    notUnderstood: (said: string) =>
      `“${said}” was not understood. Say for example: 22,3389 max 3h from 203.0.113.0/24, or add 8443, or remove 22.`,
    removeAlone: 'Remove takes ports alone, such as remove 22,443.',
    portsMissing: (said: string) =>
      `Behind “${said}” the ports are missing. Say for example: 22,3389 max 3h from 203.0.113.0/24, or add 8443, or remove 22.`,
  },
  /** Behind `/jit request`. */
  request: {
    fromMissing: 'After “from” an address is missing: write from 203.0.113.7, a network such as from vpn, or from me.',
    fromOrReason: (next: string, both: string) =>
      `“and ${next} …” can be read in two ways. Do you connect from both? Then write from ${both}. Does the reason begin there? Then write because ${next} ….`,
    portsAlone: (said: string, vm: string) =>
      `Each machine has ports of its own, and “${said}” stands by itself: write for example ${vm}:22,443 with all that are meant.`,
    ofMachine: (vm: string, problem: string) => `${vm}: ${problem}`,
  },
  audit: {
    twoPeriods: (one: string, other: string) =>
      `Two periods were named, ${one} and ${other}. Name one, such as 7d or 2026-11-01..2026-11-08.`,
    tooLong: (most: number) =>
      `What is looked for has at most ${most} characters: a request, a machine, a person or any text.`,
  },
  digest: {
    howOften: (said: string) => `Say how often: daily or weekly, not “${said}”.`,
    notOne: (said: string) =>
      `“${said}” is no time (09:00), no day (mon) and no zone (Europe/Paris), or there are two of them.`,
    dailyDay: 'A daily digest comes every day: leave out the day, or write weekly.',
  },
  machines: {
    tooManyWords: (most: number) =>
      `At most ${most} words narrow the list. Write a part of a name, a glob such as web*, rg:rg-web, or tag:env=prod; all of them must match.`,
    longWord: (most: number) =>
      `A word of the filter has at most ${most} letters. Write a part of a name, a glob such as web*, rg:rg-web, or tag:env=prod.`,
    bareWord: (said: string) =>
      `Behind “${said}” something is missing. Write a part of a name, a glob such as web*, rg:rg-web, or tag:env=prod.`,
  },
}
