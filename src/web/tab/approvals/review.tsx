import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { type OneRequest, RequestCard } from '../shell/request-card.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { RequestView } from '../wire/request.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '10px', width: '100%' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

/** A use of break-glass that nobody has signed for: once it is over, a reviewer does, with a comment where it was not justified. */
export function Review({ request, onChange }: OneRequest) {
  const styles = useStyles()
  const said = useWords().approvals
  const act = useAct()
  const [comment, setComment] = useState('')
  const sign = (verdict: 'justified' | 'not justified') =>
    void act
      .run<{ request: RequestView }>(`requests/${request.id}/review`, { verdict, comment }, () =>
        said.signed[verdict](request.title),
      )
      .then((signed) => (signed ? onChange() : undefined))
  return (
    <RequestCard request={request} lead={<Trouble text={act.trouble} />}>
      {request.can.sign && (
        <div className={styles.form}>
          <Field label={said.found} hint={said.foundHint}>
            <Input value={comment} onChange={(_event, { value }) => setComment(value)} maxLength={500} />
          </Field>
          <div className={styles.row}>
            <Button disabledFocusable={act.busy} onClick={() => sign('justified')}>
              {said.justified}
            </Button>
            <Button disabledFocusable={act.busy} onClick={() => sign('not justified')}>
              {said.notJustified}
            </Button>
          </div>
        </div>
      )}
    </RequestCard>
  )
}
