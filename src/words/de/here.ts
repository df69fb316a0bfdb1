import type { here as english } from '../en/here.ts'

export const here: typeof english = {
  language: {
    notHere: 'Nur ein Kanal hat eine eigene Sprache',
    ownIsTeams:
      'Was nur Sie lesen, ist in der Sprache Ihres Teams. Geben Sie das in einem Kanal ein, für die Karten, die dort erscheinen.',
    unknown: (said) => (said === '' ? 'Welche Sprache?' : `„${said}“ spricht der Bot nicht`),
    spoken: 'Er spricht Englisch und Deutsch. Ohne Wahl hat ein Kanal die Sprache aus den Einstellungen des Bots:',
    chosen: 'Karten in diesem Kanal sind jetzt auf Deutsch',
    fromNow:
      'Karten, die schon hier stehen, wechseln mit ihrer nächsten Neuigkeit. Was nur Sie lesen, bleibt in der Sprache Ihres Teams.',
  },
}
