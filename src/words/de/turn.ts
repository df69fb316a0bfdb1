import type { turn as english } from '../en/turn.ts'

export const turn: typeof english = {
  nobody:
    'Ich kann nicht erkennen, wer Sie sind: Teams hat Ihre Entra-Objekt-ID nicht mitgeschickt. Ich antworte nur Personen dieser Organisation.',
  failed: (number) =>
    `Bei mir ist etwas schiefgegangen. Bitte versuchen Sie es erneut; geschieht es wieder, nennen Sie dem Betreiber diese Nummer: ${number}`,
  unreachable:
    'Ich kann Sie nicht erreichen: Fügen Sie zuerst die App JIT Access für sich hinzu, dann versuchen Sie es erneut.',
  yourAnswer: 'Ihre Antwort',
}
