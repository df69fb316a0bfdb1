/** What the sandbox's Entra hands out for somebody; as in Teams, a page asks for it anew at each start. */
export async function sandboxToken(as: string): Promise<{ readonly token: string; readonly tenantId: string }> {
  const response = await fetch('/sandbox/api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as }),
  })
  if (!response.ok) throw new Error('The sandbox does not sign anybody on.')
  return await response.json()
}
