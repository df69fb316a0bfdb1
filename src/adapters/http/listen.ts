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

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const todo = 'Set PORT to another one, for example: PORT=3979 npm start'
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
