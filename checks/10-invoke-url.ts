import type { Check } from '../src/checker/model.ts'
import { greeting, names } from '../src/checker/subjects.ts'
import { sawUrl, sawUrlAnswer } from '../src/checker/verdicts/called.ts'
import { changedNothing } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  {
    id: 'called',
    title: 'the address of /Lambdaexample on the stage default was called',
    judge: (e) => sawUrl(e, 'default', names.first),
  },
  {
    id: 'bare-answer',
    title: 'it gave the bare greeting, as it was deployed in step 5',
    needs: ['called'],
    judge: (e) => sawUrlAnswer(e, 'default', names.first, { status: 200, body: JSON.stringify(greeting) }),
  },
  { id: 'changes-nothing', title: 'nothing was changed by calling it', judge: changedNothing },
]
