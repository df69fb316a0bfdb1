import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** The broken rules of a source tree, by name. */
function breaches(directory: string): string[] {
  const args = [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    'src',
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
  ]
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 28 })
  } catch (error) {
    output = (error as { stdout: string }).stdout
  }
  const { summary } = JSON.parse(output) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number }
  }
  expect(summary.totalCruised).toBeGreaterThan(2)
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

test('layers point inward, every SDK has one home, nothing goes round in circles', () => {
  expect(breaches(root)).toEqual([])
}, 60_000)

const plants = [
  ['layer-words', 'src/words/layer-words.ts', "import '../domain/planted.ts'"],
  ['layer-domain', 'src/domain/layer-domain.ts', "import '../app/planted.ts'"],
  ['layer-bot', 'src/bot/layer-bot.ts', "import '../adapters/teams/planted.ts'"],
  ['layer-simulator', 'src/simulator/azure/layer-simulator.ts', "import '../../ports/planted.ts'"],
  ['layer-api', 'src/api/layer-api.ts', "import '../adapters/teams/planted.ts'"],
  ['layer-web', 'src/web/layer-web.tsx', "import '../bot/planted.ts'\nexport const page = <p>planted</p>"],
  ['home-web', 'src/bot/home-web.ts', "import 'react'"],
  ['home-jose', 'src/adapters/http/home-jose.ts', "import 'jose'"],
  ['home-botbuilder', 'src/app/home-botbuilder.ts', "import 'botbuilder'"],
  ['home-restify', 'src/adapters/teams/home-restify.ts', "import 'restify'"],
  ['home-azure', 'src/bot/home-azure.ts', "import '@azure/arm-security'"],
  ['home-graph', 'src/adapters/azure/home-graph.ts', "import '@microsoft/microsoft-graph-client'"],
  ['pure-domain', 'src/domain/pure-domain.ts', "import 'node:fs'"],
  ['no-cycles', 'src/ports/no-cycles.ts', "import './planted-too.ts'"],
] as const

/** All stand in one tree, each in a file of its own, and are found in one run. */
describe('of planted breaches', () => {
  let found: string[]
  beforeAll(() => {
    const tree = mkdtempSync(join(tmpdir(), 'jit-architecture-'))
    try {
      const write = (name: string, text: string) => {
        mkdirSync(dirname(join(tree, name)), { recursive: true })
        writeFileSync(join(tree, name), `${text}\nexport const planted = 1\n`)
      }
      for (const folder of ['app', 'ports', 'adapters/teams', 'domain', 'bot']) write(`src/${folder}/planted.ts`, '')
      write('src/ports/planted-too.ts', "import './no-cycles.ts'")
      for (const [, file, line] of plants) write(file, line)
      symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
      cpSync(join(root, 'package.json'), join(tree, 'package.json'))
      found = breaches(tree)
    } finally {
      rmSync(tree, { recursive: true })
    }
  }, 60_000)

  test.each(plants)('that of %s is found', (rule, file) => {
    expect(found).toContainEqual(expect.stringContaining(`${rule}: ${file} → `))
  })

  test('nothing else is', () => {
    const planted = [...plants.map(([, file]) => file), 'src/ports/planted-too.ts']
    expect(found.filter((breach) => !planted.some((file) => breach.includes(`: ${file} → `)))).toEqual([])
  })
})
