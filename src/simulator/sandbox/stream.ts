import type { ServerResponse } from 'node:http'

export type StreamEvent = { readonly what: 'message' | 'estate' | 'clock' | 'places'; readonly conversation?: string }

export type Streams = {
  /** Keeps the connection and tells it of every event until it is closed. */
  open(response: ServerResponse): void
  send(event: StreamEvent): void
}

const heartbeatMs = 20_000
/** A reader this far behind is cut off: its browser connects again and reads everything anew. */
const mostUnreadBytes = 256 * 1024

/** Server-sent events for any number of readers. */
export function createStreams(): Streams {
  const readers = new Set<ServerResponse>()

  function write(reader: ServerResponse, text: string): void {
    if (reader.writableLength > mostUnreadBytes) reader.destroy()
    else reader.write(text)
  }

  return {
    open(response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      response.write('retry: 1000\n\n')
      readers.add(response)
      // Tells proxies, and the socket itself, that both ends are still there.
      const heartbeat = setInterval(() => write(response, ': still here\n\n'), heartbeatMs)
      heartbeat.unref()
      response.once('close', () => {
        clearInterval(heartbeat)
        readers.delete(response)
      })
    },
    send(event) {
      for (const reader of readers) write(reader, `event: changed\ndata: ${JSON.stringify(event)}\n\n`)
    },
  }
}
