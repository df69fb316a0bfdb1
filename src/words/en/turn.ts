/** What is said where the chat itself can not answer. */
export const turn = {
  nobody:
    'I cannot tell who you are: Teams did not send your Entra object id. I only answer people of this organisation.',
  failed: (number: string) =>
    `Something went wrong on my side. Please try again; if it happens again, give the operator this number: ${number}`,
  unreachable: 'I can not reach you: add the app JIT Access for yourself first, then try again.',
  yourAnswer: 'Your answer',
}
