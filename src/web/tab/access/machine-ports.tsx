import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { durationText } from '../shell/clock.ts'
import { useWords } from '../shell/use-words.ts'
import type { FormMachine } from '../wire/form.ts'

const useStyles = makeStyles({
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

/** A machine of the form, with its ports to choose from. */
export function MachinePorts({
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
  const { form } = useWords()
  return (
    <fieldset className={styles.machine}>
      <legend>
        <strong>{machine.name}</strong> <span className={styles.place}>{machine.place}</span>
      </legend>
      <div className={styles.row}>
        {machine.rules.map(({ number, text, maxMs }) => (
          <Checkbox
            key={number}
            label={form.portAtMost(text, durationText(maxMs))}
            checked={ports.includes(number)}
            onChange={(_event, { checked }) =>
              onPorts(checked === true ? [...ports, number] : ports.filter((each) => each !== number))
            }
          />
        ))}
        <Button size="small" appearance="subtle" aria-label={form.removeMachine(machine.name)} onClick={onRemove}>
          {form.remove}
        </Button>
      </div>
    </fieldset>
  )
}
