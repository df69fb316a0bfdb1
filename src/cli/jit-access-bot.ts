#!/usr/bin/env node
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { redactText } from '../adapters/log/redact.ts'
import { auditExport } from './audit-export.ts'
import { auditVerify } from './audit-verify.ts'
import { doctor } from './doctor.ts'
import { policyCheck } from './policy/check.ts'
import { policyDiff } from './policy/diff.ts'
import { policyExplain } from './policy/explain.ts'
import { policyTest } from './policy/test.ts'
import { roles } from './roles.ts'
import type { Say, SubCommand } from './sub-command.ts'

const subCommands: readonly SubCommand[] = [
  doctor,
  policyCheck,
  policyTest,
  policyExplain,
  policyDiff,
  roles,
  auditVerify,
  auditExport,
]

function usage(): string {
  const width = Math.max(...subCommands.map(({ words }) => words.length)) + 2
  const lines = subCommands.map(({ words, help, options }) => {
    const line = `  jit-access-bot ${words.padEnd(width)}${help}`
    return options === undefined ? line : `${line}\n${' '.repeat(17 + width)}${options}`
  })
  return `jit-access-bot: what an operator or an auditor does beside the running bot.

${lines.join('\n')}

It reads the same settings as the bot.
`
}

/** Runs one command and answers the exit code: 0 fine, 1 something is wrong, 2 not understood or not to be found out. */
export async function jitAccessBot(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  say: Say,
): Promise<number> {
  const typed = args.join(' ')
  const found = subCommands.find(({ words }) => typed === words || typed.startsWith(`${words} `))
  const rest = args.slice(found?.words.split(' ').length)
  if (found && (rest.length === 0 || found.options !== undefined)) {
    try {
      return await found.run(rest, env, say)
    } catch (error) {
      say.err(
        `${found.words} could not be done: ${redactText(error instanceof Error ? error.message : String(error))}\n`,
      )
      return 2
    }
  }
  if (typed === '' || typed === 'help' || typed === '--help') {
    say.out(usage())
    return 0
  }
  say.err(`“${typed}” is no command.\n\n${usage()}`)
  return 2
}

// `npx jit-access-bot` comes here by way of a link.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  // Whoever reads may have enough (`| head`): the command ends in order, as with any other failure.
  let broken: Error | undefined
  process.stdout.on('error', (error) => {
    broken = error
  })
  const out = async (text: string) => {
    if (!broken && !process.stdout.write(text)) await once(process.stdout, 'drain')
    if (broken) throw broken
  }
  process.exitCode = await jitAccessBot(process.argv.slice(2), process.env, {
    out,
    err: (text) => process.stderr.write(text),
  })
}
