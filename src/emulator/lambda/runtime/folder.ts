import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unpack } from '../code/codePackage.ts'

/** A new temporary folder by its real path, so that paths in traces and modules are the same everywhere. */
export const newHome = async (): Promise<string> => mkdtemp(join(await realpath(tmpdir()), 'lambda-'))

/** A function's own folder in it. */
export const newFolder = (home: string): Promise<string> => mkdtemp(join(home, 'task-'))

/** Unpacks a deployment package. Its names are checked by `unpack`: all of them lead into the folder. */
export async function unpackInto(folder: string, code: Uint8Array): Promise<void> {
  for (const { path, executable, content } of unpack(code)) {
    const file = join(folder, ...path.split('/'))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    if (executable) await chmod(file, 0o755)
  }
}

/** Windows keeps a folder for a moment after the process that ran in it has ended. */
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
