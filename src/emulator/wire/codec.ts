import { FromStringShapeDeserializer, JsonShapeDeserializer2 } from '@smithy/core/protocols'

/** REST-JSON as both services speak it: epoch seconds (7), HTTP bindings, `jsonName` traits. */
const settings = {
  timestampFormat: { useTrait: true, default: 7 as const },
  httpBindings: true,
  jsonName: true,
}

export const jsonDeserializer = new JsonShapeDeserializer2(settings)
/** Reads path labels, query values and headers. */
export const stringDeserializer = new FromStringShapeDeserializer(settings)
