import { useCallback, useEffect, useRef, useState } from 'react'
import { call, sentenceOf } from '../../signed-on/api-client.ts'

export interface Query<T> {
  readonly data?: T
  readonly trouble?: string
  /** Reads it again now; resolves when it has. */
  refresh(): Promise<void>
}

/**
 * What a path of the API answers, read again every `everyMs` while the page is looked at. Trouble is shown beside what was read last. A
 * path that changes drops the answer to the one before.
 */
export function useQuery<T>(path: string | undefined, everyMs?: number): Query<T> {
  const [state, set] = useState<{ readonly path?: string | undefined; readonly data?: T; readonly trouble?: string }>(
    {},
  )
  const newest = useRef(0)

  const refresh = useCallback(async () => {
    if (path === undefined) return
    const turn = ++newest.current
    try {
      const data = await call<T>(path)
      if (turn === newest.current) set({ path, data })
    } catch (error) {
      if (turn === newest.current) set((before) => ({ ...before, trouble: sentenceOf(error) }))
    }
  }, [path])

  useEffect(() => {
    void refresh()
    if (everyMs === undefined) return
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), everyMs)
    const seen = () => document.visibilityState === 'visible' && void refresh()
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [refresh, everyMs])

  return {
    ...(state.data === undefined ? {} : { data: state.data }),
    ...(state.trouble ? { trouble: state.trouble } : {}),
    refresh,
  }
}
