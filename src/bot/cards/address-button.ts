import type { Reader } from '../../words/reader.ts'
import type { DialogButton } from './answer.ts'

/** What makes Teams open a dialog: the bot is asked for its page. */
const opensDialog = { msteams: { type: 'task/fetch' }, verb: 'address' } as const

/** *Use my address*, where the bot has an address for browsers: without it there is no page to open. */
export function addressButton(
  { publicUrl, reader }: { readonly publicUrl: () => string | undefined; readonly reader: Pick<Reader, 'words'> },
  data: Readonly<Record<string, string>> = {},
  title = reader.words.requestForm.useMyAddress,
): DialogButton[] {
  return publicUrl() === undefined ? [] : [{ title, data: { ...opensDialog, ...data } }]
}
