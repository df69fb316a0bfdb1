import { Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../shell/use-words.ts'
import type { Machine } from '../wire/machines.ts'

const rowHeight = 56
/** Rows beyond what is seen, so that scrolling meets no gap. */
const beyond = 8

const useStyles = makeStyles({
  box: {
    marginTop: '10px',
    height: 'min(62vh, 640px)',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  all: { position: 'relative' },
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    height: `${rowHeight}px`,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '0 12px',
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
      '& [data-line]': { color: 'inherit' },
    },
  },
  // In high contrast what is chosen has other letters too.
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    '& [data-line]': { color: 'inherit' },
  },
  current: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  words: { flex: '1 1 auto', minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  line: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})

/** A list box of any length: only the rows in sight are there. One stop of the Tab key; arrows, Page, Home and End move, Enter chooses. */
export function MachineList({
  count,
  chosen,
  machineAt,
  onNeed,
  onChoose,
}: {
  readonly count: number
  readonly chosen: string | undefined
  readonly machineAt: (index: number) => Machine | undefined
  readonly onNeed: (first: number, last: number) => void
  readonly onChoose: (machine: Machine) => void
}) {
  const styles = useStyles()
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(640)
  const [current, setCurrent] = useState(0)
  const [focused, setFocused] = useState(false)
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond)
  const last = Math.min(count - 1, Math.ceil((top + height) / rowHeight) + beyond)
  useEffect(() => setHeight(box.current?.clientHeight ?? 640), [])
  useEffect(() => onNeed(first, last), [first, last, onNeed])

  function move(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(height / rowHeight) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    }
    const machine = machineAt(current)
    if ((event.key === 'Enter' || event.key === ' ') && machine) {
      event.preventDefault()
      return onChoose(machine)
    }
    const wanted = steps[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    const next = Math.min(count - 1, Math.max(0, wanted))
    setCurrent(next)
    const place = box.current
    if (!place) return
    if (next * rowHeight < place.scrollTop) place.scrollTop = next * rowHeight
    else if ((next + 1) * rowHeight > place.scrollTop + height) place.scrollTop = (next + 1) * rowHeight - height
  }

  const rows = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return (
    <div
      ref={box}
      className={styles.box}
      role="listbox"
      aria-label={words.machines.title}
      aria-activedescendant={current >= first && current <= last ? `machine-${current}` : undefined}
      tabIndex={0}
      onKeyDown={move}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className={styles.all} role="presentation" style={{ height: count * rowHeight }}>
        {rows.map((index) => {
          const machine = machineAt(index)
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the keys of all its options
            // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus of all its options
            <div
              key={index}
              id={`machine-${index}`}
              role="option"
              aria-selected={machine !== undefined && machine.id === chosen}
              aria-setsize={count}
              aria-posinset={index + 1}
              className={mergeClasses(
                styles.row,
                machine !== undefined && machine.id === chosen && styles.chosen,
                focused && index === current && styles.current,
              )}
              style={{ top: index * rowHeight }}
              onClick={() => {
                setCurrent(index)
                if (machine) onChoose(machine)
              }}
            >
              {machine ? <Row machine={machine} /> : <span className={styles.line}>{words.shell.loading}</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Row({ machine }: { readonly machine: Machine }) {
  const styles = useStyles()
  const words = useWords()
  const { name, place, os, windows, rules, why } = machine
  const line = [place, os === 'unknown' ? '' : os, rules ?? why ?? ''].filter((part) => part !== '').join(' · ')
  return (
    <>
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        <div className={styles.line} data-line>
          {line}
        </div>
      </div>
      {windows.length > 0 && (
        <Badge appearance="tint" color="success">
          {words.machines.open}
        </Badge>
      )}
    </>
  )
}
