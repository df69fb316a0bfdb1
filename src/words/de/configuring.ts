import type { configuring as english } from '../en/configuring.ts'

export const configuring: typeof english = {
  notRead: 'Das lässt sich nicht lesen',
  disableNoPorts: '„disable“ erwartet keine Ports',
  disableTakesAll: (command) =>
    `Damit werden alle Regeln einer Maschine entfernt. Um einzelne Ports zu entfernen, geben Sie ${command} und die Ports ein.`,
  notLikeThis: (machine) => `${machine} lässt sich so nicht ändern`,
  severalNotLikeThis: (count) => `${count} Maschinen lassen sich so nicht ändern`,
  configuredAlready: 'Das ist schon konfiguriert: Dies sind die Regeln.',
  notByAzure: 'Azure lässt diese Änderung nicht zu',
  azureRefused: (why) => `Azure hat abgelehnt: ${why}`,
  azureAway: (why) =>
    `Azure ist gerade nicht erreichbar, und es wurde nichts geändert: ${why} Versuchen Sie es in einer Minute erneut.`,
  unknown:
    'Das geht nicht: Eine solche Änderung von Port-Regeln gibt es nicht, oder sie gehört nicht Ihnen. Es wurde nichts geändert.',
  draftedBy: (author, verb) =>
    `Diese Änderung hat ${author} entworfen, und nur diese Person kann damit fortfahren. Geben Sie /jit ${verb} für eine eigene ein.`,
  tooManyRules: (most) => `Eine Maschine darf hier höchstens ${most} Port-Regeln haben.`,
  noPortLeft: 'Kein Port ist übrig. Nennen Sie mindestens einen, oder nehmen Sie die Maschine mit /jit disable heraus.',
  atOnce: 'Dieser Entwurf wurde zweimal zugleich geändert. Sehen Sie auf seine Karte, und drücken Sie erneut.',
  nothingChanges: 'Es würde sich nichts ändern: Azure hat diese Regeln schon.',
}
