/** Of every page that a person is signed on to. */
export const signedOn = {
  noToken:
    'Teams does not sign you on. Close and open this page; if it stays, tell your platform team that the consent for the app is missing.',
  noAnswer: 'The bot does not answer. Look at your connection and try again.',
  answered: (status: number) => `The bot answered ${status}.`,
  reference: (said: string, reference: string) => `${said} Reference: ${reference}`,
  broke: 'This page broke. Reload it; if it stays, tell your platform team.',
  outside: 'This page is part of the JIT Access app. Open it in Microsoft Teams.',
}
