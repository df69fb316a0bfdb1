import type { Turn } from '../ports/chat.ts'
import type { PageCall } from '../ports/page-api.ts'
import type { ApiDeps } from './api-deps.ts'

/** A call as the chat would have it: cards that it causes go to the person's own chat with the bot, wherever the page is shown. */
export async function turnOf(deps: ApiDeps, { person, zone, locale }: PageCall): Promise<Turn> {
  const conversation = (await deps.personalChat(person)) ?? ''
  return {
    person,
    conversation: { id: conversation, kind: 'personal' },
    activityId: '',
    ...(zone === undefined ? {} : { zone }),
    ...(locale === undefined ? {} : { locale }),
  }
}
