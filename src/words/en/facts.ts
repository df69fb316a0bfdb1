/** What happened, without who and when: the entries of the ledger. Dates in it are as files have them. */
export const facts = {
  refused: (asked: string, why: string) => `Refused: ${asked} – ${why}`,
  askedFor: (what: string, source: string, duration: string, starts: string | undefined, reason: string) =>
    `Asked for ${what} from ${source} for ${duration}${starts === undefined ? '' : `, to start at ${starts}`}${behind(reason)}`,
  askedToMove: (request: string, from: string, to: string, what: string) =>
    `Asked to move request ${request} from ${from} to ${to}: ${what}`,
  askedToExtend: (request: string, duration: string, what: string, source: string, reason: string) =>
    `Asked to extend request ${request} by ${duration}: ${what} from ${source}${behind(reason)}`,
  approvedByPolicy: (rules: string) => `Approved by the access policy (${rules})`,
  approved: (people: string, duration: string | undefined) =>
    `Approved by ${people}${duration === undefined ? '' : `, for ${duration}`}`,
  brokeGlass: (skipped: string, reviewers: string) =>
    `Broke glass, nobody was asked: ${skipped}. To be signed for by ${reviewers}`,
  signed: {
    justified: (comment: string) => `Signed for as justified${behind(comment)}`,
    'not justified': (comment: string) => `Signed for as not justified${behind(comment)}`,
  },
  denied: (asDelegate: string, reason: string) => `Denied${asDelegate}: ${reason}`,
  takenBack: 'Taken back',
  lapsed: (why: string) => `Lapsed: ${why}`,
  failed: (why: string) => `Failed: ${why}`,
  closed: (why: string) => `Closed: ${why}`,
  retried: 'Tried again',
  /** `note`: for how long, and what was said with it. */
  approvalGiven: (groups: string, asDelegate: string, note: string) =>
    `Approval given for ${groups}${asDelegate}${note}`,
  delegated: (to: string, until: string) => `Has ${to} stand in until ${until}`,
  delegationStopped: (to: string) => `${to} stands in no longer`,
  reminded: (nth: number, of: number) => `The approvals channels were reminded (${nth} of ${of})`,
  escalated: (after: string, to: string, rule: string) => `Escalated after ${after}: ${to} may approve too (${rule})`,
  stricter: (what: string) => `The access policy became stricter: ${what}`,
  demand: (count: number, from: string, rule: string) => `${count} from ${from} (${rule})`,
  attemptRefused: (attempted: string, why: string) => `Refused to ${attempted}: ${why}`,
  openingCalled: (vm: string, ports: string, attempt: number, carries: string | undefined) =>
    `Azure asked to open ${vm} port ${ports} (attempt ${attempt})${carries === undefined ? '' : `, keeping the windows of ${carries}`}`,
  openingAccepted: (vm: string, call: string | undefined) =>
    `Azure accepted for ${vm}${call === undefined ? '' : ` (${call})`}`,
  seenOpen: (vm: string, ports: string, found: boolean, proof: string | undefined) =>
    `Seen open: ${vm} port ${ports}${found ? ' (found after a lost answer)' : ''}${proof === undefined ? '' : `; ${proof}`}`,
  openFromAll: (vm: string) => `Seen open from every source: ${vm}`,
  notOpenFrom: (sources: string, vm: string, why: string) => `Not open from ${sources}: ${vm}: ${why}`,
  closingAsked: (vms: string) => `Asked to close ${vms} before the end`,
  closingDelayed: (vm: string, why: string) => `${vm} is not shut at once: ${why}`,
  /** `drift` is a sentence. */
  writtenBy: (drift: string, who: string) => `${drift} Written by ${who}.`,
  openedPast: (vm: string, ports: string, by: string, forged: string | undefined) =>
    `Opened past the bot: ${vm} port ${ports} by ${by}${forged === undefined ? '' : `, with the mark of request ${forged}`}`,
  notOpened: (vm: string, why: string) => `Could not be opened: ${vm}: ${why}`,
  seenShut: (vm: string, why: string) => `Seen shut: ${vm}: ${why}`,
  keptOpen: (shut: string, by: string, until: string) =>
    `${shut}; a window of ${by} lets the same address in until ${until}`,
  goesOn: (vm: string, request: string) => `Not shut: ${vm} goes on as request ${request}`,
  addressChanged: (from: string, to: string, vm: string, request: string) =>
    `Address changed from ${from} to ${to}: ${vm} goes on as request ${request}, and the old one is to be shut`,
  notConfirmedShut: (vm: string, why: string) => `Not confirmed shut: ${vm}: ${why}`,
  noticeSent: 'Notice before the end sent',
  policyLoaded: 'Access policy loaded',
  policyNotLoaded: (problems: string) => `Access policy does not load: ${problems}`,
  channelBound: (name: string) => `Channel bound: ${name}`,
  channelUnbound: (name: string) => `Channel unbound: ${name}`,
  channelLanguage: (language: string | undefined) => `Language of the channel: ${language ?? 'as everywhere'}`,
  channelLost: (names: string, why: string) => `Channel lost (${names}): ${why}`,
  channelBack: (names: string) => `Channel works again: ${names}`,
  addressConfirmed: (source: string, seen: string | undefined) =>
    `Address confirmed: ${source}${seen === undefined ? '' : ` (seen at ${seen})`}`,
  rulesConfirmed: (changes: string) => `Confirmed new port rules: ${changes}`,
  rulesChanged: (change: string, found: boolean) =>
    `Port rules changed: ${change}${found ? ' (found as confirmed)' : ''}`,
  rulesNotChanged: (vms: string, why: string) => `Port rules not changed: ${vms}: ${why}`,
  exported: (format: string, what: string) => `Ledger downloaded as ${format}: ${what}`,
  exportedOf: (from: string | undefined, to: string | undefined, of: string | undefined) =>
    [
      ...(from === undefined ? [] : [`from ${from}`]),
      ...(to === undefined ? [] : [`to ${to}`]),
      of === undefined ? 'everything' : `of ${of}`,
    ].join(' '),
  digestPosted: (head: string) => `Digest posted, head ${head}`,
  /** What somebody tried to do, and why it was refused, as the ledger has them: what is not known here stays as it is. */
  attempt: (asStored: string) => asStored,
  refusal: (asStored: string) => asStored,
}

function behind(words: string): string {
  return words ? `: ${words}` : ''
}
