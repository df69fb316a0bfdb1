import {
  type Configuration,
  type ConfigurationTarget,
  type ConfigurationVerb,
  isOpen,
  type TargetState,
} from '../../domain/jit-configuration/configuration.ts'
import { sameRules } from '../../domain/jit-configuration/port-rules.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { rulesText } from '../words/port-rules.ts'
import { type Tone, texts } from './answer.ts'
import type { Cards } from './expand.ts'

const asked: Record<ConfigurationVerb, string> = {
  enable: 'Enable just-in-time access on',
  configure: 'Change the port rules of',
  disable: 'Disable just-in-time access on',
}
const done: Record<ConfigurationVerb, string> = {
  enable: 'Just-in-time access is enabled on',
  configure: 'The port rules are changed on',
  disable: 'Just-in-time access is disabled on',
}
const confirmTitle: Record<ConfigurationVerb, string> = { enable: 'Enable', configure: 'Change', disable: 'Disable' }
const stateText: Record<TargetState, string> = {
  draft: 'not changed yet',
  waiting: 'being changed',
  done: 'seen in Azure',
  failed: 'not changed',
}
const colors: Record<TargetState, string> = { draft: 'accent', waiting: 'accent', done: 'good', failed: 'attention' }

/** A change of port rules in whatever state: before and after for each VM, and what can be done about it. */
export function configurationCard(cards: Cards, configuration: Configuration): OutgoingMessage {
  const { id, version, verb, author, targets } = configuration
  const { title, tone, said } = headline(configuration, cards.reader)
  const groups = grouped(targets, cards.reader)
  const longest = Math.floor(8_000 / (2 * groups.length))
  // What is confirmed must have been shown.
  const cut = groups.some(([{ before, after }]) =>
    [before, after].some((rules) => rulesText(rules, cards.reader).length > longest),
  )
  const open = isOpen(configuration) && !targets.some(({ state }) => state === 'waiting')
  const untouched = targets.every(({ state }) => state === 'draft' || state === 'failed')
  const nothing = nothingChanges(configuration)
  const again = targets.some(({ state }) => state === 'failed')
  const buttons = [
    ...(open && !nothing && !cut
      ? [
          {
            title: again ? 'Try again' : confirmTitle[verb],
            verb: 'confirmRules',
            style: verb === 'disable' ? 'destructive' : 'positive',
            data: { configuration: id, version },
          },
        ]
      : []),
    ...(open && untouched && verb !== 'disable'
      ? [
          { title: 'Edit the rules', verb: 'rules', style: 'default', data: { configuration: id, do: 'edit' } },
          {
            title: "Defender's recommended ports",
            verb: 'rules',
            style: 'default',
            data: { configuration: id, do: 'propose' },
          },
        ]
      : []),
  ]
  const card = cards.expand('configuration', {
    title: escapeMarkdown(title),
    tone,
    said: escapeMarkdown(said),
    groups: groups.map(([first, names]) => ({
      names: short(cards.reader.words.describe.list(names, 'and'), Math.max(longest, 70)),
      state: stateText[first.state],
      color: colors[first.state],
      before: short(rulesText(first.before, cards.reader), longest),
      after: short(rulesText(first.after, cards.reader), longest),
      whys: texts([short(first.why ?? '', groups.length > 5 ? 120 : 700)]),
    })),
    notes: texts(
      [
        ...(cut && open ? [tooMuch] : []),
        `Drafted by ${author.name}.`,
        ...(verb === 'disable' && open ? [exposed] : []),
      ].map(escapeMarkdown),
    ),
    buttons,
  })
  return { card, summary: title }
}

const tooMuch =
  'These rules are too many to be shown on one card in full, so they can not be confirmed here: change fewer machines at once.'

const exposed =
  'Without just-in-time access the network rules alone decide: a port that they allow is then open all the time.'

/** Whether Azure has by now what the draft wants. */
export function nothingChanges({ targets }: Configuration): boolean {
  return targets.every(({ state, before, after }) => state === 'draft' && sameRules(before, after))
}

function headline(
  configuration: Configuration,
  reader: Reader,
): {
  readonly title: string
  readonly tone: Tone
  readonly said: string
} {
  const { verb, targets } = configuration
  const names = targets.map(({ vmName }) => vmName)
  const machines =
    names.length > 3 ? `${names.length} machines` : reader.words.describe.list([...new Set(names)], 'and')
  const has = (state: TargetState) => targets.some((target) => target.state === state)
  if (has('waiting'))
    return {
      title: `${asked[verb]} ${machines}: under way`,
      tone: 'accent',
      said: 'This card changes when Azure shows the new rules.',
    }
  if (!has('draft') && !has('failed'))
    return {
      title: `${done[verb]} ${machines}`,
      tone: 'good',
      said: 'Read back from Azure: all other machines keep their rules.',
    }
  if (has('done'))
    return {
      title: `Changed in part: ${machines}`,
      tone: 'warning',
      said: 'What was not changed can be confirmed again.',
    }
  if (has('failed')) return { title: `Not changed: ${machines}`, tone: 'attention', said: 'Nothing was changed.' }
  if (nothingChanges(configuration))
    return {
      title: `${asked[verb]} ${machines}?`,
      tone: 'emphasis',
      said: 'Nothing would change: Azure has these rules already.',
    }
  return {
    title: `${asked[verb]} ${machines}?`,
    tone: targets.some(({ why }) => why !== undefined) ? 'warning' : 'accent',
    said: 'Nothing is changed before you confirm it.',
  }
}

/** Targets that would read the same are shown as one. */
function grouped(targets: readonly ConfigurationTarget[], reader: Reader): [ConfigurationTarget, string[]][] {
  const groups = new Map<string, [ConfigurationTarget, string[]]>()
  for (const target of targets) {
    const key = JSON.stringify([
      target.state,
      rulesText(target.before, reader),
      rulesText(target.after, reader),
      target.why,
    ])
    const group = groups.get(key)
    if (group) group[1].push(target.vmName)
    else groups.set(key, [target, [target.vmName]])
  }
  return [...groups.values()]
}

function short(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
