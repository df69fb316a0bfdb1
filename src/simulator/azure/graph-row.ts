/** One row of Resource Graph: every column is there whatever the query projects. */
export type GraphRow = {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly [column: string]: unknown
}
