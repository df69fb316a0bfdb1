import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isHeld } from './hold-folder.ts'

const fileIn = (folder: string) => join(folder, 'azure-address')

/** Tells other programs where this sandbox's simulated Azure is. Answers how to take it back. */
export function tellAzureAddress(folder: string, url: string): () => void {
  writeFileSync(fileIn(folder), url)
  return () => rmSync(fileIn(folder), { force: true })
}

/** Where the simulated Azure of the sandbox that runs in this folder is; undefined where none runs. */
export function azureAddressIn(folder: string): string | undefined {
  if (!isHeld(folder)) return undefined
  try {
    return readFileSync(fileIn(folder), 'utf8')
  } catch {
    return undefined
  }
}
