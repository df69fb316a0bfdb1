import { useCallback, useEffect, useRef, useState } from 'react'
import { call, sentenceOf } from '../../signed-on/api-client.ts'
import type { Machine, MachineKind, MachinePage } from '../wire/machines.ts'

const perPage = 100

interface Loaded {
  readonly key: string
  readonly counts?: MachinePage['counts']
  readonly pages: ReadonlyMap<number, readonly Machine[]>
  readonly trouble?: string
}

/** One list of machines, of which the pages that are looked at are read. Another filter keeps the old counts until its own are there. */
export function useMachines(kind: MachineKind, filter: string) {
  const key = `${kind} ${filter}`
  const [loaded, set] = useState<Loaded>({ key: '', pages: new Map() })
  const asked = useRef<{ key: string; pages: Set<number>; stop: AbortController }>(undefined)

  const read = useCallback(
    async (page: number) => {
      if (asked.current?.key !== key) {
        asked.current?.stop.abort()
        asked.current = { key, pages: new Set(), stop: new AbortController() }
      }
      const { pages, stop } = asked.current
      if (pages.has(page)) return
      pages.add(page)
      const query = new URLSearchParams({ kind, filter, from: String(page * perPage) })
      try {
        const answer = await call<MachinePage>(`machines?${query}`, undefined, stop.signal)
        if (stop.signal.aborted) return
        set((before) => ({
          key,
          counts: answer.counts,
          pages: new Map([...(before.key === key ? before.pages : []), [page, answer.machines]]),
        }))
      } catch (error) {
        pages.delete(page)
        if (!stop.signal.aborted) set((before) => ({ ...before, trouble: sentenceOf(error) }))
      }
    },
    [key, kind, filter],
  )

  useEffect(() => void read(0), [read])
  const current = loaded.key === key
  return {
    counts: loaded.counts,
    trouble: loaded.trouble,
    machineAt: (index: number): Machine | undefined =>
      current ? loaded.pages.get(Math.floor(index / perPage))?.[index % perPage] : undefined,
    need(first: number, last: number) {
      for (let page = Math.floor(first / perPage); page <= Math.floor(last / perPage); page++) void read(page)
    },
    async refresh() {
      asked.current = undefined
      await read(0)
    },
  }
}
