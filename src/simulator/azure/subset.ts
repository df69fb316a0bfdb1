import { ArmError } from './arm-error.ts'
import { covers, parseIpv4Range } from './ipv4.ts'
import { parseIsoDuration } from './iso-duration.ts'
import { allowedPrefixes, type JitPolicy, type PortRule } from './jit-policy.ts'
import type { PortAsked } from './read-initiate-body.ts'
import type { World } from './world.ts'

/** The port rule that allows what is asked. Throws Azure's "not a subset" when none does, whatever the reason. */
export function checkSubset(world: World, policy: JitPolicy, vmId: string, asked: PortAsked): PortRule {
  const rule = policy.virtualMachines
    .filter((vm) => vm.id.toLowerCase() === vmId)
    .flatMap((vm) => vm.ports)
    .find((port) => port.number === asked.number && allows(world, port, asked))
  if (rule !== undefined) return rule
  const what = `The given access request is not a subset of policy '${policy.id}'.`
  const hint = 'Please make sure that the access request is within the allowed policy properties.'
  throw new ArmError(400, 'BadRequest', `${what} ${hint}`)
}

function allows(world: World, rule: PortRule, asked: PortAsked): boolean {
  const durationMs = asked.endMs - world.now()
  const longestMs = parseIsoDuration(rule.maxRequestAccessDuration) ?? 0
  if (durationMs < world.settings.minimumMs || durationMs > longestMs) return false
  const allowed = allowedPrefixes(rule)
  return asked.sources.every((source) =>
    allowed.some((prefix) => isInside(source, prefix, world.settings.sourceInsidePrefix)),
  )
}

function isInside(source: string, prefix: string, inside: 'accepted' | 'refused'): boolean {
  const [asked, allowed] = [parseIpv4Range(source), parseIpv4Range(prefix)]
  if (asked === undefined || allowed === undefined) return false
  if (prefix === '*' || inside === 'accepted') return covers(allowed, asked)
  return asked.first === allowed.first && asked.last === allowed.last
}
