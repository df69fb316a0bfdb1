import { abilitiesOf } from '../app/abilities.ts'
import { offersOf } from '../bot/offers.ts'
import { sourceWords } from '../bot/source-of.ts'
import { awaitedTexts } from '../bot/words/awaited.ts'
import { fullPortText, requestTitle, sourceText } from '../bot/words/describe.ts'
import { historyTexts } from '../bot/words/history.ts'
import { openingText } from '../bot/words/opening.ts'
import { notes } from '../bot/words/request-notes.ts'
import { stateText, toneOf, waitingText } from '../bot/words/state.ts'
import { commandsFor } from '../domain/connection.ts'
import { grantedMs, shorterTimes } from '../domain/granted.ts'
import { partsOf } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import { hasRdp } from '../domain/rdp-file.ts'
import type { Request } from '../domain/request.ts'
import type { ApiDeps } from './api-deps.ts'

/** A request as a page shows it to one person: the words of its card, and what they can do with it now. */
export async function requestView(deps: ApiDeps, person: Person, request: Request) {
  const { reader } = deps
  const mine = await abilitiesOf(deps, person, request)
  const audience = mine.own ? 'requester' : 'approvers'
  const view = { audience, mine } as const
  const ends = request.openings.flatMap(({ state, endsAt }) => (state === 'open' && endsAt ? [endsAt] : []))
  return {
    id: request.id,
    version: request.version,
    state: request.state,
    tone: toneOf[request.state],
    status: stateText(request, reader),
    title: requestTitle(request, reader.words),
    requester: { id: request.requester.id, name: request.requester.name },
    own: mine.own,
    decided: mine.decided,
    reason: request.reason,
    source: sourceText(request.source, reader.words),
    sourceWords: sourceWords(request.source),
    durationMs: grantedMs(request),
    submittedAt: request.submittedAt,
    ...(request.startsAt === undefined ? {} : { startsAt: request.startsAt }),
    ...(request.state === 'pending'
      ? {
          lapsesAt: request.lapsesAt,
          waiting: waitingText(request, reader),
          awaited: awaitedTexts(request, reader),
        }
      : {}),
    ...(ends.length > 0 ? { endsAt: Math.max(...ends) } : {}),
    ...(request.extends ? { extends: request.extends.request } : {}),
    ...(request.extends?.movedFrom ? { movedFrom: sourceText(request.extends.movedFrom, reader.words) } : {}),
    ...(request.breakGlass ? { breakGlass: true } : {}),
    rules: request.requirement.rules,
    targets: request.targets.map((target, i) => {
      const opening = request.openings[i]
      const isOpen = opening?.state === 'open'
      const connection = mine.own && isOpen ? opening.connection : undefined
      const rdp = connection && hasRdp(connection) ? deps.fileLink(request.id, i) : undefined
      return {
        vm: target.vm,
        name: target.vmName,
        resourceGroup: partsOf(target.vm).resourceGroup,
        ports: target.ports.map((each) => fullPortText(each, reader.words)),
        numbers: target.ports.map(({ number }) => number),
        status: openingText(opening, reader),
        ...(isOpen ? { endsAt: opening.endsAt, openedAt: opening.openedAt } : {}),
        ...(isOpen && opening.closeAsked ? { closing: true } : {}),
        commands: connection ? commandsFor(connection).map(({ text }) => text) : [],
        ...(rdp === undefined ? {} : { rdp }),
      }
    }),
    history: historyTexts(request, reader),
    notes: notes(request, view, reader),
    can: offersOf(request, view, reader.now),
    shorterMs: shorterTimes(request),
  }
}
