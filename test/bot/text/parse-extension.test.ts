import { parseExtension } from '../../../src/bot/text/parse-extension.ts'

test.each([
  ['', '', '', ''],
  ['web01', 'web01', '', ''],
  ['1h', '', '1h', ''],
  ['by 30 min', '', '30 min', ''],
  ['web01 by 1 h 30 min still patching', 'web01', '1 h 30 min', 'still patching'],
  ['K7M3QX2P 1h30m', 'K7M3QX2P', '1h30m', ''],
  ['web01 1x please', 'web01', '1x', 'please'],
  ['web01 for 2h', 'web01', '2h', ''],
])('“%s” is read as “%s”, “%s”, “%s”', (rest, said, time, reason) => {
  expect(parseExtension(rest)).toEqual({ said, time, reason })
})
