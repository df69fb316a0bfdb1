import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components'
import { useWords } from '../shell/use-words.ts'
import type { RuleRow } from '../wire/configuration.ts'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: '8px',
    alignItems: 'end',
    border: 0,
    padding: 0,
    margin: '0 0 10px',
    minWidth: 0,
  },
  field: { minWidth: 0 },
  // A text box has a width of its own, which is more than there is room for beside another on a phone.
  box: { width: '100%', minWidth: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

const mostRules = 10

/** The rules of a machine as rows: what is typed is read by the bot, which says what is wrong. */
export function RuleRows({
  rows,
  recommended,
  networks,
  onRows,
}: {
  readonly rows: readonly RuleRow[]
  readonly recommended: readonly RuleRow[]
  readonly networks: readonly string[]
  readonly onRows: (rows: readonly RuleRow[]) => void
}) {
  const styles = useStyles()
  const said = useWords().rules
  const set = (index: number, change: Partial<RuleRow>) =>
    onRows(rows.map((row, i) => (i === index ? { ...row, ...change } : row)))
  const missing = recommended.filter(({ port }) => !rows.some((row) => row.port === port))
  return (
    <div>
      {rows.map((row, index) => (
        <fieldset key={index} className={styles.row}>
          <legend className="unseen">{said.rule(index + 1)}</legend>
          <Field label={said.port} className={styles.field}>
            <Input
              className={styles.box}
              value={row.port}
              onChange={(_event, { value }) => set(index, { port: value })}
            />
          </Field>
          <Field label={said.protocol} className={styles.field}>
            <Select value={row.protocol} onChange={(_event, { value }) => set(index, { protocol: value })}>
              <option value="TCP">TCP</option>
              <option value="UDP">UDP</option>
              <option value="*">{said.both}</option>
            </Select>
          </Field>
          <Field label={said.sources} className={styles.field}>
            <Input
              className={styles.box}
              value={row.sources}
              placeholder={networks.length > 0 ? `*, ${networks[0]}` : '*'}
              onChange={(_event, { value }) => set(index, { sources: value })}
            />
          </Field>
          <Field label={said.atMost} className={styles.field}>
            <Input
              className={styles.box}
              value={row.maximum}
              onChange={(_event, { value }) => set(index, { maximum: value })}
            />
          </Field>
          <Button aria-label={said.removeRule(index + 1)} onClick={() => onRows(rows.filter((_row, i) => i !== index))}>
            {said.remove}
          </Button>
        </fieldset>
      ))}
      <div className={styles.actions}>
        {rows.length < mostRules && (
          <Button
            size="small"
            onClick={() => onRows([...rows, { port: '', protocol: 'TCP', sources: '*', maximum: '3 h' }])}
          >
            {said.addPort}
          </Button>
        )}
        {missing.length > 0 && (
          <Button size="small" onClick={() => onRows([...rows, ...missing].slice(0, mostRules))}>
            {said.addRecommended}
          </Button>
        )}
      </div>
    </div>
  )
}
