import type { JitPolicy } from '../../domain/jit-policy.ts'
import type { AzureError } from '../../ports/jit.ts'
import type { Log } from '../../ports/log.ts'
import { azureError } from './azure-error.ts'
import { readJitPolicy } from './jit-policy-wire.ts'
import type { SecurityClients } from './security-clients.ts'
import { at, optionalText, UnreadableAnswer } from './wire.ts'

const timeoutMs = 120_000

/** What Defender says of one subscription. `hasPlan` undefined: it cannot be told, which is no reason against any VM. */
export interface SubscriptionJit {
  readonly policies: readonly JitPolicy[] | AzureError
  readonly hasPlan: boolean | undefined
}

/** Reads the JIT policies of a subscription and its plan. Never throws but when it is stopped. */
export async function readSubscriptionJit(
  { clients, log }: { readonly clients: SecurityClients; readonly log: Log },
  subscription: string,
  signal: AbortSignal,
): Promise<SubscriptionJit> {
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const [policies, hasPlan] = await Promise.all([
    listPolicies({ clients, log }, subscription, abortSignal).catch((error: unknown) => azureError(error, 'read')),
    readPlan(clients, subscription, abortSignal).catch((error: unknown) => {
      const { code, message } = azureError(error, 'read')
      log.debug({ subscription, code, said: message }, 'the plan of a subscription cannot be read')
      return undefined
    }),
  ])
  signal.throwIfAborted()
  return { policies, hasPlan }
}

async function listPolicies(
  { clients, log }: { readonly clients: SecurityClients; readonly log: Log },
  subscription: string,
  abortSignal: AbortSignal,
): Promise<JitPolicy[]> {
  const client = await clients(subscription)
  // The SDK takes an answer without a list for an empty one: every VM would seem not to be configured.
  let unreadable: unknown
  const onResponse = ({ parsedBody }: { readonly parsedBody?: unknown }) => {
    if (!Array.isArray(at(parsedBody, 'value'))) unreadable = new UnreadableAnswer('value is no list')
  }
  let odd: unknown
  const policies: JitPolicy[] = []
  for await (const page of client.jitNetworkAccessPolicies.list({ abortSignal, onResponse }).byPage()) {
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
