import { adminNewsCard } from '../../../src/bot/cards/admin-news-card.ts'
import { noticeCard } from '../../../src/bot/cards/notice.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import type { Opening, Request, RequestState } from '../../../src/domain/request.ts'
import { readerOf } from '../../../src/words/reader.ts'
import { inAllLanguages, type Told } from '../../../src/words/text.ts'
import { noon } from '../../fixtures.ts'
import { cardsFor, requestIn } from './every-card.ts'

const inLanguage = (language: 'en' | 'de') =>
  cardsFor(readerOf({}, { language, zone: 'Europe/Paris', now: noon + 1_800_000 }))

function shown(request: Request, language: 'en' | 'de'): string {
  return JSON.stringify(requestCard(inLanguage(language), request, { audience: 'requester' }).card)
}

function requestWith(state: RequestState, change: Partial<Opening>): Request {
  const request = requestIn(state)
  return { ...request, openings: request.openings.map((opening) => ({ ...opening, ...change })) }
}

const refused = inAllLanguages(({ words }) => words.azure.refused('Quota exceeded'))
const letsIn = inAllLanguages(({ words }) => words.shut.letsIn('mine', '203.0.113.7'))
const shared = inAllLanguages(({ words }) => words.shut.shared('Eva', '203.0.113.7'))
const early = inAllLanguages(({ words }) => words.opened.closedEarly)

test.each<[string, (told: Told) => Request, Told, string, string]>([
  [
    'a failure',
    (why) => ({ ...requestWith('failed', { failure: why }), end: { at: noon, why } }),
    refused,
    'Azure refused: Quota exceeded',
    'Azure hat abgelehnt: Quota exceeded',
  ],
  [
    'why it is not called closed',
    (stillOpen) => requestWith('closing', { stillOpen }),
    letsIn,
    'the rule mine still lets 203.0.113.7 in',
    'die Regel mine lässt 203.0.113.7 noch zu',
  ],
  [
    'why it is not shut at once',
    (note) => requestWith('open', { closeAsked: { by: requestIn('open').requester, at: noon, note } }),
    shared,
    'Eva has a window from the same address',
    'Eva hat ein Fenster von derselben Adresse',
  ],
  [
    'why it is not open from everywhere',
    (why) => requestWith('open', { notFrom: { sources: ['203.0.113.7/32'], why } }),
    early,
    'it was closed early',
    'es wurde vorzeitig geschlossen',
  ],
  [
    'what ended it',
    (why) => ({ ...requestIn('lapsed'), end: { at: noon, why } }),
    inAllLanguages(({ words }) => words.shut.undecided),
    'nobody decided in time',
    'niemand hat rechtzeitig entschieden',
  ],
])(
  '%s is shown in the reader’s language, and as it is where an older release stored it',
  (_what, requestFrom, told, english, german) => {
    expect(shown(requestFrom(told), 'en')).toContain(english)
    expect(shown(requestFrom(told), 'de')).toContain(german)
    expect(shown(requestFrom(told), 'de')).not.toContain(english)
    for (const language of ['en', 'de'] as const) {
      expect(shown(requestFrom(`before: ${english}`), language)).toContain(`before: ${english}`)
      expect(shown(requestFrom(told), language)).not.toMatch(/\[object|=>/)
    }
  },
)

test('a notice tells a failure in the reader’s language', () => {
  const notice = (failure: Told) =>
    JSON.stringify(noticeCard(inLanguage('de'), requestWith('failed', { failure }), 'failed', { posted: false })?.card)
  expect(notice(refused)).toContain('Azure hat abgelehnt: Quota exceeded')
  expect(notice('Azure refused: no')).toContain('Azure refused: no')
})

test('what admins are told was made in every language', () => {
  const what = inAllLanguages(({ words }) => words.unread.groupsOfEntra)
  const why = inAllLanguages(({ words }) => words.unread.graph.busy)
  const news = { kind: 'groups unreadable', what, why } as const
  expect(JSON.stringify(adminNewsCard(inLanguage('de'), news))).toMatch(/die Gruppen von Entra.*ist überlastet/)
  expect(JSON.stringify(adminNewsCard(inLanguage('en'), news))).toMatch(/the groups of Entra.*is too busy/)
  expect(JSON.stringify(adminNewsCard(inLanguage('de'), { ...news, why: 'as before' }))).toContain('as before')
})
