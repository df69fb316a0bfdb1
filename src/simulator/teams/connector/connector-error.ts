/** A refusal in the Bot Framework's own words: `{ error: { code, message } }`. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError'
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export const badSyntax = (message: string) => new ConnectorError(400, 'BadSyntax', message)

export const conversationNotFound = () => new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.')

export const activityNotFound = () =>
  new ConnectorError(404, 'ActivityNotFoundInConversation', 'The activity is not in the conversation.')

export const notInRoster = () =>
  new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
