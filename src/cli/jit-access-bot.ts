#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { auditVerify } from './audit-verify.ts'

const usage = `jit-access-bot: what an operator or an auditor does beside the running bot.

  jit-access-bot audit verify   checks the whole ledger and names the first bad entry

It reads the same settings as the bot: DATABASE_URL, or the bot's own database under DATA_DIR.
`

/** Runs one command and answers the exit code: 0 fine, 1 something is wrong, 2 not understood. */
export async function jitAccessBot(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  say: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): Promise<number> {
  const command = args.join(' ')
  if (command === 'audit verify') return await auditVerify(env, say)
  if (command === '' || command === 'help' || command === '--help') {
    say.out(usage)
    return 0
  }
  say.err(`“${command}” is no command.\n\n${usage}`)
  return 2
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await jitAccessBot(process.argv.slice(2), process.env, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}
