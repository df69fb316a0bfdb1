import type { TestResult } from './run-tests.ts'

/** The results as JUnit's XML, which build servers show. */
export function junit(path: string, results: readonly TestResult[]): string {
  const cases = results.map((result) => {
    const problems = [
      ...result.broken,
      ...result.mismatches.map(({ part, expected, found }) => `${part}: expected ${expected}, found ${found}`),
    ]
    const attributes = `classname="${escaped(path)}" name="${escaped(result.name)}" line="${result.line}"`
    const [first] = problems
    return first === undefined
      ? `  <testcase ${attributes}/>`
      : `  <testcase ${attributes}><failure message="${escaped(first)}">${escaped(problems.join('\n'))}</failure></testcase>`
  })
  const failures = results.filter(({ broken, mismatches }) => broken.length + mismatches.length > 0).length
  const head = `<testsuite name="${escaped(path)}" tests="${results.length}" failures="${failures}">`
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...cases, '</testsuite>', ''].join('\n')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Without the control characters that XML cannot have at all. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '').replace(/[^\P{Cc}\n\t]/gu, '')
}
