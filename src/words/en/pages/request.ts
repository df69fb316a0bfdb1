/** A request as a card of the tab shows it. */
export const request = {
  facts: {
    machine: 'Machine',
    machines: 'Machines',
    from: 'From',
    for: 'For',
    starts: 'Starts',
    reason: 'Reason',
    waitsFor: 'Waits for',
    lapses: 'Lapses',
    asked: 'Asked',
    history: 'History',
    request: 'Request',
  },
  of: (person: string, title: string) => `${person}: ${title}`,
  more: 'More',
  noneAdded: 'what is left of the time: none is added',
  longer: (duration: string) => `${duration} more`,
  fromOpening: (duration: string) => `${duration} from the moment it opens`,
}
