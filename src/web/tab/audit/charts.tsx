import { HorizontalBarChart, VerticalBarChart } from '@fluentui/react-charts'
import { Card, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { PageWords } from '../../../words/en/pages.ts'
import { reader } from '../../signed-on/reader.ts'
import { durationText, leftText, numberText } from '../shell/clock.ts'
import { Empty } from '../shell/section.tsx'
import { useWords } from '../shell/use-words.ts'
import type { AuditSummaryView } from '../wire/audit.ts'

const useStyles = makeStyles({
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
    gap: '10px',
    marginBottom: '12px',
  },
  number: { padding: '10px 14px' },
  big: { fontSize: tokens.fontSizeHero700, fontWeight: tokens.fontWeightSemibold, lineHeight: 1.1 },
  small: { color: tokens.colorNeutralForeground2 },
  charts: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))', gap: '12px' },
  card: { padding: '12px 14px', minWidth: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  table: {
    borderCollapse: 'collapse',
    '& td, & th': { textAlign: 'left', padding: '0 16px 0 0', fontWeight: 'normal' },
  },
})

interface Bar {
  readonly name: string
  readonly count: number
}

/** A period in numbers and pictures; each picture has its table, so that nothing is told by bars alone. */
export default function Charts({ summary }: { readonly summary: AuditSummaryView }) {
  const styles = useStyles()
  const said = useWords().audit
  const { counts, waits, asked, opened, requesters, machines, approvers } = summary
  const numbers: readonly (readonly [string, string])[] = [
    [said.numbers.requests, numberText(counts.submitted ?? 0)],
    [said.numbers.opened, numberText(counts.opened ?? 0)],
    [said.numbers.deniedOrRefused, numberText((counts.denied ?? 0) + (counts.refused ?? 0))],
    [said.numbers.median, waitText(waits.medianMs)],
    [said.numbers.longest, waitText(waits.longestMs)],
    [said.numbers.breakGlass, numberText(counts.brokenGlass ?? 0)],
  ]
  return (
    <>
      <div className={styles.numbers}>
        {numbers.map(([name, value]) => (
          <Card key={name} className={styles.number}>
            <div className={styles.big}>{value}</div>
            <div className={styles.small}>{name}</div>
          </Card>
        ))}
      </div>
      <div className={styles.charts}>
        <Chart title={said.charts.asked} bars={asked.map(byDay)} vertical />
        <Chart title={said.charts.opened} bars={opened.map(byDay)} vertical />
        <Chart title={said.charts.who} bars={requesters} />
        <Chart title={said.charts.machines} bars={machines} />
        <Chart
          title={said.charts.decided}
          bars={approvers.map(({ name, approved, denied }) => ({ name, count: approved + denied }))}
        />
        <Chart title={said.charts.outcomes} bars={outcomes(counts, said.outcomes)} />
      </div>
    </>
  )
}

/** Somebody who looked at once took seconds. */
function waitText(ms: number | undefined): string {
  if (ms === undefined) return '–'
  return ms < 3_600_000 ? leftText(ms) : durationText(ms)
}

const byDay = ({ day, count }: { readonly day: string; readonly count: number }): Bar => ({ name: day, count })

function outcomes(counts: AuditSummaryView['counts'], names: PageWords['audit']['outcomes']): Bar[] {
  const all = Object.entries(names).map(([outcome, name]) => ({ name, count: counts[outcome] ?? 0 }))
  return all.filter(({ count }) => count > 0)
}

function Chart({
  title,
  bars,
  vertical = false,
}: {
  readonly title: string
  readonly bars: readonly Bar[]
  readonly vertical?: boolean
}) {
  const styles = useStyles()
  const { audit } = useWords()
  return (
    <Card className={styles.card}>
      <h3 className={styles.title}>{title}</h3>
      {bars.length === 0 ? (
        <Empty>{audit.nothing}</Empty>
      ) : (
        <>
          <Picture title={title} bars={bars} vertical={vertical} />
          <details>
            <summary>{audit.asTable}</summary>
            <table className={styles.table}>
              <tbody>
                {bars.map(({ name, count }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{numberText(count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </Card>
  )
}

/** Hidden from screen readers, which have the table. */
function Picture({
  title,
  bars,
  vertical,
}: {
  readonly title: string
  readonly bars: readonly Bar[]
  readonly vertical: boolean
}): ReactNode {
  const color = tokens.colorBrandBackground
  const most = Math.max(...bars.map(({ count }) => count))
  if (vertical)
    return (
      <div aria-hidden inert style={{ height: 220 }}>
        <VerticalBarChart
          chartTitle={title}
          culture={reader().locale}
          data={bars.map(({ name, count }) => ({ x: name, y: count, legend: name, color }))}
          height={220}
          hideLegend
          yAxisTickCount={Math.min(4, most)}
          yMaxValue={most}
          rotateXAxisLables={bars.length > 5}
          useSingleColor
          colors={[color]}
          barWidth={bars.length > 14 ? 'auto' : 20}
        />
      </div>
    )
  return (
    <div aria-hidden inert>
      <HorizontalBarChart
        culture={reader().locale}
        data={bars.map(({ name, count }) => ({
          chartTitle: name,
          chartData: [{ legend: name, color, horizontalBarChartdata: { x: count, total: most } }],
        }))}
      />
    </div>
  )
}
