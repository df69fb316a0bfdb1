import type { policy as english } from '../../en/pages/policy.ts'

export const policy: typeof english = {
  tryIt: 'Ausprobieren',
  wish: 'Was würden Sie anfragen?',
  wishHint: 'Maschinen, Ports, Dauer, Adresse, Begründung: so, wie Sie es eintippen würden. Es wird nichts angefragt.',
  wishExample: 'web01 rdp 2h from vpn INC123456 Updates',
  explain: 'Erklären',
  can: 'kann angefragt werden',
  canNot: 'kann nicht angefragt werden',
  said: (targets, verdict) => `${targets}: ${verdict}`,
  copyLine: 'Eingabe kopieren',
  title: 'Die Zugriffsrichtlinie',
  inForce: 'gilt',
  stale: 'die letzte gültige gilt weiter',
  doesNotLoad: 'Die Datei lädt in ihrem jetzigen Stand nicht:',
  line: (line, message) => `Zeile ${line}: ${message}`,
  version: (version, rules, networks) =>
    `Version ${version}, ${rules} ${rules === 1 ? 'Regel' : 'Regeln'}${networks === '' ? '' : `, Netze ${networks}`}`,
  file: 'Die Richtliniendatei, wie sie geladen wurde',
  notForYou: 'Die Datei selbst ist für Admins und Prüfer. Was sie zu Ihnen sagt, erfahren Sie unter „Ausprobieren“.',
}
