import type { welcome as english } from '../en/welcome.ts'

const listed = (names: readonly string[], more: number) =>
  `approvals ${names.map((name) => `„${name}“`).join(', ')}${more > 0 ? ` und ${more} weitere` : ''}`

export const welcome: typeof english = {
  title: 'Just-in-Time-Zugriff auf virtuelle Maschinen',
  what: 'Fragen Sie einen Port einer Maschine für begrenzte Zeit an. Wo die Zugriffsrichtlinie es verlangt, stimmt jemand zu; der Port öffnet sich nur für Ihre Adresse und schließt von selbst.',
  noPolicy: 'Es gilt noch keine Zugriffsrichtlinie, daher wird jede Anfrage abgelehnt. Ihr Plattformteam schreibt sie.',
  bindFirst: (names, more) =>
    `Tun Sie das zuerst: Noch kann nichts genehmigt werden, weil kein Kanal verknüpft ist für ${listed(names, more)}. Fügen Sie die App einem Team hinzu, und geben Sie im Kanal der Genehmiger ein:`,
  mayAskSo: 'Sie dürfen Zugriff anfragen. In einer Zeile, oder mit dem Formular hinter der Schaltfläche:',
  mayAsk: 'Sie dürfen Zugriff anfragen.',
  approves:
    'Sie genehmigen: Die Karten der Anfragen erscheinen in Ihrem Genehmigungskanal. Während Sie abwesend sind, lassen Sie sich mit /jit delegate vertreten.',
  reads:
    'Sie dürfen das Protokoll lesen: /jit audit 7d zeigt, wer wo und warum Zugriff bekam, /jit digest 7d die Übersicht.',
  configures:
    'Sie dürfen konfigurieren: /jit here zeigt, womit Kanäle verknüpft sind; /jit enable und /jit configure ändern die Portregeln von Maschinen.',
  unclear:
    'Was Sie dürfen, lässt sich gerade nicht sagen, weil eine Gruppe nicht gelesen werden kann. Versuchen Sie es gleich erneut.',
  unnamed:
    'Die Zugriffsrichtlinie nennt Sie noch in keiner ihrer Gruppen. Bitten Sie Ihr Plattformteam darum; /jit explain <machine> sagt, was nötig ist.',
  channel:
    'Anfragen, die eine Genehmigung brauchen, erscheinen in einem Kanal als Karten, mit allem, was man zum Entscheiden braucht.',
  unbound: (names, more) =>
    `Noch ist kein Kanal verknüpft für ${listed(names, more)}. Ein Admin der Zugriffsrichtlinie gibt in dem gemeinten Kanal ein:`,
  bindAnother: 'Ein Admin verknüpft einen weiteren Kanal, indem er darin eingibt:',
}
