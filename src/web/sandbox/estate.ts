import { element } from './element.ts'
import { type EstateView, rowsAtMost, viewEstate } from './estate-view.ts'
import { icon } from './icons.ts'
import { keyedList } from './keyed-list.ts'
import { showReachability } from './reachability.ts'
import type { PageStore } from './state.ts'
import { drawRow, rowSignature } from './vm-row.ts'
import type { Vm } from './wire.ts'

const searchFromVms = 8
const countFormat = new Intl.NumberFormat('en-GB')

type Group = EstateView['groups'][number]

/** The pane of the simulated Azure. */
export function showEstate(parent: HTMLElement, store: PageStore): void {
  const openNow = element('p', { class: 'open-now', role: 'status' })
  const search = element('input', {
    type: 'search',
    'aria-label': 'Search virtual machines',
    placeholder: 'Search VMs',
    spellcheck: 'false',
  })
  const searchBox = element('div', { class: 'estate-search', hidden: true }, icon('search'), search)
  const checker = element('form', { class: 'checker' })
  const count = element('p', { class: 'estate-count' })
  const groups = element('div', {})
  const list = element(
    'div',
    { class: 'estate-list', tabindex: 0, role: 'region', 'aria-label': 'Virtual machines' },
    groups,
    count,
  )
  const title = element(
    'header',
    { class: 'estate-header' },
    element('h2', { id: 'estate-title' }, 'Azure estate'),
    openNow,
  )
  parent.append(title, checker, searchBox, list)
  const { ask } = showReachability(checker, store)

  const rows = new WeakMap<HTMLElement, (vms: readonly Vm[]) => void>()
  const drawn = new WeakMap<HTMLElement, string>()
  const refreshRow = (root: HTMLElement, vm: Vm): void => {
    const signature = rowSignature(vm, store.get())
    if (drawn.get(root) === signature) return
    drawn.set(root, signature)
    drawRow(root, vm, store.get(), (target, port) => ask(target, port))
  }
  const showGroups = keyedList<Group, HTMLElement>(groups, {
    key: ({ subscription }) => subscription,
    create() {
      const vms = element('ul', { class: 'vms' })
      const root = element('section', { class: 'subscription' }, element('h3', {}), vms)
      rows.set(
        root,
        keyedList<Vm, HTMLLIElement>(vms, { key: ({ id }) => id, create: () => element('li', {}), update: refreshRow }),
      )
      return root
    },
    update(root, { subscription, total, vms }) {
      const heading = [subscription, element('span', { class: 'count' }, countFormat.format(total))]
      root.querySelector('h3')?.replaceChildren(...heading)
      rows.get(root)?.(vms)
    },
  })
  function show(): void {
    const { estate, nowMs } = store.get()
    if (!estate) return
    const view = viewEstate(estate, search.value, nowMs)
    // New objects each time, so that a port whose window just ended is drawn shut; equal rows are left alone.
    showGroups(view.groups.map((group) => ({ ...group, vms: group.vms.map((vm) => ({ ...vm })) })))
    searchBox.hidden = view.total <= searchFromVms
    openNow.textContent =
      view.openPorts === 0 ? 'All ports shut' : `${view.openPorts} port${view.openPorts > 1 ? 's' : ''} open`
    openNow.classList.toggle('some', view.openPorts > 0)
    count.textContent = countSentence(view)
  }
  search.addEventListener('input', show)
  store.watch(({ estate, zone }) => [estate, zone], show)
  store.watch(({ estate, nowMs }) => [nextEnd(estate, nowMs)], show)
}

function countSentence({ found, shown, total }: EstateView): string {
  if (total === 0) return 'The estate is empty.'
  if (found === 0) return 'No VM matches.'
  if (shown < found) return `${rowsAtMost} of ${countFormat.format(found)} VMs are listed. Type above to narrow.`
  return found < total
    ? `${countFormat.format(found)} of ${countFormat.format(total)} VMs`
    : `${countFormat.format(total)} VMs`
}

/** The next moment at which some port shuts by itself; it changes exactly when the pane must be drawn again. */
function nextEnd(estate: readonly Vm[] | undefined, nowMs: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const vm of estate ?? []) {
    for (const port of vm.ports) {
      for (const { until } of port.open) {
        const endMs = Date.parse(until)
        if (endMs > nowMs && endMs < next) next = endMs
      }
    }
  }
  return next
}
