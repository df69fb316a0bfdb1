/** Times of a week: days from Monday 0, minutes of the day on a wall clock of `zone`. `to` before `from`: into the next day. Empty days: never. */
export interface Times {
  readonly days: readonly number[]
  readonly from: number
  readonly to: number
  readonly zone: string
}
