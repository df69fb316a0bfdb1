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
import { type FormEvent, useEffect, useState } from 'react'
import { call, sentenceOf } from '../../signed-on/api-client.ts'
import { durationText } from '../shell/clock.ts'
import { Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useQuery } from '../shell/use-query.ts'
import type { Favourite, FormMachine, FormView } from '../wire/form.ts'
import type { RequestView } from '../wire/request.ts'
import { MachinePicker } from './machine-picker.tsx'

interface Chosen {
  readonly vm: string
  readonly ports: readonly number[]
}

/** What stands in the form at first. */
export interface FormStart {
  readonly key: string
  readonly machines: readonly Chosen[]
  readonly durationMs?: number
  readonly source: string
  readonly reason: string
}

let made = 0

/** An empty form, or one filled with a request of before: its reason was for then. */
export function startOf(request?: RequestView): FormStart {
  const key = `form-${++made}`
  if (!request) return { key, machines: [], source: '', reason: '' }
  return {
    key,
    machines: request.targets.map(({ vm, numbers }) => ({ vm, ports: numbers })),
    durationMs: request.durationMs,
    source: request.sourceWords,
    reason: request.reason,
  }
}

/** A form for one machine. */
export function startWith(vm: string): FormStart {
  return { ...startOf(), machines: [{ vm, ports: [] }] }
}

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px', padding: '16px', overflow: 'visible' },
  two: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: '14px' },
  machine: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    margin: 0,
    padding: '8px 12px',
    minWidth: 0,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  place: { color: tokens.colorNeutralForeground2 },
})

/** The form for access. Refused, it keeps everything that was typed and says what is wrong. */
export function RequestForm({
  start,
  onSent,
  onClose,
}: {
  readonly start: FormStart
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
  const [view, setView] = useState<FormView>()
  const [trouble, setTrouble] = useState<string>()
  const favourites = useQuery<{ favourites: readonly Favourite[] }>('favourites')

  const chosen = machines.map(({ vm }) => vm).join()
  useEffect(() => {
    const stop = new AbortController()
    call<FormView>('requests/form', { machines }, stop.signal).then(
      (answer) => {
        setView(answer)
        setTrouble(undefined)
        // A machine with one port is asked for by that one.
        setMachines((before) => before.map((each) => withOnlyPort(each, answer)))
      },
      (error: unknown) => stop.signal.aborted || setTrouble(sentenceOf(error)),
    )
    return () => stop.abort()
  }, [chosen])

  const longest = view?.maxMs ?? 86_400_000
  const choices = view?.durationsMs ?? []
  const usual = Math.min(3_600_000, longest)
  const lasts = durationMs !== undefined && durationMs <= longest ? durationMs : usual
  const from = source ?? view?.source ?? ''
  const reasonMissing = view?.reason?.required === true && reason.trim() === ''

  async function send(event: FormEvent) {
    event.preventDefault()
    const sent = await act.run<{ request: RequestView }>(
      'requests',
      { machines, duration: `${lasts / 60_000} min`, source: from, start: startText(begins), reason },
      ({ request }) => `Asked: ${request.title}. ${request.status}.`,
    )
    if (sent) onSent()
  }

  return (
    <Section title="Request access">
      <form onSubmit={(event) => void send(event)} aria-label="Request access">
        <Card className={styles.form}>
          <Trouble text={act.trouble ?? trouble} problems={act.problems} />
          {(favourites.data?.favourites.length ?? 0) > 0 && machines.length === 0 && (
            <fieldset className={styles.row} style={{ border: 0, padding: 0, margin: 0 }}>
              <legend className={styles.place}>Asked for before</legend>
              {favourites.data?.favourites.map(({ vm, ports, title }) => (
                <Button key={title} size="small" onClick={() => setMachines([{ vm, ports }])}>
                  {title}
                </Button>
              ))}
            </fieldset>
          )}
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
                {[...new Set([...choices, lasts])]
                  .sort((a, b) => a - b)
                  .map((ms) => (
                    <option key={ms} value={ms}>
                      {durationText(ms)}
                    </option>
                  ))}
              </Select>
            </Field>
            <Field
              label="From which address"
              required
              hint={`Your public IPv4 address${view && view.networks.length > 0 ? `, or a network: ${view.networks.join(', ')}` : ''}.`}
            >
              <Input
                value={from}
                onChange={(_event, { value }) => setSource(value)}
                spellCheck={false}
                autoComplete="off"
              />
            </Field>
            <Field label="Not before" hint="Leave it empty to have it as soon as it is approved.">
              <Input type="datetime-local" value={begins} onChange={(_event, { value }) => setBegins(value)} />
            </Field>
          </div>
          <Field
            label="Reason"
            required={view?.reason?.required === true}
            hint={view?.reason?.hint ?? 'What the access is for; approvers and auditors read it.'}
          >
            <Textarea value={reason} onChange={(_event, { value }) => setReason(value)} maxLength={600} />
          </Field>
          {view?.approvals && machines.length > 0 && (
            <div className={styles.place}>
              {view.approvals.length === 0 ? 'Nobody has to approve.' : `Needs ${view.approvals.join('; ')}.`}
            </div>
          )}
          <div className={styles.row}>
            <Button
              type="submit"
              appearance="primary"
              disabledFocusable={act.busy || machines.length === 0 || reasonMissing}
            >
              {act.busy ? 'Asking…' : 'Request access'}
            </Button>
            <Button onClick={onClose}>Close the form</Button>
          </div>
        </Card>
      </form>
    </Section>
  )
}

function MachinePorts({
  machine,
  ports,
  onPorts,
  onRemove,
}: {
  readonly machine: FormMachine
  readonly ports: readonly number[]
  readonly onPorts: (ports: readonly number[]) => void
  readonly onRemove: () => void
}) {
  const styles = useStyles()
  return (
    <fieldset className={styles.machine}>
      <legend>
        <strong>{machine.name}</strong> <span className={styles.place}>{machine.place}</span>
      </legend>
      <div className={styles.row}>
        {machine.rules.map(({ number, text, maxMs }) => (
          <Checkbox
            key={number}
            label={`${text}, at most ${durationText(maxMs)}`}
            checked={ports.includes(number)}
            onChange={(_event, { checked }) =>
              onPorts(checked === true ? [...ports, number] : ports.filter((each) => each !== number))
            }
          />
        ))}
        <Button size="small" appearance="subtle" aria-label={`Remove ${machine.name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </fieldset>
  )
}

function withOnlyPort(each: Chosen, view: FormView): Chosen {
  const rules = view.machines.find(({ vm }) => vm === each.vm)?.rules ?? []
  const [only] = rules
  return each.ports.length === 0 && rules.length === 1 && only ? { ...each, ports: [only.number] } : each
}

/** A browser's `2026-11-30T22:00` in the words that the bot reads, by the same clock on the wall. */
function startText(local: string): string {
  return local.replace('T', ' ')
}
