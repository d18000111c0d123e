import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { recordings } from './replay.ts'

/** Recordings of the data plane, and the test beside `../execute` that replays each: it names the recording. */
const atInvokeUrls: Readonly<Record<string, readonly string[]>> = {
  'executeMethod.test.ts': [
    'test_aws_proxy_response_payload_format_validation',
    'test_apigateway_header_remapping_aws',
    'test_integration_mock_with_vtl_map_assignation',
    'test_lambda_aws_proxy_integration',
  ],
  'recorded.test.ts': ['test_invocation_trace_id', 'test_lambda_aws_proxy_integration_request_data_mapping'],
  'recordedAnswers.test.ts': [
    'test_mock_integration_response',
    'test_api_gateway_mock_integration',
    'test_lambda_selection_patterns',
    'test_lambda_aws_integration_response_with_mapping_templates',
    'test_lambda_aws_proxy_integration_non_post_method',
    'test_routing_not_found',
    'test_integration_mock_with_request_overrides_in_response_template',
  ],
  'testInvoke.test.ts': ['test_invoke_test_method', 'test_failed_invoke_test_method'],
  'testInvokeLambda.test.ts': ['test_apigw_test_invoke_method_api'],
  'validation/validateRequest.test.ts': ['test_api_gateway_request_validator'],
  'vtl/render.test.ts': ['test_input_path_template_formatting', 'test_input_body_formatting'],
}

/** Recordings that are not replayed, and why. */
const left: Readonly<Record<string, string>> = {}

/** The recordings of AWS that this cloud is held to (localstack/localstack at 8b9a79f, by module and test). */
const all: Readonly<Record<string, readonly string[]>> = {
  test_apigateway_api: [
    'test_list_and_delete_apis',
    'test_get_api_case_insensitive',
    'test_create_rest_api_with_optional_params',
    'test_resource_lifecycle',
    'test_update_resource_behaviour',
    'test_delete_resource',
    'test_create_resource_parent_invalid',
    'test_create_proxy_resource',
    'test_create_proxy_resource_validation',
    'test_method_lifecycle',
    'test_method_request_parameters',
    'test_put_method_validation',
    'test_update_method',
    'test_update_method_validation',
    'test_gateway_response_crud',
    'test_invoke_test_method',
    'test_put_integration_wrong_type',
    'test_put_integration_response_validation',
    'test_lifecycle_integration_response',
    'test_integration_response_wrong_api',
    'test_integration_response_wrong_resource',
    'test_integration_response_wrong_method',
    'test_integration_response_invalid_statuscode',
    'test_integration_response_invalid_responsetemplates',
    'test_integration_response_invalid_integration',
    'test_integration_response_wrong_status_code',
    'test_lifecycle_method_response',
    'test_update_method_response',
    'test_update_method_response_negative_tests',
    'test_create_rest_api_verify_defaults',
    'test_delete_integration_response_errors',
    'test_failed_invoke_test_method',
    'test_get_integration_non_existent',
    'test_get_stages_filters_by_deployment_id',
    'test_put_integration_response_templates',
  ],
  test_apigateway_basic: [
    'test_apigw_test_invoke_method_api',
    'test_update_rest_api_deployment',
    'test_apigateway_with_custom_authorization_method',
    'test_api_gateway_mock_integration',
    'test_mock_integration_response',
  ],
  test_apigateway_lambda: [
    'test_lambda_aws_proxy_integration',
    'test_lambda_aws_integration',
    'test_lambda_aws_integration_with_request_template',
    'test_lambda_selection_patterns',
    'test_lambda_aws_integration_response_with_mapping_templates',
    'test_lambda_aws_proxy_integration_non_post_method',
    'test_lambda_aws_proxy_integration_request_data_mapping',
    'test_aws_proxy_response_payload_format_validation',
    'test_put_integration_aws_proxy_uri',
  ],
  test_apigateway_common: [
    'test_api_gateway_request_validator',
    'test_create_update_stages',
    'test_create_delete_deployments',
    'test_create_update_deployments',
    'test_update_stage_remove_wildcard',
    'test_routing_not_found',
    'test_invocation_trace_id',
    'test_input_path_template_formatting',
    'test_input_body_formatting',
  ],
  test_apigateway_integrations: [
    'test_put_integration_responses',
    'test_put_integration_response_with_response_template',
    'test_put_integration_validation',
    'test_apigateway_header_remapping_aws',
    'test_integration_mock_with_request_overrides_in_response_template',
    'test_integration_mock_with_vtl_map_assignation',
  ],
}

const titleOf = (name: string) => name.replace(/^.*::/, '').replace(/\[.*$/, '')
const replayed = new Set(recordings.map(titleOf))
const beside = new Map(
  Object.entries(atInvokeUrls).flatMap(([file, titles]) => titles.map((title) => [title, file] as const)),
)

describe('every recording of API Gateway is replayed, or has a reason not to be:', () => {
  test.each(Object.values(all).flat())('%s', (title) => {
    const places = [replayed.has(title), beside.has(title), Object.hasOwn(left, title)]
    expect(places.filter(Boolean)).toHaveLength(1)
  })

  test.each([...beside])('%s is named in %s', (title, file) => {
    const source = readFileSync(new URL(`../execute/${file}`, import.meta.url), 'utf8')
    expect(source).toContain(title)
  })
})
