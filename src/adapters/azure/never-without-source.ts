import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { parseSource } from '../../domain/source.ts'
import { AzureError } from '../../ports/jit.ts'
import { at, optionalList } from './wire.ts'

/**
 * Refuses to send an *initiate* in which any port has no source of its own that may be: Azure would open it to the bot's address.
 * Looks at what is about to leave, because the SDK drops what it does not know without a word. Throws `AzureError`, `refused`.
 */
export function neverWithoutSource(): PipelinePolicy {
  return {
    name: 'neverWithoutSource',
    async sendRequest(request, next) {
      const { pathname } = new URL(request.url)
      if (request.method === 'POST' && /\/initiate\/?$/i.test(pathname)) refuseWithoutSource(request.body)
      return await next(request)
    },
  }
}

function refuseWithoutSource(body: unknown): void {
  const sent: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
  const vms = optionalList(sent, 'virtualMachines')
  const ports = vms.flatMap((vm) => optionalList(vm, 'ports'))
  if (ports.length > 0 && vms.every((vm) => optionalList(vm, 'ports').length > 0) && ports.every(hasSource)) return
  throw withoutSource()
}

function hasSource(port: unknown): boolean {
  const source = at(port, 'allowedSourceAddressPrefix')
  return typeof source === 'string' && parseSource(source).ok
}

/** The error for an opening that would be open to nobody knows whom. */
export function withoutSource(): AzureError {
  return new AzureError(({ words }) => words.azure.noSource, { outcome: 'refused', code: 'NoSource' })
}
