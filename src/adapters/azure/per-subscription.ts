/** The client of a subscription, made when it is first asked for; one that could not be made is tried again. */
export function perSubscription<Client>(
  make: (subscription: string) => Promise<Client>,
): (subscription: string) => Promise<Client> {
  const clients = new Map<string, Promise<Client>>()
  return (subscription) => {
    const known = clients.get(subscription)
    if (known !== undefined) return known
    const client = make(subscription)
    clients.set(subscription, client)
    client.catch(() => clients.delete(subscription))
    return client
  }
}
