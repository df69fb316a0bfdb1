import { languageOf } from '../../words/languages.ts'

/** Longer ones are not from a browser. */
const longest = 500

/** Of an `Accept-Language` header the tag (BCP 47) that is wanted most among the languages that we speak; undefined where there is none. */
export function localeWanted(header: string | undefined): string | undefined {
  const wanted = (header ?? '')
    .slice(0, longest)
    .split(',')
    .flatMap((part) => {
      const [, tag, weight = '1'] =
        /^\s*([a-z]{2,3}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i.exec(part) ?? []
      return tag !== undefined && Number(weight) > 0 && languageOf(tag) ? [{ tag, weight: Number(weight) }] : []
    })
  return wanted.toSorted((a, b) => b.weight - a.weight)[0]?.tag
}
