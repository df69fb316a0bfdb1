import { Input, makeStyles, Spinner, Tab, TabList, Text, tokens } from '@fluentui/react-components'
import { useDeferredValue, useState } from 'react'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import type { Machine, MachineKind } from '../wire/machines.ts'
import type { Me } from '../wire/me.ts'
import { MachineDetails } from './machine-details.tsx'
import { MachineList } from './machine-list.tsx'
import { useMachines } from './use-machines.ts'

const kinds: readonly { readonly kind: MachineKind; readonly title: string }[] = [
  { kind: 'configured', title: 'Configured' },
  { kind: 'not configured', title: 'Not configured' },
  { kind: 'unsupported', title: 'Unsupported' },
]

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
  const [kind, setKind] = useState<MachineKind>('configured')
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<Machine>()
  const list = useMachines(kind, useDeferredValue(filter))
  const { counts, trouble } = list
  const count = counts?.[kind] ?? 0
  return (
    <Section title="Machines">
      <Input
        className={styles.search}
        type="search"
        aria-label="Search machines"
        aria-describedby="machines-hint"
        placeholder="Search"
        value={filter}
        onChange={(_event, { value }) => {
          setFilter(value)
          setChosen(undefined)
        }}
      />
      <Text id="machines-hint" size={200} className={styles.hint}>
        A part of a name, a glob such as web*, rg:rg-web, or tag:env=prod
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
        {kinds.map(({ kind: each, title }) => (
          <Tab key={each} value={each}>{`${title}${counts ? ` (${counts[each].toLocaleString('en')})` : ''}`}</Tab>
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
      {!counts && !trouble && <Spinner label="Loading…" />}
      {counts && count === 0 && (
        <Empty>{filter === '' ? 'None that you may know of.' : 'None that matches and that you may know of.'}</Empty>
      )}
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
