/** A clause where a language begins it as a sentence, such as German after a colon. */
export function capital(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}
