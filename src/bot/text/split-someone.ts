import { parsePorts } from '../../domain/port-names.ts'
import { unmarked } from './normalise.ts'
import { parseRequest } from './parse-request.ts'

const objectId = /^([0-9a-f-]{36}\/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Cuts `… for <someone>` off the end. `certain`: a mention, an object id, or a name that stands where no reason has begun; behind a
 * reason it may be a part of that (`for the audit`). `for 2h`, `for rdp` and `for me` name nobody.
 */
export function splitSomeone(
  text: string,
  isNetwork: (word: string) => boolean = () => false,
): {
  readonly rest: string
  readonly someone?: string
  readonly certain?: boolean
} {
  const [, before = '', said = ''] = /^(.*\S)\s+for\s+(\S.*)$/i.exec(text) ?? []
  const someone = unmarked(said).replace(/^@\s*/, '').trim()
  if (someone === '' || parseRequest(before, isNetwork).vms.length === 0) return { rest: text }
  const certain = said.startsWith('@') || objectId.test(someone)
  if (!certain && /^(me|myself)$/i.test(someone)) return { rest: before }
  if (!certain && (/^-?\d/.test(someone) || parsePorts(someone).ok)) return { rest: text }
  return {
    rest: before,
    someone: someone.slice(0, 200),
    certain: certain || parseRequest(before, isNetwork).reason === '',
  }
}
