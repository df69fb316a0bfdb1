/**
 * Whether the whole text matches a glob: `*` is any run of characters, `?` exactly one, all else itself, without regard to case.
 * Takes at most glob × text steps, whatever the glob.
 */
export function globMatches(glob: string, text: string): boolean {
  const pattern = glob.toLowerCase()
  const name = text.toLowerCase()
  let inPattern = 0
  let inName = 0
  // Only the last star ever needs another try: what an earlier one took cannot help a later part to match.
  let star = -1
  let starTook = 0
  while (inName < name.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++
      starTook = inName
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === name[inName]) {
      inPattern++
      inName++
    } else if (star >= 0) {
      inPattern = star + 1
      inName = ++starTook
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern++
  return inPattern === pattern.length
}
