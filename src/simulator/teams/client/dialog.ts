import type { Activity } from '../inbound/activity.ts'
import type { BotAnswer } from '../inbound/bot-caller.ts'
import { submittedActivity } from '../inbound/card-activities.ts'
import type { Sender } from '../inbound/envelope.ts'
import type { Lookups } from './who-and-where.ts'

/** Hands back what a page gave to `dialog.url.submit`, for the dialog that a button of this message opened. */
export async function submitDialog(
  {
    sender,
    lookups,
    deliver,
  }: {
    readonly sender: Sender
    readonly lookups: Lookups
    readonly deliver: (activity: Activity) => Promise<BotAnswer>
  },
  { as, message: id, data }: { readonly as: string; readonly message: string; readonly data: unknown },
): Promise<BotAnswer> {
  const from = lookups.person(as)
  return await deliver(submittedActivity(sender, { from, ...lookups.message(from, id) }, data))
}
