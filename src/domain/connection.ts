import type { Connection } from './request.ts'
import type { JitCover, Vm } from './vm.ts'

/**
 * How to connect once open: through the firewall where the JIT policy names one (`mapped`: the VM's port to the firewall's), else to the
 * public address, else to the private one. The address is empty where none is known.
 */
export function connectionFor(
  vm: Pick<Vm, 'os' | 'running' | 'publicAddress' | 'privateAddress' | 'firewallElsewhere'> | undefined,
  cover: Pick<JitCover, 'firewallAddress'> | undefined,
  ports: readonly number[],
  mapped: ReadonlyMap<number, number>,
): Connection {
  const firewall = cover?.firewallAddress
  const kind = firewall !== undefined ? 'firewall' : vm?.publicAddress !== undefined ? 'public' : 'private'
  return {
    kind,
    address: firewall ?? vm?.publicAddress ?? vm?.privateAddress ?? '',
    os: vm?.os ?? 'unknown',
    ...(vm?.running === undefined ? {} : { running: vm.running }),
    ...(kind === 'firewall' && vm?.firewallElsewhere ? { firewallElsewhere: true } : {}),
    ports: ports.map((number) => ({
      number,
      reachedAt: kind === 'firewall' ? (mapped.get(number) ?? number) : number,
    })),
  }
}

/** What to type for each port, plain text: `mstsc /v:20.1.2.3`, `ssh <user>@20.1.2.3` (the user's name is not known here), `20.1.2.3:443`. */
export function commandsFor({ address, ports }: Connection): { readonly port: number; readonly text: string }[] {
  if (address === '') return []
  return ports.map(({ number, reachedAt }) => ({ port: number, text: commandFor(address, number, reachedAt) }))
}

function commandFor(address: string, number: number, reachedAt: number): string {
  if (number === 3389) return `mstsc /v:${address}${reachedAt === 3389 ? '' : `:${reachedAt}`}`
  if (number === 22) return `ssh ${reachedAt === 22 ? '' : `-p ${reachedAt} `}<user>@${address}`
  return `${address}:${reachedAt}`
}
