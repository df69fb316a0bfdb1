import { join } from 'node:path'
import { apiMount } from './adapters/http/api/api-mount.ts'
import type { Pages } from './adapters/http/pages.ts'
import type { Mount } from './adapters/http/server.ts'
import type { Database } from './adapters/postgres/database.ts'
import { verifyLedger } from './adapters/postgres/verify-ledger.ts'
import { signOn } from './adapters/sign-on/sign-on.ts'
import { apiRoutes } from './api/routes.ts'
import { troubleText } from './api/trouble.ts'
import type { ChatParts } from './bot/command.ts'
import { appResource } from './domain/app-resource.ts'
import type { Person } from './domain/person.ts'
import { packageFolder } from './package-folder.ts'
import type { AddressBook } from './ports/store.ts'
import type { Settings } from './settings.ts'
import type { Surroundings } from './surroundings.ts'
import { readerOf } from './words/reader.ts'

/** Pages that Teams shows in a frame; the sandbox's own page is shown in none. */
const framed: readonly string[] = ['tab', 'address']

/** The pages and the API that they call, for signed-on people of the allow-list. */
export function composePages(
  settings: Settings,
  surroundings: Surroundings,
  talk: ChatParts,
  { book, database }: { readonly book: AddressBook; readonly database: Database },
) {
  const { teams, pages } = surroundings
  const personalChat = async ({ id }: Person) => (await book.personal(id))?.conversation
  const { appId } = teams.identity
  const resource = settings.publicUrl === undefined ? [] : [appResource(settings.publicUrl, appId)]
  const api: Mount = apiMount({
    signOn: signOn({ ...pages.authority, audiences: [appId, ...resource], tenants: teams.tenants, now: Date.now }),
    routes: apiRoutes({ ...talk, personalChat, appId, verifyLedger: () => verifyLedger({ database }) }),
    log: talk.log,
    refusalFor: troubleText,
    readerOf: (known) => readerOf(known, { language: talk.language, zone: talk.zone, now: talk.clock.now() }),
  })
  const served: Pages = {
    folder: join(packageFolder(), 'dist/web'),
    framedBy: (page) => (framed.includes(page) ? pages.framedBy : settings.mode === 'sandbox' ? [] : undefined),
    connectTo: pages.connectTo,
  }
  return { mounts: [api], pages: served }
}
