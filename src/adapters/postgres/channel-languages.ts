import { sql } from 'kysely'
import type { ChannelLanguages } from '../../ports/languages.ts'
import { type Language, languages } from '../../words/languages.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable } from './json.ts'
import { recently } from './recently.ts'

/** Languages of channels. One that a newer version of the bot knows and this one does not is none. */
export function channelLanguages(deps: {
  readonly database: Database
  readonly toRealTime: ToRealTime
}): ChannelLanguages {
  const { db } = deps.database
  const all = recently(async () => {
    const rows = await db.selectFrom('channel_languages').select(['conversation', 'language']).execute()
    return new Map(
      rows.flatMap(({ conversation, language }): [string, Language][] => {
        const known = languages.find((each) => each === language)
        return known ? [[conversation, known]] : []
      }),
    )
  })
  return {
    all: () => all.get(),
    choose: async (conversation, language, ledger) => {
      const key = storable(conversation)
      const stored =
        language === undefined
          ? sql`stored as (delete from channel_languages where conversation = ${key})`
          : sql`stored as (
              insert into channel_languages (conversation, language) values (${key}, ${language})
              on conflict (conversation) do update set language = excluded.language)`
      await again(() => withConsequences(sql`select`, { ledger }, deps.toRealTime, [stored]).execute(db))
      all.forget()
    },
  }
}
