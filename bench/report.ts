import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../src/package-folder.ts'

interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: string
  readonly holds: boolean
}

/** Collects what one part of the bench measured; `report` prints it and puts it among what the other parts left in `bench-results.json`. */
export function startReport() {
  const rows: Row[] = []
  return {
    note(name: string, value: number, unit: string, bar: string, holds: boolean): void {
      rows.push({ name, value: Number(value.toFixed(2)), unit, bar, holds })
    },
    report(): void {
      console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])))
      const file = join(packageFolder(), 'bench-results.json')
      const before: Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
      const others = before.filter(({ name }) => !rows.some((row) => row.name === name))
      writeFileSync(file, `${JSON.stringify([...others, ...rows], null, 2)}\n`)
      if (rows.some((row) => !row.holds)) console.log('Not every bar is held: see the table.')
    },
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
