import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { jitAccessBot } from '../../../src/cli/jit-access-bot.ts'

export const root = resolve(import.meta.dirname, '../../..')
export const sandboxPolicy = join(root, 'sandbox/policy.yaml')

export async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const code = await jitAccessBot(
    args,
    {},
    {
      out: (text) => {
        said.out += text
      },
      err: (text) => {
        said.err += text
      },
    },
  )
  return { code, ...said }
}

const folders: string[] = []

/** A folder with these files, gone after the test file. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'jit-policy-tools-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
