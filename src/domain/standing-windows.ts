import type { Request } from './request.ts'

/** A window that stands open, or is past its end and not yet seen shut. */
export interface StandingLine {
  readonly request: Request
  readonly vmName: string
  readonly ports: readonly number[]
  readonly endsAt: number
  readonly isOverdue: boolean
}

/** The windows that stand at a moment. `more`: there are requests that were not looked at. */
export interface StandingWindows {
  readonly open: number
  readonly overdue: number
  readonly more: boolean
  /** Overdue ones first, then by their end. */
  readonly first: readonly StandingLine[]
}

const listed = 8

/** What stands open of these requests, window by window. */
export function standingOf(requests: readonly Request[], more: boolean): StandingWindows {
  const lines = requests.flatMap((request) =>
    request.targets.flatMap(({ vmName, ports }, i): StandingLine[] => {
      const { state, endsAt = 0 } = request.openings[i] ?? {}
      if (state !== 'open' && state !== 'closing') return []
      return [{ request, vmName, ports: ports.map(({ number }) => number), endsAt, isOverdue: state === 'closing' }]
    }),
  )
  const overdue = lines.filter(({ isOverdue }) => isOverdue)
  const open = lines.filter(({ isOverdue }) => !isOverdue)
  const byEnd = (a: StandingLine, b: StandingLine) => a.endsAt - b.endsAt
  return {
    open: open.length,
    overdue: overdue.length,
    more,
    first: [...overdue.sort(byEnd), ...open.sort(byEnd)].slice(0, listed),
  }
}
