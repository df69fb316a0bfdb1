/**
 * What holds, but is hardly meant. `at`: where it stands in the access policy, by the names of the file's keys. `text`: a sentence that
 * says what will happen and what to do.
 */
export interface Lint {
  readonly at: readonly (string | number)[]
  readonly text: string
}
