import { parseArgs } from 'node:util'
import { settingNames } from '../settings/declarations.ts'
import { sandboxPeople } from '../simulator/sandbox/people.ts'
import { personNamed, playgroundConfig, shortName } from './playground/config.ts'
import { lookFor } from './playground/running-bot.ts'
import { startPlayground } from './playground/start-playground.ts'
import { startProgram } from './start-program.ts'

const names = sandboxPeople.map((person) => `${shortName(person)} (${person.role})`).join(', ')
const usage = `Usage: npm run playground -- [--as <person>] [--port 3978] [--playground-port 56150]

Starts the sandbox, open to the Microsoft 365 Agents Playground, and a Playground for one of its people. Where such a sandbox runs
already, only a Playground more. Ctrl-C ends what was started.

  --as               ${names}
                     (default ${sandboxPeople[0] ? shortName(sandboxPeople[0]) : ''})
  --port             of the bot
  --playground-port  of the Playground; another one where it is taken`

const print = (text: string) => process.stdout.write(`${text}\n`)

class Wrong extends Error {
  override readonly name = 'Wrong'
}

function read(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      as: { type: 'string' },
      port: { type: 'string' },
      'playground-port': { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const person = values.as === undefined ? sandboxPeople[0] : personNamed(values.as)
  if (!person) throw new Wrong(`There is no "${values.as}" in the sandbox. There are ${names}.`)
  const port = portIn('--port', values.port ?? process.env.PORT ?? '3978')
  return { person, port, own: portIn('--playground-port', values['playground-port'] ?? '56150'), help: values.help }
}

function portIn(name: string, typed: string): number {
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : 0
  if (port < 1 || port > 65_535) throw new Wrong(`${name} must be a whole number from 1 to 65535, not "${typed}".`)
  return port
}

/** The settings of the environment, since `startProgram` hands on none by itself. */
function settings(port: number): Record<string, string> {
  const given = settingNames.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(given), PORT: String(port), TEAMS_AUTH: 'none' }
}

async function run(): Promise<void> {
  const { person, port, own, help } = read(process.argv.slice(2))
  if (help) {
    print(usage)
    return
  }
  const toStop: (() => Promise<unknown>)[] = []
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= (async () => {
      for (const each of toStop.splice(0).reverse()) await each().catch(() => undefined)
    })()
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop().then(() => process.exit(process.exitCode ?? 0)))
  try {
    let url = `http://127.0.0.1:${port}`
    const running = await lookFor(url)
    if (running === 'other') {
      throw new Wrong(
        `Something else listens at ${url}, or a sandbox that is not open to the Playground. Stop it, start it with TEAMS_AUTH=none, or choose another --port.`,
      )
    }
    if (running === 'nothing') {
      const program = await startProgram(settings(port))
      toStop.push(() => program.stop())
      program.process.once('exit', () => void stop())
      ;({ url } = program)
      print(`The sandbox is at ${url}/sandbox/`)
    } else print(`A sandbox runs at ${url} already; this is a Playground more.`)
    const playground = await startPlayground(url, playgroundConfig(person), own)
    toStop.push(() => playground.stop())
    print(`${person.name} (${person.role}): ${playground.url}`)
    print('Type there: request web01 rdp 1h from vpn INC123456 patching. Ctrl-C ends it.')
    await playground.ended
  } finally {
    await stop()
  }
}

try {
  await run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (error instanceof Wrong || (error instanceof Error && 'code' in error)) process.stderr.write(`\n${usage}\n`)
  process.exitCode = 1
}
