import type { findings as english } from '../en/findings.ts'

export const findings: typeof english = {
  portNotCovered: (port, vm) =>
    `Für Port ${port} von ${vm} gilt keine Regel, nach der Sie anfragen dürfen: Fragen Sie einen anderen Port an, oder bitten Sie einen Admin um eine Regel.`,
  notCovered: (vm) =>
    `Für ${vm} gilt keine Regel, nach der Sie anfragen dürfen: Prüfen Sie den Namen, oder bitten Sie einen Admin um eine Regel.`,
  denied: (rule, text) => `Die Regel „${rule}“ lehnt das ab: ${text}`,
  notRequester: (rule) =>
    `Die Regel „${rule}“ gilt hier und lässt Sie nicht anfragen: Bitten Sie jemanden, den sie anfragen lässt, oder lassen Sie Ihre Gruppe eintragen.`,
  setBy: {
    policy: 'die Zugriffsrichtlinie (die keinen anderen Höchstwert nennt)',
    rule: (rule) => `die Regel „${rule}“`,
    defender: 'die JIT-Richtlinie von Defender',
    defenderFor: (vm) => `die JIT-Richtlinie von Defender für ${vm}`,
  },
  tooLong: (asked, by, most) =>
    `Die Dauer ${asked} ist zu lang: ${capital(by)} erlaubt höchstens ${most}; fragen Sie so viel oder weniger an.`,
  tooLongInAll: (asked, total, by, most, left) =>
    `Um ${asked} verlängert, wäre das Fenster insgesamt ${total} offen: ${capital(by)} erlaubt höchstens ${most} ab der ersten Öffnung; ${
      left === undefined
        ? 'lassen Sie es enden, und fragen Sie neu an, wenn Sie den Zugriff dann noch brauchen'
        : `verlängern Sie um ${left} oder weniger`
    }.`,
  beyondCall: (asked, left) =>
    left === undefined
      ? 'Die JIT-Richtlinie von Defender lässt das Fenster noch nicht länger stehen: Was ein Aufruf öffnet, ist begrenzt; verlängern Sie also erst näher am Ende.'
      : `Um ${asked} zu verlängern ist zu viel: Die JIT-Richtlinie von Defender lässt jetzt höchstens ${left} zu; fragen Sie so viel an, oder verlängern Sie näher am Ende.`,
  tooShort: (asked, least) =>
    `${asked === undefined ? 'Diese Dauer' : `Die Dauer ${asked}`} ist zu kurz: Fragen Sie ${least} oder mehr an.`,
  sourceNotAllowed: (source, by, allowed) =>
    `${source} gehört nicht zu den Quellen, die ${by} erlaubt (${allowed || 'keine'}): Verbinden Sie sich von einer davon, und fragen Sie erneut an.`,
  sourceTooWide: (source, by, width) =>
    `${source} ist zu weit gefasst: ${capital(by)} erlaubt ${width}; nennen Sie eine kleinere Quelle.`,
  width: (bits) => (bits >= 32 ? 'nur einzelne Adressen' : `nichts Größeres als ein /${bits}`),
  portNotInPolicy: (port, vm, allowed) =>
    `Port ${port} von ${vm} steht nicht in der JIT-Richtlinie, die ${allowed} hat: Fragen Sie einen davon an.`,
  noJitPolicy: (port, vm) =>
    `Port ${port} von ${vm} lässt sich nicht öffnen, da diese VM in keiner JIT-Richtlinie steht: Bitten Sie einen Admin, sie für Just-in-Time-Zugriff einzurichten.`,
  reasonMissing: (rule, hint) =>
    `Die Regel „${rule}“ verlangt eine Begründung: ${hint ?? 'Sagen Sie kurz, wozu Sie den Zugriff brauchen.'}`,
  reasonDoesNotMatch: (rule, hint) =>
    `Die Begründung ist nicht so, wie die Regel „${rule}“ sie verlangt: ${hint ?? 'Fragen Sie einen Admin, was darin stehen muss.'}`,
  reasonTooLong: (length, most) =>
    `Die Begründung hat ${length} Zeichen: Höchstens ${most} sind erlaubt, kürzen Sie sie.`,
  noApprovers: (rule) =>
    `Niemand kann das genehmigen: Die Regel „${rule}“ nennt keine Gruppe von Genehmigern; bitten Sie einen Admin, sie zu ändern.`,
  tooFewApprovers: (rule, count, from) =>
    `Niemand kann das genehmigen: Die Regel „${rule}“ verlangt ${count === 1 ? 'eine Genehmigung' : `${count} Genehmigungen`} von ${from}, und ohne Sie sind dort nicht genug Personen; bitten Sie einen Admin um weitere Genehmiger.`,
  outsideHours: (rule, hours, next) =>
    `Die Regel „${rule}“ lässt nur zu diesen Zeiten herein: ${hours}. ${next === undefined ? 'Fragen Sie einen Admin' : `Fragen Sie erneut an ab ${next}`}.`,
  tooManyOpen: (rule, most, open, asked) =>
    `Die Regel „${rule}“ lässt Ihnen ${most === 1 ? 'eine Maschine' : `${most} Maschinen`} gleichzeitig, und offen oder angefragt ${open === 0 ? 'haben Sie keine' : open === 1 ? 'haben Sie eine' : `haben Sie ${open}`}${asked > 1 ? ` und fragen ${asked} weitere an` : ''}: ${open === 0 ? 'Fragen Sie weniger an' : 'Schließen Sie eine, oder ziehen Sie eine Anfrage zurück, siehe /jit status'}.`,
  unattendedUsedUp: (rule, most) =>
    `Die Regel „${rule}“ lässt Sie ${most === 1 ? 'einmal' : `${most}-mal`} am Tag ohne Genehmigung herein; das ist aufgebraucht, und sie nennt niemanden, der stattdessen gefragt werden könnte: Versuchen Sie es morgen erneut, oder fragen Sie einen Admin.`,
  notForBreakGlass:
    'Der Notzugriff ist für die Personen, die die Zugriffsrichtlinie dafür nennt, und Sie gehören nicht dazu: Fragen Sie stattdessen mit /jit request an.',
  coolingDown: (until) =>
    `Ihr letzter Notzugriff ist noch nicht lange her: ${until === undefined ? 'Er ist wieder möglich, wenn jenes Fenster zu ist' : `Er ist wieder möglich ab ${until}`}. Fragen Sie bis dahin mit /jit request an, oder bitten Sie jemand anderen, der den Notzugriff nutzen darf.`,
  ruleBroke: (rule, why) =>
    `Das liegt an uns und nicht an Ihnen: Die Regel „${rule}“ konnte nicht ausgewertet werden (${why}), und so erlaubt sie nichts; versuchen Sie es später erneut, oder sagen Sie es einem Admin.`,
  broke: {
    networks: (names) => `sie nennt Netze, die es nicht gibt: ${names}`,
    pattern: (why) => `ihr Muster für Begründungen ist ungültig: ${why}`,
    system: (vm) => `das Betriebssystem von ${vm} ist nicht bekannt`,
    groups: (names) => `wer zu ${names} gehört, lässt sich nicht lesen`,
    breakGlass: 'wer den Notzugriff nutzen darf, lässt sich nicht lesen',
  },
  noPolicy: (why) =>
    `Das liegt an uns und nicht an Ihnen: Es gilt keine Zugriffsrichtlinie, und so wird jede Anfrage abgelehnt (${why}); sagen Sie es einem Admin.`,
  hours: (from, to, days, zone) => `${days ?? 'an keinem Tag'} von ${from} bis ${to} (${zone})`,
  days: (first, last) => `${first} bis ${last}`,
  dayNames: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
