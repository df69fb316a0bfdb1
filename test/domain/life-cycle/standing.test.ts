import { requestIdFrom } from '../../../src/domain/ids.ts'
import { standing } from '../../../src/domain/life-cycle/standing.ts'
import type { Request, RequestState } from '../../../src/domain/request.ts'
import { noOne } from '../../../src/words/reader.ts'
import { adam, aisha, noon, pending } from '../../fixtures.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'

const other = requestIdFrom(Uint8Array.of(9, 9, 9, 9, 9))
const yes = (by: Request['requester']) => ({ by, at: noon, verdict: 'approve', groups: ['sre-leads'] }) as const
const approved: Request = { ...pending(), state: 'approved', decisions: [yes(adam), yes(aisha)] }
const id = approved.id
const [opening] = approved.openings
if (!opening) throw new Error('a request has an opening for each machine')
const ended = { at: noon, by: adam, why: 'freeze' }

/** One request for each state at least, and what is said of it. */
const samples: { readonly [State in RequestState]: readonly (readonly [Request, english: string, german: string])[] } =
  {
    pending: [
      [pending(), `Request ${id} is still waiting for a decision.`, `Anfrage ${id} wartet noch auf eine Entscheidung.`],
    ],
    approved: [
      [
        { ...approved, startsAt: noon + 3_600_000 },
        `Request ${id} was already approved by Adam Novak and Aisha Khan at 12:00; it opens at 13:00.`,
        `Anfrage ${id} wurde schon um 13:00 von Adam Novak und Aisha Khan genehmigt; sie öffnet um 14:00.`,
      ],
      [
        { ...approved, decisions: [] },
        `Request ${id} was already approved by the access policy; the port is being opened.`,
        `Anfrage ${id} wurde schon durch die Zugriffsrichtlinie genehmigt; der Port wird gerade geöffnet.`,
      ],
    ],
    opening: [
      [
        { ...approved, state: 'opening' },
        `Request ${id} was already approved by Adam Novak and Aisha Khan at 12:00; the port is being opened.`,
        `Anfrage ${id} wurde schon um 13:00 von Adam Novak und Aisha Khan genehmigt; der Port wird gerade geöffnet.`,
      ],
    ],
    open: [
      [
        {
          ...approved,
          decisions: [],
          state: 'open',
          breakGlass: { reason: 'down', skipped: [], reviewers: ['sre'], people: [] } as never,
        },
        `Request ${id} was already approved by break-glass and is open.`,
        `Anfrage ${id} wurde schon per Notzugriff genehmigt und ist offen.`,
      ],
    ],
    closing: [
      [
        { ...approved, state: 'closing' },
        `The window of request ${id} is over; it is being checked that the port is shut.`,
        `Das Fenster der Anfrage ${id} ist vorbei; es wird geprüft, ob der Port zu ist.`,
      ],
    ],
    closed: [
      [
        { ...approved, state: 'closed', end: { at: noon, why: 'expired' } },
        `Request ${id} was approved by Adam Novak and Aisha Khan and is closed since at 12:00.`,
        `Anfrage ${id} wurde von Adam Novak und Aisha Khan genehmigt und ist geschlossen, seit 13:00.`,
      ],
      [
        { ...approved, state: 'closed', openings: [{ ...opening, state: 'closed', extendedBy: other }] },
        `Request ${id} was extended: it goes on as request ${other}.`,
        `Anfrage ${id} wurde verlängert: Sie läuft als Anfrage ${other} weiter.`,
      ],
      [
        { ...approved, state: 'closed', openings: [{ ...opening, state: 'closed', movedTo: other }] },
        `Request ${id} was moved to another address: it goes on as request ${other}.`,
        `Anfrage ${id} ist auf eine andere Adresse umgezogen: Sie läuft als Anfrage ${other} weiter.`,
      ],
    ],
    denied: [
      [
        { ...pending(), state: 'denied', end: ended },
        `Request ${id} was already denied by Adam Novak at 12:00: freeze`,
        `Anfrage ${id} wurde schon um 13:00 von Adam Novak abgelehnt: freeze`,
      ],
    ],
    cancelled: [
      [
        { ...pending(), state: 'cancelled', end: { at: noon, by: adam, why: '' } },
        `Request ${id} was already cancelled by Adam Novak at 12:00.`,
        `Anfrage ${id} wurde schon um 13:00 von Adam Novak zurückgezogen.`,
      ],
    ],
    lapsed: [
      [
        { ...pending(), state: 'lapsed', end: { at: noon, why: { en: 'too late', de: 'zu spät' } as never } },
        `Request ${id} lapsed at 12:00: too late`,
        `Anfrage ${id} ist um 13:00 verfallen: zu spät`,
      ],
    ],
    failed: [
      [
        { ...approved, state: 'failed', end: { at: noon, why: 'Azure refused.' } },
        `Request ${id} was approved by Adam Novak and Aisha Khan but could not be opened: Azure refused.`,
        `Anfrage ${id} wurde von Adam Novak und Aisha Khan genehmigt, konnte aber nicht geöffnet werden: Azure refused.`,
      ],
    ],
  }

const all = Object.values(samples).flat()

test.each(all.map(([request, english, deutsch]) => ({ state: request.state, request, english, deutsch })))(
  'S1 what a request is, in each language: $state',
  ({ request, english, deutsch }) => {
    expect(standing(request, noOne)).toBe(english)
    expect(standing(request, german)).toBe(deutsch)
    expect(leak(standing(request, pseudoReader))).toBeUndefined()
  },
)
