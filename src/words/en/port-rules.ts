export const portRules = {
  /** `RDP 3389 (TCP) from any address, at most 3 h`. */
  rule: (port: string, over: string, from: string, most: string) => `${port} (${over}) from ${from}, at most ${most}`,
  both: 'TCP and UDP',
  none: 'no just-in-time access',
}
