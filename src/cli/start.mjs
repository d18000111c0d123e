/**
 * The first thing that runs: plain JavaScript, so that an old Node and a missing `npm ci` end in one clear line.
 * Everything else is TypeScript, whose types tsx takes out as it is loaded.
 */
const wanted = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)

function refuse(text) {
  console.error(text)
  process.exitCode = 2
}

async function start() {
  // Notes for us, not for learners: the SDK leaves Node 20 behind next year.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  let tsx
  try {
    tsx = await import('tsx/esm/api')
  } catch {
    return refuse('The packages are not installed yet. Run: npm ci')
  }
  tsx.register()
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2))
}

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  refuse(
    `This needs Node ${wanted.join('.')} or later and found ${process.versions.node}. ` +
      'Get a current one from https://nodejs.org and try again.',
  )
} else {
  start()
}
