import type { unread as english } from '../en/unread.ts'

export const unread: typeof english = {
  failed: 'es ist gescheitert',
  groupsOfEntra: 'die Gruppen von Entra',
  membersOfGroup: (id) => `die Mitglieder der Gruppe ${id} von Entra`,
  membersOfChannel: (name) => `die Mitglieder des Kanals ${name}`,
  noChannel: (name) =>
    `kein Kanal ist als ${name} verknüpft; ein Admin gibt im gemeinten Kanal /jit here approvals ${name} ein`,
  graph: {
    late: 'Microsoft Graph hat nicht rechtzeitig geantwortet',
    unreadable: 'die Antwort von Microsoft Graph ist nicht lesbar',
    token: 'Microsoft Graph nimmt das Token des Bots nicht an',
    permission: 'dem Bot fehlt die Berechtigung GroupMember.Read.All von Microsoft Graph',
    unknown: 'Microsoft Graph kennt diese Person oder Gruppe nicht',
    busy: 'Microsoft Graph ist überlastet',
    answered: (status) => `Microsoft Graph hat mit ${status} geantwortet`,
    unreachable: 'Microsoft Graph ist nicht erreichbar',
  },
  teams: {
    notInChannel: 'der Bot ist nicht mehr in diesem Kanal; ein Admin fügt ihn wieder hinzu',
    unreachable: 'Teams ist nicht erreichbar',
    answered: (what) => `Teams hat mit ${what} geantwortet`,
    noApp: 'die App ist dort nicht mehr installiert',
    blocked: 'der Bot wurde blockiert',
    disabled: 'ein Admin von Teams hat die App deaktiviert',
    noConversation: 'Teams kennt die Unterhaltung nicht mehr',
    deleted: 'der Kanal wurde gelöscht',
  },
}
