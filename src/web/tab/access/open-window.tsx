import {
  Button,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Text,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { durationText, leftText, useNow } from '../shell/clock.ts'
import { Command } from '../shell/command.tsx'
import { type OneRequest, RequestCard } from '../shell/request-card.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import type { RequestView } from '../wire/request.ts'
import { ChangeAddress } from './change-address.tsx'

const useStyles = makeStyles({
  left: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  connect: { display: 'grid', gap: '6px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
})

/** A window that stands: how long yet, how to connect, and how to have it longer or shut. */
export function OpenWindow({ request, onChange }: OneRequest) {
  const styles = useStyles()
  const act = useAct()
  const [asking, setAsking] = useState<'close' | 'extend' | 'move'>()
  const [told, setTold] = useState<string>()
  const path = `requests/${request.id}`
  const done = () => {
    setAsking(undefined)
    return onChange()
  }
  const { can } = request
  return (
    <RequestCard
      brief
      request={request}
      lead={
        <div className={styles.connect}>
          {request.endsAt !== undefined && <Countdown request={request} endsAt={request.endsAt} />}
          {request.targets.map((target) => (
            <div key={target.vm} className={styles.connect}>
              {target.commands.map((text) => (
                <Command key={text} text={text} label={`Copy the command for ${target.name}`} />
              ))}
              {target.rdp && (
                <Link href={target.rdp} target="_blank" rel="noopener" inline>
                  Remote Desktop file {target.name}.rdp
                </Link>
              )}
            </div>
          ))}
          <Trouble text={act.trouble} />
          {told && (
            <MessageBar intent="success" layout="multiline">
              <MessageBarBody>{told}</MessageBarBody>
            </MessageBar>
          )}
        </div>
      }
    >
      {asking === undefined && can.extendMs.length > 0 && (
        <Button disabledFocusable={act.busy} onClick={() => setAsking('extend')}>
          Extend
        </Button>
      )}
      {asking === undefined && can.close && (
        <Button disabledFocusable={act.busy} onClick={() => setAsking('close')}>
          Close now
        </Button>
      )}
      {asking === undefined && can.move && (
        <Button disabledFocusable={act.busy} onClick={() => setAsking('move')}>
          My address changed
        </Button>
      )}
      {asking === 'move' && (
        <ChangeAddress
          request={request}
          onMoved={(said) => {
            setTold(said)
            void done()
          }}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {asking === 'extend' && (
        <fieldset style={{ border: 0, padding: 0, margin: 0 }} className={styles.row}>
          <legend className="unseen">How much longer?</legend>
          <Text>How much longer?</Text>
          {can.extendMs.map((ms, i) => (
            <Button
              key={ms}
              autoFocus={i === 0}
              disabledFocusable={act.busy}
              onClick={() =>
                void act
                  .run<{ said: string }>(`${path}/extend`, { minutes: ms / 60_000 }, ({ said }) => said)
                  .then(done)
              }
            >
              {durationText(ms)}
            </Button>
          ))}
          <Button appearance="subtle" onClick={() => setAsking(undefined)}>
            Not now
          </Button>
        </fieldset>
      )}
      {asking === 'close' && (
        <div className={styles.row}>
          <Text>Sessions that are already connected stay up.</Text>
          <Button
            appearance="primary"
            autoFocus
            disabledFocusable={act.busy}
            onClick={() => void act.run<{ said: string }>(`${path}/close`, {}, ({ said }) => said).then(done)}
          >
            Close it
          </Button>
          <Button appearance="subtle" onClick={() => setAsking(undefined)}>
            Keep it open
          </Button>
        </div>
      )}
    </RequestCard>
  )
}

function Countdown({ request, endsAt }: { readonly request: RequestView; readonly endsAt: number }) {
  const styles = useStyles()
  const now = useNow()
  const since = Math.min(...request.targets.map(({ openedAt }) => openedAt ?? endsAt))
  const part = endsAt > since ? Math.min(1, Math.max(0, (endsAt - now) / (endsAt - since))) : 0
  const soon = endsAt - now < 5 * 60_000
  return (
    <div role="timer" aria-label="Time left">
      <span className={styles.left}>{leftText(endsAt - now)}</span> left
      <ProgressBar value={part} color={soon ? 'warning' : 'brand'} aria-hidden thickness="large" />
    </div>
  )
}
