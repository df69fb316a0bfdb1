import type { approvals as english } from '../../en/pages/approvals.ts'

export const approvals: typeof english = {
  waiting: 'Wartet auf Sie',
  nothingWaits: 'Nichts wartet auf Ihre Entscheidung.',
  howLong: 'Für wie lange',
  asAsked: (duration) => `Wie angefragt: ${duration}`,
  comment: 'Kommentar (freiwillig)',
  approve: 'Genehmigen',
  denyWith: 'Ablehnen …',
  whyNot: 'Warum nicht?',
  requesterReads: 'Wer angefragt hat, liest es.',
  deny: 'Ablehnen',
  approved: (title, status) => `Genehmigt: ${title}. ${status}.`,
  denied: (title, status) => `Abgelehnt: ${title}. ${status}.`,
  unsigned: 'Notzugriffe, die niemand abgezeichnet hat',
  found: 'Kommentar',
  foundHint: 'Nötig, wenn es nicht gerechtfertigt war. Wer angefragt hat, liest ihn.',
  justified: 'Abzeichnen: gerechtfertigt',
  notJustified: 'Abzeichnen: nicht gerechtfertigt',
  signed: {
    justified: (title) => `Als gerechtfertigt abgezeichnet: ${title}.`,
    'not justified': (title) => `Als nicht gerechtfertigt abgezeichnet: ${title}.`,
  },
}
