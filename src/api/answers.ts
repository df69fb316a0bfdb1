import type { PageAnswer, PageRefusal } from '../ports/page-api.ts'

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
export const notFound = refused(
  404,
  'not found',
  'There is no such request, or it is not yours to see and to decide. Nothing has changed.',
)
