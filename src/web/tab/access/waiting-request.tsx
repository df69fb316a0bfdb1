import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { type OneRequest, RequestCard } from '../shell/request-card.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { PreparedGlass } from '../wire/form.ts'
import { ConfirmGlass } from './confirm-glass.tsx'

/** What waits for approval or is about to open, and can be taken back. */
export function WaitingRequest({ request, onChange }: OneRequest) {
  const words = useWords()
  const act = useAct()
  const [prepared, setPrepared] = useState<PreparedGlass>()
  const path = `requests/${request.id}`
  if (prepared && request.can.breakGlass)
    return <ConfirmGlass prepared={prepared} onBroken={() => void onChange()} onBack={() => setPrepared(undefined)} />
  return (
    <RequestCard request={request} lead={<Trouble text={act.trouble} />}>
      {request.can.cancel && (
        <Button
          disabledFocusable={act.busy}
          onClick={() => void act.run(`${path}/cancel`, {}, () => words.access.takenBack).then(onChange)}
        >
          {words.access.cancel}
        </Button>
      )}
      {request.can.breakGlass && (
        <Button
          disabledFocusable={act.busy}
          onClick={() => void act.run<PreparedGlass>(`${path}/break-glass`, {}).then(setPrepared)}
        >
          {words.glass.next}
        </Button>
      )}
    </RequestCard>
  )
}
