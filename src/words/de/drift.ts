import type { drift as english } from '../en/drift.ts'

export const drift: typeof english = {
  unknown: (why) => `unbekannt (${why})`,
  application: 'eine Anwendung',
  applicationNamed: (name) => `die Anwendung ${name}`,
  change: (vm, before, after) => `${vm} bisher ${before}, jetzt ${after}`,
  policy: {
    new: (policy, group, by, changes) =>
      `Die JIT-Richtlinie ${policy} von ${group} wurde am Bot vorbei angelegt (von wem: ${by}): ${changes}`,
    changed: (policy, group, by, changes) =>
      `Die JIT-Richtlinie ${policy} von ${group} wurde am Bot vorbei geändert (von wem: ${by}): ${changes}`,
    deleted: (policy, group, by, changes) =>
      `Die JIT-Richtlinie ${policy} von ${group} wurde am Bot vorbei gelöscht (von wem: ${by}): ${changes}`,
  },
  vmGone: (vm, held) => `Die Maschine ${vm} gibt es in Azure nicht mehr; sie steht noch in: ${held}.`,
  heldByPolicy: (policy, group) => `JIT-Richtlinie ${policy} von ${group}`,
  heldByWindow: (request) => `Fenster der Anfrage ${request}`,
  outlives: (rule, from, ports, vm) =>
    `Die Regel ${rule} lässt den Zugriff von ${from} auf Port ${ports} von ${vm} noch zu, und kein Fenster gehört dazu.`,
  outranks: (rule, from, ports, vm) =>
    `Die Regel ${rule} lässt den Zugriff von ${from} auf Port ${ports} von ${vm} zu, bevor die Sperrregel von Defender greift.`,
  noDeny: (ports, vm) => `Die Sperrregel von Defender für Port ${ports} von ${vm} fehlt.`,
  deleteRule: (group) => `Löschen Sie sie in der Sicherheitsgruppe ${group}.`,
  deleteOrLower: (group) =>
    `Wenn sie nicht gewollt ist, löschen Sie sie in der Sicherheitsgruppe ${group}, oder geben Sie ihr eine Priorität hinter der Regel von Defender.`,
  writeAnew: (vm) =>
    `Der Port ist womöglich für alle offen, die eine andere Regel hereinlässt. Ein Admin schreibt die Regeln neu: /jit configure ${vm}.`,
}
