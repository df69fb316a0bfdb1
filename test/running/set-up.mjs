import './typescript.mjs'

/** What all test files use: a database server, and programs that need not be loaded again for each journey. */
export default async function setUp() {
  const { startSharedServer } = await import('../programs/shared-server.ts')
  const { serveWarmPrograms } = await import('../programs/warm-programs.ts')
  const server = await startSharedServer()
  globalThis.stopShared = () => server.stop()
  const programs = await serveWarmPrograms()
  globalThis.stopShared = async () => {
    await programs.stop()
    await server.stop()
  }
  process.env.TEST_DATABASE_URL = server.url
  process.env.TEST_PROGRAMS_URL = programs.url
}
