import type { CloudName } from '../../domain/cloud.ts'

/** Where Teams shows pages in frames, by cloud. https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
export const teamsHosts: Readonly<Record<CloudName, readonly string[]>> = {
  public: ['https://*.cloud.microsoft', 'https://teams.microsoft.com', 'https://*.teams.microsoft.com'],
  usgov: ['https://gov.teams.microsoft.us', 'https://dod.teams.microsoft.us', 'https://*.teams.microsoft.us'],
}

/** teams-js reads there which sites it may take messages from; where it cannot, it has a list of its own. */
export const teamsScripts = ['https://res.cdn.office.net']
