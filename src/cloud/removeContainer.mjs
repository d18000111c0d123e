/**
 * Waits until the process that started it is gone, then removes a container: also after a kill that cannot be caught.
 * Removing one that is gone already is no error.
 */
import { getContainerRuntimeClient } from 'testcontainers'

const [id] = process.argv.slice(2)
const client = await getContainerRuntimeClient()
process.stdin.resume()
process.stdin.on('end', remove)
process.stdin.on('error', remove)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

async function remove() {
  try {
    await client.container.getById(id).remove({ force: true, v: true })
  } finally {
    process.exit(0)
  }
}
