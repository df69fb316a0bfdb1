import { kept } from './kept.ts'

// To try a name costs more than most of what is done with it. What clients call theirs has no end, in number or in length.
const most = 500
const longest = 100

/** Whether there is a time zone of this name, such as `Europe/Paris`. */
export const isTimeZone = known((name) => new Intl.DateTimeFormat('en', { timeZone: name }))

/** Whether this names a locale, such as `de-AT`. */
export const isLocale = known((name) => new Intl.Locale(name))

function known(attempt: (name: string) => unknown): (name: string) => boolean {
  const works = kept(most, (name: string) => {
    try {
      attempt(name)
      return true
    } catch {
      return false
    }
  })
  return (name) => name.length <= longest && works(name)
}
