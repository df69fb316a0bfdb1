import { botFramework } from '../../adapters/teams/bot-framework.ts'
import { checkTeamsCredentials, checkTokenKeys } from '../../adapters/teams/check-teams.ts'
import type { CloudName } from '../../domain/cloud.ts'
import type { Surroundings } from '../../surroundings.ts'
import { type Check, checkThat } from './check.ts'

/** Whether the bot can prove to Teams who it is, and check that Teams is who calls. */
export async function checkTeams(teams: Surroundings['teams'], cloud: CloudName): Promise<Check[]> {
  const area = 'Teams'
  const { identity, fallbackServiceUrl } = teams
  return await Promise.all([
    checkThat({ area, name: 'credentials' }, async () => {
      await checkTeamsCredentials(identity, fallbackServiceUrl)
      return `There is a token for the app ${identity.appId}.`
    }),
    checkThat({ area, name: 'keys of incoming calls' }, async () => {
      await checkTokenKeys(botFramework[cloud])
      return `${botFramework[cloud].openIdMetadataUrl} answers.`
    }),
  ])
}
