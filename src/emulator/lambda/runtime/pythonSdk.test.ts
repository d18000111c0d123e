import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud } from '../testCloud.fixture.ts'
import { python } from './program.ts'

const real = spawnSync('which', [python], { encoding: 'utf8' }).stdout?.trim() ?? ''
const onLinux = process.platform === 'linux' && real !== '' ? test : test.failing

let cloud: TestCloud
const { PATH: path, PYENV_ROOT: pyenv, XDG_DATA_HOME: data } = process.env
const folder = mkdtempSync(join(tmpdir(), 'python-'))
const install = (name: string, script: string) =>
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

beforeAll(async () => {
  for (const name of ['boto3', 'other', 'own/boto3']) {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, '__init__.py'), 'def client(name):\n  raise KeyError(name)\n')
  }
  mkdirSync(join(folder, 'boto3-1.43.dist-info'))
  writeFileSync(join(folder, 'boto3-1.43.dist-info', 'METADATA'), 'Name: boto3\nRequires-Python: >= 3.10\n')
  // As a folder of packages is: seen unless -S says otherwise.
  const withPackages = (packages: string) =>
    `case " $* " in *" -S "*) ;; *) export PYTHONPATH=${packages} ;; esac; exec ${real} "$@"`
  install('python3', withPackages(folder))
  install('python3.11', withPackages(join(folder, 'own')))
  for (const version of ['3.14', '3.10', '3.9']) install(`python${version}`, `exec ${real} -S "$@"`) // without any package
  install('python3.13', 'exit 1')
  Object.assign(process.env, { PATH: `${folder}:${path}`, PYENV_ROOT: '/none', XDG_DATA_HOME: '/none' })
  cloud = await startTestCloud()
})
afterAll(async () => {
  for (const [name, value] of Object.entries({ PATH: path, PYENV_ROOT: pyenv, XDG_DATA_HOME: data }))
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  await cloud.close()
  rmSync(folder, { recursive: true })
})

onLinux.each(['python3.14', 'python3.13'] as const)(
  'a function of %s may use the SDK of the machine’s usual Python, and nothing else of it',
  async (Runtime) => {
    const found = (name: string) => `getattr(importlib.util.find_spec("${name}"), "origin", None)`
    const code = `import importlib.util\ndef handler(e, c):\n  return [${found('boto3')}, ${found('other')}]`
    const name = Runtime.replace('.', '-')
    await cloud.createPython(name, code, { Runtime })
    expect((await cloud.invoke(name)).payload).toEqual([join(folder, 'boto3', '__init__.py'), null])
  },
)

onLinux('a function has the SDK that its own Python has', async () => {
  const code = 'import boto3\ndef handler(e, c):\n  return boto3.__file__'
  await cloud.createPython('owner', code, { Runtime: 'python3.11' })
  expect((await cloud.invoke('owner')).payload).toBe(join(folder, 'own', 'boto3', '__init__.py'))
})

onLinux('a function of python3.9 is lent no SDK that wants a newer Python', async () => {
  await cloud.createPython('old', 'import boto3', { Runtime: 'python3.9' })
  expect((await cloud.invoke('old')).payload).toMatchObject({
    errorMessage: "Unable to import module 'app': No module named 'boto3'",
  })
})

/** Public logs 14129992649 of python3.12, 47621859597 of python3.10. */
onLinux.each([
  ['python3.12', '/var/lang/lib/python3.12/site-packages'],
  ['python3.10', '/var/runtime'],
] as const)('an error of the SDK in %s shows where Lambda has it', async (Runtime, packages) => {
  const code = `import boto3, logging
def handler(e, c):
  try: boto3.client("s3")
  except KeyError: logging.exception("no")
  boto3.client("s3")`
  const name = `shows-${Runtime.replace('.', '-')}`
  await cloud.createPython(name, code, { Runtime })
  const { payload, log } = await cloud.invoke(name)
  const shown = `  File "${packages}/boto3/__init__.py", line 2, in client\n    raise KeyError(name)\n`
  expect(payload).toMatchObject({ stackTrace: expect.arrayContaining([shown]) })
  expect(log).toContain(shown)
  expect(log).not.toContain(folder)
})
