import { Input, makeStyles, Spinner, Tab, TabList, Text, tokens } from '@fluentui/react-components'
import { useDeferredValue, useState } from 'react'
import { numberText } from '../shell/clock.ts'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useWords } from '../shell/use-words.ts'
import type { Machine, MachineKind } from '../wire/machines.ts'
import type { Me } from '../wire/me.ts'
import { MachineDetails } from './machine-details.tsx'
import { MachineList } from './machine-list.tsx'
import { useMachines } from './use-machines.ts'

const kinds: readonly MachineKind[] = ['configured', 'not configured', 'unsupported']

const useStyles = makeStyles({
  search: { width: '100%', maxWidth: '420px' },
  kinds: { flexWrap: 'wrap' },
  hint: { color: tokens.colorNeutralForeground2, display: 'block', margin: '6px 0 10px' },
})

/** Every machine that the person may know of, in three lists, searched on the server. */
export default function MachinesPage({
  me,
  onRequest,
}: {
  readonly me: Me
  readonly onRequest: (machine: Machine) => void
}) {
  const styles = useStyles()
  const words = useWords()
  const [kind, setKind] = useState<MachineKind>('configured')
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<Machine>()
  const list = useMachines(kind, useDeferredValue(filter))
  const { counts, trouble } = list
  const count = counts?.[kind] ?? 0
  return (
    <Section title={words.machines.title}>
      <Input
        className={styles.search}
        type="search"
        aria-label={words.machines.searchMachines}
        aria-describedby="machines-hint"
        placeholder={words.machines.search}
        value={filter}
        onChange={(_event, { value }) => {
          setFilter(value)
          setChosen(undefined)
        }}
      />
      <Text id="machines-hint" size={200} className={styles.hint}>
        {words.machines.searchHint}
      </Text>
      <TabList
        className={styles.kinds}
        size="small"
        selectedValue={kind}
        onTabSelect={(_event, { value }) => {
          setKind(value as MachineKind)
          setChosen(undefined)
        }}
      >
        {kinds.map((each) => (
          <Tab key={each} value={each}>
            {counts
              ? words.shell.counted(words.machines.kinds[each], numberText(counts[each]))
              : words.machines.kinds[each]}
          </Tab>
        ))}
      </TabList>
      <Trouble text={trouble} />
      {chosen && (
        <MachineDetails
          key={chosen.id}
          machine={chosen}
          admin={me.admin}
          onRequest={onRequest}
          onClose={() => setChosen(undefined)}
          onChange={list.refresh}
        />
      )}
      {!counts && !trouble && <Spinner label={words.shell.loading} />}
      {counts && count === 0 && <Empty>{filter === '' ? words.machines.none : words.machines.noneMatches}</Empty>}
      {count > 0 && (
        <MachineList
          key={`${kind} ${filter}`}
          count={count}
          chosen={chosen?.id}
          machineAt={list.machineAt}
          onNeed={list.need}
          onChoose={setChosen}
        />
      )}
    </Section>
  )
}
