/** A call of the sandbox API that cannot be answered; the message is a sentence for its caller. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly ids: readonly string[]

  constructor(status: number, message: string, ids: readonly string[] = []) {
    super(message)
    this.status = status
    this.ids = ids
  }
}

/** The simulators' own refusals, bad values, and everything else, as this API says it. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (!(error instanceof Error)) return new ApiError(500, 'The sandbox failed.')
  if (error instanceof URIError) return new ApiError(400, 'The address cannot be decoded.')
  if (error instanceof RangeError) return new ApiError(400, error.message)
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status < 400 || status > 499) return new ApiError(500, `The sandbox failed: ${error.message}`)
  const ids = 'ids' in error && Array.isArray(error.ids) ? error.ids.map(String) : []
  return new ApiError(status, error.message, ids)
}
