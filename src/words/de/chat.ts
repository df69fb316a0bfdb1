import type { chat as english } from '../en/chat.ts'

export const chat: typeof english = {
  notForYou: (command) => `/jit ${command} ist nicht für Sie`,
  onlyFor: {
    admins:
      'Das ist für Admins der Zugriffsrichtlinie. Fragen Sie jemanden davon, oder sehen Sie mit /jit help, was Sie sagen können.',
    auditors:
      'Das ist für Prüfer und Admins der Zugriffsrichtlinie. Fragen Sie jemanden davon, oder sehen Sie mit /jit help, was Sie sagen können.',
  },
  notUnderstood: 'Das wurde nicht verstanden',
  noCommand: (said) => `„${said}“ ist kein Befehl.`,
  sayForExample: 'Sagen Sie zum Beispiel:',
  didYouMean: (command) => `Meinten Sie /jit ${command}?`,
  yes: (command) => `Ja: ${command}`,
  didNotWork: 'Das hat nicht geklappt',
  unknownButton:
    'Diese Schaltfläche ist nicht bekannt. Es wurde nichts getan; mit /jit help sehen Sie, was Sie tun können.',
  unknownAction: 'Diese Aktion ist nicht bekannt. Mit /jit help sehen Sie, was Sie tun können.',
  nothingToFillIn: 'Hier ist nichts auszufüllen.',
  noDatabase:
    'Die Datenbank ist nicht erreichbar; es wurde nichts getan und nichts gespeichert. Versuchen Sie es in einer Minute erneut.',
  ourFault: (reference) =>
    `Bei uns ist etwas schiefgegangen, es liegt nicht an Ihnen. Versuchen Sie es erneut; wenn es bleibt, nennen Sie Ihrem Plattformteam die Referenz ${reference}.`,
  noSuchRequest: 'Keine solche Anfrage',
  noRequest: (said) =>
    `Es gibt keine Anfrage „${said}“, die Sie sehen dürfen. IDs von Anfragen haben acht Zeichen, zum Beispiel K7M3QX2P.`,
  help: {
    title: 'Just-in-Time-Zugriff auf virtuelle Maschinen',
    subtitle: 'Fragen Sie an, jemand stimmt zu, der Port öffnet sich nur für Sie und schließt von selbst.',
    inOneLine: (line) => `In einer Zeile: ${line}`,
    sandbox: 'Dies ist die Sandbox: Azure und Teams sind simuliert, keine echte Maschine wird berührt.',
    usage: 'Eingabe',
    also: 'Auch',
    who: 'Für wen',
    admins: 'Admins',
    auditors: 'Prüfer und Admins',
  },
  buttons: {
    help: 'Hilfe',
    requestAccess: 'Zugriff anfragen',
    machines: 'Maschinen',
    allMachines: 'Alle Maschinen',
    myRequests: 'Meine Anfragen',
    channels: 'Kanäle',
    allBindings: 'Alle Verknüpfungen',
    ledgerOf7Days: 'Protokoll von 7 Tagen',
    last7Days: 'Letzte 7 Tage',
    addressChanged: 'Meine Adresse ist neu',
    show: (id) => `${id} anzeigen`,
    extend: (id) => `${id} verlängern`,
  },
}
