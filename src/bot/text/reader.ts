import { unmarked } from './normalise.ts'

/** Words one after the other. */
export class Reader {
  readonly #words: readonly string[]
  #at = 0

  constructor(text: string) {
    this.#words = text.split(' ').filter((word) => word !== '')
  }

  get done(): boolean {
    return this.#at >= this.#words.length
  }

  get left(): number {
    return this.#words.length - this.#at
  }

  peek(): string {
    return unmarked(this.#words[this.#at] ?? '')
  }

  /** Without markup, for comparing. */
  look(skip: number, length: number): string {
    return this.#words
      .slice(this.#at + skip, this.#at + skip + length)
      .map(unmarked)
      .join(' ')
  }

  take(count: number): string {
    const taken = this.look(0, count)
    this.#at += count
    return taken
  }

  /** All that is left, just as typed. */
  remainder(): string {
    const rest = this.#words.slice(this.#at).join(' ')
    this.#at = this.#words.length
    return rest
  }
}
