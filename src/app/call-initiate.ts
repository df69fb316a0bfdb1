import type { NotFrom, Request } from '../domain/request.ts'
import { AzureError, type InitiateCall, type Jit } from '../ports/jit.ts'
import { inAllLanguages } from '../words/text.ts'
import { justificationOf } from './mark.ts'
import type { StandingWindow } from './standing-windows.ts'

/** One target to be opened to these ranges of its request's source, with the windows of others that the call keeps. */
export interface Asked {
  readonly request: Request
  readonly target: number
  readonly sources: readonly string[]
  readonly endsAt: number
  readonly carried: readonly StandingWindow[]
}

/** Azure's 202. `notFrom`: ranges that it refused while it took others. */
export interface Accepted {
  readonly correlationId?: string
  readonly notFrom?: NotFrom
}

/**
 * Asks Azure to open one target to all of its sources: in one call, because a newer call may end what an older one opened. Azure does not
 * say whether it takes several entries for one port: where it refuses, without the windows of others (it is seen then what became of
 * them), and at last in a call for each source (it is seen then from which the port is open). Throws `AzureError` if nothing was taken.
 */
export async function callInitiate(jit: Jit, asked: Asked): Promise<Accepted> {
  const { carried, sources } = asked
  try {
    return await call(jit, asked, sources, carried)
  } catch (error) {
    if (!isRefused(error) || (carried.length === 0 && sources.length === 1)) throw error
    if (carried.length > 0) return await callInitiate(jit, { ...asked, carried: [] })
    return await callForEach(jit, asked)
  }
}

async function callForEach(jit: Jit, asked: Asked): Promise<Accepted> {
  let accepted: Accepted | undefined
  const refusals = new Map<string, AzureError>()
  for (const source of asked.sources) {
    try {
      const answer = await call(jit, asked, [source], [])
      accepted ??= answer
    } catch (error) {
      if (!isRefused(error)) throw error
      refusals.set(source, error)
    }
  }
  const [refusal] = refusals.values()
  if (!refusal) return accepted ?? {}
  if (!accepted) throw refusal
  const why = inAllLanguages((reader) => reader.words.azure.refused(refusal.explanation(reader)))
  return { ...accepted, notFrom: { sources: [...refusals.keys()], why } }
}

async function call(
  jit: Jit,
  { request, target: index, endsAt }: Asked,
  sources: readonly string[],
  carried: readonly StandingWindow[],
): Promise<Accepted> {
  const target = request.targets[index]
  const [source, ...others] = sources
  if (!target || source === undefined) throw new Error(`request ${request.id} has no target ${index} or no source`)
  const ports = target.ports.map(({ number }) => number)
  const more: NonNullable<InitiateCall['carried']> = [
    ...others.map((other) => ({ ports, source: other, endsAt })),
    ...carried,
  ]
  return await jit.initiate(target.policy, {
    vm: target.vm,
    ports,
    source,
    endsAt,
    ...(more.length === 0 ? {} : { carried: more }),
    justification: justificationOf(request, index, carried),
  })
}

function isRefused(error: unknown): error is AzureError {
  return error instanceof AzureError && error.outcome === 'refused'
}
