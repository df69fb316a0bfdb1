/** Of what a manifest has since then, older tenants refuse the whole package: each property is left out of these objects. */
const newer: Readonly<Record<string, readonly string[]>> = {
  bots: ['supportsTargetedMessages'],
  commandLists: ['triggers'],
  commands: ['triggers'],
}

/** The manifest for tenants whose Teams does not know version 1.29: without slash commands and targeted messages, else the same. */
export function olderManifest(manifest: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const older = without(manifest, []) as Record<string, unknown>
  const version = '1.25'
  return {
    ...older,
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`,
    manifestVersion: version,
  }
}

/** `left`: the properties to leave out of this object. A list's objects are known by the name of the list. */
function without(node: unknown, left: readonly string[]): unknown {
  if (Array.isArray(node)) return node.map((each) => without(each, left))
  if (typeof node !== 'object' || node === null) return node
  const kept = Object.entries(node).filter(([name]) => !left.includes(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, without(value, newer[name] ?? [])]))
}
