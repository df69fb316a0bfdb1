import { join } from 'node:path'
import type { AzureAccess } from '../../adapters/azure/azure-access.ts'
import { clouds } from '../../adapters/azure/cloud.ts'
import { sandboxCredential } from '../../adapters/azure/credential.ts'
import { loopbackTransport } from '../../adapters/azure/loopback-transport.ts'
import type { Releases } from '../../releases.ts'
import type { SandboxSettings } from '../../settings.ts'
import { startAzureSimulator } from '../../simulator/azure/start-azure-simulator.ts'
import { azureAddressIn } from '../../simulator/sandbox/azure-address.ts'

/** The simulated Azure of the sandbox that runs in the data folder or, where none runs, one of the doctor's own with the same rights. */
export async function sandboxAzure(settings: SandboxSettings, releases: Releases): Promise<AzureAccess> {
  const url = azureAddressIn(join(settings.dataDir, 'sandbox')) ?? (await startOwn(settings, releases))
  const transport = loopbackTransport(url)
  releases.add('connections to the simulated Azure', () => transport.close())
  return { credential: sandboxCredential(), cloud: clouds.public, transport }
}

async function startOwn({ sandboxRoles }: SandboxSettings, releases: Releases): Promise<string> {
  const azure = await startAzureSimulator({ now: Date.now, settings: { roles: sandboxRoles } })
  releases.add('simulated Azure', () => azure.close())
  return azure.url
}
