import { connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a database server that can be cut and mended: to its clients the server is gone, then back. */
export async function cuttable(target: string): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const to = new URL(target)
  const sockets = new Set<Socket>()
  let server: Server | undefined
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  }
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer((inbound) => {
        const outbound = connect(Number(to.port), to.hostname)
        keep(inbound)
        keep(outbound)
        inbound.pipe(outbound).pipe(inbound)
        inbound.once('close', () => outbound.destroy())
        outbound.once('close', () => inbound.destroy())
      })
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server?.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  const port = await listen(0)
  const url = new URL(target)
  url.port = String(port)
  return {
    url: url.href,
    cut: async () => {
      const closed = new Promise((resolve) => server?.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    mend: async () => {
      await listen(port)
    },
  }
}
