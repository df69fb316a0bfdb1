import { confirmConfiguration } from '../../app/confirm-configuration.ts'
import { findingsOf, redraft } from '../../app/draft-configuration.ts'
import type { Configuration, ConfigurationTarget } from '../../domain/jit-configuration/configuration.ts'
import { recommendedRules, withRules } from '../../domain/jit-configuration/port-rules.ts'
import { mostRules, readRules, type TypedRule, typedRule } from '../../domain/jit-configuration/read-rules.ts'
import type { Press, PressAnswer, Turn } from '../../ports/chat.ts'
import { configurationCard, nothingChanges } from '../cards/configuration-card.ts'
import type { ChatDeps } from '../command.ts'
import { azureText, findingTexts, formFor, networksOf, noteRefused } from '../configure-flow.ts'
import { noSuchConfiguration, ownConfiguration, untouched } from '../own-configuration.ts'
import { takenOver } from '../taken-over.ts'
import { plain } from '../text/normalise.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

type RulesFor = (target: ConfigurationTarget) => ConfigurationTarget['after']

/** The form: opened, with one row more or less, or with the recommended ports. What was typed in the other rows stays. */
export const rules: PressHandler = (deps, turn, press) =>
  withDraft(deps, turn, press, async (draft) => {
    const { configuring: text } = deps.reader.words
    const typed = rowsOf(press)
    switch (field(press, 'do')) {
      case 'edit':
        return cardAnswer(formFor(deps, draft))
      case 'propose':
        return await shown(deps, turn, draft, ({ after }) => withRules(after, recommendedRules))
      case 'add':
        return typed.length >= mostRules
          ? cardAnswer(formFor(deps, draft, [text.tooManyRules(mostRules)], typed))
          : cardAnswer(
              formFor(deps, draft, [], [...typed, { port: '', protocol: 'TCP', sources: '*', maximum: '3 h' }]),
            )
      case 'remove':
        return cardAnswer(
          formFor(
            deps,
            draft,
            [],
            typed.filter((_row, i) => String(i) !== field(press, 'row', 3)),
          ),
        )
      case 'recommended':
        return cardAnswer(formFor(deps, draft, [], withRecommended(typed)))
      default:
        return sentence(noSuchConfiguration(deps.reader))
    }
  })

/** Reads the form, stores what it says as the draft, and shows before and after; or the form again with what is wrong. */
export const review: PressHandler = (deps, turn, press) =>
  withDraft(deps, turn, press, async (draft) => {
    const rows = rowsOf(press)
    const read = readRules(rows, networksOf(deps))
    const problems = [
      ...read.problems.map((text) => text(deps.reader)),
      ...(read.rules.length === 0 && read.problems.length === 0 ? [deps.reader.words.configuring.noPortLeft] : []),
    ]
    if (problems.length > 0) return cardAnswer(formFor(deps, draft, problems, rows))
    return await shown(deps, turn, draft, ({ before }) => read.rules.map((rule) => untouched(rule, before)), rows)
  })

/** The draft is confirmed as it is stored, if it is the one that was shown. */
export const confirm: PressHandler = (deps, turn, press) =>
  withOwn(deps, turn, press, async (configuration) => {
    const { id, thread } = turn.conversation
    const takesOver = takenOver(turn, press.messageId)
    const confirmed = await confirmConfiguration(
      deps,
      { configuration, version: Number(press.data.version) },
      {
        to: { kind: 'conversation', id, ...(thread === undefined ? {} : { thread }) },
        ...(takesOver ? { takesOver } : {}),
      },
    )
    if (confirmed.kind === 'refused') {
      const findings = findingTexts(confirmed.findings)
      const machines = configuration.targets.map(({ vmName }) => vmName).join(', ')
      await noteRefused(deps, turn, `${configuration.verb} ${machines}`, findings)
      return sentence(findings.map((text) => text(deps.reader)).join(' '))
    }
    return cardAnswer(configurationCard(deps.cards, confirmed.configuration))
  })

async function withOwn(
  deps: ChatDeps,
  turn: Turn,
  press: Press,
  act: (configuration: Configuration) => Promise<PressAnswer>,
): Promise<PressAnswer> {
  const own = await ownConfiguration(deps, turn, field(press, 'configuration'))
  if (typeof own === 'function') return sentence(own(deps.reader))
  try {
    return await act(own)
  } catch (error) {
    return sentence(azureText(error)(deps.reader))
  }
}

/** What is confirmed or done is not edited any more: the presser sees what it is by now. */
function withDraft(
  deps: ChatDeps,
  turn: Turn,
  press: Press,
  act: (draft: Configuration) => Promise<PressAnswer>,
): Promise<PressAnswer> {
  return withOwn(deps, turn, press, async (configuration) =>
    configuration.verb !== 'disable' &&
    configuration.targets.every(({ state }) => state === 'draft' || state === 'failed')
      ? await act(configuration)
      : cardAnswer(configurationCard(deps.cards, configuration)),
  )
}

async function shown(
  deps: ChatDeps,
  _turn: Turn,
  draft: Configuration,
  rulesFor: RulesFor,
  rows?: readonly TypedRule[],
): Promise<PressAnswer> {
  const { configuring: text } = deps.reader.words
  const next = await redraft(deps, draft, rulesFor)
  if (!next) return sentence(text.atOnce)
  const problems = findingTexts(await findingsOf(deps, next)).map((finding) => finding(deps.reader))
  if (problems.length > 0) return cardAnswer(formFor(deps, next, problems, rows))
  if (nothingChanges(next) && rows) return cardAnswer(formFor(deps, next, [text.nothingChanges], rows))
  return cardAnswer(configurationCard(deps.cards, next))
}

/** The rows of the form as they were sent, in their own words. */
function rowsOf(press: Press): TypedRule[] {
  return Array.from({ length: mostRules }, (_, i) => i)
    .filter((i) => press.data[`port${i}`] !== undefined)
    .map((i) => ({
      port: plain(field(press, `port${i}`, 20)),
      protocol: plain(field(press, `protocol${i}`, 10)),
      sources: plain(field(press, `sources${i}`, 500)),
      maximum: plain(field(press, `maximum${i}`, 40)),
    }))
}

function withRecommended(rows: readonly TypedRule[]): TypedRule[] {
  const recommended = recommendedRules.map(typedRule)
  const ports = recommended.map(({ port }) => port)
  const others = rows.filter(({ port }) => port !== '' && !ports.includes(port))
  return [...recommended, ...others].slice(0, mostRules)
}
