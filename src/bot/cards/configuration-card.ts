import {
  type Configuration,
  type ConfigurationTarget,
  isOpen,
  type TargetState,
} from '../../domain/jit-configuration/configuration.ts'
import { sameRules } from '../../domain/jit-configuration/port-rules.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { rulesText } from '../words/port-rules.ts'
import { type Tone, texts } from './answer.ts'
import type { Cards } from './expand.ts'

const colors: Record<TargetState, string> = { draft: 'accent', waiting: 'accent', done: 'good', failed: 'attention' }

/** A change of port rules in whatever state: before and after for each VM, and what can be done about it. */
export function configurationCard(cards: Cards, configuration: Configuration): OutgoingMessage {
  const { configurationCard: text, describe } = cards.reader.words
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
            title: again ? text.tryAgain : text.confirm[verb],
            verb: 'confirmRules',
            style: verb === 'disable' ? 'destructive' : 'positive',
            data: { configuration: id, version },
          },
        ]
      : []),
    ...(open && untouched && verb !== 'disable'
      ? [
          { title: text.edit, verb: 'rules', style: 'default', data: { configuration: id, do: 'edit' } },
          {
            title: text.recommended,
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
      names: short(describe.list(names, 'and'), Math.max(longest, 70)),
      state: text.states[first.state],
      color: colors[first.state],
      before: short(rulesText(first.before, cards.reader), longest),
      after: short(rulesText(first.after, cards.reader), longest),
      whys: texts([short(tell(first.why ?? '', cards.reader), groups.length > 5 ? 120 : 700)]),
    })),
    notes: texts(
      [
        ...(cut && open ? [text.tooMuch] : []),
        text.draftedBy(author.name),
        ...(verb === 'disable' && open ? [text.exposed] : []),
      ].map(escapeMarkdown),
    ),
    buttons,
  })
  return { card, summary: title }
}

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
  const { configurationCard: text, describe } = reader.words
  const { verb, targets } = configuration
  const names = targets.map(({ vmName }) => vmName)
  const machines = names.length > 3 ? text.machines(names.length) : describe.list([...new Set(names)], 'and')
  const has = (state: TargetState) => targets.some((target) => target.state === state)
  if (has('waiting'))
    return {
      title: text.underWay[verb](machines),
      tone: 'accent',
      said: text.changesWhenSeen,
    }
  if (!has('draft') && !has('failed'))
    return {
      title: text.done[verb](machines),
      tone: 'good',
      said: text.readBack,
    }
  if (has('done'))
    return {
      title: text.inPart(machines),
      tone: 'warning',
      said: text.restCanBeConfirmed,
    }
  if (has('failed')) return { title: text.notChanged(machines), tone: 'attention', said: text.nothingWasChanged }
  if (nothingChanges(configuration))
    return {
      title: text.asked[verb](machines),
      tone: 'emphasis',
      said: text.nothingWouldChange,
    }
  return {
    title: text.asked[verb](machines),
    tone: targets.some(({ why }) => why !== undefined) ? 'warning' : 'accent',
    said: text.notBeforeConfirmed,
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
