import type { AzureSimulator } from '../src/simulator/azure/start-azure-simulator.ts'

/** Operations that no request causes: the estate's, and the watcher's. */
const others: readonly string[] = ['graph', 'list', 'pricing', 'subscriptions', 'activity-log', 'vm-get']

/** What Azure was asked from the approval of one request until it was seen open, by operation. Before that, nothing is asked: the estate is in memory. */
export async function callsToOpen(
  azure: Pick<AzureSimulator, 'calls'>,
  approve: () => Promise<void>,
  isOpen: () => Promise<boolean>,
): Promise<Readonly<Record<string, number>>> {
  const before = azure.calls() as Readonly<Record<string, number>>
  await approve()
  const deadline = Date.now() + 60_000
  while (!(await isOpen())) {
    if (Date.now() > deadline) throw new Error('the request was never seen open')
    await new Promise((later) => setTimeout(later, 100))
  }
  const after = Object.entries(azure.calls() as Readonly<Record<string, number>>)
  return Object.fromEntries(
    after.flatMap(([name, count]) => {
      const made = count - (before[name] ?? 0)
      return made > 0 && !others.includes(name) ? [[name, made]] : []
    }),
  )
}
