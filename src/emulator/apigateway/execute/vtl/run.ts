import { maxLength, TemplateError, tooLarge, type Value } from './values.ts'

/** Where `$name` is looked up when the template has not set it itself. */
export type Variables = (name: string) => Value

/** `isUntrue`: as a condition it is false, whatever its value is. */
export type Evaluate = ((run: Run) => Value) & { readonly isUntrue?: true }
export type Emit = (run: Run) => void

interface Block {
  readonly body: Emit
  /** How often it is in itself now. */
  depth: number
}

interface Macro {
  readonly parameters: readonly string[]
  readonly body: Emit
}

/** More than any template of API Gateway's does: 1,000 rounds of a loop, each with 200 things in it. */
const maxSteps = 200_000
const maxCalls = 20
/** A step may be a long one: nothing else runs in this process meanwhile. By the clock, so with room for a busy machine. */
const longestMs = 1500

/** One rendering: what is set, what is written, and how much may still be done. */
export class Run {
  readonly macros = new Map<string, Macro>()
  readonly blocks = new Map<string, Block>()
  readonly #set = new Map<string, Value>()
  readonly #variables: Variables
  #steps = 0
  #calls = 0
  readonly #end = performance.now() + longestMs
  #out = ''
  /** #break was met: what is left of the loop is not done. #stop ends everything. */
  broken: 'loop' | 'all' | undefined

  constructor(variables: Variables) {
    this.#variables = variables
  }

  get(name: string): Value {
    return this.#set.has(name) ? this.#set.get(name) : this.#variables(name)
  }

  set(name: string, value: Value): void {
    this.#set.set(name, value)
  }

  /** Runs `work` with names set that mean what they meant before afterwards: loops and macros. */
  within(names: readonly string[], work: () => void): void {
    const before = names.map((name) => [name, this.#set.has(name), this.#set.get(name)] as const)
    try {
      work()
    } finally {
      for (const [name, was, value] of before) {
        if (was) this.#set.set(name, value)
        else this.#set.delete(name)
      }
    }
  }

  step(): void {
    if (++this.#steps > maxSteps) throw new TemplateError('A template takes too many steps')
    if (performance.now() > this.#end) throw new TemplateError('A template takes too long')
  }

  /** Macros and #define blocks may call themselves. */
  call(work: () => void): void {
    if (++this.#calls > maxCalls) throw new TemplateError('Macros call each other too deeply')
    work()
    this.#calls--
  }

  write(text: string): void {
    if (this.#out.length + text.length > maxLength) throw tooLarge()
    this.#out += text
  }

  /** What `emit` writes, as a text of its own. */
  capture(emit: Emit): string {
    const before = this.#out
    this.#out = ''
    emit(this)
    const text = this.#out
    this.#out = before
    return text
  }

  get text(): string {
    return this.#out
  }
}
