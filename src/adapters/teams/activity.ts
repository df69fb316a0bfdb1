import { z } from 'zod'

const text = z.string().max(256_000)
const id = z.string().min(1).max(1024)
const name = z.string().max(1024)

const entity = z.looseObject({
  type: name.nullish(),
  text: text.nullish(),
  mentioned: z.looseObject({ id: id.nullish(), name: name.nullish() }).nullish(),
})

const account = z.looseObject({ id, name: name.nullish(), aadObjectId: name.nullish(), tenantId: name.nullish() })

const activity = z.looseObject({
  type: z.string().min(1).max(64),
  id: id.nullish(),
  name: name.nullish(),
  channelId: name.nullish(),
  serviceUrl: z.string().max(2048).nullish(),
  timestamp: name.nullish(),
  localTimestamp: name.nullish(),
  expiration: name.nullish(),
  localTimezone: name.nullish(),
  locale: name.nullish(),
  text: text.nullish(),
  textFormat: name.nullish(),
  replyToId: id.nullish(),
  action: name.nullish(),
  from: account,
  recipient: account.partial({ id: true }).nullish(),
  conversation: z.looseObject({
    id,
    conversationType: name.nullish(),
    tenantId: name.nullish(),
    name: name.nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: name.nullish() }).nullish(),
      team: z.looseObject({ id: id.nullish(), name: name.nullish() }).nullish(),
      channel: z.looseObject({ id: id.nullish(), name: name.nullish() }).nullish(),
      eventType: name.nullish(),
    })
    .nullish(),
  entities: z.array(entity).nullish(),
  attachments: z.array(z.looseObject({ contentType: name.nullish() })).nullish(),
  membersAdded: z.array(z.looseObject({ id })).nullish(),
  membersRemoved: z.array(z.looseObject({ id })).nullish(),
})

/** What Teams sends, of the shape that this adapter reads; everything in it is somebody's claim until the token is checked. */
export type IncomingActivity = z.infer<typeof activity>
export type Entity = z.infer<typeof entity>

/** The activity in a parsed JSON body, or which fields are not as they must be (names only, never what they hold). */
export function parseActivity(
  body: unknown,
): { readonly activity: IncomingActivity } | { readonly wrong: readonly string[] } {
  const result = activity.safeParse(body)
  if (result.success) return { activity: result.data }
  return { wrong: result.error.issues.slice(0, 10).map((issue) => issue.path.slice(0, 3).join('.') || 'body') }
}
