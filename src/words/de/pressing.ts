import type { pressing as english } from '../en/pressing.ts'

const unchanged = 'Es wurde nichts geändert.'

export const pressing: typeof english = {
  unknownRequest: `Das geht nicht: Eine solche Anfrage gibt es nicht, oder Sie dürfen sie weder sehen noch darüber entscheiden. ${unchanged}`,
  noSuchRequest: `Diese Anfrage gibt es nicht mehr. ${unchanged}`,
  denyNeedsReason: 'Eine Ablehnung braucht eine Begründung: Sagen Sie kurz, warum. Die Anfrage wartet noch.',
  chooseHowMuchLonger: `Wählen Sie, um wie viel verlängert werden soll. ${unchanged}`,
  answersSomebodyElse:
    'Diese Schaltfläche antwortet jemand anderem. Geben Sie den Befehl selbst ein, wenn Sie dasselbe wollen.',
  done: 'Erledigt: Die Karte kommt gleich.',
  unknownButton: 'Diese Schaltfläche ist nicht bekannt. Es wurde nichts getan.',
  unknownForm: 'Dieses Formular ist nicht bekannt. Es wurde nichts getan; /jit help zeigt, was Sie tun können.',
  formNotYours: 'Dieses Formular ist nicht für Sie: Es ist für Prüfer und Admins der Zugriffsrichtlinie.',
  address: {
    title: 'Ihre Adresse',
    clientCanNot: (command) =>
      `Diese App kann die Seite, die Ihre Adresse herausfindet, nicht zeigen. Geben Sie stattdessen Ihre öffentliche IPv4-Adresse ein, zum Beispiel ${command}`,
    notSetUp: (command) =>
      `Die Seite, die Ihre Adresse herausfindet, ist hier nicht eingerichtet (PUBLIC_URL fehlt). Geben Sie stattdessen Ihre öffentliche IPv4-Adresse ein, zum Beispiel ${command}`,
    somebodyElsesForm: 'Dieses Formular gehört jemand anderem. Geben Sie /jit request für ein eigenes ein.',
    notYours: (who) => `Nur ${who} kann die Adresse ändern. ${unchanged}`,
    nothingToMove: (standing) => `Es gibt nichts umzuziehen. ${standing}`,
    formTooLarge: 'Dieses Formular ist zu groß, um weitergeführt zu werden. Nennen Sie weniger Maschinen.',
  },
  forms: {
    machine: 'Maschine',
    typeMachine: 'Tippen Sie, zum Beispiel web01',
    chooseMachine: 'Wählen Sie eine Maschine: Tippen Sie ihren Namen.',
    person: 'Person',
    typePerson: 'Tippen Sie einen Namen',
    howLong: 'Für wie lange',
    explain: {
      title: 'Was soll erklärt werden?',
      button: 'Erklären',
      forWhom: 'Für wen (leer: Sie)',
      ports: 'Ports (leer: die der JIT-Richtlinie)',
      note: 'Es wird nichts angefragt: Sie lesen, was die Zugriffsrichtlinie sagen würde. In einer Zeile: /jit explain web01 rdp 2h',
    },
    audit: {
      title: 'Wonach im Protokoll suchen?',
      button: 'Suchen',
      period: 'Zeitraum',
      last7Days: 'Letzte 7 Tage',
      last24Hours: 'Letzte 24 Stunden',
      last30Days: 'Letzte 30 Tage',
      last90Days: 'Letzte 90 Tage',
      show: 'Zeigen',
      requests: 'Anfragen, je eine Zeile',
      entries: 'Alle Einträge',
      csv: 'Eine Datei (CSV)',
      note: 'In einer Zeile: /jit audit 30d web01',
      notBoth: 'Wählen Sie eine Person oder eine Maschine, nicht beides.',
    },
    vm: {
      title: 'Welche Maschine?',
      button: 'Zeigen',
      note: 'In einer Zeile: /jit vm web01. Mit /jit vms sehen Sie alle, von denen Sie wissen dürfen.',
    },
    enable: {
      title: 'Was soll eingeschaltet werden?',
      button: 'Weiter',
      note: 'Vor Ihrer Bestätigung ändert sich nichts. In einer Zeile: /jit enable app03',
    },
    configure: {
      title: 'Was soll konfiguriert werden?',
      button: 'Weiter',
      note: 'Vor Ihrer Bestätigung ändert sich nichts. In einer Zeile: /jit configure web01 add 8443 max 1h',
    },
    disable: {
      title: 'Was soll ausgeschaltet werden?',
      button: 'Weiter',
      note: 'Vor Ihrer Bestätigung ändert sich nichts. In einer Zeile: /jit disable web01',
    },
    delegate: {
      title: 'Wer vertritt Sie?',
      button: 'Vertreten lassen',
      approver: 'Genehmiger',
      oneDay: '1 Tag',
      threeDays: '3 Tage',
      oneWeek: '1 Woche',
      twoWeeks: '2 Wochen',
      note: 'Sie müssen beide Genehmiger der Zugriffsrichtlinie sein. Oder auf die Stunde genau: /jit delegate to Aisha Khan until friday 18:00',
      chooseApprover: 'Wählen Sie einen Genehmiger: Tippen Sie den Namen.',
    },
  },
}
