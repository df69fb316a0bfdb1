/** Why an address will not do, said before a request is made. */
export const sources = {
  outside: (machines: string, source: string, ranges: string) =>
    `The access policy does not let you in to ${machines} from ${source}, but from ${ranges || 'no address at all'}. Connect to one of these networks, perhaps by your VPN, and look again.`,
  tooWide: (source: string, machines: string, narrowest: number) =>
    `${source} is too wide for ${machines}: the access policy takes nothing wider than a /${narrowest}. Give a single address or a smaller range.`,
}
