// Joins what three tools know about one archive into one CycloneDX document on standard output:
//   node sbom.mjs SERVER.cdx.json DESK.cdx.json omnichannel.deps.json SECONDS
// The first lists NuGet packages (CycloneDX for .NET), the second what is in the desk (npm sbom), the third is what .NET loads, and names the
// runtime that a self-contained program carries. SECONDS since 1970 stand for the time, so that the same commit gives the same document.
import { readFileSync } from 'node:fs'

const [server, desk, deps] = process.argv.slice(2, 5).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const libraries = Object.entries(deps.libraries)
const ofType = (type) => libraries.filter(([, library]) => library.type === type).map(([name]) => name)

// Analyzers are not shipped.
const packages = server.components.filter((component) => component.scope !== 'excluded')
const listed = packages.map((component) => `${component.name}/${component.version}`).sort()
const loaded = ofType('package').sort()
if (listed.join() !== loaded.join()) {
  const missing = loaded.filter((name) => !listed.includes(name))
  const surplus = listed.filter((name) => !loaded.includes(name))
  throw new Error(`the list of packages is not what the program loads: missing ${missing}; too many ${surplus}`)
}

const runtimes = ofType('runtimepack').map((library) => {
  const [name, version] = library.replace(/^runtimepack\./, '').split('/')
  const purl = `pkg:nuget/${name}@${version}`
  return { type: 'framework', 'bom-ref': purl, name, version, scope: 'required', licenses: [{ license: { id: 'MIT' } }], purl }
})
if (runtimes.length === 0) throw new Error('the program carries no runtime: it is not self-contained')

const program = server.metadata.component
const page = { ...desk.metadata.component, name: 'omnichannel-desk', version: program.version }
const shipped = new Set([program, page, ...packages, ...runtimes, ...desk.components].map((component) => component['bom-ref']))
const dependencies = [...server.dependencies, ...desk.dependencies].filter((dependency) => shipped.has(dependency.ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => shipped.has(other)) }))
const root = dependencies.find((dependency) => dependency.ref === program['bom-ref'])
root.dependsOn.push(page['bom-ref'], ...runtimes.map((runtime) => runtime['bom-ref']))

const byReference = (one, other) => (one['bom-ref'] < other['bom-ref'] ? -1 : 1)
console.log(JSON.stringify({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    timestamp: new Date(Number(process.argv[5]) * 1000).toISOString(),
    tools: { components: [...server.metadata.tools.components, ...desk.metadata.tools.map(({ name, version }) => ({ type: 'application', name: `npm ${name}`, version }))] },
    component: program,
  },
  components: [...packages, ...runtimes, page, ...desk.components].sort(byReference),
  dependencies: dependencies.sort((one, other) => (one.ref < other.ref ? -1 : 1)),
}, null, 2))
