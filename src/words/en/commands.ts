interface AboutCommand {
  /** One line for `help` and the Teams manifest; at most 128 characters. */
  readonly summary: string
  readonly details: readonly string[]
}

const rules =
  'Rules: ports such as 22,3389 or tcp/22, then max 3h, then from <ranges>. A word before them: add or remove; recommended for the ports that Defender recommends.'

/** What each command is for, by its name. What is typed stays as it is in every language. */
export const commands = {
  request: {
    summary: 'Ask for access to a virtual machine for a limited time',
    details: [
      'Machine: a name, several with commas, web*, or resource-group/name. Ports: rdp, ssh, winrm, 3389, tcp/22, ssh,443 or 22-25.',
      'Machines with ports of their own: web01:rdp,web02:22,443 or web01 rdp, web02 ssh.',
      'Time: 30m, 2h, 1h30m, between 5 minutes and 24 hours; the clock starts when the port opens.',
      'At: a start in the future by your own clock, such as at 22:00, tomorrow 06:00 or at 2026-11-30 06:00. Without it, as soon as it is approved.',
      'From: your public IPv4 address, a CIDR, a network such as vpn, several with commas, or me for what you confirmed last.',
      'Alone, it brings a form.',
    ],
  },
  status: {
    summary: 'See how a request stands; alone, the ones you have running',
    details: ['The card that comes back follows the request from then on.'],
  },
  mine: { summary: 'List your own requests, newest first', details: [] },
  approve: {
    summary: 'Approve a request that waits for you, or see which do',
    details: [
      'Alone, it lists the requests that wait for a decision.',
      'With a time, such as 30m, it is approved for no longer than that; what follows is a comment that the requester reads.',
    ],
  },
  deny: { summary: 'Deny a request and say why', details: ['The requester reads why.'] },
  cancel: {
    summary: 'Take back a request of yours that is still waiting',
    details: ['Alone, it takes back the only one that waits.'],
  },
  close: {
    summary: 'Shut what you have open, before its end',
    details: ['Alone, it closes the only one that is open.', 'Sessions that are connected stay up.'],
  },
  extend: {
    summary: 'Have what you have open stand longer',
    details: [
      'Alone, it speaks of the only one that is open; without a time it shows what the access policy allows.',
      'The time is added to the end. The access policy judges the time in all; where nobody has to agree, it is extended at once.',
    ],
  },
  'break-glass': {
    summary: 'Open a port at once in an emergency, without an approval; others are told and sign for it',
    details: [
      'For the people that the access policy lists for it. You read what happens and confirm with a reason; nothing opens before.',
      'Those who would have been asked are told at once, a reviewer signs for it, and you wait before you can do it again.',
    ],
  },
  reviews: {
    summary: 'See which uses of break-glass nobody has signed for yet',
    details: [
      'For reviewers of the access policy, auditors and admins. Show one, and sign on its card when it is over.',
    ],
  },
  delegate: {
    summary: 'While you are away, have another approver stand in for you',
    details: [
      'Both must be approvers of the access policy, then and whenever they decide. At most 30 days; one at a time.',
      'Whoever stands in decides what you could decide, counts once, and never decides your requests or their own.',
    ],
  },
  delegations: { summary: 'See who stands in for whom: yours, or all for auditors and admins', details: [] },
  explain: {
    summary: 'See what the access policy says about a wish, without asking for it',
    details: [
      'The same analysis decides a real request: the rules and what each demands, who could approve now, and what to ask to be allowed.',
      'for <someone>: a name, a mention or an Entra object id. For admins.',
    ],
  },
  vms: {
    summary: 'List the virtual machines that you may know of, how they are used, and what is open',
    details: [
      'Filter: a part of a name, a glob such as web*, rg:rg-web for a resource group, tag:env=prod for a tag; several must all match.',
      'One machine in full: /jit vm web01',
    ],
  },
  vm: {
    summary: 'See one virtual machine: addresses, tags, JIT rules, network rules, what is open, and who may approve',
    details: ['Machine: a name, or resource-group/name where several have that name.'],
  },
  from: {
    summary: 'Tell or see the address that you connect from',
    details: [
      'It is used where a request names no other, and shown on the card before anybody approves.',
      'Several with commas; a network stands for all of its ranges.',
    ],
  },
  address: {
    summary: 'Use the address that you connect from now, also for what is open',
    details: [
      'Alone, it finds out your address in a page, and remembers it.',
      'With a request that is open, it goes on from the new address until the same end; the old address is shut.',
    ],
  },
  audit: {
    summary: 'Read the ledger: who asked, who approved, what Azure did, when it ended; as a file too',
    details: [
      'A period is 24h, 7d, 2w, 2026-11-01 or 2026-11-01..2026-11-08; without one it is the last 7 days.',
      'A request id opens its whole story, with what Azure’s activity log has of it.',
      'csv sends you a link to a file with every entry: for you, in your personal chat, to be used once.',
      'entries shows the entries themselves, refusals and changes of rules too.',
      'Its integrity is checked with the command line: jit-access-bot audit verify',
    ],
  },
  digest: {
    summary: 'See the digest of the last days at any time',
    details: [
      'From 1 to 31 days, up to now. For more: jit-access-bot audit export --format csv',
      'A channel gets it by itself with /jit here digest daily 09:00',
    ],
  },
  here: {
    summary: 'Bind this channel: approval cards or the digest are posted here',
    details: [
      'The name of approvals is what the access policy writes behind notify.',
      'A digest begins where the last one of the channel ended. Typed again, it moves.',
      'Alone, it shows what every channel is bound to, whether messages arrive there, and how to mend what does not work.',
      'With language it chooses the language of the cards that come in this channel; people read theirs in the language of their Teams.',
      'With off it takes a binding away; for a channel that is gone, add its name: here digest off <channel>.',
    ],
  },
  enable: {
    summary: 'Enable just-in-time access on machines, after a look at before and after',
    details: ['Without ports: 3389 for Windows, 22 for Linux, 3 hours, from anywhere; all can be edited first.', rules],
  },
  configure: {
    summary: 'Change the port rules of machines that have just-in-time access',
    details: ['Alone with a machine, it brings a form with its rules.', rules],
  },
  disable: {
    summary: 'Take machines out of just-in-time access, after a look at before and after',
    details: ['Refused while a window is open on the machine.'],
  },
  help: { summary: 'See what you can say', details: [] },
} satisfies Readonly<Record<string, AboutCommand>>
