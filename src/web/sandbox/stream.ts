import type { Change } from './wire.ts'

const firstRetryMs = 1_000
const longestRetryMs = 10_000

interface Listener {
  readonly onOpen: () => void
  readonly onChange: (change: Change) => void
  readonly onLost: () => void
}

/**
 * Listens to the sandbox's server-sent events for the life of the page. The browser reconnects by itself after a dropped
 * connection, but gives up for good after an answer that is not 200: then a new stream is opened.
 */
export function listen(url: string, { onOpen, onChange, onLost }: Listener, retryMs = firstRetryMs): void {
  const source = new EventSource(url)
  let nextRetryMs = retryMs
  source.addEventListener('open', () => {
    nextRetryMs = firstRetryMs
    onOpen()
  })
  source.addEventListener('changed', (event) => onChange(JSON.parse(event.data) as Change))
  source.addEventListener('error', () => {
    onLost()
    if (source.readyState !== EventSource.CLOSED) return
    source.close()
    setTimeout(() => listen(url, { onOpen, onChange, onLost }, Math.min(nextRetryMs * 2, longestRetryMs)), nextRetryMs)
  })
}
