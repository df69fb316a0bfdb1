import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { literalTexts } from './literal-text.ts'

/** Not for people: keys of the keyboard, names of errors and headers, values of the API and of HTML, names that are no language's. */
const forMachines = [
  /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|Enter|Escape)$/,
  /^(Refused|Unreachable|Bearer )$/,
  /^(needs approval|not justified|not configured|hint problem)$/,
  /^(TCP|UDP|JIT Access)$/,
]

const folders = ['tab', 'address', 'signed-on'].map((name) => resolve('src/web', name))
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
)

test('no text for people stands in the source of the pages', () => {
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap((file) =>
    literalTexts(file)
      .filter(({ text }) => !forMachines.some((pattern) => pattern.test(text)))
      .map(({ kind, text }) => `${file.slice(resolve('src/web').length + 1)}: ${kind}: ${text}`),
  )
  expect(found).toEqual([])
})

test.each([
  ['between tags', 'export const a = <p>Nothing is open</p>', 'Nothing is open'],
  ['one word between tags', 'export const a = <p>open</p>', 'open'],
  ['as an expression', "export const a = (b: boolean) => <p>{b ? 'Nothing is open' : null}</p>", 'Nothing is open'],
  ['as one word of an expression', "export const a = (b: boolean) => <p>{b && 'open'}</p>", 'open'],
  ['in an attribute', 'export const a = <input placeholder="search" />', 'search'],
  ['in aria-label', 'export const a = <nav aria-label="pages" />', 'pages'],
  ['in a template', 'export const a = (b: number) => <i title={`rule ${b}`} />', 'rule '],
  ['in a call', "announce('It is tried again.')\ndeclare function announce(text: string): void", 'It is tried again.'],
  ['in a table', "export const titles = { enable: 'Enable' }", 'Enable'],
  ['in a sentence', 'export const a = (b: string) => `${b} is not an address`', ' is not an address'],
])('one that stands %s is found', (_where, source, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'jit-literal-'))
  try {
    const file = join(folder, 'page.tsx')
    writeFileSync(file, source)
    expect(literalTexts(file).map((each) => each.text)).toContain(text)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
