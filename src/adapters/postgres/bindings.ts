import { sql } from 'kysely'
import type { BindingKey, BindingStore } from '../../ports/store.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable, toJson } from './json.ts'
import { recently } from './recently.ts'

/** What channels are bound to. */
export function bindingStore(deps: { readonly database: Database; readonly toRealTime: ToRealTime }): BindingStore {
  const { db } = deps.database
  const all = recently(async () => {
    const rows = await db.selectFrom('bindings').select('binding').orderBy('key').execute()
    return rows.map((row) => row.binding)
  })
  return {
    bind: async (binding, jobs, ledger) => {
      const stored = sql`
        insert into bindings (key, binding) values (${storable(keyOf(binding))}, ${toJson(binding)}::jsonb)
        on conflict (key) do update set binding = excluded.binding
        returning key`
      await again(() => withConsequences(stored, { jobs, ledger }, deps.toRealTime).execute(db))
      all.forget()
    },
    unbind: async (key, ledger) => {
      const taken = sql`delete from bindings where key = ${storable(keyOf(key))} returning key`
      const { rows } = await again(() => withConsequences(taken, { ledger }, deps.toRealTime).execute(db))
      all.forget()
      return rows[0]?.changed === true
    },
    rename: async (conversation, title) => {
      await again(() =>
        sql`
          update bindings set binding = jsonb_set(binding, '{title}', ${toJson(storable(title))}::jsonb)
          where binding->>'conversation' = ${storable(conversation)} and binding->>'title' is distinct from ${storable(title)}`.execute(
          db,
        ),
      )
      all.forget()
    },
    list: async () => [...(await all.get())],
  }
}

function keyOf(binding: BindingKey): string {
  switch (binding.purpose) {
    case 'approvals':
      return `approvals:${binding.name}`
    case 'digest':
      return `digest:${binding.conversation}`
  }
}
