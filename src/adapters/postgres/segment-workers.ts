import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { KeptHead } from '../../domain/kept-head.ts'
import { type Segment, verifySegment } from '../../domain/ledger-segment.ts'
import { readPage } from './ledger-pages.ts'
import type { Segments } from './verify-ledger.ts'

/** A page for a worker, and its answer: what became of that page. */
export interface SegmentTask {
  readonly page: string
  readonly kept?: KeptHead
}

type Answer = (segment: Segment | undefined) => void

interface Busy {
  readonly worker: Worker
  answer?: { readonly resolve: Answer; readonly reject: (error: unknown) => void }
}

/**
 * Verifies pages on threads of their own, one for each core: parsing and hashing are what takes the time. Not the first page, which often
 * is the only one: a thread takes longer to start. `program`: `segment-worker.ts` as it was built.
 */
export function segmentWorkers(program: string, most = availableParallelism()): Segments & { stop(): Promise<void> } {
  const workers: Busy[] = []
  const free: Busy[] = []
  const waiting: ((busy: Busy) => void)[] = []
  let pages = 0

  function begin(): Busy {
    const busy: Busy = { worker: new Worker(program, { execArgv: ['--enable-source-maps'] }) }
    workers.push(busy)
    busy.worker.on('message', (segment: Segment | undefined) => {
      const { answer } = busy
      delete busy.answer
      const next = waiting.shift()
      if (next) next(busy)
      else free.push(busy)
      answer?.resolve(segment)
    })
    // A thread that ends takes its page with it, and those that wait for it: nobody gets a half verified ledger.
    busy.worker.on('error', (error) => busy.answer?.reject(error))
    return busy
  }

  const taken = async (): Promise<Busy> =>
    free.pop() ?? (workers.length < most ? begin() : await new Promise<Busy>((resolve) => waiting.push(resolve)))

  return {
    atOnce: most,
    verify: async (page, kept) => {
      if (pages++ === 0) return verifySegment(readPage(page), kept)
      const busy = await taken()
      return await new Promise((resolve, reject) => {
        busy.answer = { resolve, reject }
        busy.worker.postMessage({ page, ...(kept ? { kept } : {}) } satisfies SegmentTask)
      })
    },
    stop: async () => {
      await Promise.all(workers.map(({ worker }) => worker.terminate()))
    },
  }
}
