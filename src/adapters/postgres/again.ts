import { StoreUnavailable } from '../../ports/store.ts'

const tries = 5

/** Runs a transaction again that PostgreSQL ended because it stood in the way of another one: nothing of it was stored. */
export async function again<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === tries || !wasInTheWay(error)) throw error
    }
  }
}

function wasInTheWay(error: unknown): boolean {
  const code = error instanceof StoreUnavailable ? (error.cause as { code?: unknown } | undefined)?.code : undefined
  return code === '40P01' || code === '40001'
}
