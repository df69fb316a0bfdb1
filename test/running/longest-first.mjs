/**
 * The order of the test files: what takes long begins first, so that no worker is left alone with it at the end. By kind and size alone, so
 * that it holds for the first run on a machine, too.
 */
export default class LongestFirst {
  sort(tests) {
    const files = [...tests].map((test) => ({ test, rank: rankOf(test.path), size: sizeOf(test) }))
    return files.sort((a, b) => a.rank - b.rank || b.size - a.size).map(({ test }) => test)
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, index) => index % shardCount === shardIndex - 1)
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {}
}

const kinds = [/\/test\/journeys\//, /\/test\/web\//, /\/test\/(adapters|architecture)/, /\/test\/(simulator|cli)\//]

function rankOf(path) {
  const rank = kinds.findIndex((kind) => kind.test(path))
  return rank < 0 ? kinds.length : rank
}

function sizeOf({ path, context }) {
  return context.hasteFS.getSize(path) ?? 0
}
