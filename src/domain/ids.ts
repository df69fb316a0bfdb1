declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** Opaque, random, 8 characters of Crockford's base 32 in upper case; what people type after `/jit approve`. */
export type RequestId = Branded<'RequestId'>
/** ARM resource id of a virtual machine, classic ones too, lower-cased: Azure compares ids without regard to case. */
export type VmId = Branded<'VmId'>
/** ARM resource id of a `jitNetworkAccessPolicies` resource, lower-cased. */
export type JitPolicyId = Branded<'JitPolicyId'>
/** ARM resource id of a network security group, lower-cased. */
export type NsgId = Branded<'NsgId'>
/** A change of port rules that an admin drafted: `C` and 8 characters like those of a request id, so that it is never taken for one. */
export type ConfigurationId = Branded<'ConfigurationId'>
/** `<tenant id>/<Entra object id>`, lower-cased. Never an e-mail, never a display name. */
export type PersonId = Branded<'PersonId'>

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const vmPath =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.(classic)?compute\/virtualmachines\/[^/]+$/
const policyPath =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.security\/locations\/[^/]+\/jitnetworkaccesspolicies\/[^/]+$/
const nsgPath =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.network\/networksecuritygroups\/[^/]+$/

/** The canonical request id in `text` (any case, a leading `#`, the letters that people mistake), or undefined. */
export function parseRequestId(text: string): RequestId | undefined {
  const canonical = text.replace(/^#/, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(canonical) ? (canonical as RequestId) : undefined
}

/** A request id made of 5 random bytes; the caller brings the randomness. */
export function requestIdFrom(bytes: Uint8Array): RequestId {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let bits = 0n
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 8; i++) text = alphabet.charAt(Number((bits >> BigInt(5 * i)) & 31n)) + text
  return text as RequestId
}

/** The id of a new change of port rules, out of randomness that would do for a request. */
export function configurationIdFrom(random: RequestId): ConfigurationId {
  return `C${random}` as ConfigurationId
}

/** The id as a card carries it, or undefined. */
export function parseConfigurationId(text: string): ConfigurationId | undefined {
  return /^C[0-9A-HJKMNP-TV-Z]{8}$/.test(text) ? (text as ConfigurationId) : undefined
}

/** The canonical id, or undefined if `text` is not the resource id of a virtual machine. */
export function parseVmId(text: string): VmId | undefined {
  const id = text.trim().toLowerCase()
  return vmPath.test(id) ? (id as VmId) : undefined
}

/** Whether it was deployed before Resource Manager, which JIT does not support. */
export function isClassic(id: VmId): boolean {
  return id.includes('/microsoft.classiccompute/')
}

/** The canonical id, or undefined if `text` is not the resource id of a JIT policy. */
export function parseJitPolicyId(text: string): JitPolicyId | undefined {
  const id = text.trim().toLowerCase()
  return policyPath.test(id) ? (id as JitPolicyId) : undefined
}

/** The canonical id, or undefined if `text` is not the resource id of a network security group. */
export function parseNsgId(text: string): NsgId | undefined {
  const id = text.trim().toLowerCase()
  return nsgPath.test(id) ? (id as NsgId) : undefined
}

/** The person behind a tenant id and an Entra object id; undefined where either is not a GUID (such a person has no authority). */
export function parsePersonId(tenantId: string | undefined, objectId: string | undefined): PersonId | undefined {
  const tenant = tenantId?.trim().toLowerCase() ?? ''
  const object = objectId?.trim().toLowerCase() ?? ''
  return guid.test(tenant) && guid.test(object) ? (`${tenant}/${object}` as PersonId) : undefined
}

/** Subscription, resource group and name out of an ARM resource id. */
export function partsOf(id: VmId | JitPolicyId | NsgId): { subscription: string; resourceGroup: string; name: string } {
  const parts = id.split('/')
  return { subscription: parts[2] ?? '', resourceGroup: parts[4] ?? '', name: parts.at(-1) ?? '' }
}

/** The region that a JIT policy is in, lower-cased. */
export function regionOf(id: JitPolicyId): string {
  return id.split('/')[8] ?? ''
}
