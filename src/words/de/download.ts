import type { download as english } from '../en/download.ts'

export const download: typeof english = {
  none: 'Diesen Link gibt es nicht.',
  noLedger: 'Diesen Link gibt es nicht. Lassen Sie sich vom Bot einen neuen geben: /jit audit 7d csv.',
  used: 'Dieser Link wurde schon benutzt; jeder gilt einmal. Lassen Sie sich vom Bot einen neuen geben: /jit audit 7d csv.',
  expired:
    'Dieser Link ist abgelaufen; jeder gilt zehn Minuten. Lassen Sie sich vom Bot einen neuen geben: /jit audit 7d csv.',
  notAllowed:
    'Nach der Zugriffsrichtlinie dürfen Sie das Protokoll nicht mehr lesen. Lassen Sie sich vom Bot einen neuen Link geben: /jit audit 7d csv.',
  ledger: (person) => `Das Protokoll als CSV-Datei, für ${person}.`,
  ledgerOf: (of, person) => `Das Protokoll (${of}) als CSV-Datei, für ${person}.`,
  windowOver: (request) =>
    `Das Fenster der Anfrage ${request} ist nicht mehr offen. Fragen Sie den Zugriff in Teams neu an.`,
  noRemoteDesktop: (request) => `Das Fenster der Anfrage ${request} hat keinen Port für Remotedesktop.`,
  inBrowser: 'Dieser Link wird in einem Browser geöffnet.',
  heading: 'Just-in-Time-Zugriff',
  button: 'Herunterladen',
  once: 'Der Link gilt einmal.',
}
