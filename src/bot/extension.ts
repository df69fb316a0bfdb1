import type { DialogAnswer, PressAnswer, Turn } from '../ports/chat.ts'
import { asDialog } from './cards/dialog.ts'
import type { ChatDeps } from './command.ts'
import { ask } from './request-flow.ts'
import { spokenText } from './text/spoken-text.ts'

/** The message extension: asking for access from the compose box and from somebody's message, without typing a command. */
export const requestExtension = 'requestAccess'

/** As long as the form's own field. */
const longestReason = 500

/** The form, as a dialog. The text of the message that it was opened on becomes the reason, cleaned and cut; nothing of it is a command. */
export async function openDialog(
  deps: ChatDeps,
  turn: Turn,
  { command, said = '' }: { readonly command: string; readonly said?: string },
): Promise<DialogAnswer> {
  if (command !== requestExtension) return { kind: 'done', text: deps.reader.words.chat.unknownAction }
  const reason = spokenText(said).slice(0, longestReason)
  const answer = await ask(
    { deps, turn: { ...turn, dialog: true }, rest: '' },
    { vms: [], reason, problems: [] },
    'at the form',
  )
  if (!answer) return { kind: 'done', text: deps.reader.words.chat.nothingToFillIn }
  return { kind: 'dialog', title: deps.reader.words.manifest.extension, card: asDialog(answer.card) }
}

/** What a button of the dialog does is what the same button of a card does. Words end the dialog, a card goes on in it. */
export function inDialog(deps: ChatDeps, answer: PressAnswer): DialogAnswer {
  return answer.kind === 'sentence'
    ? { kind: 'done', text: answer.text }
    : { kind: 'dialog', title: deps.reader.words.manifest.extension, card: asDialog(answer.card) }
}
