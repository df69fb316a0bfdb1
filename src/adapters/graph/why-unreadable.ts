/** In a few words for people, why Graph did not tell who is in a group. What Graph said itself goes to the log. */
export function whyUnreadable(error: unknown): string {
  const { statusCode, name } = error as { statusCode?: unknown; name?: unknown }
  if (name === 'AbortError' || name === 'TimeoutError') return 'Microsoft Graph did not answer in time'
  if (name === 'UnreadableAnswer') return "Microsoft Graph's answer cannot be read"
  switch (statusCode) {
    case 401:
      return 'Microsoft Graph does not take the bot’s token'
    case 403:
      return 'the bot lacks the permission GroupMember.Read.All of Microsoft Graph'
    case 404:
      return 'Microsoft Graph has no such person or group'
    case 429:
      return 'Microsoft Graph is too busy'
    default:
      return typeof statusCode === 'number' && statusCode > 0
        ? `Microsoft Graph answered ${statusCode}`
        : 'Microsoft Graph cannot be reached'
  }
}
