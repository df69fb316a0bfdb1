/** What stands between a machine and just-in-time access, and what became of a change of port rules. */
export const jit = {
  /** Why a machine is not supported, in a clause. */
  unsupported: {
    noPlan: 'Defender for Servers Plan 2 is off in its subscription',
    classic: 'it is a classic VM, and just-in-time access needs Resource Manager',
    managedFirewall:
      'its Azure Firewall is managed by Firewall Manager policies, and just-in-time access needs classic rules',
    offByPolicy: 'just-in-time access is switched off for it in the security policy',
    unguarded: 'no network security group and no Azure Firewall protects it',
    unread: (why: string) => `the JIT policies of its subscription cannot be read at the moment (${why})`,
  },
  gaveUp: (said: string) => `Azure did not take it for some minutes, so it was given up. Azure's last words: ${said}`,
  keptWriting: (tries: number) =>
    `Somebody else kept writing the same JIT policy: after ${tries} tries these rules did not stay. Try again when they are done.`,
  othersChanged: (machines: string) =>
    `At the same time somebody else changed the rules of ${machines}; those are as they left them.`,
  changedMeanwhile:
    'Somebody else changed the rules after they were shown here, so nothing was written. Look again, and confirm if it is still right.',
  alsoIn: (machine: string, policies: string) =>
    `${machine} is also in the JIT policy ${policies}, whose rules stay as they are.`,
}
