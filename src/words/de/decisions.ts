import type { decisions as english } from '../en/decisions.ts'

export const decisions: typeof english = {
  nobody: 'niemand',
  ownRequest: 'Über die eigene Anfrage können Sie nicht entscheiden. Das muss jemand anderes tun.',
  unknownGroup:
    'Die Gruppe, die über diese Anfrage entscheidet, ist gerade nicht lesbar. Das liegt nicht an Ihnen: Der Betrieb weiß Bescheid. Versuchen Sie es in einer Minute erneut.',
  notYours: (groups) =>
    `Über diese Anfrage können Sie nicht entscheiden; das kann nur: ${groups}. Es wurde nichts geändert.`,
  policyRefuses: (why) =>
    `Die Zugriffsrichtlinie lässt diese Anfrage nicht mehr zu, darum kann sie nicht genehmigt werden: ${why}`,
  notForThatTime: (most) =>
    `Sie können das für 5 min bis ${most} genehmigen: Eine Genehmigung kann kürzen, was angefragt wurde, und nicht erweitern. Es wurde nichts geändert.`,
  approvedOtherwise: (note) =>
    `Sie haben das schon genehmigt${note}, und eine Genehmigung lässt sich nicht ändern. Es wurde nichts geändert; solange die Anfrage wartet, können Sie sie ablehnen.`,
  commentTooLong: (most, length) =>
    `Ein Kommentar hat höchstens ${most} Zeichen, Ihrer hat ${length}. Es wurde nichts geändert.`,
  policyCannotTell: (why) =>
    `Darüber kann gerade nicht entschieden werden: ${why} Es wurde nichts geändert; versuchen Sie es später erneut.`,

  takenBack: 'Die Anfrage wurde zurückgezogen.',
  onlyTheyTakeBack: (person) => `Nur ${person} kann diese Anfrage zurückziehen. Es wurde nichts geändert.`,
  tooLate: (standing) => `Zum Zurückziehen ist es zu spät. ${standing}`,
  closeInstead: (request) => ` Schließen Sie stattdessen das Fenster: /jit close ${request}.`,

  beingShut: 'Es wird geschlossen.',
  onlyTheyClose: (person) =>
    `Nur ${person}, ein Genehmiger der Anfrage oder ein Admin der Zugriffsrichtlinie kann sie schließen. Es wurde nichts geändert.`,
  nothingToClose: (standing) => `Es gibt nichts zu schließen. ${standing}`,

  extensionWaits: (request) =>
    `Anfrage ${request} bittet darum und wartet auf Genehmigung. Was offen ist, bleibt derweil bis zu seinem Ende offen.`,
  beingExtended: (request) => `Es wird verlängert: Die Karte der Anfrage ${request} zeigt es.`,
  extensionAskedBefore: (standing) =>
    `Eine Verlängerung wurde schon angefragt. ${standing} Neu angefragt wurde nichts; sobald das offen ist, kann wieder verlängert werden.`,
  onlyTheyExtend: (person) => `Nur ${person} kann das verlängern lassen. Es wurde nichts geändert.`,
  beingClosed: (request) => `Anfrage ${request} wird gerade geschlossen.`,
  nothingToExtend: (what) => `Es gibt nichts zu verlängern. ${what} Es wurde nichts geändert.`,
  staysUntilItsEnd: 'Was offen ist, bleibt bis zu seinem Ende offen.',
  extensionUnseen: (names) =>
    `Eine Verlängerung braucht eine Genehmigung, und kein Kanal ist für Genehmigungen verknüpft${names === '' ? '' : ` (unter dem Namen ${names})`}: Niemand würde sie sehen.`,
  bindThenAsk: (name) =>
    `Ein Admin gibt im Kanal der Genehmiger /jit here approvals ${name} ein; fragen Sie dann erneut an.`,

  moveWaits: (request, old) =>
    `Anfrage ${request} bittet darum und wartet auf Genehmigung. Derweil bleibt es für ${old} offen.`,
  beingMoved: (next, request, old) =>
    `Es wird für ${next} geöffnet, als Anfrage ${request}; für ${old} wird geschlossen, sobald das offen ist.`,
  askedBefore: (standing) =>
    `Es wurde schon etwas angefragt: ${standing} Neu angefragt wurde nichts; versuchen Sie es danach erneut.`,
  sameAddress: (source) => `Für ${source} ist es schon offen; zu ändern gibt es nichts.`,
  onlyTheyMove: (person) => `Nur ${person} kann die Adresse ändern. Es wurde nichts geändert.`,
  nothingToMove: (what) => `Es gibt nichts umzuziehen. ${what} Es wurde nichts geändert.`,
  endsTooSoon:
    'Es endet in wenigen Minuten, und für so kurze Zeit öffnet Azure nichts. Verlängern Sie zuerst, oder fragen Sie von der neuen Adresse neu an. Es wurde nichts geändert.',
  approvals: (count, from) => `${count} ${count === 1 ? 'Genehmigung' : 'Genehmigungen'} von ${from}`,
  needsApproval: (old, approvals) =>
    `Genehmigt ist ${old}; für eine andere Adresse verlangt die Zugriffsrichtlinie ${approvals}. Was offen ist, bleibt bis zu seinem Ende offen, und es wurde nichts geändert.`,
  moveUnseen: (names) =>
    `Die neue Adresse braucht eine Genehmigung, und kein Kanal ist für Genehmigungen verknüpft${names === '' ? '' : ` (unter dem Namen ${names})`}: Niemand würde die Anfrage sehen.`,
  bindThenTry: (name) =>
    `Ein Admin gibt im Kanal der Genehmiger /jit here approvals ${name} ein; versuchen Sie es dann erneut.`,

  retried: 'Es wird erneut versucht.',
  onlyTheyRetry: (person) => `Nur ${person} kann es erneut versuchen lassen. Es wurde nichts geändert.`,
  tooOld: 'Was genehmigt wurde, ist zu alt, um es jetzt zu öffnen. Fragen Sie neu an.',
  refusedSince: (why) => `Die Zugriffsrichtlinie lässt es nicht mehr zu. ${why} Fragen Sie neu an.`,

  unseen: (names) =>
    `Das braucht eine Genehmigung, und kein Kanal ist für Genehmigungen verknüpft${names === '' ? '' : ` (unter dem Namen ${names})`}.`,
  bindForIt: (name) =>
    `Ein Admin gibt im Kanal der Genehmiger /jit here approvals ${name} ein; fragen Sie dann erneut an.`,

  notLookedUp: (name) => `${name} war nicht nachzuschlagen`,
  whyNotLookedUp: (name, why) =>
    `Der Bot kennt „${name}“ nicht, und Azure konnte nicht gefragt werden, ob es das gibt: ${why}`,
  checkTheName: 'Es wurde nichts angefragt. Versuchen Sie es in einer Minute erneut, oder prüfen Sie den Namen.',
}
