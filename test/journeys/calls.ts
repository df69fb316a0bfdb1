import { ids, type Journey, type Name } from './sandbox.ts'

export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly error?: string; readonly code?: string }
}

export interface CallOptions {
  /** Whose machine the call comes from; the caller's own where it is left out. */
  readonly from?: Name | 'nowhere'
  readonly forwardedFor?: string
}

/** Calls of the pages' API, as a page of that person makes them. */
export function callsOn(sandbox: Journey) {
  const token = async (as: Name) => (await sandbox.api.token(ids[as])).token

  async function call(as: Name, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
    const { from = as, forwardedFor } = options
    const via = from === 'nowhere' ? '' : `/sandbox/via/${ids[from]}`
    const response = await fetch(`${sandbox.program().url}${via}/api/v1/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${await token(as)}`,
        'content-type': 'application/json',
        ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
      },
    })
    if (response.status === 429) {
      // Who waits for a fact asks too often; the limit itself is tested elsewhere.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return await call(as, path, body, options)
    }
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }

  /** The resource id of a machine; any machine, for those who may break glass. */
  async function idOf(name: string, as: Name = 'emma'): Promise<string> {
    const { body } = await call(as, `machines/suggest?text=${name}&for=break-glass`)
    const found = (body.machines as { id: string; name: string }[]).find((machine) => machine.name === name)
    if (!found) throw new Error(`no ${name}`)
    return found.id
  }

  const requestOf = ({ body }: Answer) =>
    body.request as {
      readonly id: string
      readonly state: string
      readonly source: string
      readonly breakGlass?: boolean
      readonly can: Record<string, unknown>
    }

  return { call, idOf, requestOf }
}
