import type { commands as english } from '../en/commands.ts'

const rules =
  'Regeln: Ports wie 22,3389 oder tcp/22, dann max 3h, dann from <Bereiche>. Davor ein Wort: add oder remove; recommended für die Ports, die Defender empfiehlt.'

export const commands: typeof english = {
  request: {
    summary: 'Zugriff auf eine virtuelle Maschine für begrenzte Zeit anfragen',
    details: [
      'Maschine: ein Name, mehrere mit Kommas, web* oder Ressourcengruppe/Name. Ports: rdp, ssh, winrm, 3389, tcp/22, ssh,443 oder 22-25.',
      'Maschinen mit je eigenen Ports: web01:rdp,web02:22,443 oder web01 rdp, web02 ssh.',
      'Dauer: 30m, 2h, 1h30m, zwischen 5 Minuten und 24 Stunden; sie zählt ab dem Öffnen des Ports.',
      'at: ein späterer Beginn nach Ihrer eigenen Uhr, zum Beispiel at 22:00, tomorrow 06:00 oder at 2026-11-30 06:00. Sonst, sobald genehmigt ist.',
      'from: Ihre öffentliche IPv4-Adresse, ein CIDR, ein Netz wie vpn, mehrere mit Kommas, oder me für das, was Sie zuletzt bestätigt haben.',
      'Allein bringt es ein Formular.',
    ],
  },
  status: {
    summary: 'Sehen, wie es um eine Anfrage steht; allein: Ihre laufenden',
    details: ['Die Karte, die kommt, folgt der Anfrage von da an.'],
  },
  mine: { summary: 'Ihre eigenen Anfragen auflisten, die neuesten zuerst', details: [] },
  approve: {
    summary: 'Eine Anfrage genehmigen, die auf Sie wartet, oder sehen, welche warten',
    details: [
      'Allein listet es die Anfragen auf, die auf eine Entscheidung warten.',
      'Mit einer Dauer wie 30m gilt die Genehmigung für höchstens so lange; was danach steht, ist ein Kommentar. Wer angefragt hat, liest ihn.',
    ],
  },
  deny: {
    summary: 'Eine Anfrage ablehnen und sagen, warum',
    details: ['Wer angefragt hat, liest die Begründung.'],
  },
  cancel: {
    summary: 'Eine eigene Anfrage zurückziehen, die noch wartet',
    details: ['Allein zieht es die einzige zurück, die wartet.'],
  },
  close: {
    summary: 'Was Sie offen haben, vor dem Ende schließen',
    details: ['Allein schließt es das einzige, was offen ist.', 'Bestehende Verbindungen bleiben erhalten.'],
  },
  extend: {
    summary: 'Was Sie offen haben, länger offen lassen',
    details: [
      'Allein meint es das einzige, was offen ist; ohne Dauer zeigt es, was die Zugriffsrichtlinie erlaubt.',
      'Die Dauer kommt zum Ende hinzu. Die Zugriffsrichtlinie beurteilt die gesamte Dauer; wo niemand zustimmen muss, wird sofort verlängert.',
    ],
  },
  'break-glass': {
    summary: 'Im Notfall einen Port sofort öffnen, ohne Genehmigung; andere erfahren es und zeichnen es ab',
    details: [
      'Für die Personen, die die Zugriffsrichtlinie dafür nennt. Sie lesen, was geschieht, und bestätigen mit einer Begründung; vorher öffnet sich nichts.',
      'Wer sonst gefragt worden wäre, erfährt es sofort, jemand zeichnet es ab, und bis zum nächsten Mal müssen Sie warten.',
    ],
  },
  reviews: {
    summary: 'Sehen, welche Notzugriffe noch niemand abgezeichnet hat',
    details: [
      'Für alle, die nach der Zugriffsrichtlinie abzeichnen, für Prüfer und Admins. Zeigen Sie einen an, und zeichnen Sie ihn auf seiner Karte ab, wenn er vorbei ist.',
    ],
  },
  delegate: {
    summary: 'Sich während Ihrer Abwesenheit von einem anderen Genehmiger vertreten lassen',
    details: [
      'Beide müssen nach der Zugriffsrichtlinie Genehmiger sein, jetzt und bei jeder Entscheidung. Höchstens 30 Tage; nur eine Vertretung zugleich.',
      'Wer vertritt, entscheidet, was Sie entscheiden könnten, zählt einmal, und entscheidet nie über Ihre oder eigene Anfragen.',
    ],
  },
  delegations: {
    summary: 'Sehen, wer wen vertritt: Ihre Vertretungen; für Prüfer und Admins alle',
    details: [],
  },
  explain: {
    summary: 'Sehen, was die Zugriffsrichtlinie zu einem Wunsch sagt, ohne anzufragen',
    details: [
      'Dieselbe Auswertung entscheidet eine echte Anfrage: die Regeln und was jede verlangt, wer jetzt genehmigen könnte, und worum Sie bitten müssten.',
      'for <someone>: ein Name, eine Erwähnung oder eine Entra-Objekt-ID. Für Admins.',
    ],
  },
  vms: {
    summary: 'Die virtuellen Maschinen auflisten, von denen Sie wissen dürfen, ihre Nutzung, und was offen ist',
    details: [
      'Filter: ein Teil eines Namens, ein Muster wie web*, rg:rg-web für eine Ressourcengruppe, tag:env=prod für ein Tag; alle müssen zutreffen.',
      'Eine Maschine ausführlich: /jit vm web01',
    ],
  },
  vm: {
    summary:
      'Eine Maschine ansehen: Adressen, Tags, JIT-Regeln, Netzwerkregeln, was offen ist, und wer genehmigen darf',
    details: ['Maschine: ein Name, oder Ressourcengruppe/Name, wo mehrere so heißen.'],
  },
  from: {
    summary: 'Die Adresse angeben oder ansehen, von der aus Sie sich verbinden',
    details: [
      'Sie gilt, wo eine Anfrage keine andere nennt, und steht auf der Karte, bevor jemand genehmigt.',
      'Mehrere mit Kommas; ein Netz steht für alle seine Bereiche.',
    ],
  },
  address: {
    summary: 'Die Adresse verwenden, von der aus Sie sich jetzt verbinden, auch für das, was offen ist',
    details: [
      'Allein ermittelt es Ihre Adresse auf einer Seite und merkt sie sich.',
      'Eine offene Anfrage geht von der neuen Adresse aus bis zum selben Ende weiter; die alte Adresse wird geschlossen.',
    ],
  },
  audit: {
    summary: 'Das Protokoll lesen: wer anfragte, wer genehmigte, was Azure tat, wann es endete; auch als Datei',
    details: [
      'Ein Zeitraum ist 24h, 7d, 2w, 2026-11-01 oder 2026-11-01..2026-11-08; ohne ihn sind es die letzten 7 Tage.',
      'Die ID einer Anfrage zeigt ihre ganze Geschichte, mit dem, was das Aktivitätsprotokoll von Azure davon hat.',
      'csv sendet Ihnen einen Link zu einer Datei mit jedem Eintrag: nur für Sie, in Ihrem persönlichen Chat, einmal zu verwenden.',
      'entries zeigt die Einträge selbst, auch Zurückweisungen und Änderungen von Regeln.',
      'Ob es unversehrt ist, prüft die Kommandozeile: jit-access-bot audit verify',
    ],
  },
  digest: {
    summary: 'Die Übersicht der letzten Tage jederzeit ansehen',
    details: [
      'Von 1 bis 31 Tagen, bis jetzt. Für mehr: jit-access-bot audit export --format csv',
      'Ein Kanal bekommt sie von selbst mit /jit here digest daily 09:00',
    ],
  },
  here: {
    summary: 'Diesen Kanal verknüpfen: Karten zum Genehmigen oder die Übersicht erscheinen hier',
    details: [
      'Der Name hinter approvals ist der, den die Zugriffsrichtlinie hinter notify schreibt.',
      'Eine Übersicht beginnt, wo die letzte des Kanals endete. Erneut eingegeben, ändert sich ihre Zeit.',
      'Allein zeigt es, womit jeder Kanal verknüpft ist, ob Nachrichten dort ankommen, und was zu tun ist, wo etwas nicht geht.',
      'Mit language wählt es die Sprache der Karten, die in diesem Kanal erscheinen; was jemand allein liest, ist in der Sprache des eigenen Teams.',
      'Mit off hebt es eine Verknüpfung auf; bei einem Kanal, den es nicht mehr gibt, mit seinem Namen: here digest off <channel>.',
    ],
  },
  enable: {
    summary: 'Just-in-Time-Zugriff auf Maschinen aktivieren, nach einem Blick auf vorher und nachher',
    details: [
      'Ohne Ports: 3389 für Windows, 22 für Linux, 3 Stunden, von überall; alles lässt sich vorher bearbeiten.',
      rules,
    ],
  },
  configure: {
    summary: 'Die Portregeln von Maschinen ändern, die Just-in-Time-Zugriff haben',
    details: ['Allein mit einer Maschine bringt es ein Formular mit ihren Regeln.', rules],
  },
  disable: {
    summary: 'Maschinen aus dem Just-in-Time-Zugriff nehmen, nach einem Blick auf vorher und nachher',
    details: ['Wird abgelehnt, solange auf der Maschine ein Fenster offen ist.'],
  },
  help: { summary: 'Sehen, was Sie sagen können', details: [] },
}
