import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestCloud, type TestCloud, zipOf } from '../testCloud.ts'
import { python } from './pythons.ts'

const real = spawnSync('which', [python], { encoding: 'utf8' }).stdout?.trim() ?? ''
const onLinux = process.platform === 'linux' && real !== '' ? test : test.failing

let cloud: TestCloud
const { PATH: path } = process.env
const folder = mkdtempSync(join(tmpdir(), 'python-'))
const install = (name: string, script: string) =>
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

beforeAll(async () => {
  for (const name of ['boto3', 'other']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, '__init__.py'), '')
  }
  install('python3', `PYTHONPATH=${folder} exec ${real} "$@"`)
  install('python3.14', `exec ${real} -S "$@"`) // without any package
  process.env.PATH = `${folder}:${path}`
  cloud = await startTestCloud()
})
afterAll(async () => {
  process.env.PATH = path
  await cloud.close()
})

onLinux('a function may use the SDK of the machine’s usual Python, and nothing else of it', async () => {
  const found = (name: string) => `getattr(importlib.util.find_spec("${name}"), "origin", None)`
  const code = `import importlib.util\ndef handler(e, c):\n  return [${found('boto3')}, ${found('other')}]`
  const Code = { ZipFile: zipOf({ 'app.py': code }) }
  await cloud.create('sdk', '', { Runtime: 'python3.14', Handler: 'app.handler', Code })
  expect((await cloud.invoke('sdk')).payload).toEqual([join(folder, 'boto3', '__init__.py'), null])
})
