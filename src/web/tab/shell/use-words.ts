import type { PageWords } from '../../../words/en/pages.ts'
import { reader } from '../../signed-on/reader.ts'

/** What the tab says, in the language of the one who looks at it. */
export function useWords(): PageWords {
  return reader().words
}
