import type { standing as english } from '../en/standing.ts'

export const standing: typeof english = {
  pending: (id) => `Anfrage ${id} wartet noch auf eine Entscheidung.`,
  opensLater: (id, by, at, opens) => `Anfrage ${id} wurde schon${atTime(at)} ${by} genehmigt; sie öffnet um ${opens}.`,
  opening: (id, by, at) => `Anfrage ${id} wurde schon${atTime(at)} ${by} genehmigt; der Port wird gerade geöffnet.`,
  open: (id, by) => `Anfrage ${id} wurde schon ${by} genehmigt und ist offen.`,
  closing: (id) => `Das Fenster der Anfrage ${id} ist vorbei; es wird geprüft, ob der Port zu ist.`,
  extended: (id, by) => `Anfrage ${id} wurde verlängert: Sie läuft als Anfrage ${by} weiter.`,
  moved: (id, by) => `Anfrage ${id} ist auf eine andere Adresse umgezogen: Sie läuft als Anfrage ${by} weiter.`,
  closed: (id, by, at) =>
    `Anfrage ${id} wurde ${by} genehmigt und ist geschlossen${at === undefined ? '' : `, seit ${at}`}.`,
  denied: (id, by, at, why) => `Anfrage ${id} wurde schon${atTime(at)}${inserted(by)} abgelehnt${because(why)}`,
  cancelled: (id, by, at) => `Anfrage ${id} wurde schon${atTime(at)}${inserted(by)} zurückgezogen.`,
  lapsed: (id, at, why) => `Anfrage ${id} ist${atTime(at)} verfallen: ${why ?? 'Niemand hat rechtzeitig entschieden'}`,
  failed: (id, by, why) => `Anfrage ${id} wurde ${by} genehmigt, konnte aber nicht geöffnet werden${because(why)}`,
  by: (people) => `von ${people}`,
  byBreakGlass: 'per Notzugriff',
  byPolicy: 'durch die Zugriffsrichtlinie',
}

function atTime(at: string | undefined): string {
  return at === undefined ? '' : ` um ${at}`
}

function inserted(by: string | undefined): string {
  return by === undefined ? '' : ` ${by}`
}

function because(why: string | undefined): string {
  return why === undefined ? '.' : `: ${why}`
}
