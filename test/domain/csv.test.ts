import fc from 'fast-check'
import { csvCell, csvLine } from '../../src/domain/csv.ts'

describe('a CSV cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t\'=1"'],
    ['\r=1', '"\'\r\'=1"'],
    [' =1', '" \'=1"'],
    ['\tplain', '"\'\tplain"'],
    ['\rplain', '"\'\rplain"'],
    ['＝1', "'＝1"],
    ['a;=1', '"a;\'=1"'],
    ['a;"=1', '"a;""\'=1"'],
    ['first\n-second', '"first\n\'-second"'],
  ])('L3: %j runs no formula', (typed, cell) => {
    expect(csvCell(typed)).toBe(cell)
  })

  it('keeps what is harmless', () => {
    expect(csvCell('INC123456 a-b=c')).toBe('INC123456 a-b=c')
    expect(csvCell('said "no", twice')).toBe('"said ""no"", twice"')
    expect([csvCell(-5), csvCell(true), csvCell(undefined), csvCell(null)]).toEqual(['-5', 'true', '', ''])
    expect(csvLine(['a', 1, undefined])).toBe('a,1,\r\n')
  })

  it('L3: is read back as it was, but for the apostrophes; and begins no formula whatever separates cells', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'=+-@;,|\t\r\n" \'ax') })
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.string()), { minLength: 2, maxLength: 5 }), (cells) => {
        const line = csvLine(cells)
        const bare = (text: string) => text.replaceAll("'", '')
        expect(read(line).map(bare)).toEqual(cells.map(bare))
        for (const separator of [';', '\t', '|']) {
          for (const part of line.split(separator).slice(1)) expect(part).not.toMatch(/^[\s"]*[=+\-@]/)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

/** One record, as RFC 4180 reads it. */
function read(line: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  const text = line.replace(/\r\n$/, '')
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"' && quoted && text[i + 1] === '"') cell += text[++i]
    else if (text[i] === '"') quoted = !quoted
    else if (text[i] === ',' && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += text[i]
  }
  return [...cells, cell]
}
