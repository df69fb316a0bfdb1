import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Select,
  Textarea,
} from '@fluentui/react-components'
import { useState } from 'react'
import { durationText } from '../shell/clock.ts'
import { type OneRequest, RequestCard } from '../shell/request-card.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { RequestView } from '../wire/request.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '10px', width: '100%' },
  two: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: '10px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

interface Decided {
  readonly request: RequestView
}

/** One request with Approve and Deny. Whoever was first is named; what was decided stays to be read. */
export function Decision({ request, onChange }: OneRequest) {
  const styles = useStyles()
  const words = useWords()
  const said = words.approvals
  const act = useAct()
  const [denying, setDenying] = useState(false)
  const [minutes, setMinutes] = useState('')
  const [comment, setComment] = useState('')
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<string>()
  const path = `requests/${request.id}`

  const approve = async () => {
    const body = { ...(minutes === '' ? {} : { minutes: Number(minutes) }), comment }
    const saying = ({ request: { title, status } }: Decided) => said.approved(title, status)
    const answer = await act.run<Decided>(`${path}/approve`, body, saying)
    if (answer) setDone(saying(answer))
    await onChange()
  }
  const deny = async () => {
    const saying = ({ request: { title, status } }: Decided) => said.denied(title, status)
    const answer = await act.run<Decided>(`${path}/deny`, { reason }, saying)
    if (answer) setDone(saying(answer))
    if (answer) await onChange()
  }

  return (
    <RequestCard
      request={request}
      lead={
        <>
          <Trouble text={act.trouble} />
          {done && (
            <MessageBar intent="success">
              <MessageBarBody>{done}</MessageBarBody>
            </MessageBar>
          )}
        </>
      }
    >
      {!done && !denying && (
        <div className={styles.form}>
          <div className={styles.two}>
            <Field label={said.howLong}>
              <Select value={minutes} onChange={(_event, { value }) => setMinutes(value)}>
                <option value="">{said.asAsked(durationText(request.durationMs))}</option>
                {request.shorterMs.map((ms) => (
                  <option key={ms} value={ms / 60_000}>
                    {durationText(ms)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={said.comment}>
              <Input value={comment} onChange={(_event, { value }) => setComment(value)} maxLength={500} />
            </Field>
          </div>
          <div className={styles.row}>
            <Button appearance="primary" disabledFocusable={act.busy} onClick={() => void approve()}>
              {said.approve}
            </Button>
            <Button disabledFocusable={act.busy} onClick={() => setDenying(true)}>
              {said.denyWith}
            </Button>
          </div>
        </div>
      )}
      {!done && denying && (
        <div className={styles.form}>
          <Field label={said.whyNot} required hint={said.requesterReads}>
            <Textarea autoFocus value={reason} onChange={(_event, { value }) => setReason(value)} maxLength={500} />
          </Field>
          <div className={styles.row}>
            <Button
              appearance="primary"
              disabledFocusable={act.busy || reason.trim() === ''}
              onClick={() => void deny()}
            >
              {said.deny}
            </Button>
            <Button appearance="subtle" onClick={() => setDenying(false)}>
              {words.shell.back}
            </Button>
          </div>
        </div>
      )}
    </RequestCard>
  )
}
