import {
  type AddressConfirmed,
  type Choice,
  confirmAddress,
  type LookedAt,
  lookAtAddress,
} from '../app/address-page.ts'
import { typedSource } from '../bot/source-of.ts'
import { pageFlawText } from '../bot/words/address-page.ts'
import { requestTitle, sourceText } from '../bot/words/describe.ts'
import type { PageFlaw, StandingPage } from '../domain/address-page.ts'
import type { CallerAddress } from '../domain/caller-address.ts'
import type { PageAnswer, PageCall, PageRefusal, PageRoute } from '../ports/page-api.ts'
import type { Reader } from '../words/reader.ts'
import { refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'

/** The page that finds out an address: what it shows, and what its person confirms there. */
export function addressRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    { method: 'POST', path: 'address/look', answer: (call) => look(deps, call) },
    { method: 'POST', path: 'address/confirm', answer: (call) => confirm(deps, call) },
  ]
}

async function look(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const nonce = textIn(call, 'nonce', 100)
  if (nonce === undefined) return flawed('unknown', deps.reader)
  const looked = await lookAtAddress(deps, call.person, nonce, arrivalOf(call))
  return looked.kind === 'flawed' ? flawed(looked.flaw, deps.reader) : await shown(deps, looked)
}

async function shown(
  deps: ApiDeps,
  { page, seen, allowed, others }: Extract<LookedAt, { kind: 'page' }>,
): Promise<PageAnswer> {
  const { policy } = deps
  const inForce = policy.current()
  return {
    kind: 'json',
    body: {
      for: await purposeText(deps, page),
      seen: seenText(seen, deps.reader),
      // Any public address: nothing to say.
      from: allowed && !allowed.prefixes.includes('*') ? { machines: allowed.machines, ranges: allowed.ranges } : null,
      others,
      networks: inForce.kind === 'policy' ? Object.keys(inForce.policy.networks) : [],
      appId: deps.appId,
      leftSeconds: Math.max(0, Math.round((page.expiresAt - deps.clock.now()) / 1_000)),
    },
  }
}

/** What the address is for, in words that go on from "for". `old`: what is open to another address until then. */
async function purposeText({ store, reader }: ApiDeps, { purpose }: StandingPage) {
  const { purpose: text } = reader.words.api.address
  switch (purpose.kind) {
    case 'remember':
      return { kind: purpose.kind, text: text.remember }
    case 'command':
      return { kind: purpose.kind, text: text.command }
    case 'form':
      return { kind: purpose.kind, text: purpose.goOn ? text.waiting : text.form }
    case 'request': {
      const request = await store.find(purpose.request)
      if (!request) return { kind: purpose.kind, text: text.gone }
      return {
        kind: purpose.kind,
        text: requestTitle(request, reader.words),
        old: sourceText(request.source, reader.words),
      }
    }
    default:
      return purpose satisfies never
  }
}

function seenText(seen: CallerAddress, reader: Reader) {
  return seen.kind === 'address'
    ? { kind: seen.kind, shown: seen.shown }
    : { kind: seen.kind, text: seen.text(reader), ...(seen.kind === 'unusable' ? { shown: seen.shown } : {}) }
}

async function confirm(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const nonce = textIn(call, 'nonce', 100)
  const choice = choiceIn(deps, call)
  if (nonce === undefined) return flawed('unknown', deps.reader)
  if (typeof choice === 'string') return refused(422, 'not an address', choice)
  const confirmed = await confirmAddress(deps, call.person, nonce, { arrival: arrivalOf(call), choice })
  return answerOf(confirmed, deps.reader)
}

function answerOf(confirmed: AddressConfirmed, reader: Reader): PageAnswer {
  switch (confirmed.kind) {
    case 'confirmed':
      return { kind: 'json', body: { source: sourceText(confirmed.source, reader.words) } }
    case 'flawed':
      return flawed(confirmed.flaw, reader)
    case 'not allowed':
      return refused(422, 'not allowed', confirmed.text(reader))
    case 'moved': {
      const { seen } = confirmed
      const { address: text } = reader.words.api
      const said = seen.kind === 'address' ? text.changedSeen(seen.shown) : text.changed(seen.text(reader))
      return {
        ...refused(409, 'moved', said),
        more: { seen: seenText(seen, reader) },
      }
    }
    default:
      return confirmed satisfies never
  }
}

/** What was typed, read as behind `from`; or the address that was shown. A sentence where it is neither. */
function choiceIn({ policy, reader }: ApiDeps, call: PageCall): Choice | string {
  const shownThere = textIn(call, 'shown', 50)
  if (shownThere !== undefined) return { shown: shownThere }
  const typed = textIn(call, 'typed', 300)
  if (typed === undefined || typed.trim() === '') return reader.words.api.address.typeYours
  const inForce = policy.current()
  const read = typedSource(inForce.kind === 'policy' ? inForce.policy.networks : {}, typed)
  return read.kind === 'source' ? { typed: read.source } : read.kind === 'problem' ? read.text(reader) : ''
}

function arrivalOf({ from }: PageCall) {
  return { socket: from.address, forwardedFor: from.forwardedFor }
}

export function textIn({ body }: PageCall, name: string, most: number): string | undefined {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' && value.length <= most ? value : undefined
}

type Flaw = PageFlaw | 'not confirmed'
const statusOf: Readonly<Record<Flaw, PageRefusal['status']>> = {
  unknown: 404,
  used: 410,
  expired: 410,
  'not confirmed': 409,
}

export function flawed(flaw: Flaw, reader: Reader): PageRefusal {
  return refused(statusOf[flaw], flaw, pageFlawText(flaw, reader))
}
