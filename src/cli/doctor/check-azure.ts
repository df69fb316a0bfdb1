import type { AzureAccess } from '../../adapters/azure/azure-access.ts'
import { azureRights } from '../../adapters/azure/rights.ts'
import { signInToAzure } from '../../adapters/azure/sign-in.ts'
import { checkRights } from '../../app/check-rights.ts'
import { type Check, checkThat } from './check.ts'
import { subscriptionChecks } from './check-subscription.ts'

const area = 'Azure'
const howToSignIn =
  'It signs in by what it finds first: AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, a workload identity, a managed identity, or az login.'
const notLooked: Check = { area, name: 'rights', state: 'unknown', text: 'Not checked: the bot has to sign in first.' }
/** So many subscriptions are asked at once. */
const atOnce = 4

/** Sign-in, the resource manager, and for each subscription what the bot may do. `wanted` absent: every subscription that it sees. */
export async function checkAzure(access: AzureAccess, wanted: readonly string[] | undefined): Promise<Check[]> {
  const rights = azureRights(access)
  const signIn = await checkThat({ area, name: 'sign-in' }, async () => {
    await signInToAzure(access)
    return `There is a token for ${access.cloud.endpoint}.`
  })
  if (signIn.state !== 'works') return [{ ...signIn, text: `${signIn.text} ${howToSignIn}` }, notLooked]
  let seen: Awaited<ReturnType<typeof rights.subscriptions>> = []
  const manager = await checkThat({ area, name: 'resource manager' }, async () => {
    seen = await rights.subscriptions()
    if (seen.length === 0)
      throw new Error(
        'The bot sees no subscription. An Azure administrator gives it the role jit-access-bot-requester, see infra/roles.',
      )
    return seen.length === 1
      ? 'It answers; the bot sees 1 subscription.'
      : `It answers; the bot sees ${seen.length} subscriptions.`
  })
  const unseen = (wanted ?? []).filter((id) => !seen.some((each) => each.id === id))
  const looked = seen.filter(({ id }) => wanted === undefined || wanted.includes(id))
  const found: Check[][] = []
  const waiting = [...looked.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      found[next[0]] = subscriptionChecks(await checkRights(rights, next[1]))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const hidden = manager.state === 'works' ? unseen.map(unseenCheck) : []
  return [signIn, manager, ...hidden, ...found.flat()]
}

function unseenCheck(id: string): Check {
  const text = `The bot does not see /subscriptions/${id}, which AZURE_SUBSCRIPTIONS names. An Azure administrator gives it the role jit-access-bot-requester there, see infra/roles.`
  return { area: `Subscription ${id}`, name: 'request', state: 'missing', text }
}
