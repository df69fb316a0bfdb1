/** A name as it is compared: without case, accents and doubled spaces. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Whether every word that was typed begins a word of the name. Nothing typed: any name. */
export function beginsLike(name: string, typed: string): boolean {
  const words = folded(name).split(' ')
  return folded(typed)
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)))
}
