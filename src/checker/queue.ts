/** Gives turns, one after the other. */
export class Queue {
  #last = Promise.resolve()

  /** Resolves when it is this one's turn, with what ends it. */
  async enter(): Promise<() => void> {
    const before = this.#last
    let leave = () => {}
    this.#last = new Promise((resolve) => {
      leave = resolve
    })
    await before
    return leave
  }
}
