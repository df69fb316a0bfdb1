import type { azure as english } from '../en/azure.ts'

export const azure: typeof english = {
  refused: (said) => `Azure hat abgelehnt: ${said}`,
  cannotSignIn: (why) => `Der Bot kann sich bei Azure nicht anmelden: ${why}`,
  noAnswer: 'Azure hat nicht rechtzeitig geantwortet.',
  unreachable: (code) => `Azure ist nicht erreichbar (${code}).`,
  unreadable: 'Die Antwort von Azure ist nicht lesbar.',
  unreadableFor: (why) => `Die Antwort von Azure ist nicht lesbar (${why}).`,
  lost: (code) => `Die Verbindung zu Azure ist abgebrochen (${code || 'keine Antwort'}).`,
  failed: (why) => `Der Aufruf von Azure ist gescheitert: ${why}`,
  answered: (status) => `Azure hat mit ${status} geantwortet.`,
  saidNothing: (status) => `Azure hat mit ${status} geantwortet und keinen Grund genannt.`,
  noSource:
    'Der Aufruf wurde nicht gesendet: Er nennt keine öffentliche IPv4-Quelle, und Azure hätte den Port für den Bot geöffnet.',
  noPort: 'Der Aufruf wurde nicht gesendet: Er nennt keinen Port.',
  notDefenders: (rule) => `Der Aufruf wurde nicht gesendet: „${rule}“ ist keine Zulassungsregel von Defender.`,
  noSuchFilter: 'Der Aufruf wurde nicht gesendet: Danach lässt sich das Aktivitätsprotokoll nicht fragen.',
  stillBusy: 'Azure ist noch mit einer früheren Änderung dieser JIT-Richtlinie beschäftigt.',
  cannotKeep: (settings) =>
    `Es wurde nichts gesendet: Die JIT-Richtlinie hat Einstellungen, die verloren gingen (${settings}).`,
  tooManyLookUps: 'In der letzten Minute wurden zu viele unbekannte Namen gesucht',
  missingRight: (action, scope, role) =>
    `Der Bot darf ${action} auf ${scope} nicht ausführen. Ein Azure-Administrator gibt ihm die Rolle ${role}, siehe infra/roles.`,
  missingOtherRight: (action, scope) =>
    `Der Bot darf ${action} auf ${scope} nicht ausführen. Ein Azure-Administrator gibt ihm eine Rolle mit dieser Aktion.`,
  log: {
    unasked: (subscriptions) =>
      `Nach ${subscriptions} weiteren Abonnements wurde Azure nicht gefragt: Öffnen Sie eine einzelne Anfrage, um zu sehen, was es getan hat.`,
    tooOld: 'Azure bewahrt sein Aktivitätsprotokoll 90 Tage auf: Von älteren Aufrufen ist dort nichts mehr übrig.',
    tooEarly: 'Azure meldet erst nach einigen Minuten, was es getan hat: Sehen Sie in einer Viertelstunde wieder nach.',
    nothing: 'Im Aktivitätsprotokoll von Azure steht nichts von einem Aufruf, den Azure angenommen hat.',
    late: 'Das Aktivitätsprotokoll von Azure hat nicht rechtzeitig geantwortet: Es kann mehr enthalten als das hier.',
    newestOnly: (events) =>
      `Aus dem Aktivitätsprotokoll von Azure wurden nur die neuesten ${events} Ereignisse gelesen.`,
    cannotRead: (why) => `Das Aktivitätsprotokoll von Azure ist nicht lesbar: ${why}`,
  },
  who: {
    notYet: 'Das Aktivitätsprotokoll von Azure nennt niemanden; es kann Minuten im Rückstand sein',
    tooMuch: 'Es wurde zu viel auf einmal gefunden, um das Aktivitätsprotokoll zu fragen',
    cannotAsk: (why) => `Das Aktivitätsprotokoll lässt sich nicht fragen: ${why}`,
  },
}
