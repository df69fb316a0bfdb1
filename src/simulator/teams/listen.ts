import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Journal } from '../journal.ts'
import { errorCode } from './error-code.ts'

const host = '127.0.0.1'

/**
 * Listens on loopback and answers the port. With 0, on that of the last run if it is still free: the bot has kept addresses with it.
 * Rejects with the system's error when it cannot listen.
 */
export async function listen(server: Server, port: number, journal: Journal): Promise<number> {
  const kept = journal.entries().get('port')
  if (port === 0 && typeof kept === 'number') {
    try {
      return await listenOn(server, kept)
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE') throw error
    }
  }
  const actual = await listenOn(server, port)
  if (actual !== kept) journal.put('port', actual)
  return actual
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
