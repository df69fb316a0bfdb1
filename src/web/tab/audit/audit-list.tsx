import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components'
import { momentText, numberText } from '../shell/clock.ts'
import { Empty } from '../shell/section.tsx'
import { useWords } from '../shell/use-words.ts'
import type { AuditPageView } from '../wire/audit.ts'

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: '10px 0', padding: 0, display: 'grid', gap: '1px' },
  row: {
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  top: { display: 'flex', flexWrap: 'wrap', gap: '4px 10px', alignItems: 'baseline' },
  line: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  turn: { display: 'flex', gap: '8px' },
})

const colors: Readonly<Record<string, 'brand' | 'success' | 'warning' | 'danger'>> = {
  accent: 'brand',
  good: 'success',
  warning: 'warning',
  attention: 'danger',
}

/** One page of requests or of entries, newest first, with what turns it. */
export function AuditList({
  page,
  onTurn,
}: {
  readonly page: AuditPageView
  readonly onTurn: (words: string) => void
}) {
  const styles = useStyles()
  const words = useWords()
  const { requests, entries, gaps = [], older, newer, lookedAt } = page
  const nothing = (requests ?? entries ?? []).length === 0
  return (
    <>
      {lookedAt !== undefined && <p className={styles.line}>{words.audit.asText(numberText(lookedAt))}</p>}
      {gaps.map((gap) => (
        <p key={gap} className={styles.line}>
          {gap}
        </p>
      ))}
      {nothing && <Empty>{words.audit.nothingOfIt}</Empty>}
      <ul className={styles.list}>
        {requests?.map(({ id, name, state, color, line }) => (
          <li key={id} className={styles.row}>
            <div className={styles.top}>
              <strong>{name}</strong>
              <Badge appearance={colors[color] ? 'tint' : 'outline'} color={colors[color] ?? 'subtle'}>
                {state}
              </Badge>
            </div>
            <div className={styles.line}>{line}</div>
          </li>
        ))}
        {entries?.map(({ seq, at, actor, text, request }) => (
          <li key={seq} className={styles.row}>
            <div>{text}</div>
            <div className={styles.line}>
              #{seq} · {momentText(at)} · {actor}
              {request !== undefined && ` · ${request}`}
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.turn}>
        {newer && <Button onClick={() => onTurn(newer)}>{words.shell.newer}</Button>}
        {older && <Button onClick={() => onTurn(older)}>{words.shell.older}</Button>}
      </div>
    </>
  )
}
