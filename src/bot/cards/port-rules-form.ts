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
  const { id, targets } = configuration
  const names = [...new Set(targets.map(({ vmName }) => vmName))]
  const title = `Port rules of ${names.length > 3 ? `${names.length} machines` : cards.reader.words.describe.list(names, 'and')}`
  const card = cards.expand('port-rules', {
    id,
    title: escapeMarkdown(title),
    subtitle: escapeMarkdown(
      names.length > 1
        ? 'Each of these machines gets these rules and no others. Nothing is changed before you confirm it.'
        : 'What may be asked for on this machine. Nothing is changed before you confirm it.',
    ),
    problems: texts(view.problems.slice(0, 12)),
    rows: view.rows.slice(0, mostRules).map((row, i) => ({
      ...row,
      row: String(i),
      configuration: id,
      removeTitle: row.port === '' ? 'Remove this row' : `Remove port ${row.port}`,
    })),
    notes: texts(
      [
        'At most: between 5 minutes and 24 hours. A row without a port is left out.',
        ...(view.networks.length > 0 ? [`Networks with a name: ${view.networks.join(', ')}.`] : []),
      ].map(escapeMarkdown),
    ),
  })
  return { card, summary: title }
}
