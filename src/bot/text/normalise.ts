const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** More than this is not a command; the rest is not looked at. Characters. */
const longestText = 2_000

/**
 * What was typed, as plain words: entities decoded, compatibility forms folded (NFKC), smart quotes and dashes made plain, invisible
 * and direction characters removed, white space collapsed, markup round the whole dropped. Markup inside stays: see `unmarked`.
 */
export function normalise(raw: string): string {
  return unwrapped(plain(decode(raw.slice(0, longestText * 2)))).slice(0, longestText)
}

/** `<p><b>…</b></p>` and `**…**` round the whole text. */
function unwrapped(text: string): string {
  const inner = text
    .replace(/^<(p|div|b|strong|i|em|u|code|pre)>(.*)<\/\1>$/i, '$2')
    .replace(/^(\*\*|__|~~|`{1,3})(.*)\1$/, '$2')
    .trim()
  return inner === text ? text : unwrapped(inner)
}

/** One word without the markup on it, for comparing: `**web01**` and `<b>web01</b>` are web01, `web*` stays a glob. */
export function unmarked(word: string): string {
  return word
    .replace(/<\/?[a-z][^<>]{0,100}>/gi, '')
    .replace(/^(\*\*|__|~~|`)+|(\*\*|__|~~|`)+$/g, '')
    .replace(/^([*_"'])(.+)\1$/, '$2')
}

/** Text of people made harmless for showing: the same folding, nothing decoded. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/\u2014/g, '--')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Entities of HTML as the characters that they mean; what is none stays. */
export function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}
