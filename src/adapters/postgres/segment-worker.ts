import { parentPort } from 'node:worker_threads'
import { verifySegment } from '../../domain/ledger-segment.ts'
import { readPage } from './ledger-pages.ts'
import type { SegmentTask } from './segment-workers.ts'

// A program of its own, on a thread: each message is a page, and is answered with its segment.
parentPort?.on('message', ({ page, kept }: SegmentTask) => {
  parentPort?.postMessage(verifySegment(readPage(page), kept))
})
