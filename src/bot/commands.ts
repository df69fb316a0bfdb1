import type { Command } from './command.ts'
import { address } from './commands/address.ts'
import { audit } from './commands/audit.ts'
import { breakGlass } from './commands/break-glass.ts'
import { cancel } from './commands/cancel.ts'
import { close } from './commands/close.ts'
import { configure, disable, enable } from './commands/configure.ts'
import { approve, deny } from './commands/decide.ts'
import { delegate, delegations } from './commands/delegate.ts'
import { digest } from './commands/digest.ts'
import { explain } from './commands/explain.ts'
import { extend } from './commands/extend.ts'
import { from } from './commands/from.ts'
import { helpFor } from './commands/help.ts'
import { here } from './commands/here.ts'
import { request } from './commands/request.ts'
import { reviews } from './commands/reviews.ts'
import { mine, status } from './commands/status.ts'
import { vm } from './commands/vm.ts'
import { vms } from './commands/vms.ts'

/** Every command, in the order in which help and the Teams manifest list them. */
export const commands: readonly Command[] = [
  request,
  status,
  mine,
  approve,
  deny,
  cancel,
  close,
  extend,
  breakGlass,
  reviews,
  delegate,
  delegations,
  explain,
  vms,
  vm,
  from,
  address,
  audit,
  digest,
  here,
  enable,
  configure,
  disable,
  helpFor(() => commands),
]
