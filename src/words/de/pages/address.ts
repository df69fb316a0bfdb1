import type { address as english, typed as englishTyped } from '../../en/pages/address.ts'

export const address: typeof english = {
  page: 'Ihre Adresse · JIT Access',
  openInTeams: 'Öffnen Sie dies in Microsoft Teams',
  outside:
    'Diese Seite findet heraus, von welcher Adresse aus Sie sich verbinden; das geht nur in Microsoft Teams. Öffnen Sie dort Ihren Chat mit JIT Access, und drücken Sie „Meine Adresse verwenden“, oder geben Sie /jit address ein.',
  mine: 'Meine Adresse',
  looking: 'Ihre Adresse wird ermittelt …',
  connectFrom: 'Sie verbinden sich von',
  canNotBeUsed: 'Ihre Adresse ist nicht verwendbar',
  purpose: (what) => `Für: ${what}.`,
  sameAsBefore: (what) =>
    `Sie sind dort weiterhin zu sehen, und ${what} ist dafür offen: Es gibt nichts zu ändern, es sei denn, Ihre Verbindung nimmt einen anderen Weg.`,
  goesOn: (what, next, old) => `${what} geht von ${next} aus bis zum selben Ende weiter, und ${old} wird geschlossen.`,
  theNewOne: 'der neuen Adresse',
  letsIn: (machines, ranges) => `Die Zugriffsrichtlinie lässt Sie zu ${machines} nur von ${ranges} aus.`,
  or: ' oder ',
  noRange: 'gar keiner Adresse',
  reallyYours: (shown) => `Ist ${shown} wirklich Ihre Adresse, und nur Ihre?`,
  others: (count) =>
    count === 1
      ? 'Noch eine Person hier hat diese Adresse: Sie wird geteilt.'
      : `${count} andere Personen hier haben diese Adresse: Sie wird geteilt.`,
  doubts: [
    ['VPN oder Firmenproxy:', 'Alle, die darüber ins Internet gehen, kommen auch herein.'],
    ['Mobilfunk:', 'mit anderen Kunden geteilt, und sie wechselt oft.'],
    ['Zu Hause oder im Hotel:', 'Alle hinter demselben Router kommen auch herein.'],
    ['Ein anderer Weg als Ihr Browser:', 'Geben Sie die Adresse ein, die Ihr Rechner selbst hat.'],
  ],
  changedNow: 'Haben Sie gerade das Netz gewechselt?',
  lookAgain: 'Erneut prüfen',
  which: 'Welche Adresse soll hereingelassen werden?',
  asSeen: (shown) => `${shown}, wie jetzt gesehen`,
  another: 'Eine andere',
  typeAnother: 'Andere eingeben',
  typedLabel: 'Die Adresse, von der ich mich verbinde',
  typeIt: 'Geben Sie die Adresse ein, von der Sie sich verbinden',
  hint: 'Eine öffentliche IPv4-Adresse oder ein Bereich',
  orNetwork: (networks) => `Oder ein Netz: ${networks}`,
  use: (shown) => `${shown} verwenden`,
  useTyped: 'Eingabe verwenden',
  cancel: 'Abbrechen',
  close: 'Schließen',
}

export const typed: typeof englishTyped = {
  nothing:
    'Geben Sie Ihre öffentliche IPv4-Adresse ein, zum Beispiel 203.0.113.7, oder einen Bereich wie 203.0.113.0/24.',
  tooMany: (most) => `Höchstens ${most} Adressen sind möglich.`,
  ipv6: (word) =>
    `${word} ist IPv6, das Azure hier nicht annimmt. Geben Sie eine IPv4-Adresse ein, zum Beispiel 203.0.113.7, oder einen Bereich wie 203.0.113.0/24.`,
  noAddress: (word) =>
    `„${word}“ ist keine IPv4-Adresse. Geben Sie eine ein, zum Beispiel 203.0.113.7, oder einen Bereich wie 203.0.113.0/24.`,
  inside: (word) =>
    `${word} ist keine Adresse des Internets: Sie wird im Inneren von Netzen verwendet. Geben Sie die öffentliche ein, zum Beispiel 203.0.113.7, oder einen Bereich wie 203.0.113.0/24.`,
}
