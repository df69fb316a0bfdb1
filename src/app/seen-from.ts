import type { JitRequest } from '../domain/jit-policy.ts'
import type { NotFrom, Request } from '../domain/request.ts'
import { hasPrefix, prefixesOf } from '../domain/source-ranges.ts'
import { inAllLanguages, type Told } from '../words/text.ts'

/** From which ranges of its source Azure's record shows every port of a target open. `opening`: not yet, and it may. */
export interface SeenFrom {
  readonly open: readonly string[]
  readonly opening: readonly string[]
  /** All others, if there are any. */
  readonly notFrom?: NotFrom
  /** What is shown where it is not open: Azure's status, or empty for nothing. */
  readonly status?: string
}

export function seenFrom(record: JitRequest, request: Request, index: number): SeenFrom {
  const wanted = request.targets[index]?.ports ?? []
  const seen = prefixesOf(request.source).map((prefix) => {
    const ports = wanted.map(({ number }) =>
      record.ports.find((port) => port.number === number && hasPrefix(port.source, prefix)),
    )
    return { prefix, lacking: ports.find((port) => port?.status !== 'Initiated'), statuses: ports.map(statusOf) }
  })
  const closed = seen.filter(({ statuses }) => statuses.some((status) => status !== 'Initiated'))
  const [first] = closed
  const opening = closed.filter(({ statuses }) => statuses.includes('Initiating'))
  const refused = request.openings[index]?.notFrom
  return {
    open: seen.filter((each) => !closed.includes(each)).map(({ prefix }) => prefix),
    opening: opening.map(({ prefix }) => prefix),
    ...(first ? { notFrom: { sources: closed.map(({ prefix }) => prefix), why: whyNot(first, refused) } } : {}),
    ...(first ? { status: first.statuses.find((status) => status !== 'Initiated') ?? '' } : {}),
  }
}

function whyNot(
  { prefix, lacking }: { readonly prefix: string; readonly lacking: JitRequest['ports'][number] | undefined },
  refused: NotFrom | undefined,
): Told {
  if (refused?.sources.includes(prefix)) return refused.why
  return inAllLanguages(({ words: { opened } }) =>
    lacking ? opened.showsAs(lacking.status, String(lacking.statusReason)) : opened.notShown,
  )
}

function statusOf(port: { readonly status: string } | undefined): string {
  return port?.status ?? ''
}
