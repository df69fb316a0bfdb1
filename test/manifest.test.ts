import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { commands } from '../src/bot/commands.ts'
import { manifestCommands } from '../src/bot/manifest-commands.ts'
import { appPackage, manifestFor, writeManifest } from '../src/cli/manifest.ts'
import { olderManifest } from '../src/cli/older-manifest.ts'

const appId = 'b07b07b0-0000-4000-8000-0000000000b0'

/** Microsoft's own validator. It can not be loaded inside the test runner, so it runs beside it. */
function flaws(manifest: unknown): string[] {
  const script = `
    const { AppManifestUtils } = require('@microsoft/app-manifest')
    let text = ''
    process.stdin.on('data', (chunk) => { text += chunk })
    process.stdin.on('end', async () => console.log(JSON.stringify(await AppManifestUtils.validateAgainstSchema(JSON.parse(text)))))`
  return JSON.parse(
    execFileSync(process.execPath, ['-e', script], { input: JSON.stringify(manifest), encoding: 'utf8' }),
  )
}

test('the manifest is valid against the schema that it names', () => {
  const manifest = manifestFor(appId)
  expect(manifest.manifestVersion).toBe('1.29')
  expect(flaws(manifest)).toEqual([])
  expect(flaws({ ...manifest, accentColor: 'blue' })).not.toEqual([])
})

test('the one for older tenants is valid against its own schema, and without what that does not know', () => {
  const manifest = manifestFor(appId)
  const older = olderManifest(manifest)
  expect(older.manifestVersion).toBe('1.25')
  expect(flaws(older)).toEqual([])
  // What is left out is what the older schema refuses, and nothing else.
  const newer = { ...manifest, $schema: older.$schema, manifestVersion: older.manifestVersion }
  expect(flaws(newer)).not.toEqual([])
  expect(JSON.stringify(older)).not.toMatch(/triggers|supportsTargetedMessages/)
  expect(older.bots).toMatchObject([{ commandLists: [{ commands: manifestCommands(commands)[0]?.commands }] }])
})

test('with the bot’s address it has the tab, and says who signs people on and where pages come from', () => {
  const manifest = manifestFor(appId, 'https://jit.example.com')
  expect(flaws(manifest)).toEqual([])
  expect(flaws(olderManifest(manifest))).toEqual([])
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

test('with the address of the pages it is valid too, and names them: what dialogs and single sign-on need', () => {
  const manifest = manifestFor(appId, 'https://jit.contoso.com')
  expect(manifest.validDomains).toEqual(['jit.contoso.com'])
  expect(manifest.webApplicationInfo).toEqual({ id: appId, resource: `api://jit.contoso.com/botid-${appId}` })
  expect(flaws(manifest)).toEqual([])
})

test('every command that is listed is in it, under its own name, as a slash command', () => {
  const [list] = manifestCommands(commands)
  expect(list?.commands.map((command) => command.title)).toEqual(
    commands.filter((command) => command.listed !== false).map((command) => command.name),
  )
  expect(list?.triggers).toEqual(['mention', 'slash'])
})

test('the package has the manifest and both icons in the sizes that Teams asks for, at its root', () => {
  const files = unzipSync(appPackage(manifestFor(appId)))
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
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
