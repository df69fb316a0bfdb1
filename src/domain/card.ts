/** The JSON of one Adaptive Card, schema 1.5. */
export interface Card {
  readonly type: 'AdaptiveCard'
  readonly version: '1.5'
  readonly [key: string]: unknown
}
