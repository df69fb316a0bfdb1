import type { Configuration } from '../../domain/jit-configuration/configuration.ts'
import { mostRules, type TypedRule } from '../../domain/jit-configuration/read-rules.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** The form for the port rules of a draft, a row for each, in the words of whoever fills it in. */
export function portRulesForm(
  cards: Cards,
  configuration: Configuration,
  view: {
    readonly rows: readonly TypedRule[]
    readonly problems: readonly string[]
    readonly networks: readonly string[]
  },
): OutgoingMessage {
  const { configurationCard, describe } = cards.reader.words
  const { form: text, machines } = configurationCard
  const { id, targets } = configuration
  const names = [...new Set(targets.map(({ vmName }) => vmName))]
  const title = text.title(names.length > 3 ? machines(names.length) : describe.list(names, 'and'))
  const card = cards.expand('port-rules', {
    id,
    title: escapeMarkdown(title),
    subtitle: escapeMarkdown(names.length > 1 ? text.forEach : text.forOne),
    problems: texts(view.problems.slice(0, 12)),
    rows: view.rows.slice(0, mostRules).map((row, i) => ({
      ...row,
      row: String(i),
      configuration: id,
      removeTitle: row.port === '' ? text.removeRow : text.removePort(row.port),
    })),
    notes: texts(
      [text.limits, ...(view.networks.length > 0 ? [text.networks(view.networks.join(', '))] : [])].map(escapeMarkdown),
    ),
  })
  return { card, summary: title }
}
