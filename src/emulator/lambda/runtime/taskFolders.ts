import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unpack } from '../code/codePackage.ts'

/** A backslash is a letter of a name. Windows has none that looks like it but this one. */
const nameHere = (name: string) => (process.platform === 'win32' ? name.replaceAll('\\', '＼') : name)

const pathHere = (path: string) => path.split('/').map(nameHere).join('/')

/** Of two files of one name the last counts. */
async function link(file: string, target: string): Promise<void> {
  await rm(file, { force: true })
  await symlink(target, file)
}

/** Names and links are checked by `unpack`: all of them lead into the folder. */
async function unpackInto(folder: string, code: Uint8Array): Promise<void> {
  for (const { path, isLink, executable, content } of unpack(code)) {
    const file = join(folder, pathHere(path))
    await mkdir(dirname(file), { recursive: true })
    if (isLink) await link(file, pathHere(String(content)))
    else await writeFile(file, content)
    if (executable && !isLink) await chmod(file, 0o755)
  }
}

/** Lambda's Node.js has the AWS SDK: what there is of it here is found from every folder below, as packages are. */
async function linkSdk(home: string): Promise<void> {
  const client = createRequire(import.meta.url).resolve('@aws-sdk/client-lambda')
  const [node_modules = ''] = client.split(join('@aws-sdk', 'client-lambda'))
  await mkdir(join(home, 'node_modules'))
  await symlink(join(node_modules, '@aws-sdk'), join(home, 'node_modules', '@aws-sdk'), 'junction')
}

/** Windows keeps a folder for a moment after the process that ran in it has ended. */
const removeFolder = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })

/** Temporary folders with the code of functions, all of them in one. */
export class TaskFolders {
  readonly #made: (home: string) => void
  readonly #removals = new Set<Promise<void>>()
  #home: Promise<string> | undefined

  /** `made` is told the folder that all others will be in. */
  constructor(made: (home: string) => void) {
    this.#made = made
  }

  /** A new folder with what is in a deployment package. */
  async unpack(code: Uint8Array): Promise<string> {
    this.#home ??= this.#makeHome()
    const folder = await mkdtemp(join(await this.#home, 'task-'))
    try {
      await unpackInto(folder, code)
      return folder
    } catch (error) {
      await removeFolder(folder)
      throw error
    }
  }

  remove(folder: Promise<string>): void {
    // One that could not be made was told to who asked for it.
    const removal = folder
      .then((made) => removeFolder(made).catch(console.error))
      .catch(() => {})
      .finally(() => this.#removals.delete(removal))
    this.#removals.add(removal)
  }

  /** Waits for what is being removed, and removes the rest. */
  async close(): Promise<void> {
    await Promise.all(this.#removals)
    const home = await this.#home?.catch(() => undefined)
    if (home) await removeFolder(home)
  }

  /** By its real path, so that paths in traces and modules are the same everywhere. */
  async #makeHome(): Promise<string> {
    try {
      const home = await mkdtemp(join(await realpath(tmpdir()), 'lambda-'))
      this.#made(home)
      await linkSdk(home)
      return home
    } catch (error) {
      this.#home = undefined // the next one tries again
      throw error
    }
  }
}
