import type { ledger as english } from '../en/ledger.ts'

export const ledger: typeof english = {
  changed: (entry) => `Eintrag ${entry} ist nicht so, wie er geschrieben wurde`,
  missing: (entry) => `Eintrag ${entry} fehlt`,
  misplaced: (entry) => `Eintrag ${entry} ist doppelt oder in falscher Reihenfolge`,
  unlinked: (entry, last) => `Eintrag ${entry} schließt nicht an Eintrag ${last} an, wie dieser jetzt ist`,
  cut: (last, head) => `das Protokoll endet mit Eintrag ${last}, sein Kopf ist aber Eintrag ${head}`,
  'beyond head': (entry, head) => `Eintrag ${entry} folgt auf Eintrag ${head}, der der Protokollkopf ist`,
  'not the head': (entry) => `Eintrag ${entry} ist nicht der aufbewahrte Protokollkopf`,
  'chained anew': (entry) =>
    `Eintrag ${entry} ist nicht der aufbewahrte Protokollkopf: Er selbst oder einer davor wurde geändert und neu verkettet`,
  'head before': (head, first) =>
    `der aufbewahrte Protokollkopf ist Eintrag ${head}, und diese Einträge beginnen mit ${first}`,
  'no such head': (last) =>
    `das Protokoll endet mit Eintrag ${last}, und kein Eintrag hat den Hash des aufbewahrten Protokollkopfs`,
  'kept head cut': (last, head) =>
    `das Protokoll endet mit Eintrag ${last}, und der aufbewahrte Protokollkopf ist Eintrag ${head}`,
  'no head': 'der Kopf des Protokolls fehlt',
  'never chained': (entries, seconds) =>
    entries === 1
      ? `1 Eintrag wurde vor mehr als ${seconds} Sekunden geschrieben und nie verkettet`
      : `${entries} Einträge wurden vor mehr als ${seconds} Sekunden geschrieben und nie verkettet`,
  'no entry': (entry) => `was an der Stelle von Eintrag ${entry} steht, ist kein Eintrag`,
}
