import { readFileSync } from 'node:fs'
import type { StartedProgram } from '../../src/cli/start-program.ts'
import { must } from '../fixtures.ts'
import type { Asked, Warm } from './warm-programs.ts'

/** As `startProgram`, in a process that has loaded the bot before. Killing it kills that process; stopping it leaves it to the next journey. */
export async function startWarm(settings: Readonly<Record<string, string>>): Promise<Omit<StartedProgram, 'process'>> {
  const answer = await ask<Warm & { readonly failed?: string }>({ start: { PORT: '0', ...settings } })
  const { pid, url, file, from, failed } = answer
  const output = () => readFileSync(file).subarray(from).toString('utf8')
  if (failed !== undefined) throw new Error(`it does not start: ${failed}\n${output()}`)
  let ended: Promise<number | null> | undefined
  const end = (asked: Asked) => {
    ended ??= ask<{ code: number | null }>(asked).then(({ code }) => code)
    return ended
  }
  return {
    url,
    output,
    stop: () => end({ stop: pid }),
    kill: async () => {
      await end({ kill: pid })
    },
  }
}

async function ask<Answer>(asked: Asked): Promise<Answer> {
  const response = await fetch(must(process.env.TEST_PROGRAMS_URL), { method: 'POST', body: JSON.stringify(asked) })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Answer
}
