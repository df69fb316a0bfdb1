/** What a request is now and who made it so; `by` is one of the last three, `at` a time. */
export const standing = {
  pending: (id: string) => `Request ${id} is still waiting for a decision.`,
  opensLater: (id: string, by: string, at: string | undefined, opens: string) =>
    `Request ${id} was already approved ${by}${atTime(at)}; it opens at ${opens}.`,
  opening: (id: string, by: string, at: string | undefined) =>
    `Request ${id} was already approved ${by}${atTime(at)}; the port is being opened.`,
  open: (id: string, by: string) => `Request ${id} was already approved ${by} and is open.`,
  closing: (id: string) => `The window of request ${id} is over; it is being checked that the port is shut.`,
  extended: (id: string, by: string) => `Request ${id} was extended: it goes on as request ${by}.`,
  moved: (id: string, by: string) => `Request ${id} was moved to another address: it goes on as request ${by}.`,
  closed: (id: string, by: string, at: string | undefined) =>
    `Request ${id} was approved ${by} and is closed since${atTime(at)}.`,
  denied: (id: string, by: string | undefined, at: string | undefined, why: string | undefined) =>
    `Request ${id} was already denied${inserted(by)}${atTime(at)}${because(why)}`,
  cancelled: (id: string, by: string | undefined, at: string | undefined) =>
    `Request ${id} was already cancelled${inserted(by)}${atTime(at)}.`,
  lapsed: (id: string, at: string | undefined, why: string | undefined) =>
    `Request ${id} lapsed${atTime(at)}: ${why ?? 'nobody decided in time'}`,
  failed: (id: string, by: string, why: string | undefined) =>
    `Request ${id} was approved ${by} but could not be opened${because(why)}`,
  by: (people: string) => `by ${people}`,
  byBreakGlass: 'by break-glass',
  byPolicy: 'by the access policy',
}

function atTime(at: string | undefined): string {
  return at === undefined ? '' : ` at ${at}`
}

function inserted(by: string | undefined): string {
  return by === undefined ? '' : ` ${by}`
}

function because(why: string | undefined): string {
  return why === undefined ? '.' : `: ${why}`
}
