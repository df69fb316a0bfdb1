import { parseConfigurationId } from '../domain/ids.ts'
import type { Configuration, ConfigurationTarget } from '../domain/jit-configuration/configuration.ts'
import { sameRules } from '../domain/jit-configuration/port-rules.ts'
import { readRules, typedRule } from '../domain/jit-configuration/read-rules.ts'
import type { Turn } from '../ports/chat.ts'
import type { Text } from '../words/text.ts'
import type { ChatDeps } from './command.ts'
import { noteRefused } from './configure-flow.ts'
import { mayUse } from './gate.ts'

/** The same for a change that does not exist and for one that the person may not know of. */
export const noSuchConfiguration: Text = ({ words }) => words.configuring.unknown

/** Only the author goes on with a change, and only as long as they are an admin; a sentence where it is not so, which the ledger has too. */
export async function ownConfiguration(deps: ChatDeps, turn: Turn, said: string): Promise<Configuration | Text> {
  const id = parseConfigurationId(said)
  const configuration = id && (await deps.configurations.find(id))
  const admin = await mayUse(deps, turn.person, 'admins')
  if (configuration && admin && configuration.author.id === turn.person.id) return configuration
  const why = !admin ? 'for admins only' : configuration ? 'drafted by somebody else' : 'no such change of port rules'
  await noteRefused(deps, turn, 'change port rules', [() => why])
  if (!configuration || !admin) return noSuchConfiguration
  const { author, verb } = configuration
  return ({ words }) => words.configuring.draftedBy(author.name, verb)
}

/** A rule that reads as it did is left exactly as Azure has it. */
export function untouched(rule: ConfigurationTarget['after'][number], before: ConfigurationTarget['before']) {
  const known = before.find(({ number }) => number === rule.number)
  const asTyped = known && readRules([typedRule(known)]).rules
  return known && asTyped && sameRules(asTyped, [rule]) ? known : rule
}
