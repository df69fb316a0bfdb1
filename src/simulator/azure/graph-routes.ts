import { ArmError, invalidContent } from './arm-error.ts'
import type { ArmAnswer, ArmCall, ArmRoute } from './arm-route.ts'
import type { GraphRow } from './graph-row.ts'
import { rowsNamedIn } from './graph-rows.ts'
import {
  isObject,
  type JsonObject,
  readObject,
  readOptionalString,
  readOptionalStrings,
  readString,
} from './read-json.ts'
import { readSkipToken, writeSkipToken } from './skip-token.ts'
import type { World } from './world.ts'

const versions = [
  '2018-09-01-preview',
  '2019-04-01',
  '2020-04-01-preview',
  '2021-03-01',
  '2021-06-01-preview',
  '2022-10-01',
  '2024-04-01',
]
const defaultTop = 100
const largestTop = 1000

/**
 * Resource Graph. The query is recognised, not run: the type words in it choose the rows, `where <column> =~ 'x'` and
 * `in~ ('x', 'y')` on a top-level column narrow them, and every row has all its columns whatever `project` says.
 */
export const graphRoutes: readonly ArmRoute[] = [
  {
    operation: 'graph',
    method: 'POST',
    pattern: '/providers/Microsoft.ResourceGraph/resources',
    versions,
    handle: query,
  },
]

function query({ world, body }: ArmCall): ArmAnswer {
  const request = readObject(body, 'The body')
  const text = readString(request.query, 'query')
  const options =
    request.options === undefined || request.options === null ? {} : readObject(request.options, 'options')
  if (options.resultFormat === 'table')
    throw invalidContent('the resultFormat table is not simulated; use objectArray.')
  const subscriptions = readOptionalStrings(request.subscriptions, 'subscriptions')?.map((id) => id.toLowerCase())
  const start = readSkip(options)
  const rows = rowsFor(world, text, subscriptions, start > 0)
  const end = Math.min(start + readTop(options), rows.length)
  const data = rows.slice(start, end)
  const more = end < rows.length ? { $skipToken: writeSkipToken(end) } : {}
  const counted = { totalRecords: rows.length, count: data.length, resultTruncated: 'false' }
  return { status: 200, body: { ...counted, ...more, data, facets: [] } }
}

/** The rows of the query that was asked last: its later pages are of the same moment, and a large estate need not be sorted for each. */
const snapshots = new WeakMap<World, { readonly key: string; readonly rows: readonly GraphRow[] }>()

function rowsFor(world: World, text: string, subscriptions: string[] | undefined, later: boolean): readonly GraphRow[] {
  const key = JSON.stringify([text, subscriptions, world.settings.roles])
  const last = snapshots.get(world)
  if (later && last?.key === key) return last.rows
  const all = rowsNamedIn(world, text)
  if (all === undefined) {
    const details = 'The simulated Resource Graph knows no resource type that is named in this query.'
    throw new ArmError(400, 'BadRequest', `Please provide below info when asking for support. ${details}`)
  }
  const rows = all
    .filter((row) => subscriptions === undefined || subscriptions.includes(String(row.subscriptionId).toLowerCase()))
    .filter(conditions(text))
    .map((row) => ({ row, id: row.id.toLowerCase() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ row }) => row)
  snapshots.set(world, { key, rows })
  return rows
}

function readTop(options: JsonObject): number {
  const top = options.$top ?? defaultTop
  if (typeof top === 'number' && Number.isInteger(top) && top >= 1 && top <= largestTop) return top
  throw invalidContent(`options.$top must be a whole number from 1 to ${largestTop}.`)
}

function readSkip(options: JsonObject): number {
  const token = readOptionalString(options.$skipToken, 'options.$skipToken')
  if (token === undefined) return typeof options.$skip === 'number' && options.$skip > 0 ? Math.trunc(options.$skip) : 0
  const start = readSkipToken(token)
  if (start === undefined) throw invalidContent('options.$skipToken is not one that this service gave.')
  return start
}

/** The conditions of the query that are understood. One on `type` has done its work already. */
function conditions(text: string): (row: GraphRow) => boolean {
  const pattern =
    /(?<![.\w])(id|name|resourceGroup|subscriptionId|location)\s*(?:(?:=~|==)\s*(['"][^'"]*['"])|in~?\s*\(([^)]*)\))/gi
  const found = [...text.matchAll(pattern)].map(([, column = '', one, many]) => ({
    column: column.toLowerCase(),
    values: [...(one ?? many ?? '').matchAll(/['"]([^'"]*)['"]/g)].map(([, value = '']) => value.toLowerCase()),
  }))
  return (row) => found.every(({ column, values }) => values.includes(columnText(row, column)))
}

function columnText(row: GraphRow, column: string): string {
  const key = Object.keys(row).find((each) => each.toLowerCase() === column)
  const value = key === undefined ? undefined : row[key]
  return isObject(value) || value === undefined ? '' : String(value).toLowerCase()
}
