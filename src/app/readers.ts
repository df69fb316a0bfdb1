import type { Clock } from '../ports/clock.ts'
import type { ChannelLanguages } from '../ports/languages.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { Readers } from '../ports/readers.ts'
import type { Language } from '../words/languages.ts'
import { readerOf } from '../words/reader.ts'

export interface ReadersDeps {
  readonly messenger: Pick<Messenger, 'readsAt'>
  readonly languages: ChannelLanguages
  readonly clock: Clock
  readonly log: Log
  /** Where nothing else is known. */
  readonly language: Language
  readonly zone: string
}

export function readers(deps: ReadersDeps): Readers {
  const { messenger, languages, clock, log, language, zone } = deps
  return {
    async at(to) {
      const otherwise = { language, zone, now: clock.now() }
      try {
        const chosen = to.kind === 'conversation' ? (await languages.all()).get(to.id) : undefined
        if (chosen) return readerOf({}, { ...otherwise, language: chosen })
        return readerOf(await messenger.readsAt(to), otherwise)
      } catch (error) {
        log.warn({ to, err: error }, 'it can not be told who reads there; the message is as for all')
        return readerOf({}, otherwise)
      }
    },
  }
}
