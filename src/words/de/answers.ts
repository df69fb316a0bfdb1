import type { answers as english } from '../en/answers.ts'

export const answers: typeof english = {
  address: {
    notUsable: 'Das lässt sich nicht verwenden',
    fromWhich: 'Von welcher Adresse aus?',
    sayAddress: 'Nennen Sie die öffentliche IPv4-Adresse, von der aus Sie sich jetzt verbinden.',
  },
  approve: {
    nothing: 'Es wurde nichts genehmigt',
    waits: (count) =>
      count === 0
        ? 'Nichts wartet auf eine Entscheidung'
        : `${count} ${count === 1 ? 'Anfrage wartet' : 'Anfragen warten'} auf eine Entscheidung`,
    more: (count) => `und ${count} weitere`,
    noReason: 'keine Begründung angegeben',
  },
  deny: {
    needsReason: 'Eine Ablehnung braucht eine Begründung',
    sayWhy: (id) => `Sagen Sie, warum; wer angefragt hat, liest es: /jit deny ${id} nicht während der Wartung`,
  },
  audit: {
    notLookedUp: 'Das lässt sich nicht nachschlagen',
    which: (said) => `Was ist mit „${said}“ gemeint?`,
    several: (choices) => `Das Protokoll und der Bestand kennen mehr als eines: ${choices}.`,
  },
  cancel: {
    nothing: 'Es wurde nichts zurückgezogen',
    noneWaits: 'Keine Ihrer Anfragen wartet.',
    several: (id) => `Mehrere Ihrer Anfragen warten: Sagen Sie, welche, zum Beispiel /jit cancel ${id}`,
  },
  close: {
    nothing: 'Es wurde nichts geschlossen',
    noneOpen: 'Sie haben nichts offen.',
    several: (id) => `Sie haben mehrere Fenster offen: Sagen Sie, welches, zum Beispiel /jit close ${id}`,
  },
  digest: {
    notUnderstood: (said) => `„digest ${said}“ wurde nicht verstanden`,
    howManyDays: (most) => `Sagen Sie, wie viele Tage, von 1d bis ${most}d.`,
  },
  explain: {
    which: (name) => `Wer ist mit „${name}“ gemeint?`,
    several: 'Mehrere Personen heißen so. Ihre Objekt-IDs unterscheiden sie.',
    unknown: (name) => `${name} ist hier nicht bekannt`,
    nobody:
      'Niemand, der den Bot hat, heißt so. Schreiben Sie den ganzen Namen, wie Teams ihn zeigt, oder die Entra-Objekt-ID.',
    orReason: 'Wenn es als Begründung gemeint war, schreiben Sie because davor.',
    forAdmins: 'Was jemand anderes darf, sehen nur Admins',
    leaveOut: (name) =>
      `Lassen Sie „for ${name}“ weg, um zu sehen, was die Zugriffsrichtlinie zu Ihnen sagt; war das die Begründung, schreiben Sie because davor.`,
  },
  extend: {
    howMuch: 'Um wie viel länger?',
    notExtended: 'Nicht verlängert',
    nothing: 'Nichts zu verlängern',
    noneOpen: 'Sie haben nichts offen: Fragen Sie es mit /jit request an.',
    noneOpenOn: (machine) => `Sie haben auf ${machine} nichts offen: Fragen Sie es mit /jit request an.`,
    which: 'Sie haben mehrere Fenster offen: Welches ist gemeint?',
  },
  from: {
    noAddress: 'Es ist keine Adresse bekannt',
    youConnect: (source) => `Sie verbinden sich von ${source} aus`,
    confirmed: (ago) => `Bestätigt: ${ago}.`,
    howUsed:
      'Anfragen, die keine andere Adresse nennen, verwenden sie, und from me meint sie. Ändern Sie sie jederzeit mit /jit from und einer anderen Adresse.',
    forgotten: (days) =>
      `Sie wird nach ${days === 1 ? 'einem Tag' : `${days} Tagen`} vergessen und dann erneut erfragt.`,
  },
  reviews: {
    onlyFor: 'Das ist für alle, die nach der Zugriffsrichtlinie abzeichnen, für Prüfer und Admins.',
    toSign: (count, orMore) =>
      count === 0
        ? 'Jeder Notzugriff ist abgezeichnet'
        : `${count}${orMore ? ' oder mehr' : ''} ${count === 1 ? 'Notzugriff' : 'Notzugriffe'} abzuzeichnen`,
    toBeSigned: 'abzuzeichnen',
    notOver: 'noch nicht vorbei',
    oldestFirst: 'Die ältesten stehen zuerst; zeichnen Sie sie ab, um die anderen zu sehen.',
  },
  status: {
    running: (count) => `${count} laufende Anfragen`,
    noneRuns: 'Bei Ihnen läuft nichts',
    noneWaits: 'Keine Ihrer Anfragen wartet oder ist offen.',
    yours: 'Ihre Anfragen, die neuesten zuerst',
    noneYet: 'Sie haben noch nichts angefragt',
    ask: 'Fragen Sie in einer Zeile an, oder mit einem Formular.',
    from: (source) => `von ${source}`,
  },
}
