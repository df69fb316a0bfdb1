import { element } from './element.ts'
import { icon } from './icons.ts'
import { openSentence, openSources, portName } from './port-state.ts'
import type { Port, Vm } from './wire.ts'

export interface Moment {
  readonly nowMs: number
  readonly zone: string
}

/** All that a row shows, as text: equal texts need no new drawing. */
export function rowSignature(vm: Vm, { nowMs, zone }: Moment): string {
  const open = vm.ports.map((port) => openSources(port, nowMs).map((source) => openSentence(source, nowMs, zone)))
  return JSON.stringify([vm, open])
}

/** One VM: its name, what kind it is, and each port shut or open. */
export function drawRow(root: HTMLElement, vm: Vm, at: Moment, onPort: (vm: Vm, port: number) => void): void {
  const env = vm.tags?.env
  const head = element('div', { class: 'vm-head' }, element('span', { class: 'vm-name' }, vm.name))
  if (env) head.append(element('span', { class: 'tag' }, env))
  const running = !vm.power || /running/i.test(vm.power)
  const facts = [vm.os, vm.resourceGroup, ...(running ? [] : [vm.power ?? ''])]
  head.append(element('span', { class: 'vm-facts' }, facts.filter(Boolean).join(' · ')))
  const body = element('ul', { class: 'ports' })
  for (const port of vm.jit === 'configured' ? vm.ports : []) body.append(drawPort(vm, port, at, onPort))
  const parts: HTMLElement[] = [head, body]
  if (vm.jit !== 'configured') {
    const why = vm.why ? `: ${vm.why}` : ''
    parts.push(element('p', { class: 'no-jit' }, `JIT ${vm.jit}${why}`))
  }
  root.className = 'vm'
  root.replaceChildren(...parts)
}

function drawPort(vm: Vm, port: Port, { nowMs, zone }: Moment, onPort: (vm: Vm, port: number) => void): HTMLElement {
  const open = openSources(port, nowMs)
  const sentences = open.map((source) => openSentence(source, nowMs, zone))
  const words = element('span', { class: 'port-state' }, ...(open.length > 0 ? [] : ['shut']))
  for (const sentence of sentences) words.append(element('span', {}, sentence))
  const button = element(
    'button',
    {
      type: 'button',
      class: `port ${open.length > 0 ? 'is-open' : 'is-shut'}`,
      title: `Who can reach ${vm.name}:${port.number}?`,
    },
    icon(open.length > 0 ? 'open' : 'shut'),
    element('span', { class: 'port-name' }, portName(port)),
    words,
  )
  button.addEventListener('click', () => onPort(vm, port.number))
  return element('li', {}, button)
}
