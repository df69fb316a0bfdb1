import { type ChildProcess, fork } from 'node:child_process'
import { on } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { commands } from '../src/bot/commands.ts'
import { manifestCommands } from '../src/bot/manifest-commands.ts'
import { localizationOf } from '../src/cli/localization.ts'
import { manifestFor, packageFor, writeManifest, zipOf } from '../src/cli/manifest.ts'
import { olderManifest } from '../src/cli/older-manifest.ts'
import { en } from '../src/words/en.ts'
import { wordsIn } from '../src/words/language.ts'
import { languages } from '../src/words/languages.ts'

const appId = 'b07b07b0-0000-4000-8000-0000000000b0'

let validator: ChildProcess
let asked = 0
beforeAll(() => {
  validator = fork(join(import.meta.dirname, 'programs/manifest-validator.cjs'), { execArgv: [] })
})
afterAll(() => validator.disconnect())

/** What Microsoft's own validator has to say. */
async function validate(what: object): Promise<unknown[]> {
  const id = ++asked
  validator.send({ id, ...what })
  for await (const [answer] of on(validator, 'message')) if (answer.id === id) return answer.flaws
  throw new Error('the validator has ended')
}

const flaws = (manifest: unknown) => validate({ manifest })
/** Against Microsoft's schema of localization files. */
const localizationFlaws = (texts: Readonly<Record<string, string>>, version: string) =>
  validate({ localization: { texts, version } })

test('the manifest is valid against the schema that it names', async () => {
  const manifest = manifestFor(appId)
  expect(manifest.manifestVersion).toBe('1.29')
  expect(await flaws(manifest)).toEqual([])
  expect(await flaws({ ...manifest, accentColor: 'blue' })).not.toEqual([])
})

test('the one for older tenants is valid against its own schema, and without what that does not know', async () => {
  const manifest = manifestFor(appId)
  const older = olderManifest(manifest)
  expect(older.manifestVersion).toBe('1.25')
  expect(await flaws(older)).toEqual([])
  // What is left out is what the older schema refuses, and nothing else.
  const newer = { ...manifest, $schema: older.$schema, manifestVersion: older.manifestVersion }
  expect(await flaws(newer)).not.toEqual([])
  expect(JSON.stringify(older)).not.toMatch(/triggers|supportsTargetedMessages/)
  expect(older.bots).toMatchObject([{ commandLists: [{ commands: manifestCommands(commands, en)[0]?.commands }] }])
})

test('with the bot’s address it has the tab, and says who signs people on and where pages come from', async () => {
  const manifest = manifestFor(appId, 'https://jit.example.com')
  expect(await flaws(manifest)).toEqual([])
  expect(await flaws(olderManifest(manifest))).toEqual([])
  expect(manifest).toMatchObject({
    staticTabs: [
      { entityId: 'conversations' },
      { entityId: 'access', contentUrl: 'https://jit.example.com/tab/', scopes: ['personal'] },
    ],
    configurableTabs: [{ configurationUrl: 'https://jit.example.com/tab/configure.html', scopes: ['team'] }],
    webApplicationInfo: { id: appId, resource: `api://jit.example.com/botid-${appId}` },
    validDomains: ['jit.example.com'],
  })
  expect(manifestFor(appId)).not.toHaveProperty('staticTabs')
})

test.each(['http://jit.example.com', 'jit.example.com', 'https://jit.example.com/?a=b', 'http://localhost:3978'])(
  'no package is written for pages at %s',
  (address) => expect(writeManifest([appId], { PUBLIC_URL: address })).toBe(2),
)

const url = 'https://jit.contoso.com'

describe.each([
  ['1.29', undefined],
  ['1.25', olderManifest],
] as const)('the German of manifest %s', (version, form) => {
  const { manifest, texts } = packageFor(appId, url, form)
  const german = texts['de.json'] ?? {}

  test('is valid against the schema of its version, and named by the manifest', async () => {
    expect(manifest.localizationInfo).toEqual({
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'de', file: 'de.json' }],
    })
    expect(await flaws(manifest)).toEqual([])
    expect(german.$schema).toMatch(`/teams/v${version}/MicrosoftTeams.Localization.schema.json`)
    expect(await localizationFlaws(german, version)).toEqual([])
    expect(await localizationFlaws({ ...german, 'name.short': 'x'.repeat(31) }, version)).not.toEqual([])
    expect(await localizationFlaws({ ...german, 'bots[0].nonsense': 'x' }, version)).not.toEqual([])
  })

  test('has every text that can be translated, at a path that the manifest has', () => {
    const { $schema: _, ...paths } = german
    const { $schema: __, ...english } = localizationOf(manifest)
    expect(Object.keys(paths)).toEqual(Object.keys(english))
    const names = ['title', 'description', 'short', 'full', 'name']
    const shown = stringsOf(manifest).filter(([path]) => names.includes(path.split('.').at(-1) ?? ''))
    expect(Object.keys(paths).sort()).toEqual(
      shown
        .map(([path]) => path)
        .filter((path) => path !== 'developer.name')
        .sort(),
    )
    // What is typed stays, and so does the short name.
    const typed = /commandLists.*\.title$|^name\.short$/
    for (const [path, text] of Object.entries(paths)) {
      if (typed.test(path)) expect([path, text]).toEqual([path, english[path]])
      else expect([path, text]).not.toEqual([path, english[path]])
    }
  })

  test('keeps within what Teams shows', () => {
    const lists = Object.entries(german).filter(([path]) => path.startsWith('bots['))
    expect(lists).toHaveLength(24)
    for (const [path, text] of lists)
      expect([path, text.length <= (path.endsWith('.title') ? 32 : 128)]).toEqual([path, true])
    expect((german['composeExtensions[0].commands[0].title'] ?? '').length).toBeLessThanOrEqual(32)
  })
})

test.each(languages)('no summary of a command in %s is longer than Teams shows', (language) => {
  const summaries = Object.entries(wordsIn(language).commands).map(([name, { summary }]) => [name, summary])
  expect(summaries.filter(([, summary = '']) => summary.length > 128 || summary.endsWith('.'))).toEqual([])
})

function stringsOf(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (Array.isArray(node)) return node.flatMap((each, index) => stringsOf(each, `${path}[${index}]`))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, each]) => stringsOf(each, path === '' ? name : `${path}.${name}`))
}

test('both packages are written', () => {
  expect(writeManifest([appId], {})).toBe(0)
  const versions = ['jit-access-bot.zip', 'jit-access-bot-older.zip'].map((name) => {
    const files = unzipSync(new Uint8Array(readFileSync(join(import.meta.dirname, '../dist', name))))
    return JSON.parse(new TextDecoder().decode(files['manifest.json'])).manifestVersion
  })
  expect(versions).toEqual(['1.29', '1.25'])
})

test('access can be asked for from the compose box, from a message and behind a slash', () => {
  expect(manifestFor(appId).composeExtensions).toMatchObject([
    {
      botId: appId,
      commands: [{ type: 'action', fetchTask: true, context: ['compose', 'message'], triggers: ['slash'] }],
    },
  ])
})

test('with the address of the pages it is valid too, and names them: what dialogs and single sign-on need', async () => {
  const manifest = manifestFor(appId, 'https://jit.contoso.com')
  expect(manifest.validDomains).toEqual(['jit.contoso.com'])
  expect(manifest.webApplicationInfo).toEqual({ id: appId, resource: `api://jit.contoso.com/botid-${appId}` })
  expect(await flaws(manifest)).toEqual([])
})

test('every command that is listed is in it, under its own name, as a slash command', () => {
  const [list] = manifestCommands(commands, en)
  expect(list?.commands.map((command) => command.title)).toEqual(
    commands.filter((command) => command.listed !== false).map((command) => command.name),
  )
  expect(list?.triggers).toEqual(['mention', 'slash'])
})

test('the package has the manifest and both icons in the sizes that Teams asks for, at its root', () => {
  const files = unzipSync(zipOf(packageFor(appId)))
  expect(Object.keys(files).sort()).toEqual(['color.png', 'de.json', 'manifest.json', 'outline.png'])
  expect(sizeOf(files['color.png'])).toEqual([192, 192])
  expect(sizeOf(files['outline.png'])).toEqual([32, 32])
  expect(new TextDecoder().decode(files['manifest.json'])).not.toContain('<app id>')
})

test('an app id that is none is refused', () => {
  expect(writeManifest(['nonsense'], {})).toBe(2)
  expect(writeManifest([appId], { PUBLIC_URL: 'http://jit.contoso.com' })).toBe(2)
})

/** Width and height out of a PNG's header. */
function sizeOf(png: Uint8Array | undefined): [number, number] {
  if (!png) throw new Error('no such file')
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}
