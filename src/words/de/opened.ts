import { capital } from '../capital.ts'
import type { opened as english } from '../en/opened.ts'

export const opened: typeof english = {
  noPolicy: (why) => `Es ist keine Zugriffsrichtlinie in Kraft: ${why}`,
  notInEstate: (vm) => `${vm} gehört nicht mehr zum Bestand.`,
  policyChanged: (finding) => `Die Zugriffsrichtlinie hat sich geändert: ${finding}`,
  demandsMore:
    'Die Zugriffsrichtlinie hat sich geändert und verlangt Genehmigungen, die diese Anfrage nicht hat. Fragen Sie neu an.',
  demandsMoreToRetry: 'Die Zugriffsrichtlinie verlangt inzwischen mehr Genehmigungen.',
  noLonger:
    'Mit einem Aufruf von jetzt lässt Defender das Fenster nicht länger offen: Was ein Aufruf öffnet, begrenzt die Port-Regel. Verlängern Sie näher am Ende.',
  nothingToMove:
    'Das Fenster, das auf die neue Adresse umziehen sollte, ist vorbei, wird gerade geschlossen oder endet in wenigen Minuten. Fragen Sie von der neuen Adresse neu an.',
  tooLate: 'Azure hat den Aufruf so lange nicht angenommen, dass die Genehmigung nicht mehr gilt. Fragen Sie neu an.',
  neverSeen: (seconds, what) =>
    `Azure hat den Aufruf angenommen, aber nach ${seconds} Sekunden gilt: ${capital(what)}. Der Bot sieht weiter nach: Öffnet es doch noch, erfahren Sie es.`,
  replaced: (reason) =>
    `Azure hat es für ein anderes Fenster am selben Port beendet (${reason || noReason}). Fragen Sie neu an`,
  notShown: 'die JIT-Richtlinie zeigt es nicht',
  shownFor: (source) => `die JIT-Richtlinie zeigt es für ${source}, was nicht angefragt war`,
  wasOver: (reason) => `das Fenster war vorbei, als nachgesehen wurde (${reason || noReason})`,
  shows: (status) => `die JIT-Richtlinie zeigt „${status || nothing}“`,
  showsAs: (status, reason) => `Azure zeigt es als ${status || nothing}, ${reason}`,
  cannotRead: (why) => `die JIT-Richtlinie ist nicht lesbar (${why})`,
  closedEarly: 'es wurde vorzeitig geschlossen',
  rule: (name, priority, group) => `${name} (Priorität ${priority} in ${group})`,
  uncertain: 'die Regeln geben keine sichere Auskunft',
  uncertainFor: (rule) => `die Regeln geben keine sichere Auskunft, und was die Regel ${rule} erfasst, weiß nur Azure`,
  noRule: (source, port) =>
    `${keptOut(source, port)} Keine Regel spricht davon. Drücken Sie „Erneut versuchen“; bleibt es dabei, zeigen Sie das Ihrem Plattformteam`,
  missingRule: (source, port, group, rule) =>
    `${keptOut(source, port)} Die Zulassungsregel von Defender fehlt in ${group}, sodass ${rule} entscheidet. Drücken Sie „Erneut versuchen“; bleibt es dabei, zeigen Sie das Ihrem Plattformteam`,
  denied: (source, port, rule, group) =>
    `${keptOut(source, port)} Die Regel ${rule} verbietet es, bevor die Regel von Defender gefragt wird. Wer ${group} betreut, soll sie entfernen oder ihr eine Priorität hinter der von Defender geben`,
  blind: {
    gone: 'die Maschine ist nicht mehr zu sehen',
    firewall: 'vor der Maschine steht eine Azure Firewall',
    unguarded: 'keine Netzwerksicherheitsgruppe schützt die Maschine',
    unseen: 'welche Netzwerksicherheitsgruppen die Maschine schützen, ist nicht zu sehen',
    forbidden: (action) => `der Bot darf ${action} nicht ausführen`,
    silent: (said) => `Azure gibt keine Auskunft: ${said}`,
  },
}

const noReason = 'kein Grund genannt'
const nothing = 'nichts'

function keptOut(source: string, port: number): string {
  return `Defender meldet es als offen, aber keine Regel des Netzes lässt ${source} auf Port ${port} zu:`
}
