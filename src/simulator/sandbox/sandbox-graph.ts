/** What the sandbox API asks of the simulated Microsoft Graph. Its refusals are RangeErrors, with a sentence. */
export type SandboxGraph = {
  groups(): readonly object[]
  change(group: string, person: string, into: boolean): void
  inject(fault: object): void
  clearFaults(): void
}
