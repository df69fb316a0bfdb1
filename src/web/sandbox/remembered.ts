/** The browser's memory for this page; a browser that forbids storage only forgets. */
export const remembered = {
  read(key: string): string | undefined {
    try {
      return localStorage.getItem(`jit-sandbox.${key}`) ?? undefined
    } catch {
      return undefined
    }
  },
  write(key: string, value: string): void {
    try {
      localStorage.setItem(`jit-sandbox.${key}`, value)
    } catch {
      // Private windows may refuse; nothing that matters is kept here.
    }
  },
}
