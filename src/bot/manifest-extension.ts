import type { Words } from '../words/en.ts'
import { requestExtension } from './extension.ts'

/** The message extension of a Teams manifest: one action, in the compose box, on a message and behind a slash. */
export function manifestExtension(appId: string, { manifest }: Words): Record<string, unknown> {
  return {
    botId: appId,
    commands: [
      {
        id: requestExtension,
        title: manifest.extension,
        description: manifest.extensionDescription,
        type: 'action',
        context: ['compose', 'message'],
        triggers: ['slash'],
        fetchTask: true,
      },
    ],
  }
}
