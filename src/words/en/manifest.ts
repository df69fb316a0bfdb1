/** What Teams shows of the app itself. The short name at most 30 characters, the short description 80, the extension's title 32. */
export const manifest = {
  shortName: 'JIT Access',
  fullName: 'Just-in-time access to Azure virtual machines',
  shortDescription: 'Ask for a port on an Azure virtual machine for a limited time.',
  fullDescription:
    "Ask for just-in-time network access to an Azure virtual machine with one line or a form. The access policy decides who must agree, approvers press Approve on a card, the port opens for the requester's address alone through Microsoft Defender for Cloud, is checked, and shuts by itself. Channels get digests, auditors a ledger.",
  extension: 'Request access',
  extensionDescription: 'Ask for access to a virtual machine for a limited time',
  tab: 'Access',
}
