import { requestExtension } from './extension.ts'

/** The message extension of a Teams manifest: one action, in the compose box, on a message and behind a slash. */
export function manifestExtension(appId: string): Record<string, unknown> {
  return {
    botId: appId,
    commands: [
      {
        ...requestExtension,
        type: 'action',
        context: ['compose', 'message'],
        triggers: ['slash'],
        fetchTask: true,
      },
    ],
  }
}
