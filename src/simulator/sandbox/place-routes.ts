import type { PlaceAct } from '../teams/place-act.ts'
import { ApiError } from './api-error.ts'
import { type Fields, text } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

/** Channels are renamed, deleted and restored, the app is removed and added: `{ do, … }`. */
export const placeRoutes: readonly SandboxRoute[] = [
  {
    method: 'POST',
    path: 'places',
    async answer({ teams }, fields) {
      await teams.place(actIn(fields))
      return { ok: true }
    },
  },
]

function actIn(fields: Fields): PlaceAct {
  const what = text(fields, 'do')
  switch (what) {
    case 'rename channel':
      return { do: what, channel: text(fields, 'channel'), name: text(fields, 'name') }
    case 'delete channel':
    case 'restore channel':
      return { do: what, channel: text(fields, 'channel') }
    case 'remove app':
    case 'add app':
      return { do: what, of: text(fields, 'of') }
    default:
      throw new ApiError(
        400,
        `"${what}" can not be done to a place; there are rename channel, delete channel, restore channel, remove app and add app.`,
      )
  }
}
