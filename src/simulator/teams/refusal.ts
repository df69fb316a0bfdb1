/** What somebody in the simulated Teams wanted cannot be done; the message is a sentence, `status` the HTTP status that fits. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 403 | 404

  constructor(status: 400 | 403 | 404, message: string) {
    super(message)
    this.status = status
  }
}
