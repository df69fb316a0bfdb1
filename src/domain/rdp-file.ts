import type { Connection } from './request.ts'

const rdpPort = 3389

/** Whether a file for Remote Desktop can be made: RDP is among the open ports, and the address is known. */
export function hasRdp({ address, ports }: Connection): boolean {
  return isAddress(address) && ports.some(({ number }) => number === rdpPort)
}

/**
 * The `.rdp` file of an open window, for Microsoft's clients: asks for the password, and lends the machine nothing of the computer that
 * connects. Undefined where there is no RDP port or no address that is one: nothing else ever gets into the file.
 */
export function rdpFile(connection: Connection): string | undefined {
  const port = connection.ports.find(({ number }) => number === rdpPort)
  if (!port || !isAddress(connection.address)) return undefined
  const { reachedAt } = port
  if (!Number.isInteger(reachedAt) || reachedAt < 1 || reachedAt > 65_535) return undefined
  const lines = [
    `full address:s:${connection.address}:${reachedAt}`,
    'prompt for credentials:i:1',
    'authentication level:i:2',
    'enablecredsspsupport:i:1',
    'negotiate security layer:i:1',
    'drivestoredirect:s:',
    'redirectprinters:i:0',
    'redirectcomports:i:0',
    'redirectsmartcards:i:1',
    'redirectclipboard:i:1',
    'screen mode id:i:2',
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

/** A file name that no system minds, whatever Azure lets a VM be called. */
export function rdpFileName(vmName: string): string {
  const safe = vmName
    .replace(/[^A-Za-z0-9.-]/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 60)
  return `${safe === '' ? 'machine' : safe}.rdp`
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
}
