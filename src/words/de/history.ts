import type { history as english } from '../en/history.ts'

export const history: typeof english = {
  approved: (person, time, standsFor, note) => `✔ ${time}: genehmigt von ${person}${standsFor}${note}`,
  denied: (person, time, standsFor, reason) => `✖ ${time}: abgelehnt von ${person}${standsFor}: ${reason}`,
  unattended: (rules) => `✔ Genehmigt von der Zugriffsrichtlinie (${rules}), niemand muss zustimmen`,
  openSince: (since, until) => `● Offen seit ${since}, bis ${until}`,
  cancelled: (person, time) => `${time}: zurückgezogen von ${person}`,
  lapsed: (why, time) => `${time}: verfallen${why === '' ? '' : `: ${why}`}`,
  failed: (why, time) => `${time}: gescheitert${why === '' ? '' : `: ${why}`}`,
  moved: (request, time) => `→ ${time}: auf eine andere Adresse umgezogen durch Anfrage ${request}`,
  extended: (request, time) => `→ ${time}: verlängert durch Anfrage ${request}`,
  closed: (why, time) => `${time}: geschlossen${why === '' ? '' : `: ${why}`}`,
}
