import type { PageAnswer, PageRefusal } from '../ports/page-api.ts'
import type { Reader } from '../words/reader.ts'

export function json(body: unknown): PageAnswer {
  return { kind: 'json', body }
}

export function refused(
  status: PageRefusal['status'],
  code: string,
  error: string,
  more?: PageRefusal['more'],
): PageRefusal {
  return { kind: 'refused', status, code, error, ...(more ? { more } : {}) }
}

/** The same for what does not exist and for what the person may not know of. */
export function notFound({ reader }: { readonly reader: Reader }): PageRefusal {
  return refused(404, 'not found', reader.words.api.notFound)
}
