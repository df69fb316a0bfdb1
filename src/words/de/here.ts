import type { here as english } from '../en/here.ts'

const quoted = (names: readonly string[]) => names.map((name) => `„${name}“`).join(', ')

export const here: typeof english = {
  onlyChannel: 'Nur ein Kanal kann verknüpft werden',
  typeThere: 'Geben Sie es in dem Kanal ein, in dem die Karten erscheinen sollen.',
  notUnderstood: (said) => `„here ${said}“ wurde nicht verstanden`,
  sayWhatFor: 'Sagen Sie, wofür dieser Kanal ist:',
  approvalsCome: (name) => `Karten zum Genehmigen für „${name}“ erscheinen jetzt hier`,
  digestComes: (every) => `Die ${every === 'daily' ? 'tägliche' : 'wöchentliche'} Übersicht erscheint jetzt hier`,
  waiting: (count) =>
    count === 1
      ? 'Eine Anfrage wartet auf Genehmigung; auch ihre Karte erscheint hier.'
      : `${count} Anfragen warten auf Genehmigung; auch ihre Karten erscheinen hier.`,
  firstDigest: (time) => `Die erste: ${time}.`,
  list: {
    nothingBound: 'Kein Kanal ist mit etwas verknüpft',
    refused:
      'Anfragen, die jemand genehmigen muss, werden abgelehnt, bis ein Kanal verknüpft ist. Geben Sie in dem Kanal ein, in dem die Karten erscheinen sollen:',
    boundTo: 'Womit Kanäle verknüpft sind',
    broken: 'Ein verknüpfter Kanal funktioniert nicht',
    thisChannel: 'Dieser Kanal',
    others: 'Andere Kanäle',
    channels: 'Kanäle',
    nothingHere: 'Dieser Kanal ist mit nichts verknüpft.',
    noApprovals:
      'Kein Kanal ist für Genehmigungen verknüpft: Anfragen, die jemand genehmigen muss, werden abgelehnt. Geben Sie in einem Kanal /jit here approvals <name> ein.',
    more: (count) => `Und ${count} weitere.`,
    lost: (time, why) => `Seit ${time}: ${why}.`,
    mend: (line) =>
      `Stellen Sie ihn wieder her, fügen Sie die App wieder hinzu, oder geben Sie in einem anderen Kanal ein: ${line}`,
    isBroken: 'gestört',
    works: 'funktioniert',
    nothingPosted: 'Dort ist noch nichts erschienen.',
    posted: (time) => `Zuletzt erschien dort etwas: ${time}.`,
    unbindApprovals: (name) => `Genehmigungen „${name}“ lösen`,
    unbindDigest: (channel) => `Übersicht lösen: ${channel}`,
    unbindThis: 'Übersicht dieses Kanals lösen',
    cardsIn: (language) => `Karten auf ${language}.`,
    languageHere: (language) => `Karten, die in diesem Kanal erscheinen, sind auf ${language}.`,
    languageElsewhere: (language, count) =>
      `${language} ist auch für ${count === 1 ? 'einen anderen Kanal' : `${count} andere Kanäle`} gewählt, verknüpft mit nichts.`,
    languages: { en: 'Englisch', de: 'Deutsch' },
  },
  off: {
    approvalsAlready: (name) => `Karten zum Genehmigen für „${name}“: schon gelöst`,
    digestAlready: 'Die Übersicht: schon gelöst',
    unchanged: 'Es wurde nichts geändert.',
    approvalsGone: (name, channel) => `Karten zum Genehmigen für „${name}“ erscheinen nicht mehr in ${channel}`,
    digestGone: (channel) => `Die Übersicht erscheint nicht mehr in ${channel}`,
    named: (rules, count) =>
      `Die Zugriffsrichtlinie nennt den Namen in ${count === 1 ? 'der Regel' : 'den Regeln'} ${quoted(rules)}. Anfragen, für die es nur ihn gibt, werden abgelehnt, bis wieder ein Kanal unter diesem Namen verknüpft ist.`,
    lastApprovals:
      'Kein Kanal ist mehr für Genehmigungen verknüpft: Anfragen, die jemand genehmigen muss, werden abgelehnt.',
    lastDigest:
      'Kein Kanal hat mehr die Übersicht; das Protokoll geht weiter, und Abweichungen werden in den Genehmigungskanälen gemeldet.',
    channelOfDigest: 'dem Kanal der Übersicht',
    sayApprovals: 'Sagen Sie, welche Genehmigungen gelöst werden sollen',
    sayDigest: 'Sagen Sie, welche Übersicht gelöst werden soll',
    noApprovals: (name) => `Keine Genehmigungen sind als „${name}“ verknüpft`,
    noDigest: (name) => `Keine Übersicht ist als „${name}“ verknüpft`,
    noneApprovals: 'Kein Kanal hat Genehmigungen.',
    noneDigest: 'Kein Kanal hat eine Übersicht.',
    thereAre: 'Es gibt:',
  },
  language: {
    notHere: 'Nur ein Kanal hat eine eigene Sprache',
    ownIsTeams:
      'Was nur Sie lesen, ist in der Sprache Ihres Teams. Geben Sie das in einem Kanal ein, für die Karten, die dort erscheinen.',
    unknown: (said) => (said === '' ? 'Welche Sprache?' : `„${said}“ spricht der Bot nicht`),
    spoken: 'Er spricht Englisch und Deutsch. Ohne Wahl hat ein Kanal die Sprache aus den Einstellungen des Bots:',
    chosen: 'Karten in diesem Kanal sind jetzt auf Deutsch',
    fromNow:
      'Karten, die schon hier stehen, wechseln mit ihrer nächsten Neuigkeit. Was nur Sie lesen, bleibt in der Sprache Ihres Teams.',
  },
}
