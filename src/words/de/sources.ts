import type { sources as english } from '../en/sources.ts'

export const sources: typeof english = {
  outside: (machines, source, ranges) =>
    `Die Zugriffsrichtlinie lässt Sie zu ${machines} nicht von ${source} aus, sondern nur von ${ranges || 'gar keiner Adresse'}. Verbinden Sie sich mit einem dieser Netze, etwa über Ihr VPN, und sehen Sie noch einmal nach.`,
  tooWide: (source, machines, narrowest) =>
    `${source} ist zu weit für ${machines}: Die Zugriffsrichtlinie nimmt nichts Weiteres als /${narrowest}. Geben Sie eine einzelne Adresse oder einen kleineren Bereich an.`,
}
