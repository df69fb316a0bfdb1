import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { openJournal } from '../journal.ts'
import { activityRoutes } from './activity-routes.ts'
import type { AzureOperation } from './arm-route.ts'
import { createArmServer } from './arm-server.ts'
import { buildEstate } from './build-estate.ts'
import { type AzureFault, createFaults } from './faults.ts'
import { generatedGroups } from './generated-vms.ts'
import { graphRoutes } from './graph-routes.ts'
import { type EstateEntry, listEstate } from './list-estate.ts'
import { development, namedGroups, production, trial } from './named-vms.ts'
import { networkRoutes } from './network-routes.ts'
import { permissionRoutes } from './permission-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { actInPortal } from './portal.ts'
import type { PortalAct } from './portal-act.ts'
import { type Reachability, type RuleInEffect, reachable, rulesForVm } from './reachable.ts'
import { readSettings } from './setting-declarations.ts'
import { type AzureSimulatorSettings, createSettings } from './simulator-settings.ts'
import { subscriptionRoutes } from './subscription-routes.ts'
import { openWorld } from './world.ts'

export type AzureSimulatorOptions = {
  /** Epoch milliseconds. Nothing runs on timers: a clock that jumps is right at once. */
  readonly now: () => number
  /** Default 0: any free one. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** How many VMs to add to those with names. */
  readonly vms?: number
  /** Where policies, requests and deleted rules are kept; absent: in memory. */
  readonly journalFile?: string
  readonly settings?: Partial<AzureSimulatorSettings>
}

export type AzureSimulator = {
  readonly url: string
  /** Live: a change holds from the next call on. */
  readonly settings: AzureSimulatorSettings
  /** Sets switches as flags or JSON have them, all or none. Throws RangeError, with a sentence. */
  configure(changes: object): void
  /** Whether a new TCP connection gets through now. `vm` is a name or an ARM id. Throws NetworkQuestionError. */
  reachable(vm: string, port: number, from: string): Reachability
  /** The rules in effect now for one VM, by priority. Throws NetworkQuestionError. */
  rules(vm: string): RuleInEffect[]
  estate(): EstateEntry[]
  /** Throws RangeError, with a sentence, for a fault that makes no sense. */
  inject(fault: AzureFault): void
  clearFaults(): void
  /** How many calls of each operation there were, those that met a fault included. */
  calls(): Partial<Record<AzureOperation, number>>
  /** Does what somebody does in the portal, past the bot. Throws an error with `status` and a sentence. */
  act(act: PortalAct): void
  /** Calls back after each change made on the wire or in the portal, not when time changes something; answers how to stop that. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** Starts the simulated Azure; rejects with the system's error when it cannot listen. */
export async function startAzureSimulator(options: AzureSimulatorOptions): Promise<AzureSimulator> {
  const { now, port = 0, host = '127.0.0.1', vms = 0, journalFile } = options
  const settings = createSettings({
    ...options.settings,
    plan: { [trial.id]: 'free', ...options.settings?.plan },
  })
  const estate = buildEstate([production, development, trial], [...namedGroups(), ...generatedGroups(vms)])
  const routes = [
    ...policyRoutes,
    ...networkRoutes,
    ...subscriptionRoutes,
    ...activityRoutes,
    ...permissionRoutes,
    ...graphRoutes,
  ]
  const faults = createFaults(new Set(routes.map((route) => route.operation)))
  const calls: Partial<Record<AzureOperation, number>> = {}
  const listeners = new Set<() => void>()
  const tellListeners = () => {
    for (const listener of listeners) listener()
  }
  const journal = openJournal(journalFile)
  const world = openWorld(estate, settings, journal, now)
  const server = createArmServer({
    world,
    routes,
    faults,
    onCall: ({ operation }) => {
      calls[operation] = (calls[operation] ?? 0) + 1
    },
    onChange: tellListeners,
  })

  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    journal.close()
    throw error
  }
  const address = server.address() as AddressInfo

  return {
    url: `http://${host}:${address.port}`,
    settings,
    configure(changes) {
      Object.assign(settings, readSettings(changes))
      tellListeners()
    },
    reachable: (vm, portAsked, from) => reachable(world, vm, portAsked, from),
    rules: (vm) => rulesForVm(world, vm),
    estate: () => listEstate(world),
    inject: faults.inject,
    clearFaults: faults.clear,
    calls: () => ({ ...calls }),
    act(act) {
      actInPortal(world, act)
      tellListeners()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      journal.close()
    },
  }
}
