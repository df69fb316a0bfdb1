import type { Request } from '../domain/request.ts'

/** The mark by which an opening of ours is found again in Azure: the beginning of its justification. */
export function markOf(request: Request, target: number): string {
  return `jit-access-bot:${request.id}/${target};`
}

/** What Azure's own record keeps of the people, since it sees only the bot: mark, requester, approvers, reason; cleaned, at most 400 characters. */
export function justificationOf(request: Request, target: number): string {
  const approvers = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by.name)
  const text = [
    markOf(request, target),
    `requested by ${request.requester.name} (${request.requester.id.split('/')[1]})`,
    approvers.length === 0 ? 'approved by the access policy' : `approved by ${approvers.join(', ')}`,
    request.reason,
  ].join(' · ')
  return text.replace(/[\p{C}<>]/gu, ' ').slice(0, 400)
}
