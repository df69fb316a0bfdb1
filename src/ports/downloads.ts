import type { RequestId } from '../domain/ids.ts'
import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { Person } from '../domain/person.ts'
import type { Text } from '../words/text.ts'
import type { AuditFilter } from './audit-trail.ts'

/** A file that somebody may fetch once, until then. Times in epoch milliseconds. */
export interface Download {
  readonly kind: 'audit csv'
  readonly person: Person
  readonly filter: AuditFilter
  /** What the file is narrowed to, in words. */
  readonly of?: string
  readonly expiresAt: number
}

/** Links to files, by the hash of their token: the token itself is kept nowhere. Throws `StoreUnavailable`. */
export interface DownloadStore {
  add(tokenHash: string, download: Download): Promise<void>
  find(tokenHash: string): Promise<(Download & { readonly usedAt?: number }) | undefined>
  /** True for one caller alone, while it has not expired; its ledger entries are written with it. */
  use(tokenHash: string, at: number, ledger: readonly LedgerEvent[]): Promise<boolean>
}

/** What nobody can guess: 256 random bits each. */
export interface Tokens {
  make(): { readonly token: string; readonly hash: string }
  hashOf(token: string): string
  /** The same text for the same words for as long as the database lives; nobody else can make it. */
  sign(words: string): string
}

export interface FileAnswer {
  readonly kind: 'file'
  /** Letters, digits, dots and hyphens. */
  readonly name: string
  readonly contentType: string
  readonly chunks: AsyncIterable<string>
}

/** `gone`: it was there once. `unknown` is all that anybody learns who guessed. The text is a sentence for whoever opened the link. */
export type NoFile = { readonly kind: 'gone' | 'unknown'; readonly text: Text }

/** The link to the connection file of one target of a request; undefined where the bot has no address for browsers. */
export type FileLink = (request: RequestId, target: number) => string | undefined

/** The files behind links. */
export interface Downloads {
  /** What a link is for; nothing is used up, because mail scanners and link previews open links too. */
  look(token: string): Promise<{ readonly kind: 'ready'; readonly text: Text } | NoFile>
  /** Uses the link up. */
  take(token: string): Promise<FileAnswer | NoFile>
  /** The connection file of an open window, as often as it is wanted. */
  connection(request: string, target: string, signature: string): Promise<FileAnswer | NoFile>
}
