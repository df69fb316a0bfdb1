import type { AzureAccess } from './adapters/azure/azure-access.ts'
import type { SignOnAuthority } from './adapters/sign-on/authorities.ts'
import type { BotIdentity } from './adapters/teams/authentication.ts'
import type { PaceLimits } from './adapters/teams/pacer.ts'
import type { Waiting } from './adapters/teams/waiting.ts'
import type { Clock } from './ports/clock.ts'

/** What differs between the sandbox and production: where time, Azure and Teams come from. The bot itself is the same. */
export interface Surroundings {
  readonly clock: Clock
  readonly azure: AzureAccess
  /** Stands in for the network between the bot and Microsoft Graph. */
  readonly graphTransport?: typeof fetch
  /** Which subscriptions the estate is; absent: all that the bot may see. */
  readonly estate: { readonly subscriptions?: readonly string[] }
  readonly teams: {
    readonly identity: BotIdentity
    readonly tenants: readonly string[]
    readonly serviceHosts: readonly string[]
    readonly fallbackServiceUrl: string
    /** Absent: those that Teams is known to hold. */
    readonly limits?: PaceLimits
    /** Absent: real time. */
    readonly waiting?: Waiting
  }
  /** Who signs people on to pages, and who may show those in a frame. */
  readonly pages: {
    readonly authority: SignOnAuthority
    readonly framedBy: readonly string[]
    /** Where the pages may call beside the bot itself. */
    readonly connectTo: readonly string[]
  }
  readonly databaseUrl: string
  readonly policyFile: string
}
