import { maySee } from '../bot/may-see.ts'
import type { Request } from '../domain/request.ts'
import type { PageAnswer, PageCall, PageRefusal } from '../ports/page-api.ts'
import { json, notFound, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { requestView } from './request-view.ts'

/** What somebody did with a request was done: how it is now, and what is said of it. */
export async function done(deps: ApiDeps, { person }: PageCall, request: Request, said?: string): Promise<PageAnswer> {
  return json({ request: await requestView(deps, person, request), ...(said === undefined ? {} : { said }) })
}

/** Why it was not. What the person may not know of looks as if it were not there. */
export async function told(
  deps: ApiDeps,
  { person }: PageCall,
  request: Request,
  { status, code, said, more }: Pick<PageRefusal, 'status' | 'code' | 'more'> & { readonly said: string },
): Promise<PageAnswer> {
  if (!(await maySee(deps, person, request))) return notFound(deps)
  return refused(status, code, said, { ...more, request: await requestView(deps, person, request) })
}
