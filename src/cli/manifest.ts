import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { inWords } from '../bot/cards/in-words.ts'
import { commands } from '../bot/commands.ts'
import { manifestCommands } from '../bot/manifest-commands.ts'
import { manifestExtension } from '../bot/manifest-extension.ts'
import { manifestPages } from '../bot/manifest-pages.ts'
import { packageFolder } from '../package-folder.ts'
import { publicUrl } from '../settings/formats.ts'
import { en, type Words } from '../words/en.ts'
import { wordsIn } from '../words/language.ts'
import { type Language, languages } from '../words/languages.ts'
import { localizationOf } from './localization.ts'
import { olderManifest } from './older-manifest.ts'

const root = packageFolder()

/** Beside English, which the manifest itself is in. */
const others = languages.filter((language) => language !== en.language)

function fileOf(language: Language): string {
  return `${language}.json`
}

/**
 * The Teams manifest for one app id: the template with its id and the commands filled in. `url`: where the bot's pages are; without
 * it Teams shows none of them.
 */
export function manifestFor(appId: string, url?: string, words: Words = en): Record<string, unknown> {
  const template = readFileSync(join(root, 'manifest', 'manifest.json'), 'utf8')
  const manifest = inWords(JSON.parse(template.replaceAll('<app id>', appId)), words.manifest, 'manifest/manifest.json')
  manifest.bots[0].commandLists = manifestCommands(commands, words)
  manifest.composeExtensions = [manifestExtension(appId, words)]
  manifest.localizationInfo = {
    defaultLanguageTag: en.language,
    additionalLanguages: others.map((language) => ({ languageTag: language, file: fileOf(language) })),
  }
  return url === undefined ? manifest : { ...manifest, ...manifestPages(appId, url, words) }
}

type Manifest = Readonly<Record<string, unknown>>

/** One app package: its manifest, and the texts of it in other languages by the names of their files. */
export interface AppPackage {
  readonly manifest: Manifest
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** `form`: the manifest as Teams of some age knows it. */
export function packageFor(appId: string, url?: string, form: (manifest: Manifest) => Manifest = (m) => m): AppPackage {
  const texts = others.map((language) => [
    fileOf(language),
    localizationOf(form(manifestFor(appId, url, wordsIn(language)))),
  ])
  return { manifest: form(manifestFor(appId, url)), texts: Object.fromEntries(texts) }
}

function write(file: string, made: AppPackage, what: string): void {
  writeFileSync(file, zipOf(made))
  process.stdout.write(`Wrote ${file} (manifest ${made.manifest.manifestVersion}: ${what})\n`)
}

/** The app package that Teams installs: the manifest, its other languages and both icons at the root of a zip. */
export function zipOf({ manifest, texts }: AppPackage): Uint8Array {
  const icon = (name: string) => new Uint8Array(readFileSync(join(root, 'manifest', name)))
  const json = (content: object) => new TextEncoder().encode(JSON.stringify(content, null, 2))
  return zipSync({
    'manifest.json': json(manifest),
    ...Object.fromEntries(Object.entries(texts).map(([name, each]) => [name, json(each)])),
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
  const folder = join(root, 'dist')
  mkdirSync(folder, { recursive: true })
  write(
    join(folder, 'jit-access-bot.zip'),
    packageFor(appId, address?.data),
    'slash commands and answers that one person sees',
  )
  const older = packageFor(appId, address?.data, olderManifest)
  write(join(folder, 'jit-access-bot-older.zip'), older, 'for a tenant that refuses the other one')
  if (!address)
    process.stdout.write(
      'PUBLIC_URL is not set: Teams will show none of its pages, such as the tab and “Use my address”.\n',
    )
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = writeManifest(process.argv.slice(2), process.env)
