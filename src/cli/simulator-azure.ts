import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { maxGeneratedVms } from '../simulator/azure/generated-vms.ts'
import { production } from '../simulator/azure/named-vms.ts'
import { type AzureSimulator, startAzureSimulator } from '../simulator/azure/start-azure-simulator.ts'
import { switchesIn, switchesText, switchOptions } from './azure-switches.ts'

const usage = `Usage: node dist/cli/simulator-azure.js [--port 4280] [--vms N] [--<switch> <value>]...

Starts the simulated Azure alone, on loopback. Everything is in memory and gone when it stops.

  --port N   the port to listen on, 0 for any free one (default 4280)
  --vms N    add N generated VMs to the named ones, at most ${maxGeneratedVms} (default 0)
  --help     print this

Switches, each with its default. In the sandbox they are changed while it runs:
POST /sandbox/api/azure { "<switch>": <value> }, with the names in parentheses.

${switchesText()}`

const options = {
  port: { type: 'string' },
  vms: { type: 'string' },
  help: { type: 'boolean' },
  ...switchOptions,
} as const

type Streams = { readonly out: (text: string) => void; readonly err: (text: string) => void }
type Outcome = { readonly exitCode: number } | { readonly simulator: AzureSimulator }

/** Runs the command: a started simulator, or the exit code where there is nothing to keep running. */
export async function simulatorAzure(args: string[], { out, err }: Streams): Promise<Outcome> {
  const wrong = (sentence: string): Outcome => {
    err(`${sentence}\n\n${usage}`)
    return { exitCode: 2 }
  }
  let values: Readonly<Record<string, string | boolean | undefined>>
  try {
    values = parseArgs({ args, options }).values
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
  if (values.help) {
    out(usage)
    return { exitCode: 0 }
  }
  const port = readNumber(String(values.port ?? '4280'), 65_535)
  if (port === undefined) return wrong(`--port must be a whole number from 0 to 65535, not "${values.port}".`)
  const vms = readNumber(String(values.vms ?? '0'), maxGeneratedVms)
  if (vms === undefined) return wrong(`--vms must be a whole number from 0 to ${maxGeneratedVms}, not "${values.vms}".`)

  const settings = switchesIn(values)
  if (typeof settings === 'string') return wrong(settings)

  try {
    const simulator = await startAzureSimulator({ now: Date.now, port, vms, settings })
    out(greeting(simulator))
    return { simulator }
  } catch (error) {
    err(`${whyNotStarted(error, port)}\n`)
    return { exitCode: 1 }
  }
}

function greeting({ url, estate }: AzureSimulator): string {
  const path = `/subscriptions/${production.id}/providers/Microsoft.Security/jitNetworkAccessPolicies`
  return `The simulated Azure, with ${estate().length} VMs, is at ${url}
Any bearer token will do. For example:

  curl -H 'Authorization: Bearer any' '${url}${path}?api-version=2020-01-01'
`
}

function readNumber(text: string, largest: number): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= largest ? Number(text) : undefined
}

function whyNotStarted(error: unknown, port: number): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or choose another with --port.`
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Choose one above 1023 with --port.`
  return `The simulated Azure could not start: ${error instanceof Error ? error.message : String(error)}`
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isMain) {
  const streams = {
    out: (text: string) => process.stdout.write(text),
    err: (text: string) => process.stderr.write(text),
  }
  const outcome = await simulatorAzure(process.argv.slice(2), streams)
  if ('exitCode' in outcome) process.exitCode = outcome.exitCode
  else for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void outcome.simulator.close())
}
