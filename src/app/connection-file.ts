import { parseRequestId, type RequestId } from '../domain/ids.ts'
import { rdpFile, rdpFileName } from '../domain/rdp-file.ts'
import type { Clock } from '../ports/clock.ts'
import type { FileAnswer, FileLink, NoFile, Tokens } from '../ports/downloads.ts'
import type { RequestStore } from '../ports/store.ts'

/** Nobody but the bot can make the link of a window, so that a card can show it without its being stored. */
const wordsOf = (request: RequestId, target: number) => `connection file ${request}/${target}`

/** The link to the connection file of one target, for the cards of its request. */
export function connectionLinks(deps: {
  readonly tokens: Tokens
  readonly publicUrl: () => string | undefined
}): FileLink {
  return (request, target) => {
    const base = deps.publicUrl()
    return base && `${base}/connect/${request}/${target}/${deps.tokens.sign(wordsOf(request, target))}`
  }
}

const unknown: NoFile = { kind: 'unknown', text: ({ words }) => words.download.none }

/** The file behind such a link, while the window is open and as often as it is wanted. */
export async function connectionFile(
  { store, tokens, clock }: { readonly store: RequestStore; readonly tokens: Tokens; readonly clock: Clock },
  request: string,
  target: string,
  signature: string,
): Promise<FileAnswer | NoFile> {
  const id = parseRequestId(request)
  const index = Number(target)
  // Hashes are compared, so that the time it takes tells nothing of the signature.
  if (!id || tokens.hashOf(tokens.sign(wordsOf(id, index))) !== tokens.hashOf(signature)) return unknown
  const found = await store.find(id)
  const { state, endsAt = 0, connection } = found?.openings[index] ?? {}
  const vmName = found?.targets[index]?.vmName
  if (!found || vmName === undefined) return unknown
  const text = connection && rdpFile(connection)
  if (state !== 'open' || endsAt <= clock.now())
    return { kind: 'gone', text: ({ words }) => words.download.windowOver(id) }
  if (!text) return { kind: 'gone', text: ({ words }) => words.download.noRemoteDesktop(id) }
  return { kind: 'file', name: rdpFileName(vmName), contentType: 'application/x-rdp', chunks: once(text) }
}

async function* once(text: string): AsyncIterable<string> {
  yield text
}
