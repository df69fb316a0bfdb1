import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package, wherever it was built to: `cards`, `sandbox`, `manifest` and the pages are found from here. */
export function packageFolder(folder: string = dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageFolder(dirname(folder))
}
