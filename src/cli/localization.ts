/** What a localization file may translate: JSON paths as Teams names them. */
const localizable =
  /^(name\.(short|full)|description\.(short|full)|staticTabs\[\d+\]\.name|bots\[0\]\.commandLists\[\d+\]\.commands\[\d+\]\.(title|description)|composeExtensions\[0\]\.commands\[\d+\]\.(title|description))$/

/** The texts of a manifest by their paths: the localization file of its language, for the schema of its version. */
export function localizationOf(manifest: Readonly<Record<string, unknown>>): Record<string, string> {
  const $schema = String(manifest.$schema).replace('MicrosoftTeams.schema', 'MicrosoftTeams.Localization.schema')
  return { $schema, ...Object.fromEntries(textsOf(manifest, '').filter(([path]) => localizable.test(path))) }
}

function textsOf(node: unknown, path: string): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]]
  if (Array.isArray(node)) return node.flatMap((each, index) => textsOf(each, `${path}[${index}]`))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, each]) => textsOf(each, path === '' ? name : `${path}.${name}`))
}
