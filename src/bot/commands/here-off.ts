import { channelTitle } from '../../app/bound-channel.ts'
import { unbindChannel } from '../../app/unbind-channel.ts'
import type { Binding } from '../../ports/store.ts'
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
  if (!binding) return answerCard(deps.cards, which(among, off))
  const { purpose, conversation } = binding
  const title = channelTitle(all.filter((other) => other.conversation === conversation))
  const unbound = await unbindChannel(deps, turn.person, binding)
  const what = purpose === 'approvals' ? `Approval cards for “${binding.name}”` : 'The digest'
  if (!unbound)
    return answerCard(deps.cards, { title: `${what}: unbound already`, paragraphs: ['Nothing was changed.'] })
  return answerCard(deps.cards, {
    title: `${what} ${purpose === 'approvals' ? 'come' : 'comes'} no longer to ${title}`,
    tone: unbound.last || unbound.rules.length > 0 ? 'warning' : 'good',
    paragraphs: [
      ...(unbound.rules.length > 0
        ? [
            `The access policy names it in ${list(unbound.rules)}. Requests that only it covers are refused until a channel is bound under that name again.`,
          ]
        : []),
      ...(unbound.last
        ? [
            purpose === 'approvals'
              ? 'No channel is bound for approvals any more: requests that somebody has to approve are refused.'
              : 'No channel has the digest any more; the ledger goes on, and drift is told in the channels for approvals.',
          ]
        : []),
    ],
    buttons: [runButton('All bindings', 'here')],
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

function which(some: readonly Binding[], { purpose, which }: Unbinding): Answer {
  const what = purpose === 'approvals' ? 'approvals' : 'digest'
  return {
    title: which === '' ? `Say which ${what} is to be unbound` : `No ${what} is bound as “${which.slice(0, 60)}”`,
    tone: 'warning',
    paragraphs: [some.length === 0 ? `No channel has any ${what}.` : 'There are:'],
    code: some
      .slice(0, 10)
      .map(
        (binding) =>
          `/jit here ${binding.purpose === 'digest' && binding.title ? `digest off ${binding.title}` : offText(binding)}`,
      ),
    buttons: [runButton('All bindings', 'here')],
  }
}

function list(rules: readonly string[]): string {
  return `${rules.length === 1 ? 'the rule' : 'the rules'} ${rules
    .slice(0, 5)
    .map((rule) => `“${rule}”`)
    .join(', ')}`
}
