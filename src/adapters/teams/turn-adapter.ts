import { type Activity, CloudAdapter } from 'botbuilder'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import type { IncomingActivity } from './activity.ts'
import { TurnAuthentication } from './turn-authentication.ts'

/** The SDK's adapter without its HTTP side, which puts error texts into the answer and stacks on the console. */
export class TurnAdapter extends CloudAdapter {
  constructor(authentication: BotFrameworkAuthentication) {
    super(new TurnAuthentication(authentication))
  }

  /** Runs `turn` once the token is proven to be Teams' own, for this bot and this service URL; rejects otherwise. */
  async admit(authorization: string, activity: IncomingActivity, turn: () => Promise<void>): Promise<void> {
    await this.processActivity(authorization, activity as unknown as Activity, async (context) => {
      const identity: unknown = context.turnState.get(this.BotIdentityKey)
      // The SDK compares them too, but only where the activity has one.
      if (claimOf(identity, 'serviceurl') !== activity.serviceUrl)
        throw new ForeignServiceUrl('The token is for another service URL')
      await turn()
    })
  }
}

class ForeignServiceUrl extends Error {
  override readonly name = 'ForeignServiceUrl'
}

/** Whether the SDK refused the token itself; anything else (keys that cannot be fetched) is our side's trouble. */
export function isTokenRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof ForeignServiceUrl) return true
  if (['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(error.name)) return true
  return 'statusCode' in error && (error.statusCode === 401 || error.statusCode === 403)
}

function claimOf(identity: unknown, type: string): string | undefined {
  if (typeof identity !== 'object' || identity === null || !('getClaimValue' in identity)) return undefined
  const { getClaimValue } = identity
  const value: unknown = typeof getClaimValue === 'function' ? getClaimValue.call(identity, type) : undefined
  return typeof value === 'string' ? value : undefined
}
