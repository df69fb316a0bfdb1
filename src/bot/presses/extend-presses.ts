import { extendRequest } from '../../app/extend-request.ts'
import { parseRequestId } from '../../domain/ids.ts'
import { maySee } from '../may-see.ts'
import { originOf } from '../origin-of.ts'
import { plain } from '../text/normalise.ts'
import { extendedTexts } from '../words/extended.ts'
import { field, type PressHandler, sentence, unknownRequest } from './press.ts'

/** Has an open request stand longer, by the minutes that the button or the choice on the card says. */
export const extend: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const request = id && (await deps.store.find(id))
  if (!request || !(await maySee(deps, turn.person, request))) return unknownRequest(deps)
  const minutes = field(press, 'by', 10)
  if (!/^[1-9]\d{0,4}$/.test(minutes)) return sentence(deps.reader.words.pressing.chooseHowMuchLonger)
  const reason = plain(field(press, 'reason'))
  const asked = await extendRequest(deps, turn.person, request.id, {
    durationMs: Number(minutes) * 60_000,
    origin: originOf(turn),
    ...(reason === '' ? {} : { reason }),
  })
  if (asked.kind === 'unknown') return unknownRequest(deps)
  return sentence(extendedTexts(asked, deps.reader).join(' '))
}
