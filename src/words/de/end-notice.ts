import type { endNotice as english } from '../en/end-notice.ts'

export const endNotice: typeof english = {
  endsAt: (until, title) => `Offen nur noch bis ${until}: ${title}`,
  extended: (title) => `Verlängert: ${title}`,
  goesOn: (request) => `Es geht weiter als Anfrage ${request}.`,
  moved: (title) => `Umgezogen: ${title}`,
  goesOnFromAnotherAddress: (request) => `Es geht von einer anderen Adresse weiter, als Anfrage ${request}.`,
  ended: (title) => `Beendet: ${title}`,
  windowOver: (sessions) => `Das Fenster ist vorbei. ${sessions}`,
  oldAddressShutting: 'Dieser Zugriff geht von einer anderen Adresse weiter; für die alte wird geschlossen.',
  beingClosed: (sessions) => `Dieser Zugriff wird geschlossen. ${sessions}`,
  accessEnds: (until, sessions) => `Dieser Zugriff gilt bis ${until}. ${sessions}`,
  noFurther: ' Weiter verlängern lässt er sich nicht; fragen Sie neu an, wenn Sie ihn noch brauchen.',
  extendBy: (duration) => `Um ${duration} verlängern`,
  close: 'Jetzt schließen',
  offer: {
    nothing: 'Nichts zu verlängern',
    showIt: 'Anzeigen',
    youHaveThis: (until) => `Das ist für Sie offen bis ${until}`,
    openUntil: (until, title) => `Offen bis ${until}: ${title}`,
    nothingNew: (request, source) => `Anfrage ${request}, von ${source}. Neu angefragt wurde nichts.`,
    longEnough: 'Das ist so lange, wie Sie anfragen, oder länger.',
    noFurther: 'Weiter verlängern lässt die Zugriffsrichtlinie es nicht; fragen Sie neu an, wenn es vorbei ist.',
    atMost: (duration) => `Es lässt sich ohne Lücke verlängern, um höchstens ${duration}.`,
    until: (time) => `Verlängern bis ${time}`,
    by: (duration) => `Um ${duration} verlängern`,
  },
}
