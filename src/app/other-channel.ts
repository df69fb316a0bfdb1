import type { ChannelStates } from '../ports/channel-states.ts'
import type { Binding, BindingStore } from '../ports/store.ts'

/**
 * Where the approvers' cards of a lost channel go: to another channel that is bound and not lost, one for approvals before one for the
 * digest. Who may decide is judged when a button is pressed, wherever the card is.
 */
export async function otherChannel(
  { bindings, channels }: { readonly bindings: BindingStore; readonly channels: ChannelStates },
  than: readonly string[],
): Promise<Binding | undefined> {
  const others = (await bindings.list()).filter(({ conversation }) => !than.includes(conversation))
  const states = await channels.of(others.map(({ conversation }) => conversation))
  const [other] = others
    .filter(({ conversation }) => !states.get(conversation)?.lost)
    .sort((a, b) => Number(a.purpose === 'digest') - Number(b.purpose === 'digest'))
  return other
}
