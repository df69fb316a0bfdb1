import type { breakGlassCard as english } from '../en/break-glass-card.ts'

export const breakGlassCard: typeof english = {
  title: (machines) => `Notzugriff auf ${machines}?`,
  nobodyAsked: (skipped) => `Es wird sofort geöffnet, und niemand wird gefragt: ${skipped}.`,
  toldAtOnce: (channels) => `Sofort benachrichtigt, mit Ihrem Namen und Ihrer Begründung: ${channels}.`,
  somebodySigns: (groups) =>
    `Jemand aus ${groups}, und nicht Sie, zeichnet danach ab; bis dahin steht der Notzugriff in jeder Übersicht.`,
  notAgainFor: (duration) => `Danach ist für ${duration} kein weiterer möglich, und keiner, solange dieser offen ist.`,
  forOneAlone: (person, until) => `Nur für ${person}, bis ${until}, ein einziges Mal.`,
  skippedDemand: (count, from, rule) =>
    `${count} ${count === 1 ? 'Genehmigung' : 'Genehmigungen'} von ${from} (${rule})`,
  noApprovers: 'keine Regel nennt Genehmiger dafür',
  skipped: (demands) => `übergangen werden ${demands}`,
  brokeGlass: (person, time, skipped) => `⚠ ${time}: Notzugriff von ${person} – ${skipped}`,
  signed: {
    justified: (person, time, comment) =>
      `✔ ${time}: von ${person} als gerechtfertigt abgezeichnet${comment === '' ? '' : `: ${comment}`}`,
    'not justified': (person, time, comment) =>
      `✖ ${time}: von ${person} als nicht gerechtfertigt abgezeichnet${comment === '' ? '' : `: ${comment}`}`,
  },
  hasToSign: (groups, requester) =>
    `Jemand aus ${groups} muss abzeichnen, nicht ${requester}. Bis dahin steht der Notzugriff in jeder Übersicht.`,
  signsWhenOver: (groups) => `Ist der Notzugriff vorbei, zeichnet jemand aus ${groups} ab.`,
  reviewedTitle: {
    justified: (title) => `Notzugriff als gerechtfertigt abgezeichnet: ${title}`,
    'not justified': (title) => `Notzugriff als nicht gerechtfertigt abgezeichnet: ${title}`,
  },
  reviewed: {
    justified: (person, comment) =>
      `${person} hat Ihren Notzugriff als gerechtfertigt abgezeichnet${comment === '' ? '.' : `: ${comment}`}`,
    'not justified': (person, comment) =>
      `${person} hat Ihren Notzugriff als nicht gerechtfertigt abgezeichnet${comment === '' ? '.' : `: ${comment}`}`,
  },
  talkToThem: 'Sprechen Sie miteinander: Was getan wurde, steht so im Protokoll, wie es getan wurde.',
}
