import type { TokenCredential } from '@azure/core-auth'
import type { Cloud } from './cloud.ts'
import type { LoopbackTransport } from './loopback-transport.ts'

/** How to talk to Azure: as whom, in which cloud, and by which way. Without a transport it is the real Azure. */
export interface AzureAccess {
  readonly credential: TokenCredential
  readonly cloud: Cloud
  readonly transport?: LoopbackTransport
}
