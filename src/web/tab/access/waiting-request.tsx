import { Button } from '@fluentui/react-components'
import { RequestCard } from '../shell/request-card.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import type { RequestView } from '../wire/request.ts'

/** What waits for approval or is about to open, and can be taken back. */
export function WaitingRequest({
  request,
  onChange,
}: {
  readonly request: RequestView
  readonly onChange: () => Promise<void>
}) {
  const act = useAct()
  return (
    <RequestCard request={request} lead={<Trouble text={act.trouble} />}>
      {request.can.cancel && (
        <Button
          disabledFocusable={act.busy}
          onClick={() =>
            void act.run(`requests/${request.id}/cancel`, {}, () => 'The request was taken back.').then(onChange)
          }
        >
          Cancel the request
        </Button>
      )}
    </RequestCard>
  )
}
