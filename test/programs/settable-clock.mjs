import { readFileSync } from 'node:fs'

// Loaded before a program: its clock is ahead by as many milliseconds as the file says, from one moment to the next, as when somebody
// sets the clock of the machine. What measures time that passes is not touched, as it is not there either.
const Real = Date
const file = process.env.CLOCK_FILE ?? ''
let aheadMs = 0

setInterval(() => {
  try {
    aheadMs = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    aheadMs = 0
  }
}, 20).unref()

const now = () => Real.now() + aheadMs
globalThis.Date = new Proxy(Real, {
  construct: (_, given) => (given.length === 0 ? new Real(now()) : new Real(...given)),
  apply: () => new Real(now()).toString(),
  get: (_, name) => (name === 'now' ? now : Reflect.get(Real, name)),
})
