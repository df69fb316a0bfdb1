/** The groups that the sandbox's Entra has. `platform` has its engineers through a group within it. */
export const sandboxGroups = [
  {
    id: '6f1c0000-0000-4000-8000-000000000001',
    name: 'platform',
    members: ['a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000002'],
    groups: ['6f1c0000-0000-4000-8000-000000000002'],
  },
  {
    id: '6f1c0000-0000-4000-8000-000000000002',
    name: 'platform-engineers',
    members: ['e0000000-0000-4000-8000-000000000001', 'e0000000-0000-4000-8000-000000000002'],
  },
  {
    id: '6f1c0000-0000-4000-8000-000000000003',
    name: 'sre-leads',
    members: ['a0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000002'],
  },
] as const
