import type { TeamsChannel, TeamsPerson } from '../teams/roster.ts'

export type SandboxRole = 'engineer' | 'approver' | 'admin' | 'auditor' | 'outsider'

export type SandboxPerson = TeamsPerson & {
  /** What the sandbox's access policy makes of them. */
  readonly role: SandboxRole
  /** The public IPv4 address that their own machine has. */
  readonly address: string
}

export const sandboxTenantId = '7d1c1c1e-0000-4000-8000-000000000001'
export const sandboxAppId = 'b07b07b0-0000-4000-8000-0000000000b0'

export const sandboxPeople: readonly SandboxPerson[] = [
  { id: 'e0000000-0000-4000-8000-000000000001', name: 'Emma Lindqvist', role: 'engineer', address: '203.0.113.7' },
  { id: 'a0000000-0000-4000-8000-000000000001', name: 'Adam Novak', role: 'approver', address: '203.0.113.21' },
  { id: 'a0000000-0000-4000-8000-000000000002', name: 'Aisha Khan', role: 'approver', address: '198.51.100.7' },
  { id: 'ad000000-0000-4000-8000-000000000001', name: 'Petra Schulz', role: 'admin', address: '203.0.113.40' },
  { id: '0d170000-0000-4000-8000-000000000001', name: 'Omar Haddad', role: 'auditor', address: '203.0.113.60' },
  // In the tenant and in the channels, in no group of the access policy.
  { id: '0b515ede-0000-4000-8000-000000000001', name: 'Oscar Nilsen', role: 'outsider', address: '192.0.2.44' },
  { id: 'e0000000-0000-4000-8000-000000000002', name: 'Eva Moreau', role: 'engineer', address: '203.0.113.8' },
]

export const sandboxChannels: readonly TeamsChannel[] = [
  { id: '19:6f70732d617070726f76616c73000000@thread.tacv2', name: 'ops-approvals' },
  { id: '19:61756469740000000000000000000000@thread.tacv2', name: 'audit' },
]

/** The team that the bot was added to. As in Teams, its id is that of its first channel. */
export const sandboxTeam = {
  id: '19:6f70732d617070726f76616c73000000@thread.tacv2',
  name: 'Operations',
  aadGroupId: '0de7a700-0000-4000-8000-000000000001',
}
