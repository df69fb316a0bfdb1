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
import { useWords } from '../shell/use-words.ts'
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
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: '14px',
    alignItems: 'start',
  },
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
  const words = useWords()
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
      ({ request: { title, status } }) => words.form.asked(title, status),
    )
    if (sent) onSent()
  }

  if (prepared)
    return (
      <Section title={words.form.title}>
        <ConfirmGlass prepared={prepared} onBroken={onSent} onBack={() => setPrepared(undefined)} />
      </Section>
    )
  return (
    <Section title={words.form.title}>
      <form onSubmit={(event) => void send(event)} aria-label={words.form.title}>
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
            label={machines.length === 0 ? words.form.machine : words.form.oneMore}
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
            <Field label={words.form.howLong} hint={words.form.longest(durationText(longest))}>
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
              <Field label={words.form.notBefore} hint={words.form.asSoonAs}>
                <Input type="datetime-local" value={begins} onChange={(_event, { value }) => setBegins(value)} />
              </Field>
            )}
          </div>
          <Field
            label={words.form.reason}
            required={view?.reason?.required === true}
            hint={view?.reason?.hint ?? words.form.reasonHint}
          >
            <Textarea value={reason} onChange={(_event, { value }) => setReason(value)} maxLength={600} />
          </Field>
          {view?.approvals && machines.length > 0 && (
            <div className={styles.faint}>
              {view.approvals.length === 0 ? words.form.nobodyApproves : words.form.needs(view.approvals.join('; '))}
            </div>
          )}
          {mayBreakGlass && (
            <Checkbox
              label={words.form.urgent}
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
              {act.busy ? words.form.asking : urgent ? words.glass.next : words.form.title}
            </Button>
            <Button onClick={onClose}>{words.form.close}</Button>
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
