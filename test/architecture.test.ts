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

test.each([
  ['layer-words', 'src/words/planted.ts', "import '../domain/planted.ts'"],
  ['layer-domain', 'src/domain/planted.ts', "import '../app/planted.ts'"],
  ['layer-bot', 'src/bot/planted.ts', "import '../adapters/teams/planted.ts'"],
  ['layer-simulator', 'src/simulator/azure/planted.ts', "import '../../ports/planted.ts'"],
  ['layer-api', 'src/api/planted.ts', "import '../adapters/teams/planted.ts'"],
  ['layer-web', 'src/web/planted.tsx', "import '../bot/planted.ts'\nexport const page = <p>planted</p>"],
  ['home-web', 'src/bot/planted.ts', "import 'react'"],
  ['home-jose', 'src/adapters/http/planted.ts', "import 'jose'"],
  ['home-botbuilder', 'src/app/planted.ts', "import 'botbuilder'"],
  ['home-restify', 'src/adapters/teams/planted.ts', "import 'restify'"],
  ['home-azure', 'src/bot/planted.ts', "import '@azure/arm-security'"],
  ['home-graph', 'src/adapters/azure/planted.ts', "import '@microsoft/microsoft-graph-client'"],
  ['pure-domain', 'src/domain/planted.ts', "import 'node:fs'"],
  ['no-cycles', 'src/ports/planted.ts', "import './planted-too.ts'"],
])(
  'a planted breach of %s is found',
  (rule, file, line) => {
    const tree = mkdtempSync(join(tmpdir(), 'jit-architecture-'))
    try {
      const write = (name: string, text: string) => {
        mkdirSync(dirname(join(tree, name)), { recursive: true })
        writeFileSync(join(tree, name), `${text}\nexport const planted = 1\n`)
      }
      for (const folder of ['app', 'ports', 'adapters/teams', 'domain', 'bot']) write(`src/${folder}/planted.ts`, '')
      write('src/ports/planted-too.ts', "import './planted.ts'")
      write(file, line)
      symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
      cpSync(join(root, 'package.json'), join(tree, 'package.json'))
      expect(breaches(tree).filter((breach) => breach.startsWith(rule))).not.toEqual([])
    } finally {
      rmSync(tree, { recursive: true })
    }
  },
  60_000,
)
