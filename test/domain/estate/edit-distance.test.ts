import { editDistance } from '../../../src/domain/estate/edit-distance.ts'

test('counts insertions, deletions, replacements and swaps, up to the maximum', () => {
  expect(editDistance('reqeust', 'request', 2)).toBe(1)
  expect(editDistance('request', 'request', 0)).toBe(0)
  expect(editDistance('aprov', 'approve', 2)).toBe(2)
  expect(editDistance('', 'ab', 2)).toBe(2)
  expect(editDistance('vms', 'request', 2)).toBeUndefined()
})
