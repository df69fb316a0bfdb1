import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the bot counts about itself, in a registry of its own. Labels are ours, never what people sent. */
export interface Metrics {
  readonly contentType: string
  /** The Prometheus exposition text. */
  text(): Promise<string>
  turn(kind: string, outcome: string, seconds: number): void
  delivery(outcome: string): void
  job(kind: string, outcome: string): void
  azureCall(operation: string, outcome: string): void
  /** How many windows stand open is asked at each scrape; a number that cannot be read is left out. */
  watchOpenWindows(count: () => Promise<number>): void
  /** `skewMs`: how far this machine's clock is ahead of the database's. */
  watchClock(skewMs: () => number): void
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({
    name: 'jit_turns_total',
    help: 'Activities that Teams sent, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const turnSeconds = new Histogram({
    name: 'jit_turn_seconds',
    help: 'Seconds from an activity to its answer.',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const deliveries = new Counter({
    name: 'jit_deliveries_total',
    help: 'Messages handed to Teams, by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  const jobs = new Counter({
    name: 'jit_jobs_total',
    help: 'Jobs performed, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const azureCalls = new Counter({
    name: 'jit_azure_calls_total',
    help: 'Calls to Azure, by operation and outcome.',
    labelNames: ['operation', 'outcome'],
    registers,
  })

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    turn(kind, outcome, seconds) {
      turns.inc({ kind, outcome })
      turnSeconds.observe({ kind }, seconds)
    },
    delivery: (outcome) => deliveries.inc({ outcome }),
    job: (kind, outcome) => jobs.inc({ kind, outcome }),
    azureCall: (operation, outcome) => azureCalls.inc({ operation, outcome }),
    watchOpenWindows(count) {
      new Gauge({
        name: 'jit_open_windows',
        help: 'Windows that stand open now.',
        registers,
        async collect() {
          try {
            this.set(await count())
          } catch {
            this.remove()
          }
        },
      })
    },
    watchClock(skewMs) {
      new Gauge({
        name: 'jit_clock_skew_seconds',
        help: 'How far the clock of this machine is ahead of the one of the database.',
        registers,
        collect() {
          this.set(skewMs() / 1_000)
        },
      })
    },
  }
}
