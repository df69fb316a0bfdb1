import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '../shell/use-query.ts'
import { useWords } from '../shell/use-words.ts'
import type { Favourite } from '../wire/form.ts'
import type { Chosen } from './form-start.ts'

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', border: 0, padding: 0, margin: 0 },
  title: { color: tokens.colorNeutralForeground2 },
})

/** What somebody asks for again and again, a press away. */
export function AskedBefore({ onPick }: { readonly onPick: (chosen: Chosen) => void }) {
  const styles = useStyles()
  const words = useWords()
  const { data } = useQuery<{ favourites: readonly Favourite[] }>('favourites')
  if (!data || data.favourites.length === 0) return null
  return (
    <fieldset className={styles.row}>
      <legend className={styles.title}>{words.form.askedBefore}</legend>
      {data.favourites.map(({ vm, ports, title }) => (
        <Button key={title} size="small" onClick={() => onPick({ vm, ports })}>
          {title}
        </Button>
      ))}
    </fieldset>
  )
}
