import { parseArgs } from 'node:util'

type Flags = Readonly<Record<string, 'text' | 'flag'>>

export interface PolicyArguments {
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, string | undefined>>
  readonly flags: ReadonlySet<string>
}

/** The words and options behind `policy …`, or a sentence that says what is wrong. At most `most` words. */
export function readArguments(args: readonly string[], options: Flags, most: number): PolicyArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, kind]) => [
          name,
          { type: kind === 'text' ? 'string' : 'boolean' } as const,
        ]),
      ),
    })
    if (positionals.length > most)
      return `“${positionals[most]}” is too much: put what belongs together into quotation marks.`
    const texts = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return {
      words: positionals,
      values: Object.fromEntries(texts),
      flags: new Set(Object.keys(values).filter((name) => values[name] === true)),
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The policy file meant where none is named: the one that the bot would read. */
export function policyPath(named: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return named ?? (env.POLICY_FILE?.trim() || './policy.yaml')
}
