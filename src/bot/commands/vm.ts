import { explain } from '../../app/explain.ts'
import { lookForVm, type SoughtVm } from '../../app/look-for-vm.ts'
import { readGuards } from '../../app/read-guards.ts'
import { readVmNews } from '../../app/vm-news.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import type { Vm } from '../../domain/vm.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { askForm } from '../ask-forms.ts'
import { answerCard, type Button, runAsTyped, runButton } from '../cards/answer.ts'
import { vmCard } from '../cards/vm-card.ts'
import type { Command, CommandContext } from '../command.ts'
import { usableBy } from '../gate.ts'
import { onlooker } from '../onlooker.ts'
import { unmarked } from '../text/normalise.ts'
import { targetPorts } from '../text/parse-request.ts'
import { notLookedUp } from '../words/not-looked-up.ts'
import { rulesOf } from '../words/vm.ts'
import { commandName } from '../words/vm-name.ts'

export const vm: Command = {
  name: 'vm',
  aliases: ['machine'],
  listed: false,
  who: 'everyone',
  usage: 'vm <machine>',
  examples: ['vm web01', 'vm rg-web/web01'],
  async run(context) {
    const { deps, turn, rest } = context
    const said = unmarked(rest.split(' ')[0] ?? '').slice(0, 400)
    if (said === '') return await askForm(deps, turn.person, 'vm', await usableBy(deps, turn.person))
    const found = await lookForVm(deps, turn.person, said)
    return found.kind === 'one' ? await show(context, found.vm) : askBack(context, said, found)
  },
}

async function show({ deps, turn }: CommandContext, machine: Vm): Promise<OutgoingMessage> {
  const rules = rulesOf(machine)
  const ports = targetPorts(rules, (port) => rules.find((rule) => rule.number === port)?.protocol)
  const { jit } = machine
  const policy = jit.kind === 'configured' ? jit.covers[0]?.policy : undefined
  const [news, guards] = await Promise.all([
    readVmNews(deps, machine),
    policy && readGuards(deps, { vm: machine.id, policy }),
  ])
  return vmCard(deps.cards, {
    news,
    ...(guards ? { guards } : {}),
    reader: await onlooker(deps, turn.person),
    analysis: await explain(deps, { requester: turn.person, targets: [{ vm: machine, ports }] }),
    buttons: await buttonsFor({ deps, turn }, machine),
  })
}

async function buttonsFor({ deps, turn }: Pick<CommandContext, 'deps' | 'turn'>, machine: Vm): Promise<Button[]> {
  const { chat, machines: text } = deps.reader.words
  const name = commandName(deps.estate, machine)
  const admin = (await usableBy(deps, turn.person))('admins')
  switch (machine.jit.kind) {
    case 'configured':
      return [
        { title: chat.buttons.requestAccess, verb: 'form', data: { vm: machine.id, for: turn.person.id } },
        runButton(text.explain, `explain ${name}`),
        ...(admin ? [runButton(text.configure, `configure ${name}`)] : []),
      ]
    case 'not configured':
      return admin ? [runButton(text.enable, `enable ${name}`)] : []
    case 'unsupported':
      return []
  }
}

function askBack(
  { deps, turn }: CommandContext,
  said: string,
  found: Exclude<SoughtVm, { kind: 'one' }>,
): OutgoingMessage {
  const { machines: text } = deps.reader.words
  switch (found.kind) {
    case 'not looked up':
      return notLookedUp(deps, said, found.why, deps.reader)
    case 'several':
      return answerCard(deps.cards, {
        title: text.which(said),
        tone: 'accent',
        paragraphs: [text.several(found.vms.length)],
        buttons: found.vms
          .slice(0, 6)
          .map((each) =>
            runButton(text.inGroup(each.name, each.resourceGroup), `vm ${commandName(deps.estate, each)}`),
          ),
      })
    case 'unknown':
      return answerCard(deps.cards, {
        title: text.unknown(said.slice(0, 80)),
        tone: 'warning',
        paragraphs: [
          findingText({ kind: 'not covered', vmName: said.slice(0, 80) }, deps.reader),
          ...(found.near.length > 0 ? [text.didYouMean(found.near.map(({ name }) => name))] : []),
        ],
        buttons: found.near.map((each) => runAsTyped(each.name, `vm ${commandName(deps.estate, each)}`, turn.person)),
      })
  }
}
