/** What is answered to whoever decides, takes back, closes, extends, moves or tries again. */
export const decisions = {
  nobody: 'nobody',
  ownRequest: 'You can not decide your own request. Somebody else has to.',
  unknownGroup:
    'The group that decides this request can not be read right now. That is not your fault: the operator has been told. Try again in a minute.',
  notYours: (groups: string) => `You can not decide this request: that is for ${groups}. Nothing has changed.`,
  policyRefuses: (why: string) =>
    `The access policy does not allow this request any more, so it can not be approved: ${why}`,
  notForThatTime: (most: string) =>
    `You can approve this for 5 min to ${most}: an approval can shorten what was asked for, and not widen it. Nothing has changed.`,
  approvedOtherwise: (note: string) =>
    `You approved this already${note}, and an approval can not be changed. Nothing has changed; you can deny it while it waits.`,
  commentTooLong: (most: number, length: number) =>
    `A comment has at most ${most} characters, and yours has ${length}. Nothing has changed.`,
  policyCannotTell: (why: string) => `This can not be decided right now: ${why} Nothing has changed; try again later.`,

  takenBack: 'The request was taken back.',
  onlyTheyTakeBack: (person: string) => `Only ${person} can take this request back. Nothing has changed.`,
  tooLate: (standing: string) => `It is too late to take it back. ${standing}`,
  closeInstead: (request: string) => ` Close it instead: /jit close ${request}.`,

  beingShut: 'It is being shut.',
  onlyTheyClose: (person: string) =>
    `Only ${person}, an approver of it or an admin of the access policy can close it. Nothing has changed.`,
  nothingToClose: (standing: string) => `There is nothing to close. ${standing}`,

  extensionWaits: (request: string) =>
    `Request ${request} asks for it and waits for approval. What is open stays open until its end meanwhile.`,
  beingExtended: (request: string) => `It is being extended: the card of request ${request} shows it.`,
  extensionAskedBefore: (standing: string) =>
    `An extension was asked for already. ${standing} Nothing new was asked for; it can be extended again once that is open.`,
  onlyTheyExtend: (person: string) => `Only ${person} can have it extended. Nothing has changed.`,
  beingClosed: (request: string) => `Request ${request} is being closed.`,
  nothingToExtend: (what: string) => `There is nothing to extend. ${what} Nothing has changed.`,
  staysUntilItsEnd: 'What is open stays open until its end.',
  extensionUnseen: (names: string) =>
    `An extension needs approval, and no channel is bound for approvals${names === '' ? '' : ` under the name ${names}`}: nobody would see it.`,
  bindThenAsk: (name: string) =>
    `An admin types /jit here approvals ${name} in the approvers’ channel; then ask again.`,

  moveWaits: (request: string, old: string) =>
    `Request ${request} asks for it and waits for approval. It stays open to ${old} meanwhile.`,
  beingMoved: (next: string, request: string, old: string) =>
    `It is being opened to ${next} as request ${request}; ${old} is shut as soon as that is seen open.`,
  askedBefore: (standing: string) =>
    `Something was asked for already: ${standing} Nothing new was asked for; try again when that is done.`,
  sameAddress: (source: string) => `It is open to ${source} already, so that there is nothing to change.`,
  onlyTheyMove: (person: string) => `Only ${person} can change the address. Nothing has changed.`,
  nothingToMove: (what: string) => `There is nothing to move. ${what} Nothing has changed.`,
  endsTooSoon:
    'It ends in a few minutes, and Azure opens nothing for so short a time. Extend it first, or ask anew from the new address. Nothing has changed.',
  approvals: (count: number, from: string) => `${count} ${count === 1 ? 'approval' : 'approvals'} from ${from}`,
  needsApproval: (old: string, approvals: string) =>
    `Approvers agreed to ${old}; for another address the access policy demands ${approvals}. What is open stays open until its end, and nothing has changed.`,
  moveUnseen: (names: string) =>
    `The new address needs approval, and no channel is bound for approvals${names === '' ? '' : ` under the name ${names}`}: nobody would see it.`,
  bindThenTry: (name: string) =>
    `An admin types /jit here approvals ${name} in the approvers’ channel; then try again.`,

  retried: 'It is being tried again.',
  onlyTheyRetry: (person: string) => `Only ${person} can have it tried again. Nothing has changed.`,
  tooOld: 'What was approved is too old to be opened now. Ask again.',
  refusedSince: (why: string) => `The access policy does not allow it any more. ${why} Ask again.`,

  unseen: (names: string) =>
    `It needs approval, and no channel is bound for approvals${names === '' ? '' : ` under the name ${names}`}.`,
  bindForIt: (name: string) => `An admin types /jit here approvals ${name} in the approvers' channel; then ask again.`,

  notLookedUp: (name: string) => `${name} could not be looked up`,
  whyNotLookedUp: (name: string, why: string) =>
    `The bot does not know “${name}”, and Azure could not be asked whether it exists: ${why}`,
  checkTheName: 'Nothing was asked for. Try again in a minute, or check the name.',
}
