import { describe, expect, test } from '@jest/globals'
import { differences } from '../../src/cloud/differences.ts'
import { startEmbedded } from '../../src/cloud/embedded.ts'
import { cases } from './conformance.case.ts'
import { describeConformance } from './suite.ts'

describeConformance('the embedded cloud, held to AWS', true, startEmbedded)

describe('the table of differences', () => {
  test('has a case for every row', () => {
    const shown = new Set(cases.flatMap(({ differs }) => differs ?? []))
    expect([...shown].sort()).toEqual(Object.keys(differences).sort())
  })
})
