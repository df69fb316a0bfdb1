import { downloadMounts } from './adapters/http/downloads.ts'
import { newSecret, tokensFrom } from './adapters/http/tokens.ts'
import type { Database } from './adapters/postgres/database.ts'
import { downloadStore } from './adapters/postgres/downloads.ts'
import type { ToRealTime } from './adapters/postgres/job-specs.ts'
import { sharedSecret } from './adapters/postgres/secrets.ts'
import { connectionFile, connectionLinks } from './app/connection-file.ts'
import { type FetchDeps, lookAtDownload, takeDownload } from './app/fetch-download.ts'
import { factInFiles } from './bot/words/fact.ts'
import type { RequestStore } from './ports/store.ts'
import type { Settings } from './settings.ts'

/** Files by link. The sandbox learns its own address when it listens; in production somebody has to say where browsers reach the bot. */
export async function composeFiles(
  settings: Settings,
  stored: { readonly database: Database; readonly toRealTime: ToRealTime },
) {
  const tokens = tokensFrom(await sharedSecret(stored.database, 'links', newSecret()))
  const downloads = downloadStore(stored)
  let own: string | undefined
  const publicUrl = () => settings.publicUrl ?? own
  return {
    parts: { tokens, downloads, publicUrl, fileLink: connectionLinks({ tokens, publicUrl }) },
    mounts: (deps: Omit<FetchDeps, 'textOf'> & { readonly store: RequestStore }) => {
      const fetching = { ...deps, textOf: factInFiles }
      return downloadMounts(
        {
          look: (token) => lookAtDownload(fetching, token),
          take: (token) => takeDownload(fetching, token),
          connection: (request, target, signature) => connectionFile(deps, request, target, signature),
        },
        settings.language,
      )
    },
    listensAt: (url: string) => {
      if (settings.mode === 'sandbox') own = url
    },
  }
}
