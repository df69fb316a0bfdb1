import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import type { PolicyProblem } from '../../ports/policy.ts'
import { type ParsedPolicy, parsePolicy } from './parse-policy.ts'

/** One look at the policy file. `stamp` changes when the file may have changed. */
export interface Look {
  readonly stamp: string
  readonly text?: string
  readonly parsed: ParsedPolicy
}

const mostBytes = 1_000_000

/** Reads and parses the file, unless it is as `before` says it was. Never throws: a file that cannot be read is a problem. */
export function lookAt(path: string, before?: Look): Look {
  let file: number | undefined
  try {
    // Without O_NONBLOCK a named pipe at this path would stop the process until somebody wrote to it.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const status = fstatSync(file, { bigint: true })
    const stamp = [status.ino, status.size, status.mtimeNs, status.ctimeNs].join()
    if (stamp === before?.stamp) return before
    if (!status.isFile()) return unreadable(stamp, `${path} is not a file.`)
    if (status.size > mostBytes) return unreadable(stamp, `${path} is larger than 1 MB.`)
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
    return text === before?.text ? { ...before, stamp } : { stamp, text, parsed: parsePolicy(text) }
  } catch (error) {
    const message = whyUnreadable(path, error)
    const stamp = `unreadable: ${message}`
    return stamp === before?.stamp ? before : unreadable(stamp, message)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function unreadable(stamp: string, message: string): Look {
  const problem: PolicyProblem = { message }
  return { stamp, parsed: { ok: false, problems: [problem] } }
}

function whyUnreadable(path: string, error: unknown): string {
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return `${path} is not UTF-8 text.`
  if (code === 'ENOENT') return `There is no file at ${path}.`
  return `${path} cannot be read: ${message ?? String(error)}`
}

/** The text of a small file that stands beside the access policy; `missing`: there is none. */
export function readText(
  path: string,
):
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: boolean; readonly why: string } {
  try {
    if (statSync(path).size > mostBytes) return { ok: false, missing: false, why: `${path} is larger than 1 MB.` }
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) }
  } catch (error) {
    const missing = (error as Partial<NodeJS.ErrnoException>).code === 'ENOENT'
    return { ok: false, missing, why: whyUnreadable(path, error) }
  }
}
