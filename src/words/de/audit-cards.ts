import type { auditCards as english } from '../en/audit-cards.ts'

export const auditCards: typeof english = {
  noRequest: 'Keine Anfrage passt: Niemand hat Zugriff angefragt.',
  requestsNewestFirst: 'Anfragen, die neuesten zuerst',
  besides: 'Außerhalb von Anfragen',
  oneInFull: 'Eine Anfrage im Ganzen: /jit audit und ihre Nummer',
  noEntry: 'Kein Eintrag passt.',
  entriesNewestFirst: 'Einträge, die neuesten zuerst',
  storyNewestFirst: 'das Neueste zuerst, mit dem, was Azure dazu sagt',
  inShort: 'Kurz gesagt',
  theBot: 'der Bot',
}
