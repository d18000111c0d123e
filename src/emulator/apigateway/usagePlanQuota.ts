import type { QuotaPeriodType, QuotaSettings } from '@aws-sdk/client-api-gateway'
import { badRequest } from '../wire/awsError.ts'
import type { PatchRule } from './patch.ts'
import type { UsagePlanRecord } from './records.ts'

/** The most that a quota's offset can be, by its period (API reference, QuotaSettings). In AWS's order. */
const mostOffset: Readonly<Record<QuotaPeriodType, number>> = { DAY: 0, WEEK: 6, MONTH: 27 }

const isPeriod = (text: string | undefined): text is QuotaPeriodType =>
  text !== undefined && Object.hasOwn(mostOffset, text)

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

/**
 * A plan's quota as it is kept; what is not said of it is 0 (test_usage_plan_crud: the offset). A limit of 0 is refused all the
 * same. Texts: cdk-preflight pf-apigw-usage-plan-quota-period-required, -quota-limit, -quota-offset-range.
 */
export function quotaOf(said: QuotaSettings | undefined): UsagePlanRecord['quota'] {
  if (!said) return undefined
  const { limit = 0, offset = 0, period } = said
  if (!isPeriod(period))
    throw badRequest(
      `Invalid Usage Plan quota period specified. Must be one of [${Object.keys(mostOffset).join(', ')}]`,
    )
  if (!isWhole(limit, 1, 2 ** 31 - 1))
    throw badRequest('Usage Plan quota limit must be a non-negative numeric')
  if (!isWhole(offset, 0, mostOffset[period]))
    throw badRequest(
      `Usage Plan quota offset must be between 0 and ${mostOffset[period]} inclusive in the ${period} period`,
    )
  return { limit, offset, period }
}

const quota = (member: keyof QuotaSettings, read: (text: string) => unknown): PatchRule<UsagePlanRecord> => ({
  path: `/quota/${member}`,
  ops: ['add', 'replace'],
  apply: (plan, { value = '' }) => ({ quota: { ...plan.quota, [member]: read(value) } }),
})

const readNumber = (text: string) => (text === '' ? Number.NaN : Number(text))

/** A quota is patched member by member, and is judged once all are there. */
export const quotaRules = [
  quota('limit', readNumber),
  quota('offset', readNumber),
  quota('period', (text) => text),
]
