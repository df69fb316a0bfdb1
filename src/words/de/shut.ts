import { capital } from '../capital.ts'
import type { shut as english } from '../en/shut.ts'

export const shut: typeof english = {
  undecided: 'niemand hat rechtzeitig entschieden',
  notStarted: 'sie war genehmigt, konnte aber nicht rechtzeitig beginnen',
  extendedBy: (request) => `verlängert durch Anfrage ${request}`,
  beingExtended: (request) => `es wird gerade durch Anfrage ${request} verlängert`,
  application: 'Eine Anwendung',

  includedIn: (request) => `Anfrage ${request} läuft von einer Adresse weiter, die diese einschließt`,
  closedBy: (person) => `${person} hat es vorzeitig geschlossen; die Netzwerkregel wurde entfernt`,
  movedTo: (request) =>
    `die Adresse hat sich geändert, Anfrage ${request} läuft weiter; die Netzwerkregel wurde entfernt`,
  extending: (request) => `Anfrage ${request} verlängert es gerade: Schließen Sie stattdessen diese.`,
  shared: (person, source) =>
    `${person} hat ein Fenster von derselben Adresse (${source}) am selben Port. Geschlossen wird zum Ende.`,
  outside: (who) =>
    `${who || 'Eine Anwendung'} hat denselben Port für dieselbe Adresse am Bot vorbei geöffnet. Geschlossen wird zum Ende.`,
  stillReachable: (why) => `Die eigene Regel ist entfernt, doch es gilt noch: ${capital(why)}.`,
  oldAddressStays: (why) =>
    `Die alte Adresse lässt sich nicht sofort schließen: ${capital(why)}. Geschlossen wird zum Ende.`,
  besideOthers: (why) =>
    `Andere haben Fenster am selben Port, und es gilt: ${capital(why)}. Geschlossen wird zum Ende.`,
  soonOver: (why) => `Sofort schließen lässt es sich nicht: ${capital(why)}. Es endet ohnehin in wenigen Minuten.`,
  shortened: (why) =>
    `Sofort schließen lässt es sich nicht: ${capital(why)}. Azure wurde gebeten, es so bald wie möglich zu beenden.`,

  noRules: 'die Netzwerkregeln dieser Maschine sind nicht zu sehen',
  cannotSee: 'es ist nicht zu sehen, ob der Port zu ist',
  cannotTell: 'es lässt sich nicht sagen, ob der Port zu ist',
  ruleLetsIn: (rules) => `die Regel ${rules} lässt diese Adresse noch zu`,
  ruleLetsInFrom: (rules, source) => `die Regel ${rules} lässt diese Adresse (${source}) noch zu`,

  stillShown: 'Azure zeigt es noch als offen',
  noRecord: 'Azure hat keinen Eintrag des Fensters mehr',
  expired: 'das Fenster ist abgelaufen',
  replaced: 'das Fenster ist vorbei, und in Azure war ein neueres an seine Stelle getreten',
  revoked: (reason) => `Azure hat es widerrufen (${reason})`,
  rulesSilent: (why) => `die Netzwerkregeln können nicht gefragt werden, ob es zu ist: ${capital(why)}`,
  azureSilent: (why) => `Azure kann nicht gefragt werden, ob es zu ist: ${capital(why)}`,
  byRecord: (ended, why) => `${ended}, allein nach der JIT-Richtlinie: ${capital(why)}`,
  byRules: (ended) => `${ended}, und keine Regel des Netzes lässt die Adresse zu`,
  uncertain: 'die Regeln geben keine sichere Auskunft',
  letsIn: (rules, sources) => `die Regel ${rules} lässt ${sources} noch zu`,
}
