import { commandsFor } from '../../domain/connection.ts'
import { hasRdp } from '../../domain/rdp-file.ts'
import type { Request } from '../../domain/request.ts'
import type { FileLink } from '../../ports/downloads.ts'
import type { Reader } from '../../words/reader.ts'

/** The commands to connect with, for each machine that is open. */
export function connectLines(request: Request): string[] {
  return request.openings.flatMap(({ state, connection, movedTo }) =>
    state === 'open' && connection && !movedTo ? commandsFor(connection).map(({ text }) => text) : [],
  )
}

/** Links to the files for Remote Desktop, one for each open window that has the port. */
export function rdpLinks(
  request: Request,
  fileLink: FileLink | undefined,
  { words }: Reader,
): { title: string; url: string }[] {
  return request.openings.flatMap(({ state, connection, movedTo }, i) => {
    const url = state === 'open' && connection && !movedTo && hasRdp(connection) ? fileLink?.(request.id, i) : undefined
    return url ? [{ title: `${request.targets[i]?.vmName ?? words.requestCard.machine}.rdp`, url }] : []
  })
}
