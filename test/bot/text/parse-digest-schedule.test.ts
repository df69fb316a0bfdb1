import { parseDigestSchedule } from '../../../src/bot/text/parse-digest-schedule.ts'
import { told } from '../../told.ts'

test.each([
  ['daily', { every: 'daily', hour: 9, minute: 0 }, undefined],
  ['daily 09:00', { every: 'daily', hour: 9, minute: 0 }, undefined],
  ['DAILY at 7', { every: 'daily', hour: 7, minute: 0 }, undefined],
  ['daily 23:59 UTC', { every: 'daily', hour: 23, minute: 59 }, 'UTC'],
  ['weekly', { every: 'weekly', hour: 9, minute: 0 }, undefined],
  ['weekly mon 09:00', { every: 'weekly', day: 'mon', hour: 9, minute: 0 }, undefined],
  ['weekly on Friday at 17:30 europe/paris', { every: 'weekly', day: 'fri', hour: 17, minute: 30 }, 'Europe/Paris'],
  ['weekly America/New_York 9 sunday', { every: 'weekly', day: 'sun', hour: 9, minute: 0 }, 'America/New_York'],
])('“%s” is understood', (text, schedule, zone) => {
  expect(parseDigestSchedule(text)).toEqual({ ok: true, schedule, ...(zone === undefined ? {} : { zone }) })
})

test.each([
  ['monthly', /daily or weekly, not “monthly”/],
  ['', /daily or weekly/],
  ['daily mon 09:00', /leave out the day/],
  ['daily 24:00', /“24:00” is no time/],
  ['daily 9:5', /“9:5” is no time/],
  ['daily 9 10', /two of them/],
  ['weekly mon tue', /“tue” is no time \(09:00\), no day/],
  ['weekly Europe/Nowhere', /no zone \(Europe\/Paris\)/],
  ['daily ${x}', /is no time/],
  [`daily ${'9'.repeat(5_000)}`, /^“9{60}” is no time/],
])('“%.40s” is answered with what is allowed', (text, sentence) => {
  expect(told(parseDigestSchedule(text))).toEqual({ ok: false, text: expect.stringMatching(sentence) })
})
