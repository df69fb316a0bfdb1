import type { networkRules as english } from '../en/network-rules.ts'

export const networkRules: typeof english = {
  unread: (why) => `nicht lesbar: ${why}`,
  allows: (rule, whose) => `erlaubt ${rule}: ${whose}`,
  allowsFirst: (rule) => `erlaubt ${rule}: nicht von Defender, und sie greift vor seiner Sperrregel`,
  letting: (from, ports, name, priority, group) =>
    `Zugriff von ${from} auf ${ports} (${name}, Priorität ${priority} in ${group})`,
  andMore: (count) => `und ${count} weitere`,
  denied: (ports) => `die Sperrregel von Defender besteht für ${ports}`,
  notDenied: (ports) => `die Sperrregel von Defender FEHLT für ${ports}`,
  nobodys: 'kein Fenster dieses Bots gehört dazu',
  windowOf: (people) => `das Fenster von ${people}`,
  somebody: 'jemandem',
}
