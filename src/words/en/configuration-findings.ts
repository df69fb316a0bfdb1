/** Why port rules are not changed as an admin wants, and what to do about it. */
export const configurationFindings = {
  unsupported: (vm: string, why: string) =>
    `${vm} can not have just-in-time access: ${why}. Put that right in Azure first.`,
  notConfigured: (vm: string) => `${vm} has no just-in-time access, so there is nothing to disable.`,
  noPort: (vm: string) => `${vm} would be left without a port. Name at least one, or say /jit disable ${vm}.`,
  namesTooLong: (vm: string, most: number) =>
    `The name ${vm} is too long: Azure takes ${most} characters for the names of the VM and of its JIT policy together.`,
  otherPlace: (vm: string, policy: string) =>
    `${vm} is in another subscription, resource group or region than the JIT policy ${policy}, which Azure refuses.`,
  cannotKeep: (policy: string, group: string, what: string) =>
    `The JIT policy ${policy} of ${group} has settings that this bot does not know (${what}) and would lose. Change it in the portal.`,
  openWindow: (who: string, vm: string, ports: readonly number[], until: string | undefined, request: string) =>
    `A window of ${who} is open on ${vm} ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}${until === undefined ? '' : ` until ${until}`} (${request}). Wait for its end, or the port would be exposed or its record lost.`,
}
