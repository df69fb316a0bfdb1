import { optionalFlag, optionalObject, optionalText, text, textOrEmpty } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

export const chatRoutes: readonly SandboxRoute[] = [
  {
    method: 'GET',
    path: 'people',
    answer: ({ people, teams }) =>
      people.map(({ id, name, role, address }) => ({ id, name, role, address, locale: teams.localeOf(id) })),
  },
  {
    method: 'POST',
    path: 'people/{as}',
    answer({ teams }, fields) {
      const as = text(fields, 'as')
      teams.readIn(as, text(fields, 'locale'))
      return { locale: teams.localeOf(as) }
    },
  },
  {
    method: 'GET',
    path: 'conversations',
    answer: ({ teams }, fields) => teams.conversations(text(fields, 'as')),
  },
  {
    method: 'GET',
    path: 'conversations/{conversation}/messages',
    answer: ({ teams }, fields) => teams.messages(text(fields, 'as'), text(fields, 'conversation')),
  },
  {
    method: 'POST',
    path: 'messages',
    answer: ({ teams }, fields) => teams.say(text(fields, 'as'), text(fields, 'conversation'), text(fields, 'text')),
  },
  {
    method: 'POST',
    path: 'actions',
    answer({ teams }, fields) {
      const inputs = optionalObject(fields, 'inputs')
      const forged = optionalObject(fields, 'forge')
      const verb = forged && optionalText(forged, 'verb')
      const forge = {
        ...(verb === undefined ? {} : { verb }),
        ...(forged?.data === undefined ? {} : { data: forged.data }),
      }
      const button = { as: text(fields, 'as'), message: text(fields, 'message'), action: text(fields, 'action') }
      return teams.press({ ...button, ...(inputs ? { inputs } : {}), ...(forged ? { forge } : {}) })
    },
  },
  {
    method: 'POST',
    path: 'dialogs',
    answer: ({ teams }, fields) =>
      teams.submitDialog({ as: text(fields, 'as'), message: text(fields, 'message'), data: fields.data }),
  },
  {
    method: 'POST',
    path: 'edits',
    answer: ({ teams }, fields) => teams.edit(text(fields, 'as'), text(fields, 'message'), text(fields, 'text')),
  },
  {
    method: 'POST',
    path: 'redeliver',
    answer: ({ teams }, fields) => teams.redeliver(text(fields, 'message'), optionalFlag(fields, 'newId')),
  },
  {
    method: 'POST',
    path: 'search',
    answer({ teams }, fields) {
      const message = optionalText(fields, 'message')
      const where = message ?? { conversation: text(fields, 'conversation') }
      return teams.search(text(fields, 'as'), where, text(fields, 'dataset'), textOrEmpty(fields, 'query'))
    },
  },
  {
    method: 'POST',
    path: 'extension',
    answer({ teams }, fields) {
      const message = optionalText(fields, 'message')
      return teams.extend({
        as: text(fields, 'as'),
        conversation: text(fields, 'conversation'),
        command: optionalText(fields, 'command') ?? 'requestAccess',
        ...(message === undefined ? {} : { message }),
        ...(fields.data === undefined ? {} : { data: fields.data }),
      })
    },
  },
]
