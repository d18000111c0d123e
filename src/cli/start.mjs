/**
 * The first thing that runs: plain JavaScript, so that an old Node and a missing `npm ci` end in one clear line.
 * Its sentences stand here, since nothing else can be loaded then.
 */
const wanted = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)

function refuse(text) {
  console.error(text)
  process.exitCode = 2
}

async function start() {
  process.exitCode = 2 // until a command has ended by itself: one that never does must not look like a success

  // Notes for us, not for learners: the SDK leaves Node 20 behind next year.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  try {
    const { bundledMain } = await import('./bundle.mjs')
    const { main } = await import(await bundledMain())
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') refuse('The packages are not installed yet. Run: npm ci')
    else if (error.syscall)
      refuse(`${error.path} cannot be written. Give yourself the right to write there and try again.`)
    else throw error
  }
}

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  refuse(
    `This needs Node ${wanted.join('.')} or later and found ${process.versions.node}. ` +
      'Get a current one from https://nodejs.org and try again.',
  )
} else {
  start()
}
