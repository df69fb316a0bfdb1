import { Button, MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { call } from '../../signed-on/api-client.ts'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { ConfigurationView, RuleRow } from '../wire/configuration.ts'
import type { Machine } from '../wire/machines.ts'
import { RuleRows } from './rule-rows.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '10px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  rules: {
    margin: 0,
    overflowWrap: 'anywhere',
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0 },
  },
})

const pollMs = 1_500

/** A change of port rules from its draft to what Azure shows: before and after are seen before anything is confirmed. */
export function Configure({
  machine,
  verb,
  onClose,
  onDone,
}: {
  readonly machine: Machine
  readonly verb: ConfigurationView['verb']
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}) {
  const styles = useStyles()
  const said = useWords().rules
  const act = useAct()
  const [view, setView] = useState<ConfigurationView>()
  const [rows, setRows] = useState<readonly RuleRow[]>()
  const state = view?.targets[0]?.state

  useEffect(() => {
    void act
      .run<ConfigurationView>('configurations', { vm: machine.id, verb })
      .then((drafted) => drafted && setView(drafted))
  }, [])
  useEffect(() => {
    if (!view || state !== 'waiting') return
    const timer = setInterval(() => {
      void call<ConfigurationView>(`configurations/${view.id}`).then(setView, () => undefined)
    }, pollMs)
    return () => clearInterval(timer)
  }, [view, state])
  useEffect(() => {
    if (state === 'done') void onDone()
  }, [state])

  const edited = async () => {
    if (!view || !rows) return
    const next = await act.run<ConfigurationView>(`configurations/${view.id}/rules`, { rows })
    if (!next) return
    setView(next)
    setRows(undefined)
  }
  const confirmed = async () => {
    if (!view) return
    const next = await act.run<ConfigurationView>(`configurations/${view.id}/confirm`, { version: view.version })
    if (next) setView(next)
  }

  if (!view)
    return act.trouble ? (
      <div className={styles.root}>
        <Trouble text={act.trouble} problems={act.problems} />
        <Close onClose={onClose} />
      </div>
    ) : (
      <Spinner label={said.reading} />
    )
  const [target] = view.targets
  const canConfirm = view.open && !view.nothing && view.problems.length === 0
  return (
    <div className={styles.root}>
      <Trouble text={act.trouble} problems={act.problems} />
      {view.problems.length > 0 && <Trouble problems={view.problems} />}
      {state === 'waiting' && <Spinner label={said.changing} />}
      {state === 'done' && (
        <MessageBar intent="success">
          <MessageBarBody>{said.seen(target?.after ?? '')}</MessageBarBody>
        </MessageBar>
      )}
      {target?.why && (
        <MessageBar intent={state === 'failed' ? 'error' : 'warning'} layout="multiline">
          <MessageBarBody>{target.why}</MessageBarBody>
        </MessageBar>
      )}
      {rows ? (
        <RuleRows rows={rows} recommended={view.recommended} networks={view.networks} onRows={setRows} />
      ) : (
        <dl className={styles.rules}>
          <dt>{said.now}</dt>
          <dd>{target?.before}</dd>
          <dt>{said.after}</dt>
          <dd>{target?.after}</dd>
        </dl>
      )}
      <div className={styles.row}>
        {rows && (
          <Button appearance="primary" disabledFocusable={act.busy} onClick={() => void edited()}>
            {said.look}
          </Button>
        )}
        {!rows && canConfirm && (
          <Button appearance="primary" disabledFocusable={act.busy} onClick={() => void confirmed()}>
            {state === 'failed' ? said.retry : said.confirm[view.verb]}
          </Button>
        )}
        {!rows && view.open && view.verb !== 'disable' && (
          <Button disabledFocusable={act.busy} onClick={() => setRows(target?.rows ?? [])}>
            {said.edit}
          </Button>
        )}
        <Close onClose={onClose} />
      </div>
    </div>
  )
}

function Close({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button appearance="subtle" onClick={onClose}>
      {useWords().shell.back}
    </Button>
  )
}
