import type { notices as english } from '../en/notices.ts'

export const notices: typeof english = {
  openCard: (request) => `Karte von ${request} öffnen`,
  showIt: 'Anzeigen',
  openUntil: (until, what) => `Offen bis ${until}: ${what}`,
  extendedUntil: (until, what) => `Verlängert bis ${until}: ${what}`,
  openedTo: (source) => `Geöffnet nur für ${source}.`,
  approvedBy: (people) => `Genehmigt von ${people}.`,
  byPolicy: 'Genehmigt von der Zugriffsrichtlinie.',
  byBreakGlass: 'Von niemandem genehmigt: Notzugriff.',
  oldAddressShutting: (source) =>
    `Für die alte Adresse, ${source}, wird geschlossen. Bestehende Sitzungen bleiben verbunden.`,
  othersNotYet: 'Die anderen Maschinen dieser Anfrage sind noch nicht offen; ihre Karte zeigt jede einzeln.',
  beingClosed: (title) => `Wird geschlossen: ${title}`,
  closesEarly: (person, sessions) => `${person} schließt es vor dem Ende. ${sessions}`,
  anApprover: 'Ein Genehmiger',
  closed: (title) => `Geschlossen: ${title}`,
  seenShut: (why) => `Das Fenster ist vorbei, und in Azure ist es zu (${why}).`,
  expired: 'abgelaufen',
  notConfirmed: (title) => `Schließen nicht bestätigt: ${title}`,
  lookedAtAgain:
    'Ein Fenster dieser Anfrage ist vorbei, aber dass der Port zu ist, ließ sich nicht bestätigen. Es wird immer wieder nachgesehen, und der Betrieb weiß Bescheid.',
  stillWaiting: (person, title) => `Wartet noch: ${person} fragt an: ${title}`,
  waited: (request, waited, lapses) => `Anfrage ${request} wartet seit ${waited}. Sie verfällt: ${lapses}.`,
  escalated: (person, title) => `Eskaliert: ${person} fragt an: ${title}`,
  approved: (title) => `Genehmigt: ${title}`,
  opensAt: (time) =>
    `Beginn: ${time}. Vorher wird die Zugriffsrichtlinie noch einmal gefragt; die Zeit läuft ab dem Öffnen.`,
  takeBack: (request) => `Bis dahin können Sie die Anfrage zurückziehen: /jit cancel ${request}`,
  stricter: (title) => `Strenger, seit Sie angefragt haben: ${title}`,
  askWithinWhatIsAllowed:
    'So kann die Anfrage nicht genehmigt werden: Ziehen Sie sie zurück, und fragen Sie an, was erlaubt ist.',
  goesOnWaiting: 'Sie wartet weiter auf die Genehmigungen, die fehlen.',
  denied: (title) => `Abgelehnt: ${title}`,
  deniedBy: (person, why) => `${person} hat abgelehnt: ${why}`,
  lapsed: (title) => `Verfallen: ${title}`,
  lapsedWhy: (request, why) =>
    `Anfrage ${request} ist verfallen: ${why}. Fragen Sie neu an, wenn Sie den Zugriff noch brauchen.`,
  failed: (title) => `Konnte nicht geöffnet werden: ${title}`,
  failure: (machine, why) => `${machine}: ${why}`,
  pressRetry: 'Drücken Sie auf der Karte der Anfrage „Erneut versuchen“, oder fragen Sie Ihr Plattformteam.',
  olderStays: (request) => `Was Anfrage ${request} offen hat, bleibt bis zu seinem Ende offen.`,
  notInPerson:
    'das ist für Sie: Persönlich kann ich Ihnen nicht schreiben, weil die App dort fehlt. Fügen Sie sie hinzu, dann kommt es dort an.',
  somebody: 'jemand',
}
