/**
 * The command line runs from a bundle of its own sources and the SDK: loading hundreds of files one by one takes longer
 * than most commands. The bundle is made anew whenever a source or the lock file has changed, so that nobody has to
 * think of it.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..', '..')
const cache = join(root, '.workshop', 'cache')
const isTest = /\.(test|case|fixture)\.ts$/

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.(ts|mjs)$/.test(entry.name) && !isTest.test(entry.name)) yield path
  }
}

/** Changes with the name, size or time of any source file, and with the versions of the packages. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  const files = [...sources(join(root, 'src')), ...sources(join(root, 'checks'))].sort()
  for (const file of [...files, join(root, 'package-lock.json')]) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file}\n${size}\n${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** A bundled module still finds what lies beside its source: `import.meta` means the source file. */
const keepPlaces = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      return { contents: source, loader: 'ts' }
    })
  },
}

/** Packages that are loaded as they are installed. Only the SDK is taken in: a command needs few of its many files. */
function packagesOutside() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys(dependencies).filter((name) => !/^@(aws-sdk|smithy)\//.test(name))
}

async function make(folder) {
  const { build } = await import('esbuild')
  const part = `${folder}.${process.pid}`
  await build({
    entryPoints: [join(root, 'src', 'cli', 'main.ts')],
    outdir: part,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    external: packagesOutside(),
    mainFields: ['module', 'main'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins: [keepPlaces],
  })
  if (existsSync(folder)) rmSync(part, { recursive: true })
  else renameSync(part, folder)
}

/** A command that still runs may load a part of its own bundle later, so that only those of days before go. */
const isOld = (name) =>
  name.startsWith('cli-') && statSync(join(cache, name)).mtimeMs < Date.now() - 24 * 3_600_000

/** The address of the bundled `main.ts`. Throws the system's error where .workshop cannot be written. */
export async function bundledMain() {
  mkdirSync(cache, { recursive: true })
  const name = `cli-${fingerprint()}`
  const folder = join(cache, name)
  if (!existsSync(folder)) {
    await make(folder)
    for (const other of readdirSync(cache))
      if (isOld(other)) rmSync(join(cache, other), { recursive: true, force: true })
  }
  return pathToFileURL(join(folder, 'main.mjs')).href
}
