import { type Configuration, confirmed, isOpen } from '../domain/jit-configuration/configuration.ts'
import type { ConfigurationFinding } from '../domain/jit-configuration/finding.ts'
import type { Posting } from '../domain/posting.ts'
import type { Clock } from '../ports/clock.ts'
import type { ConfigurationStore } from '../ports/configuration-store.ts'
import type { RequestStore } from '../ports/store.ts'
import { findingsOf } from './draft-configuration.ts'

/** `before`: it was confirmed already. `stale`: another draft took the place of the one that was shown. */
export type Confirmed =
  | { readonly kind: 'confirmed' | 'before' | 'stale'; readonly configuration: Configuration }
  | { readonly kind: 'refused'; readonly findings: readonly ConfigurationFinding[] }

/** Takes the author's word for the very version that was shown to them; a job writes it. The caller has checked that the author presses. */
export async function confirmConfiguration(
  deps: { readonly configurations: ConfigurationStore; readonly store: RequestStore; readonly clock: Clock },
  shown: { readonly configuration: Configuration; readonly version: number },
  card: Pick<Posting, 'to' | 'takesOver'>,
): Promise<Confirmed> {
  const { configuration, version } = shown
  if (!isOpen(configuration)) return { kind: 'before', configuration }
  if (configuration.version !== version) return { kind: 'stale', configuration }
  const findings = await findingsOf(deps, configuration)
  if (findings.length > 0) return { kind: 'refused', findings }
  const posting: Posting = {
    key: `configuration:${configuration.id}`,
    content: { kind: 'configuration card', configuration: configuration.id },
    ...card,
  }
  const change = confirmed(configuration, deps.clock.now(), [posting])
  if (await deps.configurations.save(change)) return { kind: 'confirmed', configuration: change.configuration }
  const newest = (await deps.configurations.find(configuration.id)) ?? configuration
  return { kind: isOpen(newest) ? 'stale' : 'before', configuration: newest }
}
