import { lastValues, type MethodRequest, requestContext } from './methodRequest.ts'
import { inputOf, type Parameters } from './vtl/input.ts'
import { render } from './vtl/render.ts'
import { util } from './vtl/util.ts'
import { ContextMap, fromJson, isMap, numberIn, TemplateError, toMap, type Value } from './vtl/values.ts'

/** What overrides one place: each name once (developer guide, apigateway-override-request-response-parameters). */
class Overrides extends ContextMap {
  protected isTaken(name: string): boolean {
    return this.has(name)
  }

  override set(name: string, value: Value): this {
    if (this.isTaken(name) && !isMap(this.get(name))) throw new TemplateError(`${name} is overridden twice`)
    return super.set(name, value)
  }
}

/** Headers are the same in any case; parameters of a path or query are not. */
class HeaderOverrides extends Overrides {
  protected override isTaken(name: string): boolean {
    return [...this.keys()].some((key) => key.toLowerCase() === name.toLowerCase())
  }
}

/**
 * What the mapping templates of one request share: `$context` with the overrides that they set, which go on
 * from the request's template to the response's (aws-recorded,
 * test_integration_mock_with_request_overrides_in_response_template). Made only when a template asks.
 */
export class MappingContext {
  readonly request: MethodRequest
  /** `$context.awsEndpointRequestId`, once there is one (developer guide, api-gateway-mapping-template-reference). */
  endpointRequestId?: string
  #context: Map<string, Value> | undefined

  constructor(request: MethodRequest) {
    this.request = request
  }

  get $context(): Map<string, Value> {
    this.#context ??= this.#newContext()
    if (this.endpointRequestId !== undefined)
      this.#context.set('awsEndpointRequestId', this.endpointRequestId)
    return this.#context
  }

  /** In the order of AWS, of `requestOverride` too (same recording as ContextMap). */
  #newContext(): Map<string, Value> {
    const fields = new ContextMap()
    for (const [name, json] of Object.entries(requestContext(this.request))) {
      if (name === 'stage')
        fields.set(
          'requestOverride',
          new ContextMap([
            ['path', new Overrides()],
            ['header', new HeaderOverrides()],
            ['querystring', new Overrides()],
          ]),
        )
      // Only a response has something to override beside parameters: its status.
      if (name === 'apiId') fields.set('responseOverride', new Overrides([['header', new HeaderOverrides()]]))
      const value = json === undefined ? undefined : fromJson(json)
      if (value !== undefined) fields.set(name, isMap(value) ? new ContextMap(value) : value)
    }
    return fields
  }

  #parameters = (): Parameters => ({
    path: this.request.pathParameters,
    querystring: toMap(lastValues(this.request.query)),
    header: toMap(this.request.headers.sorted().single()),
  })

  /** Renders a template over a body. */
  render(template: string, body: string): string {
    const made = new Map<string, Value>()
    return render(template, (name) => {
      if (name === 'context') return this.$context
      if (name === 'util') return util
      if (!made.has(name)) made.set(name, this.#variable(name, body))
      return made.get(name)
    })
  }

  #variable(name: string, body: string): Value {
    if (name === 'input') return inputOf(body, this.#parameters)
    if (name === 'stageVariables') return toMap(this.request.stageVariables ?? {})
    if (name === 'method') return toMap({ request: toMap({ ...this.#parameters(), body }) })
    return undefined
  }

  #override(side: 'requestOverride' | 'responseOverride', place: string): Value {
    const all = this.#context?.get(side)
    return isMap(all) ? all.get(place) : undefined
  }

  /** What templates have set there so far. */
  overrides(
    side: 'requestOverride' | 'responseOverride',
    place: 'header' | 'path' | 'querystring',
  ): ReadonlyMap<string, Value> {
    const set = this.#override(side, place)
    return isMap(set) ? set : new Map()
  }

  /** A status that is none is ignored. */
  get responseStatus(): number | undefined {
    const status = numberIn(this.#override('responseOverride', 'status'))
    return status !== undefined && Number.isInteger(status) && status >= 200 && status < 600
      ? status
      : undefined
  }
}
