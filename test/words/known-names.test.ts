import { isLocale, isTimeZone } from '../../src/words/known-names.ts'

const huge = 'Europe/Paris'.repeat(100_000)

test.each([
  ['Europe/Paris', true],
  ['europe/paris', true],
  ['UTC', true],
  ['Europe/Parris', false],
  ['', false],
  ['../../etc/passwd', false],
  [huge, false],
])('a time zone, asked for twice', (name, is) => {
  expect([isTimeZone(name), isTimeZone(name)]).toEqual([is, is])
})

test.each([
  ['de', true],
  ['de-AT', true],
  ['x-long'.repeat(40), false],
  ['d', false],
  ['de_AT', false],
  ['', false],
  [huge, false],
])('a locale, asked for twice', (name, is) => {
  expect([isLocale(name), isLocale(name)]).toEqual([is, is])
})

test('more names than are kept are answered right', () => {
  for (let i = 0; i < 1_200; i++) expect(isTimeZone(`Nowhere/Town${i}`)).toBe(false)
  expect(isTimeZone('Asia/Tokyo')).toBe(true)
})
