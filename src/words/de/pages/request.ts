import type { request as english } from '../../en/pages/request.ts'

export const request: typeof english = {
  facts: {
    machine: 'Maschine',
    machines: 'Maschinen',
    from: 'Von',
    for: 'Dauer',
    starts: 'Beginnt',
    reason: 'Begründung',
    waitsFor: 'Wartet auf',
    lapses: 'Verfällt',
    asked: 'Angefragt',
    history: 'Verlauf',
    request: 'Anfrage',
  },
  of: (person, title) => `${person}: ${title}`,
  more: 'Mehr',
  noneAdded: 'die restliche Zeit; es kommt keine hinzu',
  longer: (duration) => `${duration} länger`,
  fromOpening: (duration) => `${duration} ab dem Öffnen`,
}
