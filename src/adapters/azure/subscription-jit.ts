import type { JitPolicy } from '../../domain/jit-policy.ts'
import type { AzureError } from '../../ports/jit.ts'
import type { Log } from '../../ports/log.ts'
import { azureError } from './azure-error.ts'
import { readJitPolicy } from './jit-policy-wire.ts'
import type { SecurityClients } from './security-clients.ts'
import { at, optionalText, UnreadableAnswer } from './wire.ts'

const timeoutMs = 120_000

export interface PolicySources {
  readonly clients: SecurityClients
  readonly log: Log
}

/** What Defender says of one subscription. `hasPlan` undefined: it cannot be told, which is no reason against any VM. */
export interface SubscriptionJit {
  readonly policies: readonly JitPolicy[] | AzureError
  readonly hasPlan: boolean | undefined
}

/** Reads the JIT policies of a subscription and its plan. Never throws but when it is stopped. */
export async function readSubscriptionJit(
  { clients, log }: PolicySources,
  subscription: string,
  signal: AbortSignal,
): Promise<SubscriptionJit> {
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const [policies, hasPlan] = await Promise.all([
    listPolicies({ clients, log }, subscription, abortSignal, undefined).catch((error: unknown) =>
      azureError(error, 'read'),
    ),
    readPlan(clients, subscription, abortSignal).catch((error: unknown) => {
      const { code, message } = azureError(error, 'read')
      log.debug({ subscription, code, said: message }, 'the plan of a subscription cannot be read')
      return undefined
    }),
  ])
  signal.throwIfAborted()
  return { policies, hasPlan }
}

/** The JIT policies of a subscription, as far as its list has them. Throws what Azure's client throws. */
export async function readPolicies(
  sources: PolicySources,
  subscription: string,
  signal: AbortSignal,
): Promise<JitPolicy[]> {
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  return await listPolicies(sources, subscription, abortSignal, undefined)
}

/** The JIT policies of one resource group. Throws what Azure's client throws. */
export async function readGroupPolicies(
  sources: PolicySources,
  subscription: string,
  group: string,
  signal: AbortSignal,
): Promise<JitPolicy[]> {
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  return await listPolicies(sources, subscription, abortSignal, group)
}

async function listPolicies(
  { clients, log }: PolicySources,
  subscription: string,
  abortSignal: AbortSignal,
  group: string | undefined,
): Promise<JitPolicy[]> {
  const client = await clients(subscription)
  // The SDK takes an answer without a list for an empty one: every VM would seem not to be configured.
  let unreadable: unknown
  const onResponse = ({ parsedBody }: { readonly parsedBody?: unknown }) => {
    if (!Array.isArray(at(parsedBody, 'value'))) unreadable = new UnreadableAnswer('value is no list')
  }
  let odd: unknown
  const policies: JitPolicy[] = []
  const { jitNetworkAccessPolicies: all } = client
  const options = { abortSignal, onResponse }
  const pages = group === undefined ? all.list(options) : all.listByResourceGroup(group, options)
  for await (const page of pages.byPage()) {
    if (unreadable) throw unreadable
    for (const policy of page) {
      try {
        policies.push(readJitPolicy(policy))
      } catch (error) {
        // One odd policy must not hide all others; if all are odd it is the answer that is.
        odd ??= error
        log.error({ policy: policy.id, said: azureError(error, 'read').message }, 'a JIT policy cannot be read')
      }
    }
  }
  if (odd !== undefined && policies.length === 0) throw odd
  return policies
}

/** JIT is part of Defender for Servers Plan 2, and of the paid tier before there were two plans. */
export async function readPlan(
  clients: SecurityClients,
  subscription: string,
  abortSignal: AbortSignal,
): Promise<boolean | undefined> {
  const client = await clients(subscription)
  const plan: unknown = await client.pricings.get('VirtualMachines', { abortSignal })
  const tier = optionalText(plan, 'pricingTier')?.toLowerCase()
  const subPlan = optionalText(plan, 'subPlan')?.toLowerCase()
  if (tier === 'free') return false
  return tier === 'standard' ? subPlan !== 'p1' : undefined
}
