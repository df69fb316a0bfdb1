import { findVm, knownTo } from '../app/find-vm.ts'
import type { Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, runAsTyped } from './cards/answer.ts'
import type { CommandContext } from './command.ts'

/** The VMs behind names, globs and ids, each once; or the answer that says which of them is not clear. */
export async function findMachines(
  context: CommandContext,
  command: string,
  typed: readonly string[],
  most: number,
): Promise<{ readonly vms: readonly Vm[] } | { readonly answer: OutgoingMessage }> {
  const { deps, turn } = context
  const vms = new Map<string, Vm>()
  for (const text of typed) {
    const found = await findVm(deps, turn.person, text)
    const globbed = /[*?]/.test(text) ? deps.estate.matching(text).filter(await knownTo(deps, turn.person)) : []
    if (globbed.length > 0) for (const vm of globbed) vms.set(vm.id, vm)
    else if (found.kind === 'one') vms.set(found.vm.id, found.vm)
    else
      return { answer: unclear(context, command, text, found.kind === 'several' ? found.vms : found.near, found.kind) }
  }
  if (vms.size <= most) return { vms: [...vms.values()] }
  const title = 'Too many machines'
  const said = `That is ${vms.size} machines; at most ${most} can be changed at once. Name fewer, or do it in parts.`
  return { answer: answerCard(deps.cards, { title, tone: 'attention', paragraphs: [said] }) }
}

function unclear(
  { deps, turn, rest }: CommandContext,
  command: string,
  text: string,
  vms: readonly Vm[],
  kind: 'several' | 'unknown',
): OutgoingMessage {
  const several = kind === 'several'
  const nameOf = (vm: Vm) => (several ? `${vm.resourceGroup}/${vm.name}` : vm.name)
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
  const names = vms.map(nameOf)
  const told = several
    ? `There are ${vms.length} machines of that name: ${names.join(', ')}.`
    : `There is no machine “${shown}”.${names.length > 0 ? ` Did you mean ${names.join(' or ')}?` : ' See them all with /jit vms.'}`
  const at = rest.toLowerCase().indexOf(text.toLowerCase())
  const instead = (name: string) => (at < 0 ? name : `${rest.slice(0, at)}${name}${rest.slice(at + text.length)}`)
  return answerCard(deps.cards, {
    title: several ? `Which ${shown}?` : `${shown} is not known`,
    tone: several ? 'accent' : 'warning',
    paragraphs: [told],
    buttons: names.slice(0, 6).map((name) => runAsTyped(name, `${command} ${instead(name)}`, turn.person)),
  })
}
