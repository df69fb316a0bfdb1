import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '../fixtures.ts'
import { eventually, type Journey, startJourney } from './sandbox.ts'

export interface UsedJourney extends Journey {
  /** Puts another policy in the place of the one that is in force, in one step, and waits until the program has said what became of it. */
  writePolicy(text: string): Promise<void>
}

/**
 * The journey of a test file: begun before its first test, ended after its last, with a policy of its own if one is given. A test that
 * failed is tried again on a new one: what the failure left behind must not decide, so each test makes what it needs.
 */
export function useJourney(
  options: { readonly policy?: string; readonly settings?: Readonly<Record<string, string>> } = {},
): UsedJourney {
  let journey: Journey | undefined
  let folder: string | undefined
  let last: string | undefined
  const file = () => join(must(folder), 'policy.yaml')

  function write(text: string): void {
    writeFileSync(`${file()}.new`, text)
    renameSync(`${file()}.new`, file())
  }

  async function writePolicy(text: string): Promise<void> {
    const { program } = must(journey)
    const looks = () =>
      program()
        .output()
        .match(/access policy (loaded|does not load)/g)?.length ?? 0
    const before = looks()
    write(text)
    await eventually('the policy to be read', async () => looks() > before)
  }

  async function begin(): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), 'jit-policy-'))
    if (options.policy !== undefined) write(options.policy)
    const policy = options.policy === undefined ? {} : { POLICY_FILE: file() }
    journey = await startJourney({ ...policy, ...options.settings })
  }

  async function end(): Promise<void> {
    await journey?.stop()
    journey = undefined
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }

  beforeAll(begin, 150_000)
  beforeEach(async () => {
    const name = expect.getState().currentTestName
    if (name === last) {
      await end()
      await begin()
    }
    last = name
  }, 150_000)
  afterAll(end, 150_000)

  const more = { writePolicy }
  return new Proxy({} as UsedJourney, {
    get: (_, name) => (name in more ? Reflect.get(more, name) : Reflect.get(must(journey), name)),
  })
}
