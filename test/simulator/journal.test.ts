import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { openJournal } from '../../src/simulator/journal.ts'

describe('the journal', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'))
    file = join(folder, 'deeper', 'journal.jsonl')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('keeps the last value of each key across a reopening', () => {
    const journal = openJournal(file)
    journal.put('a', { n: 1 })
    journal.put('b', [1, 2])
    journal.put('a', { n: 2, text: 'line\nbreak é' })
    journal.close()
    const again = openJournal(file)
    expect([...again.entries()]).toEqual([
      ['a', { n: 2, text: 'line\nbreak é' }],
      ['b', [1, 2]],
    ])
    again.close()
  })

  test('null deletes, and the deletion survives', () => {
    const journal = openJournal(file)
    journal.put('a', 1)
    journal.put('a', null)
    expect(journal.entries().size).toBe(0)
    journal.close()
    const again = openJournal(file)
    expect(again.entries().size).toBe(0)
    again.close()
  })

  test('has written before put returns, without a close', () => {
    const journal = openJournal(file)
    journal.put('a', 1)
    expect(readFileSync(file, 'utf8')).toBe('["a",1]\n')
    journal.close()
  })

  test('drops a torn last line and goes on after it', () => {
    const journal = openJournal(file)
    journal.put('a', 1)
    journal.put('b', 2)
    journal.close()
    appendFileSync(file, '["b",{"half":')
    const again = openJournal(file)
    expect(again.entries().get('b')).toBe(2)
    again.put('c', 3)
    again.close()
    const third = openJournal(file)
    expect(Object.fromEntries(third.entries())).toEqual({ a: 1, b: 2, c: 3 })
    third.close()
  })

  test('refuses a file with a broken line in the middle, and names the line', () => {
    openJournal(file).close()
    writeFileSync(file, '["a",1]\nnonsense\n["b",2]\n')
    expect(() => openJournal(file)).toThrow(/line 2 is not a journal entry/)
  })

  test('is compacted when opened, and leaves no second file behind', () => {
    const journal = openJournal(file)
    for (let n = 0; n < 100; n++) journal.put('a', n)
    journal.close()
    openJournal(file).close()
    expect(readFileSync(file, 'utf8')).toBe('["a",99]\n')
    expect(existsSync(`${file}.new`)).toBe(false)
  })

  test('is not disturbed by the half-made file of a process killed while compacting', () => {
    const journal = openJournal(file)
    journal.put('a', 1)
    journal.close()
    writeFileSync(`${file}.new`, '["a",')
    const again = openJournal(file)
    expect(again.entries().get('a')).toBe(1)
    again.close()
  })

  test('refuses to write after it was closed', () => {
    const journal = openJournal(undefined)
    journal.close()
    expect(() => journal.put('a', 1)).toThrow(/closed/)
  })

  test('gives copies: neither a changed argument nor a changed answer changes the journal', () => {
    const journal = openJournal(undefined)
    const value = { list: [1] }
    journal.put('a', value)
    value.list.push(2)
    journal.entries().clear()
    expect(journal.entries().get('a')).toEqual({ list: [1] })
    journal.close()
  })

  test('any history reads the same from memory and from the file', () => {
    const change = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.constant(null), fc.string(), fc.integer()))
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        rmSync(file, { force: true })
        const [memory, kept] = [openJournal(undefined), openJournal(file)]
        for (const [key, value] of changes) {
          memory.put(key, value)
          kept.put(key, value)
        }
        kept.close()
        const again = openJournal(file)
        again.close()
        expect(Object.fromEntries(again.entries())).toEqual(Object.fromEntries(memory.entries()))
        memory.close()
      }),
      { numRuns: 50 },
    )
  })

  test('loses nothing that was acknowledged when its process is killed', async () => {
    const module = new URL('../../src/simulator/journal.ts', import.meta.url).pathname
    // The child says each number only after put returned; it never closes and never stops by itself.
    const source = readFileSync(module, 'utf8')
    expect(source).toContain('writeSync')
    const script = `
      import { openJournal } from ${JSON.stringify(join(folder, 'journal.mjs'))}
      const journal = openJournal(${JSON.stringify(file)})
      for (let n = 0; ; n++) { journal.put('n' + n, n); console.log(n); if (n % 50 === 49) await new Promise((go) => setImmediate(go)) }`
    const { transform } = await import('@swc/core')
    const plain = await transform(source, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    })
    writeFileSync(join(folder, 'journal.mjs'), plain.code)
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    for await (const chunk of child.stdout) {
      said += chunk
      if (said.split('\n').length > 200 && !child.killed) child.kill('SIGKILL')
    }
    if (child.signalCode === null && child.exitCode === null) await once(child, 'exit')
    const last = Number(said.split('\n').at(-2))
    const journal = openJournal(file)
    for (let n = 0; n <= last; n++) expect(journal.entries().get(`n${n}`)).toBe(n)
    journal.close()
  })
})
