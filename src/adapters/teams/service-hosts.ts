/** Hosts from which Teams calls, by cloud, and where messages go whose conversation no activity has told of yet. */
const services = {
  public: {
    hosts: ['smba.trafficmanager.net', 'smba.onyx.prod.teams.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    url: 'https://smba.trafficmanager.net/teams/',
  },
  usgov: {
    hosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
    url: 'https://smba.infra.gov.teams.microsoft.us/teams/',
  },
} as const

export function knownServiceHosts(cloud: keyof typeof services): readonly string[] {
  return services[cloud].hosts
}

export function defaultServiceUrl(cloud: keyof typeof services): string {
  return services[cloud].url
}
