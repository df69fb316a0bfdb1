/** Epoch milliseconds. The sandbox has one that can be moved forward. */
export interface Clock {
  now(): number
}
