import { Button } from '@fluentui/react-components'
import type { Act } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { RequestView } from '../wire/request.ts'
import { OwnAddress } from './own-address.tsx'

interface Moved {
  readonly said: string
}

/** A window goes on from another address: at once where nobody has to agree, else after the approvers were asked. */
export function ChangeAddress({
  request,
  onMoved,
  onCancel,
}: {
  readonly request: RequestView
  readonly onMoved: (said: string) => void
  readonly onCancel: () => void
}) {
  const words = useWords()
  const ask = (act: Act) => {
    const { source } = act.refused?.more ?? {}
    if (act.refused?.code !== 'needs approval') return undefined
    const send = () => act.run<Moved>(`requests/${request.id}/address`, { source, ask: true }, ({ said }) => said)
    return (
      <Button
        appearance="primary"
        autoFocus
        disabledFocusable={act.busy}
        onClick={() => void send().then((moved) => moved && onMoved(moved.said))}
      >
        {words.access.askApprovers}
      </Button>
    )
  }
  return (
    <OwnAddress<Moved>
      what={{ request: request.id }}
      said={({ said }) => said}
      onTaken={({ said }) => onMoved(said)}
      onCancel={onCancel}
      beyond={ask}
    />
  )
}
