import {
  FromStringShapeDeserializer,
  JsonShapeDeserializer2,
  JsonShapeSerializer2,
} from '@smithy/core/protocols'

/** REST-JSON as both services speak it: epoch seconds (7), HTTP bindings, `jsonName` traits. */
const settings = {
  timestampFormat: { useTrait: true, default: 7 as const },
  httpBindings: true,
  jsonName: true,
}

/** A serializer holds the text it has written, so each answer takes a new one. */
export const newJsonSerializer = () => new JsonShapeSerializer2(settings)
export const jsonDeserializer = new JsonShapeDeserializer2(settings)
/** Reads path labels, query values and headers. */
export const stringDeserializer = new FromStringShapeDeserializer(settings)
