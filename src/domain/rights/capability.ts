/** What the bot can do in Azure, each with rights of its own. */
export const capabilityNames = [
  'request',
  'see rules',
  'close early',
  'configure',
  'activity log',
  'plan',
  'check rights',
] as const

export type CapabilityName = (typeof capabilityNames)[number]

/** Short names of the custom roles in `infra/roles/`, least rights first; in Azure they have `jit-access-bot-` before them. */
export const roleNames = ['requester', 'reader-of-rules', 'closer', 'configurator', 'auditor'] as const

export type RoleName = (typeof roleNames)[number]

/** An action of Azure RBAC. `at`: the narrowest scope that is enough for the bot, which lists JIT policies and plans by subscription. */
export interface NeededAction {
  readonly action: string
  readonly at: 'subscription' | 'resource group'
}

export interface Capability {
  /** Without it the bot does not do its job. */
  readonly needed: boolean
  readonly role: RoleName
  readonly actions: readonly NeededAction[]
  /** What the bot does with it, and what it does without: both complete the sentence "the bot …". */
  readonly does: string
  readonly without: string
}

const jit = 'Microsoft.Security/locations/jitNetworkAccessPolicies'
const nsg = 'Microsoft.Network/networkSecurityGroups'

function anywhere(...actions: readonly string[]): NeededAction[] {
  return actions.map((action) => ({ action, at: 'resource group' }))
}

function subscriptionWide(action: string): NeededAction {
  return { action, at: 'subscription' }
}

const readRules = anywhere(`${nsg}/read`, `${nsg}/securityRules/read`, 'Microsoft.Network/virtualNetworks/read')

/** The one place that says which rights the bot needs for what; the roles in `infra/roles/` hold these and no others. */
export const capabilities: Readonly<Record<CapabilityName, Capability>> = {
  request: {
    needed: true,
    role: 'requester',
    actions: [
      subscriptionWide(`${jit}/read`),
      ...anywhere(
        `${jit}/initiate/action`,
        'Microsoft.Compute/virtualMachines/read',
        'Microsoft.Network/networkInterfaces/*/read',
        'Microsoft.Network/publicIPAddresses/read',
      ),
    ],
    does: 'finds the VMs and their JIT policies, opens ports and sees them open',
    without: 'opens no port there',
  },
  'see rules': {
    needed: false,
    role: 'reader-of-rules',
    actions: readRules,
    does: 'looks at the rules of the network security groups: that a port is open and then shut, and that no rule outlives its window',
    without: 'relies on the JIT record alone, says so on the card, and cannot find a rule that outlives its window',
  },
  'close early': {
    needed: false,
    role: 'closer',
    actions: [...readRules, ...anywhere(`${nsg}/securityRules/delete`)],
    does: 'shuts a port at once when its window is closed early',
    without: 'leaves Azure’s rule where it is: the port shuts at the end that Azure knows, and not at once',
  },
  configure: {
    needed: false,
    role: 'configurator',
    actions: anywhere(`${jit}/write`, 'Microsoft.Compute/virtualMachines/write'),
    does: 'puts VMs under JIT and changes their port rules',
    without: 'refuses to configure VMs: somebody does it in the Azure portal',
  },
  'activity log': {
    needed: false,
    role: 'auditor',
    actions: [subscriptionWide('Microsoft.Insights/eventtypes/values/read')],
    does: 'reads who opened or changed what by another way than through it, and shows auditors what Azure did for a request',
    without:
      'finds what was done past it all the same, but cannot say which application or whose change it was, and shows auditors the ledger alone',
  },
  plan: {
    needed: false,
    role: 'auditor',
    actions: [
      subscriptionWide('Microsoft.Security/pricings/read'),
      ...anywhere(
        'Microsoft.Security/assessments/read',
        'Microsoft.Network/azureFirewalls/read',
        'Microsoft.ClassicCompute/virtualMachines/read',
      ),
    ],
    does: 'tells why a VM cannot have just-in-time access: no Defender for Servers Plan 2, switched off, a managed firewall, classic',
    without: 'cannot tell beforehand: Azure then refuses the opening, and says so',
  },
  'check rights': {
    needed: false,
    role: 'requester',
    actions: [subscriptionWide('Microsoft.Authorization/permissions/read')],
    does: 'can ask Azure which of these rights it has',
    without: 'learns of a missing right when Azure refuses a call',
  },
}

/** The actions of a role: those of all capabilities that it is for, each once. */
export function actionsOf(role: RoleName): readonly string[] {
  const ofRole = capabilityNames.map((name) => capabilities[name]).filter((each) => each.role === role)
  return [...new Set(ofRole.flatMap(({ actions }) => actions.map(({ action }) => action)))]
}

export function azureRoleName(role: RoleName): string {
  return `jit-access-bot-${role}`
}
