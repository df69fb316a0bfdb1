import type { glass as english } from '../en/glass.ts'

const notOpened = 'Es wurde nichts geöffnet.'
const unchanged = 'Es wurde nichts geändert.'
const verdicts = { justified: 'gerechtfertigt', 'not justified': 'nicht gerechtfertigt', seen: 'gesehen' } as const

export const glass: typeof english = {
  incomplete: 'Es wurde nichts geöffnet: Das ist nicht vollständig',
  exampleReason: 'die Website ist ausgefallen',
  machineMissing: 'Eine Maschine fehlt: Nennen Sie sie.',
  portMissing: 'Ein Port fehlt, zum Beispiel rdp oder ssh.',
  portMissingOf: (vm, ports) => `Ein Port fehlt: ${vm} hat ${ports}.`,
  nameMachines: 'Es wurde nichts geöffnet: Nennen Sie die Maschinen',
  oneByOne: (most) =>
    `Notzugriff gibt es nur auf einzeln genannte Maschinen, höchstens ${most}: Ein Muster kann auf mehr passen, als gemeint ist.`,
  noMachine: (said) => `Es gibt keine Maschine „${said}“`,
  checkName: `Prüfen Sie den Namen. ${notOpened}`,
  refused: 'Kein Notzugriff: Es wurde nichts geöffnet',
  requestAccess: 'Zugriff anfragen',
  nobodyTold: 'Kein Notzugriff: Niemand würde davon erfahren',
  bindChannel:
    'Für Genehmigungen oder die Übersicht ist kein Kanal verknüpft, und kein Admin ist bekannt. Ein Admin gibt im Kanal der Genehmiger /jit here approvals ops-approvals ein; versuchen Sie es dann erneut.',
  unknown: `Das ist nicht bekannt oder gehört nicht Ihnen. ${notOpened}`,
  inTheWay: (standing) => `${standing} Mehr wurde nicht geöffnet.`,
  notOpened: (why) => `${notOpened} ${why}`,
  sayWhy: `Sagen Sie, warum es nicht auf eine Genehmigung warten kann: Wer nicht gefragt wurde, liest es. ${notOpened}`,
  outOfDate: `Diese Bestätigung ist veraltet. Geben Sie nochmals /jit break-glass ein. ${notOpened}`,
  machineGone: `Die Maschine gibt es nicht mehr, oder sie hat für diese Ports keine JIT-Richtlinie. ${notOpened}`,
  noChannel: `Kein Kanal ist verknüpft, in dem jemand davon erführe; daher wurde nichts geöffnet. Wenden Sie sich an einen Admin.`,
  notYours: `Das kann nur bestätigen, wer es vorbereitet hat. ${notOpened} Der Versuch steht im Protokoll.`,
  machineNotThere: 'Die Maschine gibt es nicht mehr.',
  review: {
    noPolicy: 'Keine Zugriffsrichtlinie ist in Kraft, daher kann niemand abzeichnen. Versuchen Sie es später erneut.',
    signedBefore: (who, verdict) => `${who} hat es schon als ${verdicts[verdict]} abgezeichnet. ${unchanged}`,
    somebody: 'Jemand',
    notOver: 'Es ist noch nicht vorbei: Zeichnen Sie es ab, wenn seine Fenster geschlossen sind.',
    noComment:
      'Sagen Sie, warum es nicht gerechtfertigt war: Dafür ist ein Kommentar nötig. Es ist noch nicht abgezeichnet.',
    own: 'Ihren eigenen Notzugriff können Sie nicht abzeichnen. Das muss jemand anderes tun.',
    notForYou: (groups) => `Das können Sie nicht abzeichnen: Das darf nur ${groups}. ${unchanged}`,
    forNobody: `Das können Sie nicht abzeichnen: Das darf niemand. ${unchanged}`,
    unknownGroup:
      'Wer abzeichnen darf, lässt sich gerade nicht lesen. Das liegt nicht an Ihnen; versuchen Sie es in einer Minute erneut.',
  },
}
