const hosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Plain http to this machine, with nothing hidden in it. */
export function isLoopbackUrl(text: string): boolean {
  if (text.length > 2_048 || !URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'http:' && hosts.has(url.hostname) && !url.username && !url.password && !url.search
}
