/** What one cell of a CSV file may hold; undefined and null are empty. */
export type CsvValue = string | number | boolean | undefined | null

/**
 * One cell as RFC 4180 has it. Nothing that people typed is run as a formula when a spreadsheet opens the file: what could begin one
 * gets an apostrophe in front.
 */
export function csvCell(value: CsvValue): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = value.replace(blankStart, "'").replaceAll(formula, "'")
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One record, with the line's end. */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

// Where a spreadsheet separates cells with something else than commas (Excel does in half of Europe), a cell may begin in the middle
// of ours. Full-width signs count: East Asian Excel takes them for the narrow ones.
const formula = /(?<=(?:^|[;\t\r\n|])[ \u00A0"\0\u200B-\u200F\uFEFF]*)(?=[=+\-@＝＋－＠])/g
const blankStart = /^(?=[\t\r\n])/
