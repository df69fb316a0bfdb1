import { ArmError } from './arm-error.ts'
import type { ArmAnswer, ArmCall } from './arm-route.ts'
import { readSkipToken, writeSkipToken } from './skip-token.ts'

/** One page of a list, with an absolute `nextLink` to the next. */
export function page<Item>(
  call: ArmCall,
  items: readonly Item[],
  toWire: (item: Item) => object,
  size: number,
): ArmAnswer {
  const token = call.query.get('$skiptoken')
  const start = token === undefined ? 0 : readSkipToken(token)
  if (start === undefined)
    throw new ArmError(400, 'InvalidSkipToken', 'The skip token is not one that this service gave.')
  const end = start + size
  const value = items.slice(start, end).map(toWire)
  if (end >= items.length) return { status: 200, body: { value } }
  return { status: 200, body: { value, nextLink: call.pageUrl(writeSkipToken(end)) } }
}
