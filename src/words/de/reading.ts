import type { reading as english } from '../en/reading.ts'

const durations = 'Erlaubt sind 5 Minuten bis 24 Stunden, zum Beispiel 30m, 2h oder 1h30m'
const periods = 'zum Beispiel 24h, 7d, 2w, 2026-11-01..2026-11-08 oder 2026-11-01'
const ports = 'Nennen Sie Ports wie rdp, ssh, winrm, https, 3389, tcp/22 oder 22-25, mit Kommas dazwischen.'
const starts = 'Schreiben Sie at 22:00, tomorrow 06:00, mon 06:00 oder at 2026-11-30 06:00.'
const address =
  'Geben Sie die öffentliche IPv4-Adresse an, von der aus Sie sich verbinden, wie 203.0.113.7, oder einen Bereich wie 203.0.113.0/24.'
const allowedAddress =
  'Geben Sie eine IPv4-Adresse wie 203.0.113.7 an, einen Bereich wie 203.0.113.0/24, oder * für alle Adressen.'
const typeIt =
  'Geben Sie, sofern Sie sie kennen, die öffentliche IPv4-Adresse ein, von der aus Sie sich verbinden, oder fragen Sie Ihr Netzwerkteam danach.'

export const reading: typeof english = {
  duration: {
    missing: `Die Dauer fehlt. ${durations}.`,
    noUnit: (said) => `„${said}“ hat keine Einheit: Schreiben Sie ${said}m oder ${said}h. ${durations}.`,
    notOne: (said) => `„${said}“ ist keine Dauer. ${durations}.`,
    tooShort: (said) => `„${said}“ ist zu kurz. ${durations}.`,
    tooLong: (said) => `„${said}“ ist zu lang. ${durations}.`,
  },
  period: {
    last: (count, unit) => {
      const one = { h: 'letzte Stunde', d: 'letzter Tag', w: 'letzte Woche' }[unit]
      return count === 1 ? one : `letzte ${count} ${{ h: 'Stunden', d: 'Tage', w: 'Wochen' }[unit]}`
    },
    tooLong: (said) => `„${said}“ ist kein Zeitraum: Erlaubt sind 1 Stunde bis 10 Jahre, ${periods}.`,
    notOne: (said) => `„${said}“ ist kein Zeitraum. Geben Sie einen an, ${periods}.`,
    noSuchDay: (said) => `„${said}“ nennt einen Tag, den es nicht gibt. Geben Sie einen Zeitraum an, ${periods}.`,
    notBegun: (said) => `„${said}“ hat noch nicht begonnen. Geben Sie einen Zeitraum an, ${periods}.`,
    endsFirst: (said) => `„${said}“ endet, bevor es beginnt. Geben Sie einen Zeitraum an, ${periods}.`,
  },
  ports: {
    missing: `Der Port fehlt. ${ports}`,
    notOne: (said) => `„${said}“ ist kein Port. ${ports}`,
    outOfRange: (said) => `„${said}“ ist kein Port: Ports gehen von 1 bis 65535. ${ports}`,
    backwards: (said, right) => `„${said}“ läuft rückwärts: Schreiben Sie ${right}.`,
    tooMany: (most) => `Das sind mehr als ${most} Ports, mehr darf eine Anfrage nicht nennen. Fragen Sie weniger an.`,
    tooManyIn: (said, count, most) =>
      `„${said}“ sind ${count} Ports: Eine Anfrage darf höchstens ${most} nennen. Fragen Sie die an, die Sie brauchen.`,
  },
  source: {
    missing: `Die Quelle fehlt. ${address}`,
    ipv6: (said) => `${said} ist IPv6; das nimmt der Just-in-Time-Zugriff von Azure nicht an. ${address}`,
    notOne: (said) => `„${said}“ ist weder IPv4-Adresse noch Bereich. ${address}`,
    everything: (said) => `${said} sind alle Adressen, und ein Port wird nie für alle geöffnet. ${address}`,
    inside: (said, kind) => `${said} ist ${kind}, keine öffentliche Adresse. ${address}`,
    includes: (said, kind) => `Zu ${said} gehört ${kind}; das ist nicht öffentlich. ${address}`,
    tooWide: (said, widest) => `${said} ist zu weit: Höchstens ein ${widest} wird angenommen. ${address}`,
    rangeOrAddress: (said, range, one) =>
      `${said} ist eine Adresse mit der Länge eines Bereichs. Schreiben Sie ${range} für den ganzen Bereich oder ${one} für die eine Adresse.`,
    ipv6InRule: (said) => `${said} ist IPv6; das nimmt der Just-in-Time-Zugriff von Azure nicht an. ${allowedAddress}`,
    notOneInRule: (said) => `„${said}“ ist weder IPv4-Adresse noch Bereich. ${allowedAddress}`,
    kinds: {
      privateNetwork: (range) => `ein privates Netz (${range})`,
      sharedNetwork: (range) => `ein gemeinsames Netz eines Providers (${range})`,
      loopback: (range) => `die Maschine selbst (Loopback, ${range})`,
      linkLocal: (range) => `eine Verbindung ohne Router (Link-Local, ${range})`,
      multicast: (range) => `Multicast (${range})`,
      thisNetwork: (range) => `„dieses Netz“ (${range})`,
      broadcast: (range) => `Broadcast (${range})`,
      future: (range) => `ein Bereich für künftige Zwecke (${range})`,
      protocols: (range) => `ein Bereich für Protokolle (${range})`,
      relays: (range) => `ein Bereich für Relays (${range})`,
      measuring: (range) => `ein Bereich für Messgeräte (${range})`,
    },
  },
  start: {
    notOne: (said) => `„${said}“ ist keine Zeit für einen Beginn. ${starts}`,
    noSuchDay: (said) => `„${said}“ ist kein Tag des Kalenders. ${starts}`,
    skipped: (time, zone) =>
      `An diesem Tag gibt es in ${zone} kein ${time}: Die Uhr wird darüber hinweg vorgestellt. ${starts}`,
    tooFar: (days) => `Eine Anfrage kann höchstens ${days} Tage im Voraus beginnen. ${starts}`,
    past: (said, zone) => `„${said}“ ist schon vorbei (${zone}). ${starts}`,
    inReason: (said) =>
      `Die Begründung endet mit „${said}“: Wenn das der Beginn ist, schreiben Sie es vor die Begründung; gehört es zu ihr, setzen Sie die Begründung in Anführungszeichen.`,
  },
  caller: {
    unknown: `Ihre Adresse lässt sich nicht feststellen: Sie kam mit Ihrem Aufruf nicht an. ${typeIt}`,
    inside: (shown) =>
      `Sie erreichen uns von ${shown}; das ist keine Adresse des Internets: Sie kommen aus dem Inneren eines Netzes, oder dazwischen steht ein Proxy, der nicht mitgezählt ist. ${typeIt}`,
    notPublic: (shown) => `Sie erreichen uns von ${shown}; das ist keine Adresse des Internets. ${typeIt}`,
    ipv6: (shown) =>
      `Sie erreichen uns über IPv6 (${shown}), und der Just-in-Time-Zugriff von Azure nimmt nur IPv4 an. Ihr Rechner hat sehr wahrscheinlich auch eine IPv4-Adresse. ${typeIt}`,
  },
  rules: {
    ofPort: (port, problem) => `Port ${port}: ${problem}`,
    twice: (port) => `Port ${port} kommt zweimal vor: Ein Port hat eine Regel, in der alle seine Quellen stehen.`,
    tooMany: (count, most) => `Das sind ${count} Port-Regeln; eine VM darf hier höchstens ${most} haben.`,
    noProtocol: (said) => `„${said}“ ist kein Protokoll. Wählen Sie TCP, UDP oder * für beide.`,
    severalPorts: (said, count) => `„${said}“ sind ${count} Ports: Geben Sie jedem Port eine eigene Zeile.`,
    noSources: 'Die erlaubten Quellen fehlen. Geben Sie Adressen oder Bereiche mit Kommas an, oder * für alle.',
    tooManySources: (most) => `Das sind mehr als ${most} erlaubte Quellen. Geben Sie stattdessen Bereiche an.`,
    allAndMore: '* sind schon alle Adressen. Geben Sie entweder * oder eine Liste von Adressen an.',
  },
  ruleWish: {
    ownPorts: 'Eine Änderung gibt allen genannten Maschinen dieselben Regeln: Setzen Sie die Ports dahinter.',
    behindFrom: (problem) => `Hinter „from“: ${problem}`,
    notUnderstood: (said) =>
      `„${said}“ wurde nicht verstanden. Schreiben Sie zum Beispiel: 22,3389 max 3h from 203.0.113.0/24, oder add 8443, oder remove 22.`,
    removeAlone: 'Hinter remove stehen nur Ports, zum Beispiel remove 22,443.',
    portsMissing: (said) =>
      `Hinter „${said}“ fehlen die Ports. Schreiben Sie zum Beispiel: 22,3389 max 3h from 203.0.113.0/24, oder add 8443, oder remove 22.`,
  },
  request: {
    fromMissing:
      'Hinter „from“ fehlt eine Adresse: Schreiben Sie from 203.0.113.7, ein Netz wie from vpn, oder from me.',
    fromOrReason: (next, both) =>
      `„and ${next} …“ lässt sich auf zwei Arten lesen. Verbinden Sie sich von beiden aus? Dann schreiben Sie from ${both}. Beginnt dort die Begründung? Dann schreiben Sie because ${next} ….`,
    portsAlone: (said, vm) =>
      `Jede Maschine hat eigene Ports, und „${said}“ steht für sich: Schreiben Sie zum Beispiel ${vm}:22,443 mit allen, die gemeint sind.`,
    ofMachine: (vm, problem) => `${vm}: ${problem}`,
  },
  audit: {
    twoPeriods: (one, other) =>
      `Es wurden zwei Zeiträume genannt, ${one} und ${other}. Nennen Sie einen, zum Beispiel 7d oder 2026-11-01..2026-11-08.`,
    tooLong: (most) =>
      `Gesucht wird mit höchstens ${most} Zeichen: nach einer Anfrage, einer Maschine, einer Person oder einem Text.`,
  },
  digest: {
    howOften: (said) => `Wie oft: daily (täglich) oder weekly (wöchentlich), nicht „${said}“.`,
    notOne: (said) =>
      `„${said}“ ist keine Zeit (09:00), kein Tag (mon) und keine Zeitzone (Europe/Paris), oder es sind zwei davon.`,
    dailyDay: 'Eine tägliche Übersicht kommt jeden Tag: Lassen Sie den Tag weg, oder schreiben Sie weekly.',
  },
  machines: {
    tooManyWords: (most) =>
      `Höchstens ${most} Wörter grenzen die Liste ein. Schreiben Sie einen Teil eines Namens, ein Muster wie web*, rg:rg-web oder tag:env=prod; alle müssen passen.`,
    longWord: (most) =>
      `Ein Wort des Filters hat höchstens ${most} Buchstaben. Schreiben Sie einen Teil eines Namens, ein Muster wie web*, rg:rg-web oder tag:env=prod.`,
    bareWord: (said) =>
      `Hinter „${said}“ fehlt etwas. Schreiben Sie einen Teil eines Namens, ein Muster wie web*, rg:rg-web oder tag:env=prod.`,
  },
}
