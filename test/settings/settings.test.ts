import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { declarationOf, settingNames } from '../../src/settings/declarations.ts'
import { envExample, settingsTable } from '../../src/settings/settings-table.ts'
import { type ReadSettings, readSettings } from '../../src/settings.ts'

const app = 'b07b07b0-0000-4000-8000-0000000000b0'
const tenant = '7d1c1c1e-0000-4000-8000-000000000001'
const complete = {
  MICROSOFT_APP_ID: app,
  MICROSOFT_APP_TENANT_ID: tenant,
  MICROSOFT_APP_PASSWORD: 'abc8Q~reallysecret',
  ALLOWED_TENANTS: tenant,
}

function problemsOf(env: Record<string, string | undefined>): string {
  const read = readSettings(env)
  return read.ok ? '' : read.problems.join('\n')
}

function settingsOf(read: ReadSettings) {
  if (read.ok) return read.settings
  throw new Error(read.problems.join('\n'))
}

describe('PUBLIC_URL', () => {
  test.each([
    ['https://jit.contoso.com', 'https://jit.contoso.com'],
    ['https://jit.contoso.com/', 'https://jit.contoso.com'],
    ['https://Contoso.com:8443/jit/', 'https://contoso.com:8443/jit'],
    ['http://127.0.0.1:3978', 'http://127.0.0.1:3978'],
  ])('%s', (typed, url) => {
    expect(settingsOf(readSettings({ ...complete, PUBLIC_URL: typed }))).toMatchObject({ publicUrl: url })
  })

  test.each([
    'jit.contoso.com',
    'http://jit.contoso.com',
    'https://u:p@jit.contoso.com',
    'https://a.b/?x=1',
    'ftp://a.b',
  ])('%s is refused', (typed) => {
    expect(problemsOf({ ...complete, PUBLIC_URL: typed })).toMatch(/PUBLIC_URL is .* must be an https address/)
  })
})

describe('no settings', () => {
  test('is the sandbox, on this machine alone', () => {
    expect(
      settingsOf(readSettings({ PATH: '/bin', HOME: '/root', NODE: 'x', POST: 'x', HOSTNAME: 'h', TZ: 'UTC' })),
    ).toEqual({
      mode: 'sandbox',
      port: 3978,
      host: '127.0.0.1',
      dataDir: './data',
      trustedProxies: 1,
      zone: 'Europe/Paris',
      language: 'en',
      logLevel: 'info',
      sourceRememberedMs: 30 * 86_400_000,
      startAheadMs: 30 * 86_400_000,
      estateRefreshMs: 600_000,
      groupsRememberedMs: 30_000,
      verifyTimeoutMs: 180_000,
      workerConcurrency: 4,
      sandboxVms: 0,
      teamsAuth: 'signed',
      sandboxRoles: ['*'],
    })
  })

  test('blank ones are none: an .env file copied as it is changes nothing', () => {
    const blank = Object.fromEntries(settingNames.map((name) => [name, ' ']))
    expect(readSettings(blank)).toEqual(readSettings({}))
  })

  test('the result is frozen to its leaves', () => {
    const settings = settingsOf(readSettings(complete))
    expect(Object.isFrozen(settings)).toBe(true)
    if (settings.mode === 'production') {
      expect(Object.isFrozen(settings.app.credential)).toBe(true)
      expect(Object.isFrozen(settings.allowedTenants)).toBe(true)
    }
  })
})

describe('production', () => {
  test('is what a complete set of settings means', () => {
    expect(
      settingsOf(
        readSettings({
          ...complete,
          ALLOWED_TENANTS: `${tenant.toUpperCase()}, ${app};${tenant}`,
          CONNECTOR_HOSTS: 'Teams.Example.com',
          CLOUD: 'usgov',
          AZURE_SUBSCRIPTIONS: app,
          AZURE_CLIENT_ID: app,
          DATABASE_URL: 'postgresql://jit:pw@db:5432/jit',
          PORT: '8080',
        }),
      ),
    ).toMatchObject({
      mode: 'production',
      port: 8080,
      host: '0.0.0.0',
      databaseUrl: 'postgresql://jit:pw@db:5432/jit',
      policyFile: './policy.yaml',
      app: { id: app, tenantId: tenant, credential: { kind: 'secret', password: 'abc8Q~reallysecret' } },
      allowedTenants: [tenant, app],
      connectorHosts: ['teams.example.com'],
      cloud: 'usgov',
      azure: { subscriptions: [app], clientId: app },
    })
  })

  test.each([
    [{ MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_PASSWORD: undefined }, { kind: 'managed identity' }],
    [
      { MICROSOFT_APP_PASSWORD: undefined, MICROSOFT_APP_FEDERATED_CLIENT_ID: app },
      { kind: 'federated', clientId: app },
    ],
  ])('proves who it is otherwise too: %j', (change, credential) => {
    expect(settingsOf(readSettings({ ...complete, ...change }))).toMatchObject({ app: { credential } })
  })

  test('H1 one of its settings without the rest names all that is missing at once', () => {
    const read = readSettings({ MICROSOFT_APP_ID: app })
    expect(read).toEqual({
      ok: false,
      problems: [
        expect.stringMatching(/^MICROSOFT_APP_TENANT_ID is missing/),
        expect.stringMatching(/^ALLOWED_TENANTS is missing/),
        expect.stringMatching(/^MICROSOFT_APP_PASSWORD is missing/),
      ],
      advice: expect.stringContaining('This is production because MICROSOFT_APP_ID is set'),
    })
  })

  test('H1 told by MODE alone it names everything that it needs', () => {
    const problems = problemsOf({ MODE: 'production' })
    for (const name of Object.keys(complete)) expect(problems).toContain(`${name} is missing`)
  })

  test('H1 missing, malformed, placeholder and misspelt ones are named together', () => {
    const problems = problemsOf({
      MICROSOFT_APP_ID: '<your app id>',
      MICROSOFT_APP_TENANT_ID: 'contoso.onmicrosoft.com',
      MICROSOFT_APP_PASSWORD: 'changeme',
      PORT: '80a',
      ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      DATABSE_URL: 'postgres://x',
    })
    expect(problems.split('\n')).toEqual([
      'DATABSE_URL is no setting. Rename it to DATABASE_URL, or remove it.',
      'PORT is "80a": it must be a whole number from 0 to 65535.',
      expect.stringMatching(/^MICROSOFT_APP_ID is still the placeholder/),
      'MICROSOFT_APP_TENANT_ID is "contoso.onmicrosoft.com": it must be a GUID, such as 6f1c2a70-1b1e-4a52-9a3e-0c1d2e3f4a5b.',
      expect.stringMatching(/^MICROSOFT_APP_PASSWORD is still the placeholder/),
      expect.stringMatching(/^ALLOWED_TENANTS is missing/),
      'ZONE is "Mars/Olympus": it must be a time zone, such as Europe/Paris or UTC.',
      'LOG_LEVEL is "loud": it must be one of debug, info, warn, error.',
    ])
  })

  test.each(settingNames.filter((name) => declarationOf(name).tellsProduction))(
    '%s alone means production, not a sandbox',
    (name) => {
      const read = readSettings({ [name]: complete[name as keyof typeof complete] ?? app })
      expect(read.ok).toBe(false)
      expect(JSON.stringify(read)).toContain(`because ${name} is set`)
    },
  )

  test.each([
    ['an empty list', { ALLOWED_TENANTS: ' , ' }, 'ALLOWED_TENANTS is ",": it must list GUIDs'],
    ['a bad one in a list', { ALLOWED_TENANTS: `${tenant},abc` }, 'ALLOWED_TENANTS is'],
    ['nothing but zeros', { MICROSOFT_APP_ID: '00000000-0000-0000-0000-000000000000' }, 'placeholder'],
    [
      'a placeholder in a list',
      { ALLOWED_TENANTS: `${tenant},<another tenant>` },
      'ALLOWED_TENANTS is still the placeholder',
    ],
    ['China', { CLOUD: 'china' }, 'Azure China has just-in-time access, but no Teams bots'],
    ['China by its other names', { CLOUD: 'AzureChinaCloud' }, 'It must be one of public, usgov.'],
    ['another cloud', { CLOUD: 'mars' }, 'CLOUD is "mars": it must be one of public, usgov.'],
    ['a cloud in capitals', { CLOUD: 'USGOV' }, 'CLOUD is "USGOV": it must be one of public, usgov.'],
    ['the former name of the setting', { AZURE_CLOUD: 'usgov' }, 'AZURE_CLOUD is no setting. Rename it to CLOUD'],
    ['a secret with a managed identity', { MICROSOFT_APP_TYPE: 'UserAssignedMSI' }, 'a UserAssignedMSI has no secret'],
    ['two ways of proof', { MICROSOFT_APP_FEDERATED_CLIENT_ID: app }, 'are both set'],
    [
      'a type that Azure no longer makes',
      { MICROSOFT_APP_TYPE: 'MultiTenant' },
      'must be one of SingleTenant, UserAssignedMSI',
    ],
    [
      'federated in the government’s cloud',
      { MICROSOFT_APP_PASSWORD: undefined, MICROSOFT_APP_FEDERATED_CLIENT_ID: app, CLOUD: 'usgov' },
      'public cloud only',
    ],
    ['this machine as Teams', { CONNECTOR_HOSTS: '127.0.0.1' }, 'must not name this machine itself'],
    ['a URL for a host', { CONNECTOR_HOSTS: 'https://x.example' }, 'CONNECTOR_HOSTS is'],
  ])('refuses %s', (_what, change, problem) => {
    expect(problemsOf({ ...complete, ...change })).toContain(problem)
  })
})

test('CLOUD alone means production, so that a cloud without Teams bots is refused and not a sandbox', () => {
  expect(problemsOf({ CLOUD: 'china' })).toContain('Azure China has just-in-time access, but no Teams bots')
})

describe('MODE', () => {
  test('sandbox starts one whatever else is there', () => {
    expect(settingsOf(readSettings({ MODE: 'sandbox', MICROSOFT_APP_ID: 'rubbish' })).mode).toBe('sandbox')
  })

  test('anything else is refused, not guessed', () => {
    expect(problemsOf({ MODE: 'prod' })).toContain('MODE is "prod": it must be one of sandbox, production.')
  })
})

describe('TEAMS_AUTH', () => {
  const problems = (env: Record<string, string>) => {
    const read = readSettings(env)
    return read.ok ? [] : read.problems
  }

  test.each([[{ ...complete }], [{ MODE: 'production' }], [{ MICROSOFT_APP_ID: app }]])(
    'H1 H2 none refuses to start outside the sandbox, beside whatever else is wrong: %#',
    (env: Record<string, string | undefined>) => {
      const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))
      expect(problems({ ...given, TEAMS_AUTH: 'none' } as Record<string, string>)).toContainEqual(
        expect.stringMatching(/^TEAMS_AUTH is "none": .*sandbox alone/),
      )
      expect(problems({ ...given, TEAMS_AUTH: 'signed' } as Record<string, string>).join()).not.toMatch(/TEAMS_AUTH/)
    },
  )

  test.each(['0.0.0.0', '::', '10.0.0.1'])('H2 none refuses to start on %s', (HOST) => {
    expect(problems({ TEAMS_AUTH: 'none', HOST })).toContainEqual(expect.stringMatching(/^HOST is/))
  })

  test.each(['None', 'off', 'false', 'no', '0'])('H1 %s is not guessed', (value) => {
    expect(problems({ TEAMS_AUTH: value })).toEqual([expect.stringMatching(/^TEAMS_AUTH is .* signed, none/)])
  })
})

describe('the sandbox', () => {
  test.each(['0.0.0.0', '::', '10.0.0.1', 'example.com'])('refuses to listen on %s', (HOST) => {
    expect(problemsOf({ HOST })).toContain('Use 127.0.0.1')
  })

  test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('listens on %s', (HOST) => {
    expect(settingsOf(readSettings({ HOST })).host).toBe(HOST)
  })

  test('takes roles of infra/roles and actions for the simulated Azure', () => {
    const SANDBOX_ROLES = 'closer, Microsoft.Insights/*'
    expect(settingsOf(readSettings({ SANDBOX_ROLES }))).toMatchObject({
      sandboxRoles: expect.arrayContaining([
        'Microsoft.Network/networkSecurityGroups/securityRules/delete',
        'Microsoft.Insights/*',
      ]),
    })
  })

  test.each(['owner', 'requester,;rm', '/', 'a/b?c'])(
    'refuses the roles %j and names those that there are',
    (SANDBOX_ROLES) => {
      expect(problemsOf({ SANDBOX_ROLES })).toMatch(/^SANDBOX_ROLES is .* must list roles \(requester, reader-of-rules/)
    },
  )

  test('takes a database and a policy of one’s own, and stays a sandbox', () => {
    const env = { DATABASE_URL: 'postgres://localhost/jit', POLICY_FILE: 'mine.yaml', SANDBOX_VMS: '10000', PORT: '0' }
    expect(settingsOf(readSettings(env))).toMatchObject({
      mode: 'sandbox',
      databaseUrl: 'postgres://localhost/jit',
      policyFile: 'mine.yaml',
      sandboxVms: 10_000,
      port: 0,
    })
  })
})

test.each(['-1', '1.5', '1e3', '0x10', '65536', '٣', '+5', '1_000', ' 1 0', 'yes', 'true'])(
  'the number %j is refused, never a default',
  (PORT) => {
    expect(problemsOf({ PORT })).toContain('PORT is')
  },
)

test.each([
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATABASEURL', 'DATABASE_URL'],
  ['MicrosoftAppId', 'MICROSOFT_APP_ID'],
  ['MicrosoftAppPassword', 'MICROSOFT_APP_PASSWORD'],
  ['ALOWED_TENANTS', 'ALLOWED_TENANTS'],
  ['ALLOWED_TENANT', 'ALLOWED_TENANTS'],
  ['SANDBOX_VM', 'SANDBOX_VMS'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['azure_cloud', 'CLOUD'],
  ['cloud', 'CLOUD'],
  ['port', 'PORT'],
])('%s is told to be %s', (typo, meant) => {
  expect(problemsOf({ [typo]: 'x' })).toContain(`${typo} is no setting. Rename it to ${meant}`)
})

test.each([
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_SECRET',
  'NODE',
  'HOSTS',
  'POST',
  'HOME',
  'ZONES',
  'XDG_DATA_DIRS',
  'NODE_ENV',
])('%s is somebody else’s', (name) => {
  expect(problemsOf({ [name]: 'x' })).toBe('')
})

test('a secret is never in a problem, whatever is wrong with it or beside it', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9~._:/@-]{12,40}$/)
  fc.assert(
    fc.property(secret, secret, (password, url) => {
      const read = readSettings({
        MODE: 'production',
        MICROSOFT_APP_TYPE: 'UserAssignedMSI',
        MICROSOFT_APP_PASSWORD: password,
        DATABASE_URL: url,
      })
      expect(read.ok).toBe(false)
      expect(JSON.stringify(read)).not.toContain(JSON.stringify(password).slice(1, -1))
      expect(JSON.stringify(read)).not.toContain(JSON.stringify(url).slice(1, -1))
    }),
  )
})

test('any environment has an answer', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...settingNames), fc.string()), (env) => {
      const read = readSettings(env)
      if (!read.ok) expect(read.problems.length).toBeGreaterThan(0)
    }),
  )
})

describe('what is written of the settings', () => {
  test('.env.example is what the declarations say (`npm run settings` writes it)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample())
  })

  test('both name every setting, and the table holds together', () => {
    const rows = settingsTable().split('\n')
    for (const name of settingNames) {
      expect(envExample()).toContain(`# ${name}=`)
      expect(rows.filter((row) => row.startsWith(`| \`${name}\` |`))).toHaveLength(1)
    }
    for (const row of rows) expect(row.split('|')).toHaveLength(5)
  })
})
