/** What happened to a request, each with its time. */
export const history = {
  approved: (person: string, time: string, standsFor: string, note: string) =>
    `✔ ${person} approved at ${time}${standsFor}${note}`,
  denied: (person: string, time: string, standsFor: string, reason: string) =>
    `✖ ${person} denied at ${time}${standsFor}: ${reason}`,
  unattended: (rules: string) => `✔ Approved by the access policy (${rules}), nobody has to agree`,
  openSince: (since: string, until: string) => `● Open since ${since}, until ${until}`,
  cancelled: (person: string, time: string) => `Cancelled by ${person} at ${time}`,
  lapsed: (why: string, time: string) => `Lapsed${why === '' ? '' : `: ${why}`}, at ${time}`,
  failed: (why: string, time: string) => `Failed${why === '' ? '' : `: ${why}`} – at ${time}`,
  moved: (request: string, time: string) => `→ Moved to another address by request ${request}, at ${time}`,
  extended: (request: string, time: string) => `→ Extended by request ${request}, at ${time}`,
  closed: (why: string, time: string) => `Closed${why === '' ? '' : `: ${why}`}, at ${time}`,
}
