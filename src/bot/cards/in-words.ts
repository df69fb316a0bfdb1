/** A template with every `{{name}}` replaced by that word of one language; `place` is told where a word is missing. */
export function inWords<T>(template: T, words: Readonly<Record<string, string>>, place: string): T {
  if (typeof template === 'string') {
    const name = /^\{\{(\w+)\}\}$/.exec(template)?.[1]
    if (name === undefined) return template
    const word = Object.hasOwn(words, name) ? words[name] : undefined
    if (word === undefined) throw new Error(`${place} asks for the word ${name}, which is missing`)
    return word as T
  }
  if (Array.isArray(template)) return template.map((each) => inWords(each, words, place)) as T
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([key, each]) => [key, inWords(each, words, place)])) as T
}
