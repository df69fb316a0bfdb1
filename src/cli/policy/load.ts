import { parseTests, type TestsFile } from '../../adapters/policy-file/parse-tests.ts'
import { readDocument } from '../../adapters/policy-file/policy-document.ts'
import { lookAt, readText } from '../../adapters/policy-file/read-policy-file.ts'
import type { AccessPolicy } from '../../domain/access-policy/policy.ts'
import type { PolicyProblem } from '../../ports/policy.ts'

/** A policy file that holds, with where its parts stand and whose people it speaks of where it does not say. */
export interface PolicyRead {
  readonly path: string
  readonly policy: AccessPolicy
  readonly tenant: string | undefined
  position: ReturnType<typeof readDocument>['position']
}

/** `exitCode` 1: the file says something wrong; 2: it could not be read at all. */
export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly exitCode: 1 | 2; readonly path: string; readonly problems: readonly PolicyProblem[] }

export function loadPolicy(path: string): Loaded<PolicyRead> {
  const { parsed, text } = lookAt(path)
  if (!parsed.ok) return { ok: false, exitCode: text === undefined ? 2 : 1, path, problems: parsed.problems }
  const { data, position } = readDocument(text ?? '')
  const tenant = (data as { tenant?: string }).tenant
  return { ok: true, value: { path, policy: parsed.policy, tenant, position } }
}

const noTests: TestsFile = {
  people: new Map(),
  groups: new Map(),
  machines: {},
  tests: [],
  position: () => ({ line: 1, column: 1 }),
}

/** The tests beside a policy; `optional`: a file that is not there is one without tests. */
export function loadTests(path: string, { policy, tenant }: PolicyRead, optional: boolean): Loaded<TestsFile> {
  const read = readText(path)
  if (!read.ok) {
    if (optional && read.missing) return { ok: true, value: noTests }
    return { ok: false, exitCode: 2, path, problems: [{ message: read.why }] }
  }
  const parsed = parseTests(read.text, policy, tenant)
  return parsed.ok ? { ok: true, value: parsed.file } : { ok: false, exitCode: 1, path, problems: parsed.problems }
}

/** `policy.tests.yaml` stands beside `policy.yaml`. */
export function testsBeside(policyPath: string): string {
  return /\.ya?ml$/.test(policyPath) ? policyPath.replace(/(?=\.ya?ml$)/, '.tests') : `${policyPath}.tests.yaml`
}

/** `policy.yaml:12:5: There is no group …`, as editors and terminals link it. */
export function problemLine(path: string, { line, column, message }: PolicyProblem, kind = ''): string {
  const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`
  return `${place}: ${kind === '' ? '' : `${kind}: `}${message}`
}

/** Tells what is wrong with a file, and answers the exit code. */
export function tellProblems(
  { path, problems, exitCode }: Extract<Loaded<never>, { ok: false }>,
  err: (text: string) => void,
): 1 | 2 {
  for (const problem of problems) err(`${problemLine(path, problem)}\n`)
  return exitCode
}
