import type { SeenMessage } from '../../src/cli/sandbox-client.ts'
import { cardText, type Journey, type Name, requestIdOf } from './sandbox.ts'

/** Where emma and eva are at home, and the address of somebody else in the office. */
export const [home, away] = ['203.0.113.7', '203.0.113.8']

/** Somebody asked: their status card, and the approvers' card about it. */
export interface Asked {
  readonly id: string
  readonly status: SeenMessage
  readonly approval: SeenMessage
}

/** What most journeys do on their way. */
export function actsOn(sandbox: Journey) {
  /** The words that answer what somebody types. */
  const says = async (as: Name, text: string, pattern?: RegExp, channel?: string): Promise<string> =>
    cardText((await sandbox.type(as, text, channel, pattern)).card)

  /** What a card of somebody's personal chat says now. */
  const textOf = async (as: Name, message: string): Promise<string> =>
    cardText((await sandbox.read(as)).find(({ id }) => id === message)?.card)

  /** The ledger as the auditor reads it. */
  const ledgerOf = (about: string): Promise<string> => says('omar', `/jit audit 7d ${about}`, /^Ledger/)

  const reachable = async (vm: string, from = home, port = 3389): Promise<boolean> =>
    (await sandbox.api.reachable(vm, port, from)).reachable

  const approvalOf = (status: SeenMessage, channel = 'ops-approvals'): Promise<SeenMessage> =>
    sandbox.card('adam', new RegExp(`Request\\n${requestIdOf(status)}`), channel)

  /** Asks; what was asked waits for its approvers. */
  async function asked(as: Name, what: string): Promise<Asked> {
    const status = await sandbox.ask(as, `/jit request ${what}`)
    return { id: requestIdOf(status), status, approval: await approvalOf(status) }
  }

  /** Adam approves, and it is open. */
  async function approved(status: SeenMessage, requester: Name): Promise<SeenMessage> {
    const approval = await approvalOf(status)
    await sandbox.press('adam', approval.id, 'Approve')
    await sandbox.becomes(requester, status.id, /^(Open|Extended) until/)
    return approval
  }

  /** Asks for RDP; Adam approves, and it is open. */
  async function opened(as: 'emma' | 'eva', vm: string, duration: string, address = home): Promise<Asked> {
    const status = await sandbox.ask(as, `/jit request ${vm} rdp ${duration} from ${address} INC123456`)
    return { id: requestIdOf(status), status, approval: await approved(status, as) }
  }

  return { says, textOf, ledgerOf, reachable, asked, approved, opened }
}
