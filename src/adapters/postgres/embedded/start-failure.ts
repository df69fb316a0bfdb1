/** The database does not start; the message is one sentence that says what to do. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}
