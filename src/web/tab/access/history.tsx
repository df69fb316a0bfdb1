import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { call, sentenceOf } from '../../signed-on/api-client.ts'
import { momentText } from '../shell/clock.ts'
import { Empty, Section } from '../shell/section.tsx'
import { Trouble } from '../shell/trouble.tsx'
import { useAct } from '../shell/use-act.ts'
import { useWords } from '../shell/use-words.ts'
import type { PastRequests, RequestView } from '../wire/request.ts'

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '1px' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    alignItems: 'center',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
  },
  words: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  more: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  next: { marginTop: '8px' },
})

/** What is over, newest first, a page at a time. `version` goes up when there is more of it. */
export function History({
  version,
  onAgain,
  onChange,
}: {
  readonly version: number
  readonly onAgain: (request: RequestView) => void
  readonly onChange: () => Promise<void>
}) {
  const styles = useStyles()
  const words = useWords()
  const [pages, setPages] = useState<readonly PastRequests[]>([])
  const [trouble, setTrouble] = useState<string>()
  const act = useAct()
  const load = (after?: string) =>
    call<PastRequests>(`requests/past${after ? `?after=${encodeURIComponent(after)}` : ''}`).then(
      (page) => setPages((before) => (after ? [...before, page] : [page])),
      (error: unknown) => setTrouble(sentenceOf(error)),
    )
  useEffect(() => void load(), [version])
  const next = pages.at(-1)?.next
  const requests = pages.flatMap((page) => page.requests)
  return (
    <Section title={words.access.history}>
      <Trouble text={trouble ?? act.trouble} />
      {pages.length > 0 && requests.length === 0 && <Empty>{words.access.noneYet}</Empty>}
      <ul className={styles.list}>
        {requests.map((request) => (
          <li key={request.id} className={styles.row}>
            <div className={styles.words}>
              <div>{request.title}</div>
              <div className={styles.more}>
                {momentText(request.submittedAt)} · {request.id}
                {request.reason && ` · ${request.reason}`}
              </div>
            </div>
            <Badge appearance="outline" color={request.tone === 'attention' ? 'danger' : 'subtle'}>
              {request.status}
            </Badge>
            {request.can.retry && (
              <Button
                size="small"
                disabledFocusable={act.busy}
                onClick={() =>
                  void act.run(`requests/${request.id}/retry`, {}, () => words.access.triedAgain).then(onChange)
                }
              >
                {words.access.retry}
              </Button>
            )}
            {request.can.again && (
              <Button size="small" aria-label={words.access.againFor(request.title)} onClick={() => onAgain(request)}>
                {words.access.again}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {next && (
        <Button className={styles.next} onClick={() => void load(next)}>
          {words.shell.older}
        </Button>
      )}
    </Section>
  )
}
