import { Badge, makeStyles, tokens } from '@fluentui/react-components'
import { Command } from '../shell/command.tsx'
import { useWords } from '../shell/use-words.ts'
import type { Explained } from '../wire/policy.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '8px', marginTop: '6px' },
  list: { margin: 0, paddingLeft: '18px' },
  head: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(70px, max-content) minmax(0, 1fr)',
    gap: '4px 16px',
    margin: 0,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  },
})

/** What the access policy says to a wish: allowed or not, why, and what each rule demands. */
export function Explanation({ explained }: { readonly explained: Explained }) {
  const styles = useStyles()
  const { policy } = useWords()
  const { allowed, targets, problems, notes, refusals, facts, advice, line } = explained
  const said = [...problems, ...notes, ...refusals, ...advice]
  return (
    <div className={styles.root} data-allowed={allowed}>
      <div className={styles.head}>
        <strong>{targets.join('; ')}</strong>
        <Badge appearance="tint" color={allowed ? 'success' : 'danger'} size="large">
          {allowed ? policy.can : policy.canNot}
        </Badge>
      </div>
      {said.length > 0 && (
        <ul className={styles.list}>
          {said.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {line !== undefined && <Command text={`/jit ${line}`} label={policy.copyLine} />}
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <Fact key={label} label={label} value={value} />
        ))}
      </dl>
    </div>
  )
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}
