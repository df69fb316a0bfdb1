import type { configurationCard as english } from '../en/configuration-card.ts'

export const configurationCard: typeof english = {
  machines: (count) => `${count} Maschinen`,
  asked: {
    enable: (machines) => `Just-in-Time-Zugriff für ${machines} einschalten?`,
    configure: (machines) => `Portregeln von ${machines} ändern?`,
    disable: (machines) => `Just-in-Time-Zugriff für ${machines} ausschalten?`,
  },
  underWay: {
    enable: (machines) => `Just-in-Time-Zugriff für ${machines} wird eingeschaltet`,
    configure: (machines) => `Portregeln von ${machines} werden geändert`,
    disable: (machines) => `Just-in-Time-Zugriff für ${machines} wird ausgeschaltet`,
  },
  done: {
    enable: (machines) => `Just-in-Time-Zugriff für ${machines} ist eingeschaltet`,
    configure: (machines) => `Portregeln von ${machines} sind geändert`,
    disable: (machines) => `Just-in-Time-Zugriff für ${machines} ist ausgeschaltet`,
  },
  inPart: (machines) => `Zum Teil geändert: ${machines}`,
  notChanged: (machines) => `Nicht geändert: ${machines}`,
  changesWhenSeen: 'Diese Karte ändert sich, wenn Azure die neuen Regeln zeigt.',
  readBack: 'Aus Azure zurückgelesen: Alle anderen Maschinen behalten ihre Regeln.',
  restCanBeConfirmed: 'Was nicht geändert wurde, kann noch einmal bestätigt werden.',
  nothingWasChanged: 'Es wurde nichts geändert.',
  nothingWouldChange: 'Es würde sich nichts ändern: Azure hat diese Regeln schon.',
  notBeforeConfirmed: 'Geändert wird erst, wenn Sie es bestätigen.',
  confirm: { enable: 'Einschalten', configure: 'Ändern', disable: 'Ausschalten' },
  tryAgain: 'Erneut versuchen',
  edit: 'Regeln bearbeiten',
  recommended: 'Von Defender empfohlene Ports',
  states: {
    draft: 'noch nicht geändert',
    waiting: 'wird geändert',
    done: 'in Azure gesehen',
    failed: 'nicht geändert',
  },
  tooMuch:
    'Das sind mehr Regeln, als eine Karte im Ganzen zeigen kann; hier lassen sie sich darum nicht bestätigen: Ändern Sie weniger Maschinen auf einmal.',
  draftedBy: (person) => `Entworfen von ${person}.`,
  exposed:
    'Ohne Just-in-Time-Zugriff entscheiden allein die Netzwerkregeln: Ein Port, den sie erlauben, ist dann immer offen.',
  form: {
    title: (machines) => `Portregeln von ${machines}`,
    forEach:
      'Jede dieser Maschinen bekommt diese Regeln und keine anderen. Geändert wird erst, wenn Sie es bestätigen.',
    forOne: 'Was für diese Maschine angefragt werden darf. Geändert wird erst, wenn Sie es bestätigen.',
    removeRow: 'Diese Zeile entfernen',
    removePort: (port) => `Port ${port} entfernen`,
    limits: 'Höchstens: zwischen 5 Minuten und 24 Stunden. Eine Zeile ohne Port entfällt.',
    networks: (names) => `Netze mit Namen: ${names}.`,
  },
}
