import { moment } from './time.ts'
import type { OpenSource, Port } from './wire.ts'

const names: Readonly<Record<number, string>> = { 22: 'ssh', 443: 'https', 3389: 'rdp', 5985: 'winrm', 5986: 'winrm' }

/** `3389 rdp` */
export const portName = ({ number }: Port) => (names[number] ? `${number} ${names[number]}` : String(number))

/** The sources a port is open to at this moment: what has ended counts no more, whatever its status still says. */
export function openSources(port: Port, nowMs: number): readonly OpenSource[] {
  return port.open.filter(({ until, status }) => Date.parse(until) > nowMs && /^initiat(ed|ing)$/i.test(status))
}

export const isOpen = (port: Port, nowMs: number) => openSources(port, nowMs).length > 0

/** `open until 15:04 from 203.0.113.7`, or `opening …` while Azure has not done it yet. */
export function openSentence({ source, until, status }: OpenSource, nowMs: number, zone: string): string {
  const verb = /^initiating$/i.test(status) ? 'opening' : 'open'
  return `${verb} until ${moment(Date.parse(until), nowMs, zone)} from ${source}`
}
