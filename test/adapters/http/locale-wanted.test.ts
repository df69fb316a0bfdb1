import { localeWanted } from '../../../src/adapters/http/locale-wanted.ts'

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de-AT'],
  ['fr-FR, de;q=0.5, en;q=0.7', 'en'],
  ['de;q=0, en', 'en'],
  ['DE', 'DE'],
  ['fr', undefined],
  ['*', undefined],
  ['', undefined],
  ['de;q=nine', undefined],
  ['de-<script>', undefined],
  [`${'x'.repeat(600)},de`, undefined],
])('of “%s” it is %s', (header, wanted) => {
  expect(localeWanted(header)).toBe(wanted)
})

test('without a header there is none', () => {
  expect(localeWanted(undefined)).toBeUndefined()
})
