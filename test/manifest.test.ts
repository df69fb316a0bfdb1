import { execFileSync } from 'node:child_process'
import { unzipSync } from 'fflate'
import { commands } from '../src/bot/commands.ts'
import { manifestCommands } from '../src/bot/manifest-commands.ts'
import { appPackage, manifestFor, writeManifest } from '../src/cli/manifest.ts'

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

test('every command that is not kept out is in it, under its own name, as a slash command', () => {
  const [list] = manifestCommands(commands)
  expect(list?.commands.map((command) => command.title)).toEqual(
    commands.flatMap((command) => (command.listed === false ? [] : [command.name])),
  )
  expect(commands.find(({ name }) => name === 'vm')?.listed).toBe(false)
  expect(list?.triggers).toEqual(['mention', 'slash'])
})

test('the package has the manifest and both icons in the sizes that Teams asks for, at its root', () => {
  const files = unzipSync(appPackage(appId))
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
  expect(sizeOf(files['color.png'])).toEqual([192, 192])
  expect(sizeOf(files['outline.png'])).toEqual([32, 32])
  expect(new TextDecoder().decode(files['manifest.json'])).not.toContain('<app id>')
})

test('an app id that is none is refused', () => {
  expect(writeManifest(['nonsense'], {})).toBe(2)
})

/** Width and height out of a PNG's header. */
function sizeOf(png: Uint8Array | undefined): [number, number] {
  if (!png) throw new Error('no such file')
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}
