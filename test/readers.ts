import { wordsIn } from '../src/words/language.ts'
import { noOne, type Reader } from '../src/words/reader.ts'
import { pseudo } from './pseudo.ts'

export const german: Reader = { words: wordsIn('de'), locale: 'de-DE', zone: 'Europe/Paris', now: 0 }
export const american: Reader = { ...noOne, locale: 'en-US' }
/** What they read that is not from the dictionary stands outside of brackets: see `leak`. */
export const pseudoReader: Reader = { ...noOne, words: pseudo }
