/** What was done past the bot, and rules that are not as they should be. */
export const drift = {
  /** Who it was, as a value or behind *by*. */
  unknown: (why: string) => `nobody known (${why})`,
  application: 'an application',
  applicationNamed: (name: string) => `the application ${name}`,
  /** Port rules before and after. */
  change: (vm: string, before: string, after: string) => `${vm} from ${before} to ${after}`,
  policy: {
    new: (policy: string, group: string, by: string, changes: string) =>
      `The JIT policy ${policy} of ${group} was made past the bot by ${by}: ${changes}`,
    changed: (policy: string, group: string, by: string, changes: string) =>
      `The JIT policy ${policy} of ${group} was changed past the bot by ${by}: ${changes}`,
    deleted: (policy: string, group: string, by: string, changes: string) =>
      `The JIT policy ${policy} of ${group} was deleted past the bot by ${by}: ${changes}`,
  },
  vmGone: (vm: string, held: string) => `The machine ${vm} is gone from Azure, and still in ${held}.`,
  heldByPolicy: (policy: string, group: string) => `the JIT policy ${policy} of ${group}`,
  heldByWindow: (request: string) => `a window of request ${request}`,
  /** `ports` of `vm`. */
  outlives: (rule: string, from: string, ports: string, vm: string) =>
    `The rule ${rule} still lets ${from} in on port ${ports} of ${vm}, and no window stands for it.`,
  outranks: (rule: string, from: string, ports: string, vm: string) =>
    `The rule ${rule} lets ${from} in on port ${ports} of ${vm} before Defender’s deny rule is asked.`,
  noDeny: (ports: string, vm: string) => `Defender’s deny rule for port ${ports} of ${vm} is not there.`,
  deleteRule: (group: string) => `Delete it in the security group ${group}.`,
  deleteOrLower: (group: string) =>
    `If it is not meant, delete it in the security group ${group}, or give it a priority behind Defender’s rule.`,
  writeAnew: (vm: string) =>
    `The port may be open to everybody whom another rule lets in. An admin writes the rules anew: /jit configure ${vm}.`,
}
