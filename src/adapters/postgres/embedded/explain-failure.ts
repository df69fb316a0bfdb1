import { open } from 'node:fs/promises'
import { StartFailure } from './start-failure.ts'

/** Turns what the operating system or the server said into one sentence that says what to do. */
export function explainFailure(said: unknown, directory: string): Error {
  if (said instanceof StartFailure) return said
  const text = said instanceof Error ? `${(said as NodeJS.ErrnoException).code ?? ''} ${said.message}` : String(said)
  const cause = said instanceof Error ? said : new Error(text)
  const known = sentences.find(([pattern]) => pattern.test(text))
  if (known) return new StartFailure(known[1](directory), { cause })
  return new StartFailure(
    `The database under ${directory} does not start: ${lastWords(text)} (all it said is in ${directory}/server.log).`,
    { cause },
  )
}

const sentences: readonly (readonly [RegExp, (directory: string) => string])[] = [
  [
    /No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/,
    (directory) => `The disk that holds ${directory} is full: free some space and start again.`,
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Read-only file system/,
    (directory) =>
      `The folder ${directory} cannot be written: make it writable for the user that runs this, choose another folder, or set DATABASE_URL.`,
  ],
  [
    /ENOTDIR|EEXIST/,
    (directory) => `${directory} is not a folder: move what is there or choose another folder for the data.`,
  ],
  [
    /database files are incompatible with server/,
    (directory) =>
      `The data in ${directory} was written by another version of PostgreSQL: go back to the version of this program that wrote it, or dump and restore.`,
  ],
  [
    /could not (create|resize) shared memory|could not map anonymous shared memory/,
    () =>
      'The system gives the database too little shared memory: raise the limit (in a container, --shm-size) and start again.',
  ],
  [
    /could not bind|Address already in use|could not create any TCP\/IP sockets/,
    () =>
      'No free port was found on 127.0.0.1 for the database: check that loopback connections are allowed and start again.',
  ],
]

function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => /FATAL|PANIC|ERROR|error/.test(line))
  return (lines.at(-1) ?? text.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|ERROR): +/, '').slice(0, 300)
}

/** What the server wrote into its log from `offset` on, at most 8 kB. */
export async function readLogFrom(path: string, offset: number): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return ''
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(8192), 0, 8192, offset)
    return buffer.subarray(0, bytesRead).toString('utf8')
  } finally {
    await file.close()
  }
}
