import type { facts as english } from '../en/facts.ts'

export const facts: typeof english = {
  refused: (asked, why) => `Abgelehnt: ${asked} – ${why}`,
  askedFor: (what, source, duration, starts, reason) =>
    `Angefragt: ${what} von ${source} für ${duration}${starts === undefined ? '' : `, Beginn ${starts}`}${behind(reason)}`,
  askedToMove: (request, from, to, what) => `Umzug der Anfrage ${request} von ${from} auf ${to} angefragt: ${what}`,
  askedToExtend: (request, duration, what, source, reason) =>
    `Verlängerung der Anfrage ${request} um ${duration} angefragt: ${what} von ${source}${behind(reason)}`,
  approvedByPolicy: (rules) => `Durch die Zugriffsrichtlinie genehmigt (${rules})`,
  approved: (people, duration) => `Von ${people} genehmigt${duration === undefined ? '' : `, für ${duration}`}`,
  brokeGlass: (skipped, reviewers) => `Notzugriff, niemand wurde gefragt: ${skipped}. Abzuzeichnen von ${reviewers}`,
  signed: {
    justified: (comment) => `Abgezeichnet als gerechtfertigt${behind(comment)}`,
    'not justified': (comment) => `Abgezeichnet als nicht gerechtfertigt${behind(comment)}`,
  },
  denied: (asDelegate, reason) => `Abgelehnt${asDelegate}: ${reason}`,
  takenBack: 'Zurückgezogen',
  lapsed: (why) => `Verfallen: ${why}`,
  failed: (why) => `Gescheitert: ${why}`,
  closed: (why) => `Geschlossen: ${why}`,
  retried: 'Erneut versucht',
  approvalGiven: (groups, asDelegate, note) => `Genehmigung erteilt für ${groups}${asDelegate}${note}`,
  delegated: (to, until) => `Lässt sich bis ${until} von ${to} vertreten`,
  delegationStopped: (to) => `Wird nicht mehr von ${to} vertreten`,
  reminded: (nth, of) => `Die Genehmigungskanäle wurden erinnert (${nth} von ${of})`,
  escalated: (after, to, rule) => `Nach ${after} eskaliert: Auch ${to} darf genehmigen (${rule})`,
  stricter: (what) => `Die Zugriffsrichtlinie wurde strenger: ${what}`,
  demand: (count, from, rule) => `${count} von ${from} (${rule})`,
  attemptRefused: (attempted, why) => `Verweigert wurde „${attempted}“: ${why}`,
  openingCalled: (vm, ports, attempt, carries) =>
    `Azure gebeten, ${vm} Port ${ports} zu öffnen (Versuch ${attempt})${carries === undefined ? '' : `; die Fenster von ${carries} bleiben`}`,
  openingAccepted: (vm, call) => `Azure hat für ${vm} angenommen${call === undefined ? '' : ` (${call})`}`,
  seenOpen: (vm, ports, found, proof) =>
    `Als offen gesehen: ${vm} Port ${ports}${found ? ' (gefunden, nachdem eine Antwort verloren ging)' : ''}${proof === undefined ? '' : `; ${proof}`}`,
  openFromAll: (vm) => `Von jeder Quelle als offen gesehen: ${vm}`,
  notOpenFrom: (sources, vm, why) => `Nicht offen von ${sources}: ${vm}: ${why}`,
  closingAsked: (vms) => `Vorzeitiges Schließen von ${vms} verlangt`,
  closingDelayed: (vm, why) => `${vm} ist nicht sofort zu: ${why}`,
  writtenBy: (drift, who) => `${drift} Geschrieben von: ${who}.`,
  openedPast: (vm, ports, by, forged) =>
    `Am Bot vorbei geöffnet: ${vm} Port ${ports}, von wem: ${by}${forged === undefined ? '' : `, mit dem Kennzeichen der Anfrage ${forged}`}`,
  notOpened: (vm, why) => `Konnte nicht geöffnet werden: ${vm}: ${why}`,
  seenShut: (vm, why) => `Als geschlossen gesehen: ${vm}: ${why}`,
  keptOpen: (shut, by, until) => `${shut}; ein Fenster von ${by} lässt dieselbe Adresse bis ${until} herein`,
  goesOn: (vm, request) => `Nicht geschlossen: ${vm} läuft als Anfrage ${request} weiter`,
  addressChanged: (from, to, vm, request) =>
    `Adresse von ${from} auf ${to} geändert: ${vm} läuft als Anfrage ${request} weiter, und die alte ist zu schließen`,
  notConfirmedShut: (vm, why) => `Schließen nicht bestätigt: ${vm}: ${why}`,
  noticeSent: 'Hinweis vor dem Ende gesendet',
  policyLoaded: 'Zugriffsrichtlinie geladen',
  policyNotLoaded: (problems) => `Zugriffsrichtlinie lässt sich nicht laden: ${problems}`,
  channelBound: (name) => `Kanal verknüpft: ${name}`,
  channelUnbound: (name) => `Kanal nicht mehr verknüpft: ${name}`,
  channelLanguage: (language) => `Sprache des Kanals: ${language ?? 'wie überall'}`,
  channelLost: (names, why) => `Kanal verloren (${names}): ${why}`,
  channelBack: (names) => `Kanal erreichbar wie zuvor: ${names}`,
  addressConfirmed: (source, seen) => `Adresse bestätigt: ${source}${seen === undefined ? '' : ` (gesehen: ${seen})`}`,
  rulesConfirmed: (changes) => `Neue Portregeln bestätigt: ${changes}`,
  rulesChanged: (change, found) => `Portregeln geändert: ${change}${found ? ' (schon wie bestätigt vorgefunden)' : ''}`,
  rulesNotChanged: (vms, why) => `Portregeln nicht geändert: ${vms}: ${why}`,
  exported: (format, what) => `Protokoll als ${format} heruntergeladen: ${what}`,
  exportedOf: (from, to, of) =>
    [
      ...(from === undefined ? [] : [`von ${from}`]),
      ...(to === undefined ? [] : [`bis ${to}`]),
      of === undefined ? 'alles' : `zu ${of}`,
    ].join(' '),
  digestPosted: (head) => `Übersicht gesendet, Kopf ${head}`,
  attempt: (asStored) => known(attempts, asStored),
  refusal: (asStored) => known(refusals, asStored),
}

const attempts: Readonly<Record<string, string>> = {
  approve: 'genehmigen',
  deny: 'ablehnen',
  cancel: 'zurückziehen',
  close: 'schließen',
  extend: 'verlängern',
  retry: 'erneut versuchen',
  request: 'anfragen',
  delegate: 'sich vertreten lassen',
  'break-glass': 'Notzugriff',
  'change the address': 'auf eine andere Adresse umziehen',
  'use an address page': 'eine Adressseite nutzen',
  'sign for a break-glass': 'einen Notzugriff abzeichnen',
  'explain for somebody else': 'für jemand anderen erklären lassen',
  audit: 'das Protokoll lesen',
  reviews: 'Notzugriffe zum Abzeichnen lesen',
}

const refusals: Readonly<Record<string, string>> = {
  'not yours': 'gehört jemand anderem',
  'not theirs': 'gehört jemand anderem',
  own: 'die eigene',
  'own request': 'die eigene Anfrage',
  'not an approver': 'kein Genehmiger',
  'not a reviewer': 'darf nicht abzeichnen',
  'unknown group': 'Gruppe nicht lesbar',
  'too late': 'zu spät',
  'not open': 'nicht offen',
  'ends soon': 'endet bald',
  'needs approval': 'braucht eine Genehmigung',
  'not over': 'noch nicht vorbei',
  'no comment': 'ohne Kommentar',
  'no reason': 'ohne Begründung',
  'no such button': 'diese Schaltfläche gibt es nicht',
  'nobody told': 'niemand wäre verständigt worden',
  'machine gone': 'die Maschine gibt es nicht mehr',
  'comment too long': 'Kommentar zu lang',
  'approved otherwise': 'anders genehmigt',
  'not for that time': 'nicht für diese Dauer',
  'policy refuses': 'die Zugriffsrichtlinie lehnt ab',
  'policy cannot tell': 'die Zugriffsrichtlinie kann es nicht sagen',
  'signed before': 'schon abgezeichnet',
  lapsed: 'verfallen',
  refused: 'abgelehnt',
  unknown: 'unbekannt',
  'for admins only': 'nur für Admins',
  'for auditors only': 'nur für Prüfer und Admins',
  'for auditors and admins only': 'nur für Prüfer und Admins',
  'for reviewers only': 'nur für Personen, die abzeichnen',
  'no channel is bound for its approvals': 'für die Genehmigungen ist kein Kanal verknüpft',
}

function known(all: Readonly<Record<string, string>>, asStored: string): string {
  return (Object.hasOwn(all, asStored) ? all[asStored] : undefined) ?? asStored
}

function behind(words: string): string {
  return words ? `: ${words}` : ''
}
