// Microsoft's own validator, in a process of its own: it can not be loaded inside the test runner, and loading it takes longer than all it is asked.
const { readFileSync } = require('node:fs')
const { AppManifestUtils } = require('@microsoft/app-manifest')
const Ajv = require('ajv-draft-04').default ?? require('ajv-draft-04')

/** Against the schema of localization files. */
function localizationFlaws({ texts, version }) {
  const manifests = require.resolve('@microsoft/app-manifest')
  const schema = manifests.replace('index.js', `json-schemas/teams/v${version}/MicrosoftTeams.Localization.schema.json`)
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false })
  const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))
  valid(texts)
  return valid.errors ?? []
}

process.on('message', async ({ id, manifest, localization }) => {
  const flaws = localization ? localizationFlaws(localization) : await AppManifestUtils.validateAgainstSchema(manifest)
  process.send({ id, flaws })
})
process.on('disconnect', () => process.exit())
