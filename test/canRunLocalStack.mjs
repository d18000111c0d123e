import { getContainerRuntimeClient, ImageName } from 'testcontainers'

const image = 'localstack/localstack:4.14.0'

/**
 * Whether the tests on LocalStack can run here: Docker answers and has the image. WORKSHOP_LOCALSTACK=required runs them
 * in any case, so that they fail where they should have run.
 */
export async function canRunLocalStack() {
  if (process.env.WORKSHOP_LOCALSTACK === 'required') return { can: true }
  try {
    const client = await getContainerRuntimeClient()
    const has = await client.image.exists(ImageName.fromString(image))
    return has ? { can: true } : { can: false, why: `Docker has no image ${image} (docker pull ${image})` }
  } catch {
    return { can: false, why: 'no Docker answers here' }
  }
}
