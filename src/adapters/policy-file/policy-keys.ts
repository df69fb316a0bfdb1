/** What a key of the policy file means: for the schema that editors read, and for the reference. */
export interface PolicyKey {
  readonly says: string
  readonly example?: string
  /** Another way to write it, as JSON Schema has it. */
  readonly or?: Readonly<Record<string, unknown>>
}

/** Every key by its path; `*` stands for a name that the author chooses. A test says that none is missing and none is too much. */
export const policyKeys: Readonly<Record<string, PolicyKey>> = {
  version: { says: 'Version of this format: 1.', example: '1' },
  tenant: {
    says: 'Entra tenant of the people who are written without one.',
    example: '7d1c1c1e-0000-4000-8000-000000000001',
  },
  zone: {
    says: 'IANA time zone of the hours and times of day in this file; UTC if left out.',
    example: 'Europe/Paris',
  },
  networks: { says: 'Sources with names, for rules and for "from vpn".' },
  'networks.*': {
    says: 'Public IPv4 addresses and CIDRs. A request that names the network opens to all of them.',
    example: '[203.0.113.0/24]',
  },
  groups: {
    says: 'Groups of people, by the names that the rest of the file uses. "everyone" always exists, and may ask, not approve.',
  },
  'groups.*': { says: 'Who is in the group.' },
  'groups.*.people': {
    says: 'Entra object ids, with "<tenant id>/" before those of another tenant. [] means nobody.',
    example: '[e0000000-0000-4000-8000-000000000001]',
  },
  'groups.*.entraGroup': {
    says: 'Object id of an Entra group of the tenant; groups within it count.',
    example: '6f1c0000-0000-4000-8000-000000000001',
  },
  'groups.*.channel': {
    says: 'Whoever is a member of the Teams channel bound under this name (/jit here approvals <name>).',
    example: 'ops-approvals',
  },
  defaults: { says: 'What holds for rules that do not say.' },
  'defaults.within': { says: 'How long a request waits for decisions; 4 hours if left out.', example: '4h' },
  'defaults.maxDuration': { says: 'Longest window; 8 hours if left out.', example: '2h' },
  admins: {
    says: 'Groups that may configure the bot. That alone lets nobody ask or approve. [] means nobody.',
    example: '[platform]',
  },
  auditors: { says: 'Groups that may read the ledger. [] means nobody.', example: '[security]' },
  breakGlass: { says: 'Who may open a port at once when nobody can be asked, and who signs for it. Left out: nobody.' },
  'breakGlass.people': { says: 'Groups of those who may. An empty list means nobody.', example: '[sre-leads]' },
  'breakGlass.maxDuration': { says: 'Longest time; 1h if left out.', example: '1h' },
  'breakGlass.reviewers': {
    says: 'Groups of those who sign for it afterwards, never the person themself.',
    example: '[security]',
  },
  'breakGlass.coolDown': {
    says: 'How long the same person waits from one to the next; 24h if left out.',
    example: '24h',
  },
  rules: {
    says: 'Every rule that matches counts; their order never matters, and none can weaken another. What no rule covers is refused.',
  },
  'rules.name': { says: 'Name that people and the ledger see.', example: 'production' },
  'rules.when': {
    says: 'Which machines and ports the rule speaks of: all parts must match. {} is everything.',
    example: '{ vm: { tags: { env: prod } } }',
  },
  'rules.when.vm': { says: 'What the machine must be; without regard to case.' },
  'rules.when.vm.name': { says: 'Names: * for any characters, ? for one.', example: "'db*'" },
  'rules.when.vm.tags': { says: 'Tags that it must have, all of them.' },
  'rules.when.vm.tags.*': { says: 'The value, or one of several; taken literally.', example: '[prod, production]' },
  'rules.when.vm.resourceGroup': { says: 'Resource groups, taken literally.', example: 'rg-web' },
  'rules.when.vm.subscription': { says: 'Subscription ids.' },
  'rules.when.vm.location': { says: 'Regions, taken literally.', example: 'westeurope' },
  'rules.when.vm.os': {
    says: 'Operating systems: windows, linux. A machine whose system is not known is refused by the rule.',
    example: 'windows',
  },
  'rules.when.ports': { says: 'Port numbers; left out: every port.', example: '[22, 3389]' },
  'rules.requesters': {
    says: 'Groups that may ask. Needed, unless the rule denies. Whoever a matching rule leaves out is refused. [] means nobody.',
    example: '[platform]',
  },
  'rules.approvals': {
    says: 'Who must agree: every entry of every matching rule. Needed, unless the rule denies; "none" has to be said.',
    example: '[{ count: 1, from: [sre-leads] }]',
    or: { const: 'none' },
  },
  'rules.approvals.count': {
    says: 'So many different people. Nobody counts for their own request without selfApproval.',
    example: '1',
  },
  'rules.approvals.from': { says: 'Out of these groups together.', example: '[sre-leads, on-call]' },
  'rules.selfApproval': {
    says: 'Whether the own approval of the requester counts: only where every matching rule says so.',
    example: 'true',
  },
  'rules.within': {
    says: 'How long a request waits for decisions, 5 minutes to 30 days; 4 hours if left out. The shortest counts.',
    example: '4h',
  },
  'rules.maxDuration': {
    says: 'Longest window, 5 minutes to 24 hours; 8 hours if left out. The shortest counts, and Defender’s own.',
    example: '2h',
  },
  'rules.maxTotal': {
    says: 'Longest that a window may stand with its extensions, 5 minutes to 7 days; no longer than maxDuration if left out. The shortest counts.',
    example: '8h',
  },
  'rules.reason': { says: 'What a reason must be. Every matching rule’s counts.' },
  'rules.reason.required': { says: 'Whether there must be one; true if left out.', example: 'true' },
  'rules.reason.pattern': {
    says: 'Regular expression that is found in it; no look-around, no back-references.',
    example: "'(INC|CHG)\\d{6}'",
  },
  'rules.reason.hint': {
    says: 'What people read when it does not match.',
    example: "'Quote a ticket, such as INC123456'",
  },
  'rules.sources': { says: 'Where people may connect from. The intersection of all matching rules counts.' },
  'rules.sources.networks': {
    says: 'Networks of this file; left out: any public address. [] means nowhere.',
    example: '[office, vpn]',
  },
  'rules.sources.narrowest': {
    says: 'Shortest prefix length accepted, 8 to 32; /32 is single addresses only. The longest counts.',
    example: '/32',
    or: { type: 'integer', minimum: 8, maximum: 32 },
  },
  'rules.hours': {
    says: 'When the rule lets people in. Outside of it: the approvals of "outside" on top, or a refusal.',
  },
  'rules.hours.days': { says: 'Days and ranges of days; every day if left out.', example: '[mon-fri]' },
  'rules.hours.from': { says: 'Hours and minutes.', example: "'08:00'" },
  'rules.hours.to': { says: 'Hours and minutes; before "from" it is on the next day.', example: "'18:00'" },
  'rules.hours.zone': { says: 'IANA time zone; that of the file if left out.', example: 'Europe/Paris' },
  'rules.hours.outside': { says: 'What holds at all other times.' },
  'rules.hours.outside.approvals': {
    says: 'Who must agree then, on top.',
    example: '[{ count: 1, from: [sre-leads] }]',
  },
  'rules.hours.outside.approvals.count': { says: 'So many different people.' },
  'rules.hours.outside.approvals.from': { says: 'Out of these groups together.' },
  'rules.limits': { says: 'What one person may have by this rule.' },
  'rules.limits.openPerPerson': { says: 'Machines that are open or asked for at once.', example: '3' },
  'rules.limits.unattendedPerPersonPerDay': { says: 'Requests of a day that nobody had to approve.', example: '5' },
  'rules.limits.then': { says: 'What holds when those of the day are used up; a refusal if left out.' },
  'rules.limits.then.approvals': { says: 'Who must agree then.', example: '[{ count: 1, from: [sre-leads] }]' },
  'rules.limits.then.approvals.count': { says: 'So many different people.' },
  'rules.limits.then.approvals.from': { says: 'Out of these groups together.' },
  'rules.notify': {
    says: 'Names of channels (/jit here approvals <name>) that get the approval card; left out: all that are bound.',
    example: 'ops-approvals',
  },
  'rules.deny': {
    says: 'Refuses all that matches, with this text, whatever other rules say. Nothing but name and when may stand beside it.',
    example: 'The vault is reached through PAM only.',
  },
}
