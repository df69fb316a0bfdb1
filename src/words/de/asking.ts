import type { asking as english } from '../en/asking.ts'

const nothingNew = 'Es wurde nichts Neues angefragt.'

export const asking: typeof english = {
  missing: {
    all: (parts) => `Es fehlt noch: ${parts}.`,
    ports: 'ein Port, zum Beispiel rdp oder ssh',
    portsFor: (machines) => `ein Port für ${machines}, zum Beispiel rdp oder ssh`,
    duration: 'wie lange, zum Beispiel 1h',
    source: 'von wo aus Sie sich verbinden, zum Beispiel from 203.0.113.7',
    reason: 'eine Begründung',
  },
  source: {
    noRange: (network) =>
      `Das Netz „${network}“ hat in der Zugriffsrichtlinie keinen Bereich. Geben Sie die öffentliche IPv4-Adresse an, von der aus Sie sich verbinden, zum Beispiel 203.0.113.7.`,
    withNetworks: (problem, networks) => `${problem} Netze, die hier einen Namen haben: ${networks}.`,
    tooMany: (count, most) =>
      `Das sind ${count} Quellen: Eine Anfrage öffnet für höchstens ${most}, weil jede zu einer Netzwerkregel wird. Nennen Sie die, von denen aus Sie sich verbinden.`,
    unknown:
      'Die Adresse, von der aus Sie sich verbinden, ist nicht bekannt: Ein Bot sieht sie nie. Ergänzen Sie from 203.0.113.7 (Ihre öffentliche IPv4-Adresse) oder ein Netz wie from vpn, oder hinterlegen Sie sie mit /jit from 203.0.113.7.',
    unknownYet:
      'Die Adresse, von der aus Sie sich verbinden, ist nicht bekannt: Ein Bot sieht sie nie. Drücken Sie „Meine Adresse verwenden“, oder geben Sie sie unten ein.',
    age: (age) => `bestätigt ${age}`,
    tooOld: (age) => `Ihre wurde ${age} bestätigt: zu alt, um sie nochmals zu verwenden`,
    useAndRequest: 'Mit meiner Adresse anfragen',
  },
  wrongProtocol: (vm, port, has, asked) =>
    `Die JIT-Richtlinie von ${vm} öffnet Port ${port} für ${has}, nicht für ${asked}. Fragen Sie ${port} an.`,
  machines: {
    tooMany: 'Zu viele Maschinen',
    tooManyToAsk: (count, most) =>
      `Das sind ${count} Maschinen; eine Anfrage darf höchstens ${most} haben. Nennen Sie weniger, oder teilen Sie sie auf.`,
    tooManyToChange: (count, most) =>
      `Das sind ${count} Maschinen; höchstens ${most} lassen sich auf einmal ändern. Nennen Sie weniger, oder gehen Sie in Teilen vor.`,
    which: (said) => `Welche Maschine „${said}“?`,
    sameName: (count, groups) => `Es gibt ${count} Maschinen dieses Namens, in den Ressourcengruppen ${groups}.`,
    inGroup: (vm, group) => `${vm} in ${group}`,
    notToAsk: (said) => `${said} kann nicht angefragt werden`,
    notKnown: (said) => `${said} ist nicht bekannt`,
    noneOfName: (said) => `Es gibt keine Maschine „${said}“. Alle zeigt /jit vms.`,
    didYouMean: (names) => `Meinten Sie ${names}?`,
    askFor: (vm) => `${vm} anfragen`,
    notLookedUp: (said, why) =>
      `${said} ließ sich in Azure nicht nachschlagen: ${why} Versuchen Sie es in einer Minute erneut.`,
    notConfigured: (vm) => `${vm} ist nicht für Just-in-Time-Zugriff konfiguriert.`,
    unsupported: (vm) => `Für ${vm} ist Just-in-Time-Zugriff nicht möglich.`,
  },
  list: {
    title: (count) => `Eine Anfrage für ${count} Maschinen?`,
    subtitle: (duration, source) => `Für ${duration} von ${source}. Noch ist nichts angefragt.`,
    subtitleStarting: (duration, source, start) =>
      `Für ${duration} von ${source}, Beginn ${start}. Noch ist nichts angefragt.`,
    request: (count) => `Diese ${count} anfragen`,
    change: 'Ändern',
  },
  notComplete: 'Diese Anfrage ist nicht vollständig',
  nothing: 'Es kann nichts angefragt werden',
  refused: 'Das kann nicht angefragt werden',
  nobodyWouldSee: 'Niemand würde diese Anfrage sehen',
  changeRequest: 'Anfrage ändern',
  explain: 'Erklären',
  breakGlass: 'Notzugriff …',
  show: 'Anzeigen',
  before: {
    title: 'Das haben Sie schon angefragt',
    standing: (standing) => `${standing} ${nothingNew}`,
    elsewhere: 'Das ist für Sie von einer anderen Adresse aus offen',
    openTo: (id, source) =>
      `Anfrage ${id} hält es für ${source} offen. Ein Port einer Maschine ist für Sie immer nur von einem Ort aus offen.`,
    canMove: (source) =>
      `Es kann bis zum selben Ende von ${source} aus weitergehen, und die alte Adresse wird geschlossen; oder schließen Sie es, und fragen Sie neu an. ${nothingNew}`,
    move: 'Umziehen',
  },
  moving: {
    nothing: 'Nichts zu ändern',
    notMoved: (source) => `Nicht auf ${source} umgezogen`,
    askApprovers: 'Genehmiger fragen',
  },
  sent: {
    title: 'Ihre Anfrage ist unterwegs',
    here: 'Die Karte dazu steht hier für alle und zeigt immer den neuesten Stand.',
    inDialog: 'Ihre Anfrage ist unterwegs. Die Karte dazu kommt gleich.',
    inPlace: 'Ihre Anfrage ist unterwegs: Die Karte dazu tritt an die Stelle dieses Formulars.',
  },
  form: {
    somebodyElses: 'Dieses Formular gehörte jemand anderem. Hier ist Ihr eigenes.',
    typeForOne: 'Geben Sie /jit request ein, dann kommt Ihr eigenes Formular.',
    nothingToFillIn: 'Es gibt nichts auszufüllen.',
  },
  again: {
    notYours: (who) =>
      `Das kann nur ${who} erneut anfragen. Geben Sie /jit request ein, dann kommt Ihr eigenes Formular.`,
    nothing: 'Es gibt nichts auszufüllen. Geben Sie /jit request ein, dann kommt ein Formular.',
    here: 'Hier ist es noch einmal, zum Durchsehen und Absenden. Noch ist nichts angefragt.',
  },
  explaining: {
    noPolicy: 'Keine Zugriffsrichtlinie ist in Kraft',
    can: (what) => `${what}: kann angefragt werden`,
    canNot: (what) => `${what}: kann nicht angefragt werden`,
    ofSomeone: (who, what) => `${who} · ${what}`,
    noPort: 'kein Port',
    andMore: (what, count) => `${what} und ${count} weitere`,
    wouldRead: (who) => `${who} würde lesen:`,
    noJitPolicy: (vm) =>
      `${vm} hat keine JIT-Richtlinie, daher lässt sich dort kein Port öffnen: Bitten Sie einen Admin, sie zu konfigurieren.`,
    request: 'Das anfragen',
    forAdmins: 'Für Admins',
    mayAsk: (rule, groups) => `${rule}: ${groups} darf anfragen`,
    nobodyMayAsk: (rule) => `${rule}: niemand darf anfragen`,
    refuses: (rule) => `${rule}: lehnt ab`,
    noRule: 'Keine Regel sagt etwas dazu.',
  },
}
