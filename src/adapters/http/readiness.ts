import type { Log } from '../../ports/log.ts'

/** Resolves when what it names can be used, rejects otherwise. */
export type Check = () => Promise<unknown>

export interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, 'ok' | 'failing' | 'no answer'>>
}

/**
 * Runs all checks side by side; one that does not answer in time fails. Callers who ask meanwhile share the answer, so that asking often
 * costs the database nothing. Why a check fails is for the log alone.
 */
export function readiness(
  checks: Readonly<Record<string, Check>>,
  options: { readonly timeoutMs: number; readonly log: Log },
): () => Promise<Readiness> {
  let running: Promise<Readiness> | undefined

  async function run(): Promise<Readiness> {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcome(name, check)] as const),
    )
    return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) }
  }

  async function outcome(name: string, check: Check) {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'no answer'>((resolve) => {
      timer = setTimeout(resolve, options.timeoutMs, 'no answer')
    })
    const asked = Promise.resolve()
      .then(check)
      .then(() => 'ok' as const)
      .catch((error: unknown) => {
        options.log.warn({ check: name, error }, 'A readiness check fails')
        return 'failing' as const
      })
    const result = await Promise.race([asked, late])
    clearTimeout(timer)
    if (result === 'no answer')
      options.log.warn({ check: name, timeoutMs: options.timeoutMs }, 'A readiness check does not answer')
    return result
  }

  return () => {
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
}
