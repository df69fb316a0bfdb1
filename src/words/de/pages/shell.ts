import type { shell as english, configure as englishConfigure } from '../../en/pages/shell.ts'

export const shell: typeof english = {
  signingOn: 'Sie werden angemeldet …',
  pages: 'Seiten',
  titles: {
    access: 'Mein Zugriff',
    approvals: 'Genehmigungen',
    machines: 'Maschinen',
    policy: 'Richtlinie',
    audit: 'Protokoll',
  },
  counted: (title, count) => `${title} (${count})`,
  loading: 'Wird geladen …',
  noPolicy: (why) => `Es gilt keine Zugriffsrichtlinie; deshalb wird alles abgelehnt: ${why}`,
  copy: 'Kopieren',
  copied: 'Kopiert',
  selectAndCopy: 'Markieren und kopieren',
  back: 'Zurück',
  notNow: 'Jetzt nicht',
  older: 'Ältere',
  newer: 'Neuere',
}

export const configure: typeof englishConfigure = {
  title: 'JIT Access einem Kanal hinzufügen',
  heading: 'JIT Access in diesem Kanal',
  pressSave:
    'Drücken Sie „Speichern“. Wer den Tab öffnet, sieht, was ihn selbst betrifft: was auf ihn wartet und was er offen hat. Niemand sieht darin etwas von jemand anderem.',
  tab: 'Zugriff',
  notTaken: 'Teams hat den Tab nicht übernommen.',
  broke: 'Diese Seite ist abgestürzt. Bitte erneut öffnen.',
}
