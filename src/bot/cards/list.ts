import type { RequestId } from '../../domain/ids.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { type Button, texts } from './answer.ts'
import type { Cards } from './expand.ts'

export type RowColor = 'default' | 'good' | 'warning' | 'attention' | 'accent'

/** One row: a name, a state in words (the colour only repeats it) and perhaps a line of detail. */
export interface Row {
  readonly name: string
  readonly state: string
  readonly color?: RowColor
  readonly line?: string
  /** Opened in Teams. Of ours alone, never what somebody typed. */
  readonly link?: { readonly title: string; readonly url: string }
}

export interface List {
  readonly title: string
  readonly subtitle?: string
  readonly sections: readonly { readonly heading?: string; readonly rows: readonly Row[] }[]
  readonly notes?: readonly string[]
  readonly buttons?: readonly Button[]
}

/** The link of a row to the card of its request, where there is one. */
export function cardLink(
  links: ReadonlyMap<RequestId, string>,
  id: RequestId,
  { words }: Pick<Reader, 'words'>,
): Pick<Row, 'link'> {
  const url = links.get(id)
  return url ? { link: { title: words.requestForm.openCard(id), url } } : {}
}

export function listCard(cards: Cards, list: List): OutgoingMessage {
  const card = cards.expand('list', {
    title: escapeMarkdown(list.title),
    ...(list.subtitle ? { subtitle: escapeMarkdown(list.subtitle) } : {}),
    sections: list.sections
      .filter(({ rows }) => rows.length > 0)
      .map(({ heading, rows }) => ({
        ...(heading ? { heading: escapeMarkdown(heading) } : {}),
        rows: rows.map(({ name, state, color, line, link }) => ({
          name,
          state,
          color: color ?? 'default',
          ...(line ? { line } : {}),
          ...(link ? { link: `[${escapeMarkdown(link.title)}](${link.url})` } : {}),
        })),
      })),
    notes: texts(list.notes?.map(escapeMarkdown)),
    buttons: (list.buttons ?? []).slice(0, 6),
  })
  return { card, summary: list.title }
}
