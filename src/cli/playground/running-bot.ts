/** What listens there: a bot that takes the Playground, something else, or nothing. */
export async function lookFor(url: string): Promise<'playground' | 'other' | 'nothing'> {
  try {
    const response = await fetch(`${url}/api/messages`, { method: 'HEAD', signal: AbortSignal.timeout(3_000) })
    return response.headers.has('x-agents-playground') ? 'playground' : 'other'
  } catch {
    return 'nothing'
  }
}
