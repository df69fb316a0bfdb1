/** What a channel is bound to. `bound`: as `approvals` or `digest` say it. */
export const binding = {
  approvals: (name: string) => `approvals “${name}”`,
  daily: (time: string) => `the digest, daily at ${time}`,
  weekly: (day: string, time: string) => `the digest, weekly on ${day} at ${time}`,
  inZone: (bound: string, zone: string) => `${bound} (${zone})`,
  days: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
}
