import type { Check } from '../src/checker/model.ts'
import { greeting, names } from '../src/checker/subjects.ts'
import { changedNothing, sawUrl, sawUrlAnswer } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'called', judge: (e) => sawUrl(e, 'default', names.first) },
  {
    id: 'bare-answer',
    needs: ['called'],
    judge: (e) => sawUrlAnswer(e, 'default', names.first, { status: 200, body: JSON.stringify(greeting) }),
  },
  { id: 'changes-nothing', judge: changedNothing },
]
