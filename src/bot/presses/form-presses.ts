import { parseDuration } from '../../domain/duration.ts'
import { parsePorts } from '../../domain/port-names.ts'
import type { Press, PressAnswer, Turn } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Text } from '../../words/text.ts'
import { answerCard } from '../cards/answer.ts'
import { leaveOut, portsInput } from '../cards/form.ts'
import type { ChatDeps, CommandContext } from '../command.ts'
import { ask } from '../request-flow.ts'
import { takenOver } from '../taken-over.ts'
import { plain } from '../text/normalise.ts'
import type { Draft } from '../text/parse-request.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

/** Ids of as many machines as one request may have, and some more to be told of. */
const longestIds = 8_000
const mostIds = 20

/** The form's fields are read as if they had been typed: the client's own validation is not to be trusted. */
export function draftOf(press: Pick<Press, 'data'>): Draft {
  const problems: Text[] = []
  const named = plain(field(press, 'vm', longestIds))
    .split(',')
    .filter((vm) => vm !== '')
    .slice(0, mostIds)
  const own = named.flatMap((vm, i) => {
    const said = field(press, portsInput(i)).split(',')
    // What is ticked beside it is of no matter: the machine is not wanted.
    if (said.includes(leaveOut) && named.length > 1) return []
    const text = said.filter((port) => port !== leaveOut).join(',')
    const read = text === '' ? undefined : parsePorts(text)
    if (read && !read.ok) problems.push(read.text)
    return [{ vm, ports: read?.ok ? read.ports : undefined }]
  })
  const carried = named.length === 0 ? field(press, 'ports') : ''
  const shared = carried === '' ? undefined : parsePorts(carried)
  const added = plain(field(press, 'add')).replaceAll(',', ' ')
  const vms = [...new Set([...own.map(({ vm }) => vm), ...(added === '' ? [] : [added])])]
  const duration = field(press, 'duration')
  // The form's choices are minutes; a draft that is carried on has words.
  const readDuration =
    duration === '' ? undefined : parseDuration(/^\d+$/.test(duration) ? `${duration} min` : duration)
  if (readDuration && !readDuration.ok) problems.push(readDuration.text)
  const source = plain(field(press, 'source'))
  const start = startOf(press)
  return {
    vms,
    ...(shared?.ok ? { ports: shared.ports } : {}),
    ...(own.length > 0 ? { own: own.map(({ vm, ports }) => ({ vm, ports: ports ?? [] })) } : {}),
    ...(readDuration?.ok ? { durationMs: readDuration.ms } : {}),
    ...(source === '' ? {} : { source }),
    ...(start === '' ? {} : { start }),
    reason: plain(field(press, 'reason')),
    problems,
  }
}

/** The form's date and time, or the words of a draft that is carried on. A date alone is a start that can not be read. */
function startOf(press: Pick<Press, 'data'>): string {
  const [date, time] = [plain(field(press, 'startDate', 40)), plain(field(press, 'startTime', 40))]
  return `${date} ${time}`.trim() || plain(field(press, 'start', 60))
}

function contextOf(deps: ChatDeps, turn: Turn, press: Press): CommandContext {
  const pressed = takenOver(turn, press.messageId)
  return { deps, turn, rest: '', ...(pressed ? { pressed } : {}) }
}

/** Sends the form off. Refused, it comes back with what was entered and what is wrong; a machine that was chosen and not added yet is. */
export const submit: PressHandler = async (deps, turn, press) => {
  if (isSomebodyElses(turn, press)) return await fresh(deps, turn, press)
  if (field(press, 'add') !== '') return await form(deps, turn, press)
  const answer = await ask(contextOf(deps, turn, press), draftOf(press), 'sent')
  if (answer) return cardAnswer(answer)
  if (turn.dialog) return sentence(deps.reader.words.asking.sent.inDialog)
  return turn.conversation.kind === 'personal'
    ? sentence(deps.reader.words.asking.sent.inPlace)
    : cardAnswer(sentFrom(deps))
}

/** What stands in the form of somebody else is not this person's word: neither the address nor the reason. */
function isSomebodyElses(turn: Turn, press: Press): boolean {
  const author = field(press, 'for')
  return author !== '' && author !== turn.person.id
}

async function fresh(deps: ChatDeps, turn: Turn, press: Press): Promise<PressAnswer> {
  const { pressed: _theirs, ...context } = contextOf(deps, turn, press)
  const vms = draftOf(press).vms
  const problems: Text[] = [({ words }) => words.asking.form.somebodyElses]
  const answer = await ask(context, { vms, reason: '', problems }, 'at the form')
  return answer ? cardAnswer(answer) : sentence(deps.reader.words.asking.form.typeForOne)
}

/** In the place of a form that stays where it is: its fields are of no more use. */
function sentFrom({ cards }: ChatDeps): OutgoingMessage {
  const { sent: text } = cards.reader.words.asking
  return answerCard(cards, { title: text.title, tone: 'good', paragraphs: [text.here] })
}

/** The form for a machine, or the choice of a machine, filled with what is known. Nothing is asked for yet. */
export const form: PressHandler = async (deps, turn, press) => {
  if (isSomebodyElses(turn, press)) return await fresh(deps, turn, press)
  const draft = field(press, 'again') === 'machine' ? { vms: [], reason: '', problems: [] } : draftOf(press)
  const answer = await ask(contextOf(deps, turn, press), draft, 'at the form')
  return answer ? cardAnswer(answer) : sentence(deps.reader.words.asking.form.nothingToFillIn)
}
