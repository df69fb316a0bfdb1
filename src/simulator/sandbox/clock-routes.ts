import { ApiError } from './api-error.ts'
import { number } from './fields.ts'
import type { SandboxParts, SandboxRoute } from './sandbox-route.ts'

const longestSeconds = 31 * 24 * 60 * 60

const isoNow = ({ clock }: SandboxParts) => new Date(clock.now()).toISOString()

export const clockRoutes: readonly SandboxRoute[] = [
  { method: 'GET', path: 'clock', answer: (parts) => ({ now: isoNow(parts), zone: parts.zone }) },
  {
    method: 'POST',
    path: 'clock',
    async answer(parts, fields) {
      const seconds = number(fields, 'advanceSeconds')
      if (seconds < 0 || seconds > longestSeconds) {
        throw new ApiError(400, `The clock moves by 0 to ${longestSeconds} seconds (31 days), not by ${seconds}.`)
      }
      await parts.clock.advance(seconds)
      return { now: isoNow(parts) }
    },
  },
]
