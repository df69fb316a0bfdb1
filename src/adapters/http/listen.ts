import { createServer } from 'node:net'
import type { Server } from 'restify'

/** Listens, or throws an error that says which port is taken and what to do. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(explain(error, port, host))
    server.once('error', failed)
    server.listen(port, host, () => {
      server.removeListener('error', failed)
      resolve()
    })
  })
}

/** Throws the same error before anything else is started: nobody should wait for a database to learn that a port is taken. */
export async function ensureFree(port: number, host: string): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const todo =
    'Set PORT to another one, for example: PORT=3979 npm start. A second bot beside one that runs needs a DATA_DIR of its own as well.'
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} on ${host} is in use by another program. Stop it, or choose another port. ${todo}`,
        { cause: error },
      )
    case 'EACCES':
      return new Error(`Port ${port} on ${host} may not be used by this account. ${todo}`, { cause: error })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HOST is ${host}, which is no address of this machine.`, { cause: error })
    default:
      return error
  }
}
