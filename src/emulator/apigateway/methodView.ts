import type { IntegrationRecord, MethodRecord } from './records.ts'

/** Integration responses are shown only where there are some (test_put_integration_responses). */
export const integrationView = ({ integrationResponses, ...integration }: IntegrationRecord) =>
  integrationResponses && Object.keys(integrationResponses).length > 0
    ? { ...integration, integrationResponses }
    : integration

export const methodView = ({ methodIntegration, ...method }: MethodRecord) =>
  methodIntegration ? { ...method, methodIntegration: integrationView(methodIntegration) } : method
