import { ApiError, api, sentenceOf } from './api.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import type { PageStore } from './state.ts'
import { timeOfDayWithSeconds } from './time.ts'
import type { Reach, Vm } from './wire.ts'

/** "Can <address> reach <vm>:<port> now?", answered by the simulated network; asked again by itself when the estate changes. */
export function showReachability(form: HTMLFormElement, store: PageStore): { ask: (vm: Vm, port: number) => void } {
  const field = (label: string, attributes: Record<string, string>) =>
    element('input', {
      type: 'text',
      'aria-label': label,
      autocomplete: 'off',
      spellcheck: 'false',
      required: true,
      ...attributes,
    })
  const addresses = element('datalist', { id: 'addresses' })
  const from = field('Address', { list: 'addresses', class: 'from' })
  const vm = field('Virtual machine', { class: 'target', placeholder: 'web01' })
  const port = field('Port', { class: 'port-number', inputmode: 'numeric', pattern: '[0-9]{1,5}', placeholder: '3389' })
  const button = element('button', { type: 'submit' }, 'Check')
  const result = element('div', { class: 'reach', role: 'status' })
  form.setAttribute('aria-label', 'Check reachability')
  const word = (text: string) => element('span', { class: 'word' }, text)
  const target = element('span', { class: 'checker-target' }, vm, word(':'), port)
  form.append(word('Can'), from, word('reach'), target, word('now?'), button, addresses, result)

  let asked = 0
  let answered = false
  /** The VM that was pointed at: its name alone may be that of two. */
  let pointedAt: { readonly name: string; readonly id: string } | undefined

  async function check(): Promise<void> {
    const mine = ++asked
    const [source, name, number] = [from.value.trim(), vm.value.trim(), port.value.trim()]
    const id = pointedAt?.name === name ? pointedAt.id : name
    const shown = await api.reachable(id, number, source).then(
      (reach) => {
        answered = mine === asked
        return verdict(reach, { source, target: `${placeOf(id)}:${number}`, time: time() })
      },
      (error: unknown) => {
        answered = false
        return failure(error, name)
      },
    )
    if (mine === asked) result.replaceChildren(shown)
  }
  const time = () => timeOfDayWithSeconds(store.get().nowMs, store.get().zone)
  function failure(error: unknown, name: string): HTMLElement {
    const shown = element('p', { class: 'failed' }, icon('warning'), element('span', {}, sentenceOf(error)))
    for (const id of error instanceof ApiError ? error.ids : []) {
      const pick = element('button', { type: 'button', class: 'link' }, placeOf(id))
      pick.addEventListener('click', () => {
        pointedAt = { name, id }
        void check()
      })
      shown.append(pick)
    }
    return shown
  }
  vm.addEventListener('input', () => {
    pointedAt = undefined
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void check()
  })
  store.watch(
    ({ estate }) => [estate],
    () => {
      if (answered) void check()
    },
  )
  store.watch(
    ({ people, me }) => [people, me],
    ({ people, me }) => {
      addresses.replaceChildren(...people.map(({ address, name }) => element('option', { value: address }, name)))
      const untouched = from.value === '' || people.some(({ address }) => address === from.value)
      if (!me || !untouched) return
      from.value = me.address
      if (answered) void check()
    },
  )
  return {
    ask(chosen, number) {
      const twins = store.get().estate?.filter(({ name }) => name === chosen.name).length ?? 0
      pointedAt = twins > 1 ? chosen : undefined
      vm.value = chosen.name
      port.value = String(number)
      void check()
      result.scrollIntoView({ block: 'nearest' })
    },
  }
}

function verdict({ reachable, rule }: Reach, asked: { source: string; target: string; time: string }): HTMLElement {
  const { source, target, time } = asked
  const by = rule
    ? `${rule.access === 'Deny' ? 'Denied' : 'Allowed'} by ${rule.name} (${rule.priority})`
    : 'No rule decides'
  const head = `${reachable ? 'Yes' : 'No'}: ${source} ${reachable ? 'can' : 'cannot'} reach ${target}`
  const words = element('span', {}, element('strong', {}, head), element('span', { class: 'by' }, `${by} · ${time}`))
  return element('p', { class: reachable ? 'yes' : 'no' }, icon(reachable ? 'check' : 'shut'), words)
}

/** `api01 in rg-api-blue` for an ARM id; a name stays as it is. */
function placeOf(vm: string): string {
  const group = /\/resourceGroups\/([^/]+)\//i.exec(vm)?.[1]
  return group ? `${vm.split('/').at(-1)} in ${group}` : vm
}
