import type { delegate as english } from '../en/delegate.ts'

export const delegate: typeof english = {
  nothing: 'Es wurde keine Vertretung eingerichtet',
  sayWhom: 'Sagen Sie, wer Sie vertreten soll, und bis wann.',
  noTime: (typed) => `„${typed}“ ist keine Zeit: Sagen Sie until friday 18:00, until 2026-11-30 oder for 3d.`,
  nobodyStandsIn: 'Zurzeit vertritt niemand jemanden',
  whoForWhom: 'Wer wen vertritt',
  more: (count) => `und ${count} weitere`,
  whileAway: (line, zone) => `Für Ihre Abwesenheit: ${line} (${zone})`,
  stopMine: 'Meine beenden',
  stopIt: 'Beenden',
  haveSomebody: 'Sich vertreten lassen …',
  stopped: (name) => `${name} vertritt Sie nicht mehr`,
  nobodyStood: 'Niemand hat Sie vertreten',
  stillCounts: 'Was bis dahin entschieden wurde, zählt weiterhin.',
  which: (name) => `Wer ist mit „${name}“ gemeint?`,
  several: 'Mehrere Genehmiger heißen so. Es wurde noch keine Vertretung eingerichtet.',
  given: (name, until) => `${name} vertritt Sie bis ${until}`,
  whatTheyCan:
    'Die Vertretung kann entscheiden, was Sie entscheiden könnten, und erfährt davon. Sie entscheidet nie über Ihre eigenen Anfragen und zählt einmal.',
  whyNot: {
    'not an approver': 'Nur Genehmiger können sich vertreten lassen, und nach der Zugriffsrichtlinie sind Sie keiner.',
    'not to themselves': 'Nennen Sie jemand anderen.',
    'other is no approver':
      'Diese Person ist nach der Zugriffsrichtlinie kein Genehmiger und kann Sie daher nicht vertreten.',
    'unknown group':
      'Wer Genehmiger ist, lässt sich gerade nicht lesen. Das liegt nicht an Ihnen; versuchen Sie es in einer Minute erneut.',
    past: 'Diese Zeit ist vorbei: Nennen Sie eine, die noch kommt.',
    'too long': 'Das ist zu lang: höchstens 30 Tage ab jetzt. Wiederholen Sie es dann.',
  },
  notFound: (name) =>
    `In den Genehmigungskanälen und hier wurde kein anderer Genehmiger namens „${name}“ gefunden. Schreiben Sie den ganzen Namen oder die Entra-Objekt-ID.`,
  unread: 'Nicht alle Namen oder Gruppen waren gerade lesbar: Versuchen Sie es in einer Minute erneut.',
}
