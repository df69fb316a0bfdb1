import { addressNonce, takeAddress } from '../app/address-page.ts'
import { changeAddress } from '../app/change-address.ts'
import { maySee } from '../bot/may-see.ts'
import { originOf } from '../bot/origin-of.ts'
import { sourceOf, sourceWords } from '../bot/source-of.ts'
import { movedTexts } from '../bot/words/moved.ts'
import type { AddressPurpose } from '../domain/address-page.ts'
import { parseRequestId, parseVmId, type RequestId } from '../domain/ids.ts'
import { standingOf } from '../domain/life-cycle/extension.ts'
import type { Source } from '../domain/request.ts'
import type { PageAnswer, PageCall, PageRoute } from '../ports/page-api.ts'
import { flawed, textIn } from './address.ts'
import { json, notFound } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, list, text, Unfit, unfit } from './fields.ts'
import { done, told } from './told.ts'
import { turnOf } from './turn.ts'

const mostMachines = 20

/**
 * The caller's address, found out in a page that its person has open already: what the dialog of the chat does, with the same nonce, the
 * same checks and the same entries in the ledger. `open`, then the look and the confirmation of the dialog, then `take`.
 */
export function ownAddressRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    { method: 'POST', path: 'address/open', answer: (call) => open(deps, call) },
    { method: 'POST', path: 'address/take', answer: (call) => take(deps, call) },
    { method: 'POST', path: 'requests/{id}/address', answer: (call) => moveTyped(deps, call) },
  ]
}

async function open(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const fields = fieldsOf(call.body)
  const said = text(fields, 'request', 40)
  if (said === '') return json({ nonce: await addressNonce(deps, { person: call.person, purpose: purposeOf(fields) }) })
  const id = parseRequestId(said)
  const request = id && (await deps.store.find(id))
  if (!request || !(await maySee(deps, call.person, request))) return notFound(deps)
  const kind = request.requester.id !== call.person.id ? 'not yours' : standingOf(request) ? undefined : 'not open'
  if (!kind) {
    const purpose = { kind: 'request', request: request.id } as const
    return json({ nonce: await addressNonce(deps, { person: call.person, purpose }) })
  }
  const texts = movedTexts({ kind, request }, deps.reader)
  return await told(deps, call, request, {
    status: kind === 'not yours' ? 403 : 409,
    code: kind,
    said: texts.join(' '),
  })
}

/** With the machines that are chosen, from where the access policy lets the person in is said at once. */
function purposeOf(fields: ReturnType<typeof fieldsOf>): AddressPurpose {
  const vms = list(fields, 'machines', mostMachines).map((machine) => text(machine, 'vm', 400))
  if (vms.some((vm) => !parseVmId(vm))) throw unfit(({ notAnId }) => notAnId)
  return vms.length === 0 ? { kind: 'remember' } : { kind: 'form', data: { vm: vms.join(',') }, goOn: false }
}

async function take(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const nonce = textIn(call, 'nonce', 100)
  if (nonce === undefined) return flawed('unknown', deps.reader)
  const taken = await takeAddress(deps, call.person, nonce)
  if ('flaw' in taken) return flawed(taken.flaw, deps.reader)
  const { purpose, confirmed } = taken
  return purpose.kind === 'request'
    ? await move(deps, call, purpose.request, confirmed, false)
    : json({ source: sourceWords(confirmed) })
}

/** To an address that was typed, or to one of before: `ask` has the approvers asked where they must agree to it. */
async function moveTyped(deps: ApiDeps, call: PageCall): Promise<PageAnswer> {
  const id = parseRequestId(call.params.id ?? '')
  if (!id) return notFound(deps)
  const fields = fieldsOf(call.body)
  const typed = text(fields, 'source', 400)
  if (typed.trim() === '') throw new Unfit(({ words }) => words.api.address.sayNow)
  const read = await sourceOf(deps, call.person, typed)
  if (read.kind === 'problem') throw new Unfit(read.text)
  if (read.kind === 'unknown') throw new Unfit(({ words }) => words.asking.source.unknown)
  return await move(deps, call, id, read.source, fields.ask === true)
}

async function move(
  deps: ApiDeps,
  call: PageCall,
  id: RequestId,
  source: Source,
  mayAsk: boolean,
): Promise<PageAnswer> {
  const origin = originOf(await turnOf(deps, call))
  const changed = await changeAddress(deps, call.person, id, { source, origin, mayAsk })
  if (changed.kind === 'unknown') return notFound(deps)
  const said = movedTexts(changed, deps.reader).join(' ')
  const { kind, request } = changed
  if (kind === 'asked') return await done(deps, call, request, said)
  const status = kind === 'not yours' ? 403 : kind === 'refused' || kind === 'no channel' ? 422 : 409
  return await told(deps, call, request, { status, code: kind, said, more: { source: sourceWords(source) } })
}
