import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { commands } from '../bot/commands.ts'
import { manifestCommands } from '../bot/manifest-commands.ts'
import { manifestExtension } from '../bot/manifest-extension.ts'
import { manifestPages } from '../bot/manifest-pages.ts'
import { packageFolder } from '../package-folder.ts'
import { publicUrl } from '../settings/formats.ts'
import { olderManifest } from './older-manifest.ts'

const root = packageFolder()

/**
 * The Teams manifest for one app id: the template with its id and the commands filled in. `url`: where the bot's pages are; without
 * it Teams shows none of them.
 */
export function manifestFor(appId: string, url?: string): Record<string, unknown> {
  const template = readFileSync(join(root, 'manifest', 'manifest.json'), 'utf8')
  const manifest = JSON.parse(template.replaceAll('<app id>', appId))
  manifest.bots[0].commandLists = manifestCommands(commands)
  manifest.composeExtensions = [manifestExtension(appId)]
  return url === undefined ? manifest : { ...manifest, ...manifestPages(appId, url) }
}

function write(file: string, manifest: Readonly<Record<string, unknown>>, what: string): void {
  writeFileSync(file, appPackage(manifest))
  process.stdout.write(`Wrote ${file} (manifest ${manifest.manifestVersion}: ${what})\n`)
}

/** The app package that Teams installs: the manifest and both icons at the root of a zip. */
export function appPackage(manifest: Readonly<Record<string, unknown>>): Uint8Array {
  const icon = (name: string) => new Uint8Array(readFileSync(join(root, 'manifest', name)))
  return zipSync({
    'manifest.json': new TextEncoder().encode(JSON.stringify(manifest, null, 2)),
    'color.png': icon('color.png'),
    'outline.png': icon('outline.png'),
  })
}

/** `npm run manifest [-- <app id>]`: writes the app package, and the one for older tenants. Answers the exit code. */
export function writeManifest(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): number {
  const appId = argv[0] ?? env.MICROSOFT_APP_ID ?? ''
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId)) {
    process.stderr.write('Say for which app: npm run manifest -- <app id> (a GUID), or set MICROSOFT_APP_ID.\n')
    return 2
  }
  const address = env.PUBLIC_URL?.trim() ? publicUrl.safeParse(env.PUBLIC_URL.trim()) : undefined
  if (address && (!address.success || !address.data.startsWith('https:'))) {
    process.stderr.write('PUBLIC_URL must be an https address without a query: Teams shows pages from no other.\n')
    return 2
  }
  const manifest = manifestFor(appId, address?.data)
  const older = olderManifest(manifest)
  const folder = join(root, 'dist')
  mkdirSync(folder, { recursive: true })
  write(join(folder, 'jit-access-bot.zip'), manifest, 'slash commands and answers that one person sees')
  write(join(folder, 'jit-access-bot-older.zip'), older, 'for a tenant that refuses the other one')
  if (!address)
    process.stdout.write(
      'PUBLIC_URL is not set: Teams will show none of its pages, such as the tab and “Use my address”.\n',
    )
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = writeManifest(process.argv.slice(2), process.env)
