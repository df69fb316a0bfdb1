import { type Drafted, draftConfiguration } from '../app/draft-configuration.ts'
import type { Configuration, ConfigurationVerb } from '../domain/jit-configuration/configuration.ts'
import { type ConfigurationFinding, configurationFindingText } from '../domain/jit-configuration/finding.ts'
import { withRules } from '../domain/jit-configuration/port-rules.ts'
import { type Networks, problemsOf, type TypedRule, typedRule } from '../domain/jit-configuration/read-rules.ts'
import { wantedRules } from '../domain/jit-configuration/wanted-rules.ts'
import type { Vm } from '../domain/vm.ts'
import type { Turn } from '../ports/chat.ts'
import { AzureError } from '../ports/jit.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { noOne } from '../words/reader.ts'
import type { Text } from '../words/text.ts'
import { askForm } from './ask-forms.ts'
import { answerCard } from './cards/answer.ts'
import { configurationCard } from './cards/configuration-card.ts'
import { portRulesForm } from './cards/port-rules-form.ts'
import type { ChatDeps, CommandContext } from './command.ts'
import { findMachines } from './find-machines.ts'
import { usableBy } from './gate.ts'
import { machineTrouble } from './machine-trouble.ts'
import { parseConfiguration } from './text/parse-configuration.ts'

/** At most so many machines in one change. */
const mostMachines = 20

/** From typed text to the card that shows before and after, or to the form where there is still something to choose. */
export async function configureTyped(context: CommandContext, verb: ConfigurationVerb): Promise<OutgoingMessage> {
  const { deps, turn, rest } = context
  const { reader } = deps
  const { configuring: text } = reader.words
  const parsed = parseConfiguration(rest, networksOf(deps))
  const { vms: typed, wanted } = parsed
  const problems = parsed.problems.map((problem) => problem(reader))
  if (typed.length === 0) return await askForm(deps, turn.person, verb, await usableBy(deps, turn.person), {}, problems)
  if (problems.length > 0) return refused(deps, text.notRead, problems)
  const saysRules = wanted.ports !== undefined || wanted.recommended
  if (verb === 'disable' && (saysRules || wanted.maxDurationMs !== undefined || wanted.sources !== undefined))
    return refused(deps, text.disableNoPorts, [
      text.disableTakesAll(`/jit configure ${typed.join(',')} remove`.slice(0, 400)),
    ])
  const found = await findMachines(deps, turn.person, typed, mostMachines)
  if (found.trouble) return machineTrouble(context, verb, 'change', found.trouble)
  const vms = found.machines.map(({ vm }) => vm)
  try {
    const drafted = await draftConfiguration(deps, {
      author: turn.person,
      verb,
      vms,
      rulesFor: (vm, before) => (verb === 'disable' ? [] : wantedRules(vm.os, before, wanted)),
    })
    const findings = [...findingTexts(drafted.findings), ...tooMany(drafted)]
    if (drafted.kind === 'refused' || findings.length > 0) {
      await noteRefused(deps, turn, `${verb} ${names(vms)}`, findings)
      const title = vms.length === 1 ? text.notLikeThis(names(vms)) : text.severalNotLikeThis(vms.length)
      return refused(
        deps,
        title,
        findings.map((finding) => finding(reader)),
      )
    }
    const { configuration } = drafted
    const says = saysRules || wanted.maxDurationMs !== undefined || wanted.sources !== undefined
    const configured = configuration.targets.every(({ before }) => before.length > 0)
    if (verb === 'disable' || says || (verb === 'enable' && !configured))
      return configurationCard(deps.cards, configuration)
    return formFor(deps, configuration, verb === 'enable' ? [text.configuredAlready] : [])
  } catch (error) {
    return refused(deps, text.notByAzure, [azureText(error)(reader)])
  }
}

/** The form with the rules of a draft; of several machines with different rules, each port once. */
export function formFor(
  deps: ChatDeps,
  configuration: Configuration,
  problems: readonly string[] = [],
  rows?: readonly TypedRule[],
): OutgoingMessage {
  const rules = configuration.targets.reduceRight<Configuration['targets'][number]['after']>(
    (all, { before, after }) => withRules(all, after.length > 0 ? after : before),
    [],
  )
  const shown = rows ?? rules.map(typedRule)
  return portRulesForm(deps.cards, configuration, { rows: shown, problems, networks: Object.keys(networksOf(deps)) })
}

/** Networks that have a name in the access policy of this moment. */
export function networksOf({ policy }: ChatDeps): Networks {
  const inForce = policy.current()
  return inForce.kind === 'policy' ? inForce.policy.networks : {}
}

export function findingTexts(findings: readonly ConfigurationFinding[]): Text[] {
  return findings.map(
    (finding): Text =>
      (reader) =>
        configurationFindingText(finding, reader),
  )
}

/** The ledger has what an admin wanted and did not get. */
export async function noteRefused(
  { ledger, clock }: ChatDeps,
  turn: Turn,
  attempted: string,
  why: readonly Text[],
): Promise<void> {
  const fact = {
    type: 'attempt refused',
    attempted: attempted.slice(0, 200),
    why: why
      .map((text) => text(noOne))
      .join(' ')
      .slice(0, 400),
  } as const
  await ledger.append([{ at: clock.now(), actor: turn.person, fact }])
}

/** What Azure said, for the person who asked. Throws on what is no word of Azure. */
export function azureText(error: unknown): Text {
  if (!(error instanceof AzureError)) throw error
  if (error.outcome === 'refused') return (reader) => reader.words.configuring.azureRefused(error.explanation(reader))
  return (reader) => reader.words.configuring.azureAway(error.said(reader))
}

function tooMany(drafted: Drafted): Text[] {
  if (drafted.kind === 'refused') return []
  const { targets } = drafted.configuration
  // The same rules for all: said once.
  const said = new Map(targets.flatMap(({ after }) => problemsOf(after)).map((text) => [text(noOne), text]))
  return [...said.values()]
}

function refused({ cards }: ChatDeps, title: string, paragraphs: readonly string[]): OutgoingMessage {
  return answerCard(cards, { title, tone: 'attention', paragraphs: paragraphs.slice(0, 20) })
}

function names(vms: readonly Vm[]): string {
  return vms.map(({ name }) => name).join(', ')
}
