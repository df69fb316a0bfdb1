import { join } from 'node:path'
import { segmentWorkers } from '../../../src/adapters/postgres/segment-workers.ts'
import { type ChainHead, genesis, link } from '../../../src/domain/ledger-chain.ts'
import type { LedgerEvent } from '../../../src/domain/ledger-event.ts'
import { packageFolder } from '../../../src/package-folder.ts'
import { emma } from '../../fixtures.ts'

// As it was built: a thread loads a file, and Node reads no TypeScript.
const program = join(packageFolder(), 'dist/adapters/postgres/segment-worker.js')

function pagesOf(count: number, each: number) {
  let head: ChainHead = { seq: 0, hash: genesis }
  return Array.from({ length: count }, () =>
    Array.from({ length: each }, () => {
      const event: LedgerEvent = {
        at: head.seq,
        actor: emma,
        fact: { type: 'request denied', reason: `ü ${head.seq}` },
      }
      const entry = link(head.hash, head.seq + 1, event)
      head = entry
      return [entry.seq, entry.previous, entry.hash, event] as const
    }),
  )
}

const textOf = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).join(',')

describe('segmentWorkers', () => {
  it('L2 verify pages on other threads, each with its own answer', async () => {
    const workers = segmentWorkers(program, 2)
    try {
      const pages = pagesOf(8, 50)
      const harmed = pages.map((rows, i) =>
        i === 5 ? rows.map((row, at) => (at === 7 ? [row[0], row[1], row[2], { ...row[3], at: -1 }] : row)) : rows,
      )
      const segments = await Promise.all(harmed.map((rows) => workers.verify(textOf(rows))))
      expect(segments.map((segment) => segment?.first.seq)).toEqual(pages.map((_, i) => i * 50 + 1))
      expect(segments.map((segment) => segment?.state.bad?.seq)).toEqual(
        pages.map((_, i) => (i === 5 ? 5 * 50 + 8 : undefined)),
      )
      expect(segments[0]?.state.last.hash).toBe(pages[1]?.[0]?.[1])
    } finally {
      await workers.stop()
    }
  })

  it('fail where a page can not be read, and leave nobody waiting', async () => {
    const workers = segmentWorkers(program, 1)
    try {
      await workers.verify('')
      await expect(workers.verify('[1,')).rejects.toThrow()
    } finally {
      await workers.stop()
    }
  })
})
