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
import { useWords } from '../shell/use-words.ts'
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
  const words = useWords()
  const said = words.access
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
                <Command key={text} text={text} label={said.copyCommand(target.name)} />
              ))}
              {target.rdp && (
                <Link href={target.rdp} target="_blank" rel="noopener" inline>
                  {said.rdpFile(target.name)}
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
          {said.extend}
        </Button>
      )}
      {asking === undefined && can.close && (
        <Button disabledFocusable={act.busy} onClick={() => setAsking('close')}>
          {said.closeNow}
        </Button>
      )}
      {asking === undefined && can.move && (
        <Button disabledFocusable={act.busy} onClick={() => setAsking('move')}>
          {said.addressChanged}
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
          <legend className="unseen">{said.howMuchLonger}</legend>
          <Text>{said.howMuchLonger}</Text>
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
            {words.shell.notNow}
          </Button>
        </fieldset>
      )}
      {asking === 'close' && (
        <div className={styles.row}>
          <Text>{said.sessionsStay}</Text>
          <Button
            appearance="primary"
            autoFocus
            disabledFocusable={act.busy}
            onClick={() => void act.run<{ said: string }>(`${path}/close`, {}, ({ said }) => said).then(done)}
          >
            {said.closeIt}
          </Button>
          <Button appearance="subtle" onClick={() => setAsking(undefined)}>
            {said.keepOpen}
          </Button>
        </div>
      )}
    </RequestCard>
  )
}

function Countdown({ request, endsAt }: { readonly request: RequestView; readonly endsAt: number }) {
  const styles = useStyles()
  const said = useWords().access
  const now = useNow()
  const since = Math.min(...request.targets.map(({ openedAt }) => openedAt ?? endsAt))
  const part = endsAt > since ? Math.min(1, Math.max(0, (endsAt - now) / (endsAt - since))) : 0
  const soon = endsAt - now < 5 * 60_000
  return (
    <div role="timer" aria-label={said.timeLeft}>
      {said.left.before}
      <span className={styles.left}>{leftText(endsAt - now)}</span>
      {said.left.after}
      <ProgressBar value={part} color={soon ? 'warning' : 'brand'} aria-hidden thickness="large" />
    </div>
  )
}
