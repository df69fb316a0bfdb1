import {
  Button,
  Card,
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Select,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { durationText } from '../shell/clock.ts'
import { Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import type { PreparedGlass } from '../wire/form.ts'
import type { RequestView } from '../wire/request.ts'
import { AskedBefore } from './asked-before.tsx'
import { ConfirmGlass } from './confirm-glass.tsx'
import type { FormStart } from './form-start.ts'
import { MachinePicker } from './machine-picker.tsx'
import { MachinePorts } from './machine-ports.tsx'
import { SourceField } from './source-field.tsx'
import { useFormView } from './use-form-view.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px', padding: '16px', overflow: 'visible' },
  two: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: '14px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  faint: { color: tokens.colorNeutralForeground2 },
})

/** The form for access, by approval or by breaking glass. Refused, it keeps everything that was typed and says what is wrong. */
export function RequestForm({
  start,
  mayBreakGlass,
  onSent,
  onClose,
}: {
  readonly start: FormStart
  readonly mayBreakGlass: boolean
  readonly onSent: () => void
  readonly onClose: () => void
}) {
  const styles = useStyles()
  const act = useAct()
  const [machines, setMachines] = useState(start.machines)
  const [durationMs, setDurationMs] = useState(start.durationMs)
  const [source, setSource] = useState<string | undefined>(start.source || undefined)
  const [begins, setBegins] = useState('')
  const [reason, setReason] = useState(start.reason)
  const [urgent, setUrgent] = useState(false)
  const [prepared, setPrepared] = useState<PreparedGlass>()
  const { view, trouble } = useFormView(urgent ? 'break-glass/form' : 'requests/form', machines, setMachines)

  const longest = view?.maxMs ?? 86_400_000
  const lasts = durationMs !== undefined && durationMs <= longest ? durationMs : Math.min(3_600_000, longest)
  const from = source ?? view?.source ?? ''
  const reasonMissing = !urgent && view?.reason?.required === true && reason.trim() === ''

  async function send(event: FormEvent) {
    event.preventDefault()
    const form = { machines, duration: `${lasts / 60_000} min`, source: from, reason }
    if (urgent) return setPrepared(await act.run<PreparedGlass>('break-glass', form))
    const sent = await act.run<{ request: RequestView }>(
      'requests',
      { ...form, start: startText(begins) },
      ({ request }) => `Asked: ${request.title}. ${request.status}.`,
    )
    if (sent) onSent()
  }

  if (prepared)
    return (
      <Section title="Request access">
        <ConfirmGlass prepared={prepared} onBroken={onSent} onBack={() => setPrepared(undefined)} />
      </Section>
    )
  return (
    <Section title="Request access">
      <form onSubmit={(event) => void send(event)} aria-label="Request access">
        <Card className={styles.form}>
          <Trouble text={act.trouble ?? trouble} problems={act.problems} />
          {machines.length === 0 && <AskedBefore onPick={(chosen) => setMachines([chosen])} />}
          {view?.machines.map((machine) => (
            <MachinePorts
              key={machine.vm}
              machine={machine}
              ports={machines.find(({ vm }) => vm === machine.vm)?.ports ?? []}
              onPorts={(ports) =>
                setMachines((before) => before.map((each) => (each.vm === machine.vm ? { ...each, ports } : each)))
              }
              onRemove={() => setMachines((before) => before.filter(({ vm }) => vm !== machine.vm))}
            />
          ))}
          <MachinePicker
            label={machines.length === 0 ? 'Machine' : 'One more machine'}
            required={machines.length === 0}
            urgent={urgent}
            onPick={({ id }) =>
              setMachines((before) =>
                before.some(({ vm }) => vm === id) ? before : [...before, { vm: id, ports: [] }],
              )
            }
          />
          {view && view.problems.length > 0 && machines.length > 0 && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{view.problems.join(' ')}</MessageBarBody>
            </MessageBar>
          )}
          <div className={styles.two}>
            <Field
              label="For how long"
              hint={`At most ${durationText(longest)}. The clock starts when the port opens.`}
            >
              <Select value={String(lasts)} onChange={(_event, { value }) => setDurationMs(Number(value))}>
                {[...new Set([...(view?.durationsMs ?? []), lasts])]
                  .sort((a, b) => a - b)
                  .map((ms) => (
                    <option key={ms} value={ms}>
                      {durationText(ms)}
                    </option>
                  ))}
              </Select>
            </Field>
            <SourceField value={from} networks={view?.networks ?? []} machines={machines} onChange={setSource} />
            {!urgent && (
              <Field label="Not before" hint="Leave it empty to have it as soon as it is approved.">
                <Input type="datetime-local" value={begins} onChange={(_event, { value }) => setBegins(value)} />
              </Field>
            )}
          </div>
          <Field
            label="Reason"
            required={view?.reason?.required === true}
            hint={view?.reason?.hint ?? 'What the access is for; approvers and auditors read it.'}
          >
            <Textarea value={reason} onChange={(_event, { value }) => setReason(value)} maxLength={600} />
          </Field>
          {view?.approvals && machines.length > 0 && (
            <div className={styles.faint}>
              {view.approvals.length === 0 ? 'Nobody has to approve.' : `Needs ${view.approvals.join('; ')}.`}
            </div>
          )}
          {mayBreakGlass && (
            <Checkbox
              label="Break glass: it can not wait for an approval"
              checked={urgent}
              onChange={(_event, { checked }) => setUrgent(checked === true)}
            />
          )}
          <div className={styles.row}>
            <Button
              type="submit"
              appearance="primary"
              disabledFocusable={act.busy || machines.length === 0 || reasonMissing}
            >
              {act.busy ? 'Asking…' : urgent ? 'Break glass…' : 'Request access'}
            </Button>
            <Button onClick={onClose}>Close the form</Button>
          </div>
        </Card>
      </form>
    </Section>
  )
}

/** A browser's `2026-11-30T22:00` in the words that the bot reads, by the same clock on the wall. */
function startText(local: string): string {
  return local.replace('T', ' ')
}
