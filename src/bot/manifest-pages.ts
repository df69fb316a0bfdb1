import { appResource } from '../domain/app-resource.ts'
import type { Words } from '../words/en.ts'

/** What the Teams manifest says of the pages: the tab beside the chat and in channels, who signs people on, and where pages may come from. */
export function manifestPages(appId: string, publicUrl: string, { manifest }: Words): Record<string, unknown> {
  const page = `${publicUrl}/tab/`
  return {
    staticTabs: [
      // The chat stays what opens first.
      { entityId: 'conversations', scopes: ['personal'] },
      { entityId: 'access', name: manifest.tab, contentUrl: page, websiteUrl: page, scopes: ['personal'] },
    ],
    configurableTabs: [{ configurationUrl: `${page}configure.html`, canUpdateConfiguration: false, scopes: ['team'] }],
    webApplicationInfo: { id: appId, resource: appResource(publicUrl, appId) },
    validDomains: [new URL(publicUrl).host],
  }
}
