import type { Person } from '../domain/person.ts'
import type { ChatDeps } from './command.ts'
import { sightOf } from './may-see.ts'
import type { Onlooker } from './words/vm.ts'

/** Whoever reads, as the onlooker of what happens on machines. */
export async function onlooker(
  deps: Pick<ChatDeps, 'policy' | 'directory' | 'estate' | 'reader'>,
  person: Person,
): Promise<Onlooker> {
  const { mayReadWhose } = await sightOf(deps, person)
  return { ...deps.reader, mayReadWhose }
}
