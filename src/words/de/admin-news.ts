import type { adminNews as english } from '../en/admin-news.ts'

export const adminNews: typeof english = {
  policyNotLoaded: 'Die Zugriffsrichtlinie lässt sich nicht laden',
  noneInForce: 'Es gilt keine, sodass jede Anfrage abgewiesen wird.',
  staysInForce: (version) =>
    `Die letzte gute (Version ${version}) gilt weiter: Was seitdem geändert wurde, zählt nicht.`,
  mendTheFile: 'Berichtigen Sie die Datei; sie wird neu gelesen, sobald sie sich ändert.',
  moreInTheLog: (count) => `und ${count} weitere, die im Log stehen`,
  policyLoads: 'Die Zugriffsrichtlinie lässt sich wieder laden',
  inForce: (version) => `Es gilt Version ${version}.`,
  unreadable: (what) => `Nicht lesbar: ${what}`,
  why: (why) => `Warum: ${why}.`,
  refusedUntilThen:
    'Bis dahin werden Anfragen und Genehmigungen, die davon abhängen, abgewiesen; den Leuten wird gesagt, dass es nicht an ihnen liegt.',
  readable: (what) => `Wieder lesbar: ${what}`,
  decidedAgain:
    'Über Anfragen und Genehmigungen, die davon abhängen, wird wieder entschieden. Was abgewiesen wurde, muss neu angefragt werden.',
  channelLost: (channel) => `In ${channel} kann ich nichts mehr schreiben`,
  whyAndBound: (why, bound) => `Warum: ${why}. Der Kanal war verknüpft für: ${bound}.`,
  nothingWaits: 'Dort wartet nichts auf Genehmigung.',
  wait: (count) =>
    count === 1 ? 'Eine Anfrage wartet dort auf Genehmigung' : `${count} Anfragen warten dort auf Genehmigung`,
  noOtherChannel: (wait) =>
    `${wait}, und kein anderer Kanal ist verknüpft: Genehmiger sehen sie mit /jit status und ihrer Nummer.`,
  cardsAreIn: (wait, channel) => `${wait}; die Karten sind jetzt in ${channel}.`,
  mendOrReplace:
    'So lässt es sich beheben: Stellen Sie den Kanal wieder her, oder fügen Sie die App wieder hinzu, dann geht es wie vorher. Oder geben Sie in dem Kanal, der an seine Stelle tritt, ein:',
  waiting: (requests) => `Es warten: ${requests}`,
  channelBack: (channel) => `In ${channel} kann ich wieder schreiben`,
  boundAsBefore: (bound) => `Der Kanal ist wie vorher verknüpft für: ${bound}.`,
}
