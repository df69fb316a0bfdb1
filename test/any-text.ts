import fc from 'fast-check'

/** Halves of surrogate pairs, which stand for nothing by themselves. */
const [firstHalf, halves] = [0xd800, 0x800]

const codePoint = fc.integer({ min: 0, max: 0x10ffff - halves }).map(
  (index) => String.fromCodePoint(index < firstHalf ? index : index + halves),
  (text) => {
    const [character, ...more] = typeof text === 'string' ? text : ''
    const point = character?.codePointAt(0)
    if (point === undefined || more.length > 0) throw new Error('not one code point')
    return point < firstHalf ? point : point - halves
  },
)

/** As `fc.string({ unit: 'binary' })`, without the table of a million entries that it makes in each file. */
export function anyText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: codePoint, ...constraints })
}
