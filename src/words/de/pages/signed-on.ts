import type { signedOn as english } from '../../en/pages/signed-on.ts'

export const signedOn: typeof english = {
  noToken:
    'Teams meldet Sie nicht an. Schließen Sie diese Seite, und öffnen Sie sie erneut; wenn es bleibt, sagen Sie Ihrem Plattformteam, dass die Zustimmung für die App fehlt.',
  noAnswer: 'Der Bot antwortet nicht. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.',
  answered: (status) => `Der Bot hat mit ${status} geantwortet.`,
  reference: (said, reference) => `${said} Referenz: ${reference}`,
  broke: 'Diese Seite ist abgestürzt. Laden Sie sie neu; wenn es bleibt, sagen Sie es Ihrem Plattformteam.',
  outside: 'Diese Seite gehört zur App JIT Access. Öffnen Sie sie in Microsoft Teams.',
}
