import type { Words } from '../../words/en.ts'
import { wordsIn } from '../../words/language.ts'
import { type Language, languageOf } from '../../words/languages.ts'
import type { IncomingActivity } from './activity.ts'

/** The words of whoever sent it, as far as Teams tells their language. */
export function wordsFor({ locale }: Pick<IncomingActivity, 'locale'>, otherwise: Language): Words {
  return wordsIn(languageOf(locale ?? undefined) ?? otherwise)
}
