/**
 * The order of the test files: what takes long begins first, so that no worker is left alone with it at the end; and what mostly waits runs
 * beside what mostly reckons, all the time. By kind and size alone, so that it holds for the first run on a machine, too.
 */
export default class LongestFirst {
  sort(tests) {
    const all = [...tests]
    const waiting = all.filter(({ path }) => mostlyWaits.test(path))
    const reckoning = all.filter(({ path }) => !mostlyWaits.test(path))
    return [...placed(waiting), ...placed(reckoning)].sort((a, b) => a.place - b.place).map(({ test }) => test)
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, index) => index % shardCount === shardIndex - 1)
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {}
}

const mostlyWaits = /\/test\/(journeys|web)\//
/** Short to read, long to run: programs that are started anew, one scenario in many ways, and waits for real time. */
const longerThanItLooks = /\/journeys\/(crashes|digest|doctor|extend-windows|set-clock|trouble)\.test/

/** The longest at 0, the others evenly on the way to 1. */
function placed(tests) {
  const files = tests.map((test) => ({ test, size: sizeOf(test) })).sort((a, b) => b.size - a.size)
  return files.map(({ test }, index) => ({ test, place: index / files.length }))
}

function sizeOf({ path, context }) {
  return longerThanItLooks.test(path) ? Number.MAX_SAFE_INTEGER : (context.hasteFS.getSize(path) ?? 0)
}
