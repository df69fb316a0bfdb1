import type { configurationFindings as english } from '../en/configuration-findings.ts'

export const configurationFindings: typeof english = {
  unsupported: (vm, why) =>
    `Für ${vm} ist Just-in-Time-Zugriff nicht möglich: ${why}. Bringen Sie das zuerst in Azure in Ordnung.`,
  notConfigured: (vm) => `${vm} hat keinen Just-in-Time-Zugriff; es gibt nichts abzuschalten.`,
  noPort: (vm) => `${vm} bliebe ohne Port. Nennen Sie mindestens einen, oder sagen Sie /jit disable ${vm}.`,
  namesTooLong: (vm, most) =>
    `Der Name ${vm} ist zu lang: Azure nimmt für die Namen der VM und ihrer JIT-Richtlinie zusammen ${most} Zeichen.`,
  otherPlace: (vm, policy) =>
    `${vm} ist in einem anderen Abonnement, einer anderen Ressourcengruppe oder Region als die JIT-Richtlinie ${policy}; das lehnt Azure ab.`,
  cannotKeep: (policy, group, what) =>
    `Die JIT-Richtlinie ${policy} von ${group} hat Einstellungen, die dieser Bot nicht kennt (${what}) und verlieren würde. Ändern Sie sie im Portal.`,
  openWindow: (who, vm, ports, until, request) =>
    `Ein Fenster von ${who} ist auf ${vm} offen, ${ports.length === 1 ? 'Port' : 'Ports'} ${ports.join(', ')}${until === undefined ? '' : `, bis ${until}`} (${request}). Warten Sie, bis es endet: Sonst wäre der Port ungeschützt, oder seine Aufzeichnung ginge verloren.`,
}
