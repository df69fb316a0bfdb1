import type { Person } from '../domain/person.ts'

/** One call of a page. Who calls is known; nothing else of it is to be trusted. */
export interface PageCall {
  readonly person: Person
  /** The parts of the path that its pattern names. */
  readonly params: Readonly<Record<string, string>>
  /** The last of each name. */
  readonly query: Readonly<Record<string, string>>
  /** The JSON of a POST; undefined where there is none. */
  readonly body: unknown
  /** IANA, as the reader's browser has it. */
  readonly zone?: string
  /** BCP 47, as the page was told it by Teams. */
  readonly locale?: string
  /** Where the connection comes from, and what stood in `X-Forwarded-For`, which anybody can write. */
  readonly from: { readonly address: string; readonly forwardedFor: string }
}

/** `code`: for the page; `error`: a sentence for the person. `more`: what the page shows beside it. */
export interface PageRefusal {
  readonly kind: 'refused'
  readonly status: 400 | 403 | 404 | 409 | 410 | 422 | 429 | 503
  readonly code: string
  readonly error: string
  readonly more?: Readonly<Record<string, unknown>>
}

export type PageAnswer =
  | { readonly kind: 'json'; readonly body: unknown }
  | {
      readonly kind: 'file'
      readonly name: string
      readonly contentType: string
      readonly chunks: AsyncIterable<string>
    }
  | PageRefusal

/** `path` below the prefix of the API, with `{name}` for a part. A GET changes nothing. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(call: PageCall): Promise<PageAnswer>
}
