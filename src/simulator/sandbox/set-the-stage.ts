import { sandboxPeople } from './people.ts'
import type { SandboxTeams } from './sandbox-teams.ts'

/** What was typed before the newcomer came: the same commands that a platform team would type on its first day. */
const lines: readonly { readonly role: string; readonly room: string | undefined; readonly text: string }[] = [
  { role: 'admin', room: 'ops-approvals', text: '/jit here approvals ops-approvals' },
  { role: 'admin', room: 'audit', text: '/jit here digest daily 09:00' },
  { role: 'engineer', room: undefined, text: '/jit from 203.0.113.7' },
]

/** Has them typed in the simulated Teams, each once in the life of the sandbox's data. */
export async function setTheStage(teams: SandboxTeams): Promise<void> {
  for (const { role, room, text } of lines) {
    const person = sandboxPeople.find((candidate) => candidate.role === role)
    const conversation =
      person &&
      teams.conversations(person.id).find((c) => (room === undefined ? c.kind === 'personal' : c.name === room))
    if (!person || !conversation) throw new Error(`the sandbox has no ${role} who sees ${room ?? 'a personal chat'}`)
    const typed = await teams.messages(person.id, conversation.id)
    if (typed.some((message) => !message.from.bot && message.from.id === person.id)) continue
    await teams.say(person.id, conversation.id, text)
  }
}
