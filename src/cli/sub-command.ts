export interface Say {
  /** May answer a promise: there is room for more when it is kept. */
  readonly out: (text: string) => unknown
  readonly err: (text: string) => void
}

/** One thing that `jit-access-bot` does. The same record is what the command line finds and what the help shows. */
export interface SubCommand {
  /** What is typed first, such as `audit verify`. */
  readonly words: string
  /** What may follow, as help shows it; absent: nothing may. */
  readonly options?: string
  readonly help: string
  /** Answers the exit code: 0 fine, 1 something is wrong, 2 not understood or not to be found out. */
  run(args: readonly string[], env: Readonly<Record<string, string | undefined>>, say: Say): Promise<number>
}
