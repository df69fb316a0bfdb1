const unitMs = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 } as const
const pattern = /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/i

/** Milliseconds of an ISO 8601 duration in days, hours, minutes and seconds (`PT3H`, `P1D`); undefined for anything else. */
export function parseIsoDuration(text: string): number | undefined {
  const parts = pattern.exec(text)?.groups
  if (parts === undefined || !Object.values(parts).some((part) => part !== undefined)) return undefined
  return Object.entries(unitMs).reduce((sum, [unit, ms]) => sum + Number(parts[unit] ?? 0) * ms, 0)
}
