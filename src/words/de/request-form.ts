import type { requestForm as english } from '../en/request-form.ts'

export const requestForm: typeof english = {
  machines: (count) => `${count} Maschinen`,
  machine: 'Maschine',
  machinesLabel: 'Maschinen',
  useMyAddress: 'Meine Adresse verwenden',
  nothingToChoose: (label) => `${label}: Für Sie gibt es nichts zur Auswahl.`,
  openCard: (request) => `Karte von ${request} öffnen`,
  reasonHint: 'Wozu der Zugriff gebraucht wird; Genehmiger und Prüfer lesen es.',
  howLong: (most) => `Wie lange (höchstens ${most})`,
  fromWhere: (age, networks) =>
    `Von welcher Adresse${age === '' ? '' : ` (${age})`}, mehrere mit Kommas${networks === '' ? '' : ` (oder ein Netz: ${networks})`}`,
  reasonRequired: 'Begründung (nötig)',
  reasonOptional: 'Begründung (freiwillig)',
  clockStarts: 'Die Zeit läuft ab dem Öffnen des Ports, nicht ab jetzt.',
  summary: (machines) => `Zugriff auf ${machines} anfragen`,
  needsNobody: 'Niemand muss genehmigen.',
  needs: (approvals) => `Braucht ${approvals} ${approvals === 1 ? 'Genehmigung' : 'Genehmigungen'}.`,
  portAtMost: (port, most) => `${port}, höchstens ${most}`,
  portsOf: (machine, group) => `Ports von ${machine} (${group})`,
  ports: 'Ports (was die JIT-Richtlinie von Defender zu öffnen erlaubt)',
  leaveOut: (machine) => `${machine} weglassen`,
  reason: (reason) => `Begründung: ${reason}`,
  chooseSummary: 'Zugriff anfragen: Maschine wählen',
}
