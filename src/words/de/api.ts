import type { api as english } from '../en/api.ts'

const notOpened = 'Es wurde nichts geöffnet.'
const unchanged = 'Es wurde nichts geändert.'

export const api: typeof english = {
  notSignedOn: 'Niemand ist angemeldet. Öffnen Sie diese Seite in Teams.',
  signOnAway: 'Ihre Anmeldung lässt sich gerade nicht prüfen. Versuchen Sie es in einer Minute erneut.',
  tooManyCalls: 'Zu viele Aufrufe auf einmal. Versuchen Sie es gleich erneut.',
  noSuchCall: 'Hier ist nichts.',
  notThisMethod: 'Das geht hier nicht.',
  notJson: 'Der Inhalt ist kein lesbares JSON.',
  tooLarge: (kilobytes) => `Der Inhalt ist größer als ${kilobytes} KB.`,
  ourFault:
    'Bei uns ist etwas schiefgegangen; es liegt nicht an Ihnen. Versuchen Sie es erneut; wenn es bleibt, nennen Sie Ihrem Plattformteam die Referenz.',
  databaseAway:
    'Die Datenbank ist nicht erreichbar; daher wurde nichts getan und nichts gespeichert. Versuchen Sie es in einer Minute erneut.',
  notFound: `Eine solche Anfrage gibt es nicht, oder Sie dürfen sie weder sehen noch darüber entscheiden. ${unchanged}`,
  fields: {
    notObject: 'Der Inhalt muss ein Objekt sein.',
    notText: (name) => `„${name}“ muss ein Text sein.`,
    tooLong: (name, length, most) => `„${name}“ hat ${length} Zeichen; höchstens ${most} werden gelesen.`,
    notWhole: (name, least, most) => `„${name}“ muss eine ganze Zahl von ${least} bis ${most} sein.`,
    notList: (name) => `„${name}“ muss eine Liste sein.`,
    tooManyItems: (name, count, most) => `„${name}“ hat ${count} Einträge; höchstens ${most} werden gelesen.`,
    notNumbers: (name, most) => `„${name}“ muss eine Liste von höchstens ${most} ganzen Zahlen sein.`,
    notOneOf: (name, values) => `„${name}“ muss eines davon sein: ${values}.`,
    noVersion: '„version“ muss sagen, welcher Entwurf gezeigt wurde.',
    noFormat: '„format“ muss csv oder jsonl sein.',
    noVerdict: 'Das Urteil ist „justified“ oder „not justified“.',
    notAnId: 'Eine Maschine wird mit ihrer Ressourcen-ID genannt.',
  },
  chooseMachine: 'Wählen Sie eine Maschine.',
  nameMachine: 'Nennen Sie eine Maschine, zum Beispiel web01 rdp 2h',
  howManyMinutes: 'Sagen Sie, um wie viele Minuten.',
  configurations: {
    forAdmins: `Port-Regeln ändern nur Admins der Zugriffsrichtlinie. ${unchanged}`,
    noMachine: 'Eine solche Maschine gibt es nicht. Sehen Sie noch einmal auf die Liste.',
    notADraft: 'Diese Änderung ist kein Entwurf mehr. Sehen Sie nach, was sie jetzt ist.',
    noPortLeft: 'Kein Port ist übrig. Nennen Sie mindestens einen, oder deaktivieren Sie die Maschine.',
    atOnce: 'Dieser Entwurf wurde zweimal zugleich geändert. Sehen Sie nach, und wiederholen Sie Ihre Änderung.',
    stale: `Ein anderer Entwurf hat den ersetzt, den Sie gesehen haben. ${unchanged} Sehen Sie noch einmal nach.`,
  },
  address: {
    typeYours: 'Geben Sie die öffentliche IPv4-Adresse ein, von der aus Sie sich verbinden.',
    sayNow: 'Geben Sie die öffentliche IPv4-Adresse an, von der aus Sie sich jetzt verbinden.',
    changedSeen: (shown) =>
      `Ihre Adresse hat sich geändert, seit diese Seite geöffnet wurde. Jetzt sind Sie unter ${shown} zu sehen. Sehen Sie noch einmal hin.`,
    changed: (why) =>
      `Ihre Adresse hat sich geändert, seit diese Seite geöffnet wurde. ${why} Sehen Sie noch einmal hin.`,
    purpose: {
      remember: 'Ihre nächsten Anfragen',
      command: 'das, was Sie eingegeben haben; dann geht es weiter',
      waiting: 'die Anfrage, die darauf wartet',
      form: 'Ihre Anfrage',
      gone: 'eine Anfrage, die es nicht mehr gibt',
    },
  },
  glass: {
    tooMany: (most) => `Notzugriff gibt es auf höchstens ${most} Maschinen zugleich. ${notOpened}`,
    noMachine: `Eine solche Maschine gibt es nicht. ${notOpened}`,
    machineGone: `Die Maschine gibt es nicht mehr. ${notOpened}`,
    hint: 'Warum es nicht warten kann; Sie werden nochmals gefragt, bevor etwas geöffnet wird.',
  },
  audit: {
    forAuditors: 'Das Protokoll ist für die Prüfer und Admins der Zugriffsrichtlinie.',
    fileNotOfText:
      'Eine Datei gibt es von einer Anfrage, einer Maschine, einer Person oder von allem, nicht von einem Text.',
    several: 'Das Protokoll und der Bestand kennen mehr als eines dieses Namens.',
  },
}
