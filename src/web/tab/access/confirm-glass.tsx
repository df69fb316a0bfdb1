import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { durationText, momentText } from '../shell/clock.ts'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { PreparedGlass } from '../wire/form.ts'
import type { RequestView } from '../wire/request.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gap: '12px',
    width: '100%',
    boxSizing: 'border-box',
    padding: '14px',
    border: `2px solid ${tokens.colorPaletteRedBorder2}`,
    borderRadius: tokens.borderRadiusMedium,
    '& ul': { margin: '4px 0', paddingLeft: '20px' },
    '& h3': { margin: 0 },
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(72px, max-content) minmax(0, 1fr)',
    gap: '2px 16px',
    margin: 0,
    '& dd': { margin: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  late: { color: tokens.colorNeutralForeground2 },
})

/** The second step of breaking glass: what comes of it, and why it can not wait. Nothing is open before it is confirmed. */
export function ConfirmGlass({
  prepared,
  onBroken,
  onBack,
}: {
  readonly prepared: PreparedGlass
  readonly onBroken: () => void
  readonly onBack: () => void
}) {
  const styles = useStyles()
  const words = useWords()
  const said = words.glass
  const act = useAct()
  const [reason, setReason] = useState(prepared.reason)
  async function confirm() {
    const broken = await act.run<{ request: RequestView }>(
      `break-glass/${prepared.id}/confirm`,
      { reason },
      ({ request: { title, status } }) => said.broken(title, status),
    )
    if (broken) onBroken()
  }
  return (
    <section className={styles.root} aria-label={said.label}>
      <h3>{said.sure}</h3>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{said.nothingOpenYet}</MessageBarTitle>
          <ul>
            {prepared.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </MessageBarBody>
      </MessageBar>
      <dl className={styles.facts}>
        <dt>{prepared.machines.length > 1 ? words.request.facts.machines : words.request.facts.machine}</dt>
        <dd>{prepared.machines.join('\n')}</dd>
        <dt>{words.request.facts.from}</dt>
        <dd>{prepared.source}</dd>
        <dt>{words.request.facts.for}</dt>
        <dd>{words.request.fromOpening(durationText(prepared.durationMs))}</dd>
      </dl>
      <Field label={said.why} required hint={said.whoReads}>
        <Textarea autoFocus value={reason} maxLength={500} onChange={(_event, { value }) => setReason(value)} />
      </Field>
      <Trouble text={act.trouble} />
      <div className={styles.row}>
        <Button
          appearance="primary"
          disabledFocusable={act.busy || reason.trim() === ''}
          onClick={() => void confirm()}
        >
          {act.busy ? said.opening : said.confirm}
        </Button>
        <Button onClick={onBack}>{words.shell.back}</Button>
        <span className={styles.late}>{said.once(momentText(prepared.expiresAt))}</span>
      </div>
    </section>
  )
}
