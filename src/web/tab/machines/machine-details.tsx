import { Button, Card, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { momentText } from '../shell/clock.ts'
import { useWords } from '../shell/use-words.ts'
import type { ConfigurationView } from '../wire/configuration.ts'
import type { Machine } from '../wire/machines.ts'
import { Configure } from './configure.tsx'

const useStyles = makeStyles({
  card: { marginTop: '10px', padding: '14px 16px', overflow: 'visible' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, max-content) minmax(0, 1fr)',
    gap: '2px 16px',
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

type Verb = ConfigurationView['verb']

/** One machine in full, with what its reader can do about it. */
export function MachineDetails({
  machine,
  admin,
  onRequest,
  onClose,
  onChange,
}: {
  readonly machine: Machine
  readonly admin: boolean
  readonly onRequest: (machine: Machine) => void
  readonly onClose: () => void
  readonly onChange: () => Promise<void>
}) {
  const styles = useStyles()
  const said = useWords().machines
  const [verb, setVerb] = useState<Verb>()
  const { name, place, os, jit, why, rules, running, windows, used, lastUsedAt } = machine
  const facts: readonly (readonly [string, string])[] = [
    [said.facts.where, place],
    ...(os === 'unknown' ? [] : [[said.facts.system, os] as const]),
    ...(running === undefined ? [] : [[said.facts.runs, running ? said.running : said.notRunning] as const]),
    [said.facts.jit, jit === 'unsupported' ? said.unsupported(why ?? '') : said.jit[jit]],
    ...(rules === undefined ? [] : [[said.facts.ports, rules] as const]),
    [said.facts.open, windows.length > 0 ? windows.join('\n') : said.noWindow],
    ...(lastUsedAt === undefined ? [] : [[said.facts.used, said.used(used ?? 0, momentText(lastUsedAt))] as const]),
  ]
  return (
    <Card className={styles.card} role="region" aria-label={said.machine(name)}>
      <h3 className={styles.title}>{name}</h3>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <FactRow key={label} label={label} value={value} />
        ))}
      </dl>
      {verb === undefined ? (
        <div className={styles.row}>
          {jit === 'configured' && (
            <Button appearance="primary" onClick={() => onRequest(machine)}>
              {said.requestAccess}
            </Button>
          )}
          {admin && jit === 'not configured' && (
            <Button appearance="primary" onClick={() => setVerb('enable')}>
              {said.enableAccess}
            </Button>
          )}
          {admin && jit === 'configured' && <Button onClick={() => setVerb('configure')}>{said.changeRules}</Button>}
          {admin && jit === 'configured' && <Button onClick={() => setVerb('disable')}>{said.disable}</Button>}
          <Button appearance="subtle" onClick={onClose}>
            {said.backToList}
          </Button>
        </div>
      ) : (
        <Configure machine={machine} verb={verb} onClose={() => setVerb(undefined)} onDone={onChange} />
      )}
    </Card>
  )
}

function FactRow({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
