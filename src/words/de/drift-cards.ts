import type { driftCards as english } from '../en/drift-cards.ts'

export const driftCards: typeof english = {
  openedTitle: (machine) => `Am Bot vorbei geöffnet: ${machine}`,
  openedBy: (who) => `${who} hat das in Azure geöffnet, und hier wurde niemand gefragt.`,
  forged: (request) =>
    `Es trägt das Zeichen der Anfrage ${request} und ist nicht das, was dort genehmigt wurde: Jemand gibt es als Werk des Bots aus. Finden Sie heraus, welche Anwendung das Recht hat, Ports zu öffnen.`,
  over: 'Das Fenster ist vorbei. Fragen Sie nach, ob es so gewollt war.',
  stillOpen:
    'War es nicht gewollt, schließen Sie es im Azure-Portal; war es gewollt, ist nächstes Mal /jit request der richtige Weg.',
  place: (group, subscription) => `${group}, Abonnement ${subscription}`,
  labels: {
    machine: 'Maschine',
    ports: 'Ports',
    from: 'Quelle',
    who: 'Wer',
    opened: 'Geöffnet',
    ended: 'Beendet',
    openUntil: 'Offen bis',
    rule: 'Regel',
    where: 'Wo',
  },
  rulesTitle: (machine) => `Netzwerkregeln von ${machine} sind nicht, wie sie sein sollen`,
  policyTitle: {
    new: (policy, group) => `JIT-Richtlinie ${policy} von ${group} wurde anderswo angelegt`,
    changed: (policy, group) => `JIT-Richtlinie ${policy} von ${group} wurde anderswo geändert`,
    deleted: (policy, group) => `JIT-Richtlinie ${policy} von ${group} wurde anderswo gelöscht`,
  },
  notAsWritten:
    'Ihre Portregeln sind nicht so, wie der Bot sie zuletzt gesehen oder geschrieben hat, und keine Änderung durch den Bot erklärt das.',
  moreMachines: (count) => (count === 1 ? 'und eine weitere Maschine' : `und ${count} weitere Maschinen`),
  notGuarded:
    'Ihre Maschinen schützt sie nicht mehr. War das nicht gewollt, setzt ein Admin sie mit /jit enable wieder ein.',
  putRight:
    'War das nicht gewollt, berichtigt ein Admin die Regeln mit /jit configure; war es gewollt, ist nichts zu tun.',
  gone: (machine) => `${machine} ist verschwunden`,
  azureKeepsIt:
    'Azure behält eine gelöschte Maschine in ihrer JIT-Richtlinie, bis jemand sie herausnimmt: im Azure-Portal unter „Just-in-Time-VM-Zugriff“. Eine neue unter demselben Namen hätte ihre Portregeln.',
  windowsOutOfReach:
    'Über ihre Fenster ist nichts mehr zu erreichen. War das Löschen nicht gewollt, steht im Aktivitätsprotokoll von Azure, von wem es kam.',
}
