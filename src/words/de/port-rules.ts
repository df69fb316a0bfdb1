import type { portRules as english } from '../en/port-rules.ts'

export const portRules: typeof english = {
  rule: (port, over, from, most) => `${port} (${over}) von ${from}, höchstens ${most}`,
  both: 'TCP und UDP',
  none: 'kein Just-in-Time-Zugriff',
}
