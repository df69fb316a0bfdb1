import { unbindChannel } from '../../app/unbind-channel.ts'
import type { Binding } from '../../ports/store.ts'
import type { Reader } from '../../words/reader.ts'
import { type Answer, answerCard, runButton } from '../cards/answer.ts'
import type { CommandContext } from '../command.ts'

/** `which`: the name of approvals, or the name or id of a digest's channel; empty: that of this channel. */
export interface Unbinding {
  readonly purpose: Binding['purpose']
  readonly which: string
}

/** Reads `digest off`, `digest off audit`, `approvals off ops`, `approvals ops off`; undefined where nothing is to be unbound. */
export function readUnbinding(rest: string): Unbinding | undefined {
  const found =
    /^(approvals?|digest)\s+off(?:\s+(.{1,300}))?$/is.exec(rest) ??
    /^(approvals?|digest)\s+(.{1,300}?)\s+off$/is.exec(rest)
  if (!found) return undefined
  const which = (found[2] ?? '').trim().replace(/^[#"“]+|["”]+$/g, '')
  return { purpose: /^d/i.test(found[1] ?? '') ? 'digest' : 'approvals', which }
}

/** What `readUnbinding` reads as this binding, wherever it is typed. */
export function offText(binding: Binding): string {
  return binding.purpose === 'approvals' ? `approvals off ${binding.name}` : `digest off ${binding.conversation}`
}

export async function unbind(context: CommandContext, off: Unbinding) {
  const { deps, turn } = context
  const all = await deps.bindings.list()
  const { one: binding, among } = chosen(all, off, turn.conversation.id)
  const { chat, here } = deps.reader.words
  const { off: text } = here
  if (!binding) return answerCard(deps.cards, which(among, off, deps.reader))
  const { purpose, conversation } = binding
  const title = titleOf(all.filter((other) => other.conversation === conversation)) ?? text.channelOfDigest
  const unbound = await unbindChannel(deps, turn.person, binding)
  if (!unbound)
    return answerCard(deps.cards, {
      title: purpose === 'approvals' ? text.approvalsAlready(binding.name) : text.digestAlready,
      paragraphs: [text.unchanged],
    })
  return answerCard(deps.cards, {
    title: purpose === 'approvals' ? text.approvalsGone(binding.name, title) : text.digestGone(title),
    tone: unbound.last || unbound.rules.length > 0 ? 'warning' : 'good',
    paragraphs: [
      ...(unbound.rules.length > 0 ? [text.named(unbound.rules.slice(0, 5), unbound.rules.length)] : []),
      ...(unbound.last ? [purpose === 'approvals' ? text.lastApprovals : text.lastDigest] : []),
    ],
    buttons: [runButton(chat.buttons.allBindings, 'here')],
  })
}

/** The one that is meant, or those among which to choose. */
function chosen(
  all: readonly Binding[],
  { purpose, which }: Unbinding,
  here: string,
): { readonly one?: Binding; readonly among: readonly Binding[] } {
  const some = all.filter((binding) => binding.purpose === purpose)
  const wanted = which.toLowerCase()
  const named = some.filter((binding) =>
    which === ''
      ? binding.conversation === here
      : binding.conversation === which ||
        (binding.purpose === 'approvals' ? binding.name : binding.title.toLowerCase()) === wanted,
  )
  const [one] = named
  if (named.length === 1 && one) return { one, among: [] }
  return { among: named.length > 1 ? named : some }
}

function which(some: readonly Binding[], { purpose, which }: Unbinding, { words }: Reader): Answer {
  const { off: text } = words.here
  const asked = purpose === 'approvals'
  const none = asked ? text.noneApprovals : text.noneDigest
  const said = which.slice(0, 60)
  return {
    title:
      which === ''
        ? asked
          ? text.sayApprovals
          : text.sayDigest
        : asked
          ? text.noApprovals(said)
          : text.noDigest(said),
    tone: 'warning',
    paragraphs: [some.length === 0 ? none : text.thereAre],
    code: some
      .slice(0, 10)
      .map(
        (binding) =>
          `/jit here ${binding.purpose === 'digest' && binding.title ? `digest off ${binding.title}` : offText(binding)}`,
      ),
    buttons: [runButton(words.chat.buttons.allBindings, 'here')],
  }
}

/** How people know a channel; Teams does not tell the name of a team's first one. */
function titleOf(bindings: readonly Binding[]): string | undefined {
  const titled = bindings.find(({ title }) => title !== '')
  if (titled) return titled.title
  return bindings.flatMap((binding) => (binding.purpose === 'approvals' ? [binding.name] : []))[0]
}
