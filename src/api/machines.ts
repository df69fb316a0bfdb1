import { knownTo } from '../app/find-vm.ts'
import { lookForVm } from '../app/look-for-vm.ts'
import { type StandingWindow, windowsOn } from '../app/vm-news.ts'
import { isListedForBreakGlass } from '../app/weigh-break-glass.ts'
import { onlooker } from '../bot/onlooker.ts'
import { parseVms, type VmKind } from '../bot/text/parse-vms.ts'
import { portsAndMaxima, rulesOf, windowLines } from '../bot/words/vm.ts'
import { useOf } from '../domain/jit-use.ts'
import type { Vm } from '../domain/vm.ts'
import type { PageRoute } from '../ports/page-api.ts'
import type { Reader } from '../words/reader.ts'
import { tell } from '../words/text.ts'
import { json, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import type { machineLists } from './machine-lists.ts'

const mostOnPage = 100
const mostSuggested = 15
const mostWindows = 500
const longestFilter = 200
const kinds: readonly VmKind[] = ['configured', 'not configured', 'unsupported']

/** Machines that somebody may know of: suggestions while they type, and the lists, a page at a time. */
export function machineRoutes(deps: ApiDeps, listsOf: ReturnType<typeof machineLists>): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: 'machines/suggest',
      async answer({ person, query }) {
        // Those who may break glass may open any machine that no rule denies.
        const all = query.for === 'break-glass' && (await isListedForBreakGlass(deps, person, false)) === true
        const known = all ? undefined : await knownTo(deps, person)
        const typed = (query.text ?? '').slice(0, 100)
        const found = deps.estate.complete(typed, mostSuggested, (vm) => vm.jit.kind === 'configured', known)
        return json({ machines: found.map(brief) })
      },
    },
    {
      method: 'GET',
      path: 'machines',
      async answer(call) {
        const asked = parseVms((call.query.filter ?? '').slice(0, longestFilter).trim())
        if (asked.problem !== undefined) return refused(422, 'filter', asked.problem(deps.reader))
        const kind = kinds.find((each) => each === call.query.kind) ?? 'configured'
        const from = /^\d{1,7}$/.test(call.query.from ?? '') ? Number(call.query.from) : 0
        const part = { from, to: from + mostOnPage }
        const { lists, shown } = listsOf(await knownTo(deps, call.person), asked.filter, kind, part)
        const [reader, standing] = await Promise.all([
          onlooker(deps, call.person),
          deps.store.list({ states: ['opening', 'open', 'closing'], limit: mostWindows }),
        ])
        return json({
          counts: Object.fromEntries(kinds.map((each) => [each, lists[each].length])),
          from,
          machines: shown.map((vm) => {
            const windows: StandingWindow[] = windowsOn(vm, standing)
            const use = useOf(vm)
            return {
              ...brief(vm),
              ...details(vm, deps.reader),
              windows: windowLines({ vm, windows, ...(use ? { use } : {}) }, reader),
              ...(use ? { used: use.count, lastUsedAt: use.lastAt } : {}),
            }
          }),
        })
      },
    },
    {
      method: 'GET',
      path: 'machines/named',
      async answer({ person, query }) {
        const found = await lookForVm(deps, person, (query.name ?? '').slice(0, 400))
        return json({
          machines: found.kind === 'one' ? [brief(found.vm)] : found.kind === 'several' ? found.vms.map(brief) : [],
        })
      },
    },
  ]
}

function brief(vm: Vm) {
  return { id: vm.id, name: vm.name, place: `${vm.resourceGroup}, ${vm.location}`, os: vm.os }
}

function details(vm: Vm, reader: Reader) {
  return {
    jit: vm.jit.kind,
    ...(vm.jit.kind === 'unsupported' ? { why: tell(vm.jit.why, reader) } : {}),
    ...(vm.jit.kind === 'configured' ? { rules: portsAndMaxima(rulesOf(vm), reader) } : {}),
    ...(vm.running === undefined ? {} : { running: vm.running }),
  }
}
