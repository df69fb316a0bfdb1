import type { windows as english } from '../en/windows.ts'

export const windows: typeof english = {
  upTo: (port, duration) => `${port} bis zu ${duration}`,
  noPort: 'kein Port',
  listMore: (list, count) => `${list} und ${count} weitere`,
  andMore: (count) => `und ${count} weitere`,
  elsewhere: (until) => `offen bis ${until}, und nicht durch diesen Bot`,
  open: (ports, until, whose) => `${ports} offen bis ${until} ${whose}`,
  over: (ports, whose) => `${ports}: Fenster vorbei, es wird geprüft, ob es zu ist ${whose}`,
  opening: (ports, whose) => `${ports} wird geöffnet ${whose}`,
  by: (source, person) => `von ${source} durch ${person}`,
  bySomebody: 'durch jemanden',
  neverUsed: 'in den letzten 30 Tagen von niemandem angefragt',
  used: (requests, last, by) =>
    `${requests} genehmigte ${requests === 1 ? 'Anfrage' : 'Anfragen'} in 7 Tagen, letzter Zugriff ${last} durch ${by}`,
  somebody: 'jemanden',
  application: 'eine Anwendung',
}
