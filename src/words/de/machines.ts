import type { machines as english } from '../en/machines.ts'

export const machines: typeof english = {
  kinds: { configured: 'Konfiguriert', 'not configured': 'Nicht konfiguriert', unsupported: 'Nicht unterstützt' },
  unreadableFilter: 'Dieser Filter ist nicht lesbar',
  none: 'Keine Maschinen',
  knowOfNone: 'Die Zugriffsrichtlinie lässt Sie von keiner Maschine wissen.',
  noneMatches: 'Die Zugriffsrichtlinie lässt Sie von keiner Maschine wissen, die passt.',
  count: (count) => `${count} ${count === 1 ? 'Maschine' : 'Maschinen'}`,
  knownOf: (counts) => `${counts}, soweit die Zugriffsrichtlinie Sie davon wissen lässt`,
  narrowedBy: (filter) => `eingegrenzt auf ${filter}`,
  notShown: (heading, count) => `${heading}, davon ${count} hier nicht gezeigt`,
  inFull: 'Eine Maschine ausführlich: /jit vm und ihr Name',
  page: (number, of) => `Seite ${number} von ${of}`,
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',
  whichMachine: 'Welche Maschine?',
  nameOne:
    'Nennen Sie eine Maschine, zum Beispiel /jit vm web01. Mit /jit vms sehen Sie, von welchen Sie wissen dürfen.',
  which: (said) => `Welche Maschine ${said}?`,
  several: (count) => `Es gibt ${count} Maschinen dieses Namens.`,
  inGroup: (name, group) => `${name} in ${group}`,
  unknown: (said) => `${said} ist nicht bekannt`,
  didYouMean: (names) => `Meinten Sie ${names.join(' oder ')}?`,
  explain: 'Erklären',
  configure: 'Konfigurieren',
  enable: 'Aktivieren',
  enableOne: (name) => `${name} aktivieren`,
}
