const listed = (names: readonly string[], more: number) =>
  `approvals ${names.map((name) => `“${name}”`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`

/** What somebody, or a channel, should do first. `names`: those of approvals for which there is no channel; `more`: how many besides. */
export const welcome = {
  title: 'Just-in-time access to virtual machines',
  what: 'Ask for a port on a machine for a limited time. Somebody agrees where the access policy says so, the port opens for your address alone, and shuts by itself.',
  noPolicy: 'There is no access policy in force yet, so that every request is refused. Your platform team writes it.',
  bindFirst: (names: readonly string[], more: number) =>
    `Do this first: requests can not be approved yet, because no channel is bound for ${listed(names, more)}. Add the app to a team, and type in the channel of the approvers:`,
  mayAskSo: 'You may ask for access. In one line, or with the form behind the button:',
  mayAsk: 'You may ask for access.',
  approves:
    'You approve: the cards of requests come in your approvals channel. While you are away, /jit delegate has somebody stand in.',
  reads: 'You may read the ledger: /jit audit 7d shows who was let in where and why, /jit digest 7d the summary.',
  configures:
    'You may configure: /jit here shows what channels are bound to, /jit enable and /jit configure change the port rules of machines.',
  unclear: 'What you may do can not be told right now, because a group can not be read. Try again in a moment.',
  unnamed:
    'The access policy names you in none of its groups yet. Ask your platform team to be let in; /jit explain <machine> tells what it takes.',
  channel: 'Requests that need an approval are posted in a channel as cards, with everything that it takes to decide.',
  unbound: (names: readonly string[], more: number) =>
    `No channel is bound for ${listed(names, more)} yet. An admin of the access policy types in the channel that is meant:`,
  bindAnother: 'An admin binds another channel by typing in it:',
}
