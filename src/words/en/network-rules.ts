/** Rules of the network before a machine. */
export const networkRules = {
  unread: (why: string) => `can not be read: ${why}`,
  /** `rule` is `letting`. */
  allows: (rule: string, whose: string) => `allows ${rule}: ${whose}`,
  allowsFirst: (rule: string) => `allows ${rule}: not Defender’s, and asked before its deny rule`,
  letting: (from: string, ports: string, name: string, priority: number, group: string) =>
    `${from} on ${ports} (${name}, priority ${priority} in ${group})`,
  andMore: (count: number) => `and ${count} more`,
  denied: (ports: string) => `Defender’s deny rule is there for ${ports}`,
  notDenied: (ports: string) => `Defender’s deny rule is NOT there for ${ports}`,
  nobodys: 'no window of this bot stands for it',
  windowOf: (people: string) => `the window of ${people}`,
  somebody: 'somebody',
}
