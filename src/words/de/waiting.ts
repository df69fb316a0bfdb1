import type { waiting as english } from '../en/waiting.ts'

export const waiting: typeof english = {
  nobody: 'niemand',
  awaited: {
    given: (from, given, count) => `${from}: ${given} von ${count}`,
    approved: (people) => `, genehmigt von ${people}`,
    nobodyElse: ', sonst kann niemand genehmigen',
    can: (count, people) => `, noch genehmigen ${count === 1 ? 'kann' : 'können'} ${people}`,
    people: (count) => (count === 1 ? 'eine Person' : `${count} Personen`),
    others: (count) => (count === 1 ? 'eine weitere Person' : `${count} weitere Personen`),
    unread: ' (eine Gruppe ist gerade nicht lesbar: Es kann mehr geben)',
  },
  escalated: (time, groups, rule) => `Eskaliert, ${time}: Genehmigen kann auch ${groups} (${rule}).`,
  because: {
    'outside hours': (rule) =>
      `Das lag außerhalb der Zeiten der Regel „${rule}“, die dann mehr Genehmigungen verlangt.`,
    'unattended used up': (rule) =>
      `Die Regel „${rule}“ fragt sonst niemanden, aber die Zahl solcher Anfragen für heute ist verbraucht: Darum wird jemand gefragt.`,
  },
  stricter: {
    demands: (rule, count, from) =>
      `Die Zugriffsrichtlinie ist seit der Anfrage strenger geworden: Die Regel „${rule}“ verlangt jetzt ${count === 1 ? 'eine Genehmigung' : `${count} Genehmigungen`} von ${from}.`,
    refuses: (why) => `Die Zugriffsrichtlinie ist seit der Anfrage strenger geworden: ${why}`,
  },
  standsIn: (delegate, person, until) => `${delegate} auch für ${person}, bis ${until}`,
  moreStandIn: (count) => `und ${count} weitere, die vertreten`,
  delegation: (person, delegate, until) => `${person} → ${delegate}, bis ${until}`,
  notTold: (delegate) => `${delegate} weiß noch nichts von der Vertretung`,
  tellThem: (delegate, until) =>
    `Die App fehlt dort oder wurde entfernt. Die Vertretung gilt trotzdem, bis ${until}: Sagen Sie es ${delegate} selbst, und lassen Sie die App JIT Access hinzufügen.`,
  youStandIn: (person) => `Sie vertreten ${person}`,
  asDelegate: (person, until) =>
    `Bis ${until} können Sie über Anfragen entscheiden, über die ${person} entscheiden könnte, in Vertretung; nie über Ihre eigenen und nie über die von ${person}. Ihre Stimme zählt einmal.`,
  whatWaits: 'Was auf Entscheidung wartet',
}
