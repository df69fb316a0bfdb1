/** Why a request may not be: what is wrong, what is allowed, what to do next. */
export const findings = {
  portNotCovered: (port: number, vm: string) =>
    `Port ${port} of ${vm} is not covered by any rule that lets you ask: ask for another port, or ask an admin for a rule.`,
  notCovered: (vm: string) =>
    `${vm} is not covered by any rule that lets you ask: check the name, or ask an admin for a rule.`,
  /** `text` is the policy author's, and ends as a sentence. */
  denied: (rule: string, text: string) => `The rule "${rule}" refuses this: ${text}`,
  notRequester: (rule: string) =>
    `The rule "${rule}" applies and does not let you ask: ask somebody it lets ask, or have your group added to it.`,
  /** Who sets a bound, as the subject of a sentence. */
  setBy: {
    policy: 'the access policy (which names no other maximum)',
    rule: (rule: string) => `the rule "${rule}"`,
    defender: "Defender's JIT policy",
    defenderFor: (vm: string) => `Defender's JIT policy for ${vm}`,
  },
  tooLong: (asked: string, by: string, most: string) =>
    `${asked} is too long: ${by} allows at most ${most}; ask for that or less.`,
  tooLongInAll: (asked: string, total: string, by: string, most: string, left: string | undefined) =>
    `With ${asked} more it would stand for ${total} in all: ${by} allows at most ${most} from the first opening; ${
      left === undefined ? 'let it end, and ask anew if you still need it' : `extend by ${left} or less`
    }.`,
  beyondCall: (asked: string, left: string | undefined) =>
    left === undefined
      ? "Defender's JIT policy does not let it stand any longer yet: what one call opens is bounded, so extend nearer to the end."
      : `${asked} more is too long: Defender's JIT policy lets it be extended by at most ${left} now; ask for that, or extend nearer to the end.`,
  tooShort: (asked: string | undefined, least: string) => `${asked ?? 'That'} is too short: ask for ${least} or more.`,
  sourceNotAllowed: (source: string, by: string, allowed: string) =>
    `${source} is not among the sources that ${by} allows (${allowed || 'none'}): connect from one of them and ask again.`,
  sourceTooWide: (source: string, by: string, width: string) =>
    `${source} is too wide: ${by} allows ${width}; name a smaller source.`,
  /** How wide a source may be; `bits`: the shortest prefix. */
  width: (bits: number) => (bits >= 32 ? 'single addresses only' : `nothing wider than a /${bits}`),
  portNotInPolicy: (port: number, vm: string, allowed: string) =>
    `Port ${port} of ${vm} is not in its JIT policy, which has ${allowed}: ask for one of these.`,
  noJitPolicy: (port: number, vm: string) =>
    `Port ${port} of ${vm} cannot be opened, as no JIT policy has this VM: ask an admin to configure it for just-in-time access.`,
  reasonMissing: (rule: string, hint: string | undefined) =>
    `The rule "${rule}" requires a reason: ${hint ?? 'say in a few words why you need this.'}`,
  reasonDoesNotMatch: (rule: string, hint: string | undefined) =>
    `The reason is not as the rule "${rule}" requires: ${hint ?? 'ask an admin what it has to quote.'}`,
  reasonTooLong: (length: number, most: number) =>
    `The reason has ${length} characters: at most ${most} are allowed, so shorten it.`,
  noApprovers: (rule: string) =>
    `Nobody can approve this: the rule "${rule}" names no group of approvers; ask an admin to change it.`,
  tooFewApprovers: (rule: string, count: number, from: string) =>
    `Nobody can approve this: the rule "${rule}" requires ${count === 1 ? 'an approval' : `${count} approvals`} from ${from}, and without you there are not enough people there; ask an admin to add approvers.`,
  outsideHours: (rule: string, hours: string, next: string | undefined) =>
    `The rule "${rule}" lets people in from ${hours} alone: ${next === undefined ? 'ask an admin' : `ask again from ${next}`}.`,
  tooManyOpen: (rule: string, most: number, open: number, asked: number) =>
    `The rule "${rule}" lets you have ${most === 1 ? 'one machine' : `${most} machines`} at once, and you have ${open === 0 ? 'none' : open} open or asked for${asked > 1 ? ` and ask for ${asked} more` : ''}: ${open === 0 ? 'ask for fewer' : 'close or cancel one, see /jit status'}.`,
  unattendedUsedUp: (rule: string, most: number) =>
    `The rule "${rule}" lets you in without an approval ${most === 1 ? 'once' : `${most} times`} a day, which is used up, and names nobody who could be asked instead: try again tomorrow, or ask an admin.`,
  notForBreakGlass:
    'Break-glass is for the people that the access policy lists for it, and you are not among them: ask with /jit request instead.',
  coolingDown: (until: string | undefined) =>
    `You have broken the glass not long ago: ${until === undefined ? 'it is possible again when that window is closed' : `it is possible again from ${until}`}. Until then ask with /jit request, or have somebody else who may break it.`,
  ruleBroke: (rule: string, why: string) =>
    `This is our fault and not yours: the rule "${rule}" could not be evaluated (${why}), and so nothing is allowed by it; try again later, or tell an admin.`,
  /** Why a rule could not be evaluated. */
  broke: {
    networks: (names: string) => `it names networks that do not exist: ${names}`,
    pattern: (why: string) => `its pattern for reasons is not valid: ${why}`,
    system: (vm: string) => `the operating system of ${vm} is not known`,
    groups: (names: string) => `who is in ${names} cannot be read`,
    breakGlass: 'who may break glass cannot be read',
  },
  noPolicy: (why: string) =>
    `This is our fault and not yours: no access policy is in force, so that every request is refused (${why}); tell an admin.`,
  /** `08:00 to 18:00 on Mon to Fri (Europe/Paris)`. */
  hours: (from: string, to: string, days: string | undefined, zone: string) =>
    `${from} to ${to} on ${days ?? 'no day'} (${zone})`,
  days: (first: string, last: string) => `${first} to ${last}`,
  dayNames: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as readonly string[],
}
