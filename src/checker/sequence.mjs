/** Runs finished scripts one after another in one process, as its parent asks: the SDK is loaded once for all. */
process.on('message', async ({ file }) => {
  try {
    await import(file)
    process.send({ file })
  } catch (error) {
    process.send({ file, error: String(error?.stack ?? error) })
  }
})
