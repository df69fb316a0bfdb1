import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

export interface CompressedAsset {
  readonly body: Buffer
  readonly encoding: 'br' | 'gzip'
  readonly contentType: string
}

/**
 * Scripts and styles of `assets`, compressed once and kept: they are named by their hash, so that a name never means anything else.
 * Undefined: it is no such file, or its reader takes nothing compressed.
 */
export function compressedAssets(
  folder: string,
): (path: string, accepts: string) => Promise<CompressedAsset | undefined> {
  const kept = new Map<string, Promise<Buffer>>()

  return async (path, accepts) => {
    const [, name = '', extension = ''] = /^\/assets\/([\w-]+(?:\.[\w-]+)*\.(js|css))$/.exec(path) ?? []
    const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined
    const contentType = contentTypes[extension]
    if (contentType === undefined || encoding === undefined) return undefined
    const key = `${encoding} ${name}`
    const known = kept.get(key) ?? readFile(join(folder, 'assets', name)).then(compress[encoding])
    kept.set(key, known)
    try {
      return { body: await known, encoding, contentType }
    } catch {
      kept.delete(key)
      return undefined
    }
  }
}

const compress = {
  br: (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (text: Buffer) => promisify(gzip)(text, { level: 9 }),
} as const
