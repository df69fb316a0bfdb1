import type { manifest as english } from '../en/manifest.ts'

export const manifest: typeof english = {
  shortName: 'JIT Access',
  fullName: 'Just-in-Time-Zugriff auf virtuelle Maschinen in Azure',
  shortDescription: 'Einen Port einer virtuellen Maschine in Azure für begrenzte Zeit anfragen.',
  fullDescription:
    'Fragen Sie Just-in-Time-Netzwerkzugriff auf eine virtuelle Maschine in Azure an, mit einer Zeile oder einem Formular. Die Zugriffsrichtlinie entscheidet, wer zustimmen muss; Genehmiger drücken „Genehmigen“ auf einer Karte; der Port öffnet sich über Microsoft Defender for Cloud nur für die Adresse, von der angefragt wurde, wird geprüft und schließt von selbst. Kanäle bekommen Übersichten, Prüfer ein Protokoll.',
  extension: 'Zugriff anfragen',
  extensionDescription: 'Zugriff auf eine virtuelle Maschine für begrenzte Zeit anfragen',
  tab: 'Zugriff',
}
