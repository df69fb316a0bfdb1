import type { auditing as english } from '../en/auditing.ts'

export const auditing: typeof english = {
  title: (period) => `Protokoll, ${period}`,
  titleOf: (period, subject) => `Protokoll, ${period}: ${subject}`,
  story: (id) => `Protokoll der Anfrage ${id}`,
  head: (seq, hash) => `Protokollkopf ${seq}: ${hash}`,
  emptyHead: (seq) => `Protokollkopf ${seq}: leer`,
  since: (time) => `seit ${time}`,
  between: (from, to) => `${from} bis ${to}`,
  asText: (said, count) =>
    `„${said}“ ist keine Maschine oder Person des Protokolls: Es wurde als Text gesucht, in den neuesten ${count} Einträgen des Zeitraums.`,
  neverCalled:
    'Azure wurde dafür nie mit einer Korrelations-ID aufgerufen: Das Aktivitätsprotokoll wurde nicht gefragt.',
  newestOnly: (most) => `Nur die neuesten ${most} Einträge werden gezeigt; die Datei hat alle.`,
  allEntries: 'Alle Einträge',
  lookFor: 'Suchen …',
  older: 'Ältere',
  newer: 'Neuere',
  lookAgain: 'Erneut nachsehen',
  asCsv: 'Als CSV',
  file: {
    noneOfThat: 'Davon gibt es keine Datei',
    onlyKnown: (said) =>
      `„${said}“ ist keine Anfrage, Maschine oder Person, die das Protokoll kennt, und eine Datei gibt es nur davon oder von allem. Zum Beispiel: /jit audit 30d csv`,
    none: 'Von diesem Bot lässt sich keine Datei holen',
    noPublicUrl:
      'Er kennt seine eigene Adresse für Browser nicht. Das Plattformteam setzt PUBLIC_URL; bis dahin kann es das Protokoll mit der Befehlszeile exportieren.',
    title: (of) => `Protokoll als CSV: ${of}`,
    yoursAlone:
      'Der Link ist nur für Sie: Geben Sie ihn nicht weiter. Er gilt einmal, und der Download wird unter Ihrem Namen im Protokoll festgehalten.',
    open: 'Download öffnen',
    goodUntil: (time) => `Gültig bis ${time}.`,
    inPersonalChat: 'Der Link ist in Ihrem persönlichen Chat',
    notForChannel: 'Eine Datei des Protokolls gehört nicht in einen Kanal: Öffnen Sie Ihren Chat mit mir.',
    notHandedOver: 'Der Link konnte nicht übergeben werden',
    writeFirst:
      'Schreiben Sie mir zuerst in unserem persönlichen Chat, zum Beispiel /jit audit csv: Ein Link zum Protokoll gehört nicht in einen Kanal.',
  },
}
