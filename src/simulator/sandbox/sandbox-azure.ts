/** What the sandbox API asks of the simulated Azure. Its refusals carry `status` and a sentence, ambiguous names also `ids`. */
export type SandboxAzure = {
  /** Whether a new connection gets through now. `vm` is a name or an ARM id. */
  reachable(vm: string, port: number, from: string): object
  /** The rules in effect for one VM, by priority. */
  rules(vm: string): readonly object[]
  estate(): readonly object[]
  /** Throws RangeError, with a sentence, for a fault that makes no sense. */
  inject(fault: object): void
  clearFaults(): void
  /** Somebody acts past the bot. Throws an error with `status` and a sentence for what cannot be done. */
  act(act: object): void
  /** The switches as they are. */
  readonly settings: object
  /** Sets switches, all or none. Throws RangeError, with a sentence. */
  configure(changes: object): void
  onChange(listener: () => void): () => void
}
