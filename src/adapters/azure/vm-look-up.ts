import { partsOf } from '../../domain/ids.ts'
import type { Vm } from '../../domain/vm.ts'
import { azureError } from './azure-error.ts'
import type { EstateSources } from './estate-reader.ts'
import { kqlText, learnRows, readAssessed, readVms } from './estate-rows.ts'
import { coversByVm, firewallPlace, statusOf } from './jit-status.ts'
import { networkOf, noFacts, placeOfVm } from './network-facts.ts'
import { readGroupPolicies, readPlan } from './subscription-jit.ts'
import type { VmRow } from './vm-row.ts'

/** A look-up in two steps: who may know of a VM can be told from its row, and for nobody else is more asked. Both throw `AzureError`. */
export interface LookUpSteps {
  /** The VMs of a name: one query. */
  rows(name: string): Promise<readonly VmRow[]>
  /** All that is known of one of them, as a reading of the whole estate would tell it. */
  whole(row: VmRow): Promise<Vm>
}

/** Somebody waits for the answer in the chat. */
const timeoutMs = 8_000

export function vmLookUpSteps(sources: EstateSources): LookUpSteps {
  const within = async <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await ask(AbortSignal.timeout(timeoutMs))
    } catch (error) {
      throw azureError(error, 'read')
    }
  }
  return {
    rows: (name) =>
      within((signal) => readVms(sources, (value) => value, signal, `name =~ ${kqlText(name.toLowerCase())}`)),
    whole: (row) => within((signal) => readWhole(sources, row, signal)),
  }
}

async function readWhole(sources: EstateSources, { vm, interfaces }: VmRow, signal: AbortSignal): Promise<Vm> {
  const { subscription, resourceGroup } = partsOf(vm.id)
  const [facts, { offByPolicy }, policies, hasPlan] = await Promise.all([
    readPlace(sources, vm.subscription, interfaces, signal),
    readAssessed(sources, signal, [vm.id]),
    readGroupPolicies(sources, subscription, resourceGroup, signal),
    readPlan(sources.clients, subscription, signal).catch(() => undefined),
  ])
  const { guarded, managedFirewall, ownFirewall, ...addresses } = placeOfVm(facts, interfaces)
  const covers = coversByVm(policies, sources.now()).get(vm.id) ?? []
  const told = { hasPlan, guarded, managedFirewall, offByPolicy: offByPolicy.has(vm.id) }
  return { ...vm, ...addresses, ...firewallPlace(covers, ownFirewall), jit: statusOf(vm.id, covers, told) }
}

/** The interfaces of a VM, then what they point at. */
async function readPlace(
  sources: EstateSources,
  subscription: string,
  interfaces: readonly string[],
  signal: AbortSignal,
) {
  const facts = noFacts()
  const among = (ids: readonly string[]) => `id in~ (${ids.map(kqlText).join(', ')})`
  if (interfaces.length === 0) return facts
  await learnRows(sources, facts, signal, ['microsoft.network/networkinterfaces'], among(interfaces))
  const nics = [...facts.interfaces.values()]
  const addresses = nics.flatMap((nic) => nic.publicAddressIds)
  const networks = [...new Set(nics.flatMap((nic) => nic.subnets.map(networkOf)))]
  const ids = [...addresses, ...networks]
  const types = ['microsoft.network/publicipaddresses', 'microsoft.network/virtualnetworks']
  if (ids.length > 0) await learnRows(sources, facts, signal, types, among(ids))
  const ofSubscription = `subscriptionId =~ ${kqlText(subscription)}`
  await learnRows(sources, facts, signal, ['microsoft.network/azurefirewalls'], ofSubscription)
  return facts
}
