import type { Migration } from 'kysely'
import * as tables from './0001-tables.ts'
import * as ledger from './0002-ledger.ts'
import * as jobs from './0003-jobs.ts'
import * as heldPostings from './0004-held-postings.ts'
import * as configurations from './0006-configurations.ts'
import * as drift from './0007-drift.ts'
import * as audit from './0009-audit.ts'
import * as driftMemory from './0010-drift-memory.ts'
import * as digests from './0013-digests.ts'
import * as timers from './0014-timers.ts'
import * as people from './0015-people.ts'
import * as breakGlassAndDelegations from './0016-break-glass-and-delegations.ts'
import * as addressPages from './0018-address-pages.ts'
import * as channels from './0020-channels.ts'
import * as languages from './0021-languages.ts'

/** In order, never edited once released: a change is a new file. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-tables': tables,
  '0002-ledger': ledger,
  '0003-jobs': jobs,
  '0004-held-postings': heldPostings,
  '0006-configurations': configurations,
  '0007-drift': drift,
  '0009-audit': audit,
  '0010-drift-memory': driftMemory,
  '0013-digests': digests,
  '0014-timers': timers,
  '0015-people': people,
  '0016-break-glass-and-delegations': breakGlassAndDelegations,
  '0018-address-pages': addressPages,
  '0020-channels': channels,
  '0021-languages': languages,
}
