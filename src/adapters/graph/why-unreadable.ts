import type { Words } from '../../words/en.ts'
import type { Text } from '../../words/text.ts'
/** In a few words for people, why Graph did not tell who is in a group. What Graph said itself goes to the log. */
export function whyUnreadable(error: unknown): Text {
  return ({ words: { unread } }) => whyOf(error, unread.graph)
}

function whyOf(error: unknown, graph: Words['unread']['graph']): string {
  const { statusCode, name } = error as { statusCode?: unknown; name?: unknown }
  if (name === 'AbortError' || name === 'TimeoutError') return graph.late
  if (name === 'UnreadableAnswer') return graph.unreadable
  switch (statusCode) {
    case 401:
      return graph.token
    case 403:
      return graph.permission
    case 404:
      return graph.unknown
    case 429:
      return graph.busy
    default:
      return typeof statusCode === 'number' && statusCode > 0 ? graph.answered(statusCode) : graph.unreachable
  }
}
