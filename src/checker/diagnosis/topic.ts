/** What a failed check was about, said by the check itself, so that its failure is explained without knowing the check. */
export type Topic =
  | { readonly kind: 'function' | 'runtime' | 'handler' | 'api' | 'script' }
  | { readonly kind: 'resource'; readonly path: string }
  | ({ readonly kind: MethodPart } & MethodPlace)
  | { readonly kind: 'permission'; readonly sources: readonly string[] }
  | { readonly kind: 'stage'; readonly stageName: string }
  /** The judge's own request to an address, or its own test of a method. */
  | { readonly kind: 'url-answer'; readonly stageName: string; readonly path: string }
  | ({ readonly kind: 'test-answer' } & MethodPlace)
  /** What the script itself asked of the cloud. */
  | { readonly kind: 'call'; readonly operation: string }
  | ({ readonly kind: 'test-call' | 'test-call-answer' } & MethodPlace)
  | { readonly kind: 'url-call' | 'url-call-answer'; readonly stageName: string; readonly path: string }
  | { readonly kind: 'waited' | 'invoke' | 'function-error' | 'event' | 'changed' }

export interface MethodPlace {
  readonly path: string
  readonly verb: string
}

/** The parts of one method, in the order they are built. */
export type MethodPart =
  | 'method'
  | 'open'
  | 'integration-type'
  | 'integration-posts'
  | 'integration-uri'
  | 'method-response'
  | 'integration-response'

export type TopicOf<K extends Topic['kind']> = Topic & { readonly kind: K }
