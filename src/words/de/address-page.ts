import type { addressPage as english } from '../en/address-page.ts'

export const addressPage: typeof english = {
  unknown:
    'Diese Seite wurde nicht für Sie geöffnet oder nie. Drücken Sie „Meine Adresse verwenden“ in Ihrem eigenen Chat mit dem Bot. Es wurde nichts geändert.',
  used: 'Was diese Seite herausgefunden hat, wurde schon übergeben. Drücken Sie erneut „Meine Adresse verwenden“, wenn Sie es noch einmal brauchen.',
  expired:
    'Diese Seite war länger als zehn Minuten offen; Ihre Adresse kann sich inzwischen geändert haben. Drücken Sie erneut „Meine Adresse verwenden“.',
  notConfirmed:
    'Es wurde keine Adresse bestätigt. Drücken Sie „Meine Adresse verwenden“ und bestätigen Sie die angezeigte, oder tippen Sie Ihre.',
  daysAgo: (days) => `vor ${days} Tagen`,
  justNow: 'gerade eben',
  ago: (duration) => `vor ${duration}`,
}
