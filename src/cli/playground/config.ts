import type { SandboxPerson } from '../../simulator/sandbox/people.ts'
import {
  sandboxAppId,
  sandboxChannels,
  sandboxPeople,
  sandboxTeam,
  sandboxTenantId,
} from '../../simulator/sandbox/people.ts'

/** The Playground knows five users beside the current one, neither more nor less. */
const others = 5

/** The Playground's configuration file (JSON is YAML) for somebody of the sandbox, with the sandbox's own ids. */
export function playgroundConfig(person: SandboxPerson): string {
  const [channel] = sandboxChannels
  return JSON.stringify({
    version: '0.1.1',
    tenantId: sandboxTenantId,
    bot: { id: sandboxAppId, name: 'JIT Access' },
    currentUser: userOf(person),
    users: sandboxPeople
      .filter(({ id }) => id !== person.id)
      .slice(0, others)
      .map(userOf),
    personalChat: { id: `personal-${shortName(person)}` },
    groupChat: { id: 'group', name: 'Group Chat' },
    team: {
      id: 'team',
      name: sandboxTeam.name,
      aadGroupId: sandboxTeam.aadGroupId,
      channels: channel ? [{ id: channel.id, name: channel.name }] : [],
    },
  })
}

/** As somebody is called on the command line. */
export function shortName({ name }: SandboxPerson): string {
  return (name.split(' ')[0] ?? name).toLowerCase()
}

/** By first name or object id, in any case. */
export function personNamed(typed: string): SandboxPerson | undefined {
  const wanted = typed.trim().toLowerCase()
  return sandboxPeople.find((person) => person.id === wanted || shortName(person) === wanted)
}

function userOf(person: SandboxPerson) {
  const [givenName = '', ...rest] = person.name.split(' ')
  const email = `${shortName(person)}@contoso.example`
  return {
    id: shortName(person),
    name: person.name,
    userPrincipleName: email,
    aadObjectId: person.id,
    givenName,
    surname: rest.join(' '),
    email,
  }
}
