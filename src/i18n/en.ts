/** English. Every text that a person reads in the terminal; what AWS says stays as AWS says it. */
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** Titles of the checks, by `STEP/check`. Each is a sentence that is true once the work is done. */
const checks: Readonly<Record<string, string>> = {
  'script-ends': 'the script runs to its end without an error',
  '01-lambda-functions/lists-functions': 'the functions of this region were listed',
  '01-lambda-functions/changes-nothing': 'nothing was changed by looking',
  '02-create-function/function-exists': 'a function named Lambdaexample exists',
  '02-create-function/runs-node': 'it runs on Node.js',
  '02-create-function/answers': 'invoked, it returns statusCode 200 and the greeting as JSON',
  '03-function-ready/invoked': 'Lambdaexample was invoked once it was ready',
  '03-function-ready/no-function-error': 'its code ran without an error',
  '04-add-trigger/api': 'a REST API named Lambdaexample-API exists',
  '04-add-trigger/resource': 'it has the resource /Lambdaexample',
  '04-add-trigger/any': '/Lambdaexample has the method ANY',
  '04-add-trigger/open': 'ANY is open to everyone',
  '04-add-trigger/proxy': 'its integration is a Lambda proxy',
  '04-add-trigger/posts': 'the integration calls Lambda by POST',
  '04-add-trigger/calls-function': 'the integration calls Lambdaexample',
  '05-trigger-ready/permission': 'the function lets this API call it for any verb on /Lambdaexample',
  '05-trigger-ready/deployed': 'the API is deployed to the stage default',
  '05-trigger-ready/url-answers': 'GET /default/Lambdaexample answers 200 with the greeting',
  '06-test-event/invoked': 'Lambdaexample was invoked',
  '06-test-event/event': 'it was given the event hello-world',
  '06-test-event/no-function-error': 'its code ran without an error',
  '07-get-method/get': '/Lambdaexample has the method GET',
  '07-get-method/open': 'GET is open to everyone',
  '07-get-method/proxy': 'the integration of GET is a Lambda proxy',
  '07-get-method/posts': 'it calls Lambda by POST',
  '07-get-method/calls-function': 'it calls Lambdaexample',
  '07-get-method/any-kept': 'ANY is still there as step 4 made it',
  '08-proxy-off/get': '/Lambdaexample still has the method GET',
  '08-proxy-off/not-a-proxy': 'the integration of GET is not a proxy',
  '08-proxy-off/posts': 'it calls Lambda by POST',
  '08-proxy-off/calls-function': 'it calls Lambdaexample',
  '08-proxy-off/method-response': 'GET has a method response 200',
  '08-proxy-off/integration-response': 'GET has an integration response 200 for every answer',
  '08-proxy-off/any-kept': 'ANY is still a proxy',
  '09-test-method/tested': 'GET /Lambdaexample was tested',
  '09-test-method/whole-object': 'the test showed status 200 and the whole object of the function',
  '10-invoke-url/called': 'the address of /Lambdaexample on the stage default was called',
  '10-invoke-url/bare-answer': 'it gave the bare greeting, as it was deployed in step 5',
  '10-invoke-url/changes-nothing': 'nothing was changed by calling it',
  '11-hello-from-lambda/redeployed': 'the stage default serves what step 8 changed',
  '11-hello-from-lambda/called': 'its address was called after that, and gave the object',
  '12-resource-tree/reads-resources': 'the resources of Lambdaexample-API were read',
  '12-resource-tree/changes-nothing': 'nothing was changed by reading',
  '13-create-resource/resource': 'the resource /Netflixapigw101 exists, right under the root',
  '14-resource-get/get': '/Netflixapigw101 has the method GET',
  '14-resource-get/open': 'GET is open to everyone',
  '14-resource-get/not-a-proxy': 'its integration is not a proxy',
  '14-resource-get/posts': 'it calls Lambda by POST',
  '14-resource-get/calls-function': 'it calls Lambdaexample',
  '14-resource-get/method-response': 'GET has a method response 200',
  '14-resource-get/integration-response': 'GET has an integration response 200 for every answer',
  '14-resource-get/permission': 'the function lets this API call it for GET on /Netflixapigw101',
  '14-resource-get/test-answers': 'a test of GET /Netflixapigw101 answers 200',
  '15-api-address/tested': 'GET /Netflixapigw101 was tested',
  '15-api-address/test-answers': 'the test showed status 200 and the whole object of the function',
  '15-api-address/called': 'its address on the stage default was called',
  '15-api-address/refused': 'it was refused: 403 Missing Authentication Token',
  '16-prod-stage/stage': 'the API has a stage named prod',
  '16-prod-stage/url-answers': 'GET /prod/Netflixapigw101 answers 200 with the object of the function',
}

/** What is expected and what is there instead. AWS's own words for AWS's things. */
const facts = {
  none: 'none',
  function: (name: string) => `function ${name}`,
  api: (name: string) => `REST API ${name}`,
  resource: (path: string) => `resource ${path}`,
  stage: (name: string) => `stage ${name}`,
  arnOf: (name: string) => `<ARN of ${name}>`,
  call: (operation: string) => `a call of ${operation} that AWS answers without an error`,
  noCall: (operation: string) => `no call of ${operation}`,
  otherCall: (operation: string) => `a call of ${operation}, but of something else`,
  unanswered: (operation: string) => `a call of ${operation} that the script did not wait for`,
  onlyReads: 'only calls that read',
  noFunctionError: 'an answer without FunctionError',
  noAct: 'no call that does anything',
  noUrlCall: 'no request to an address of this API',
  answer: (status: number, body: string) => `${status} ${body}`,
  noFunction: (name: string) => `there is no function ${name}`,
  noPolicy: 'the function has no policy: nobody may call it',
  noSourceArn: 'a policy that does not let API Gateway in',
  exit: (code: number) => `it ended with exit code ${code}`,
  signal: (signal: string) => `it was ended by ${signal}`,
  timeout: (seconds: number) => `it did not end within ${seconds} s and was ended, with all that it started`,
  ends: 'exit code 0',
}

/** Why a step failed, by cause. `detail` is what was seen: AWS's text, a name, an ARN. */
const causes: Readonly<Record<string, (detail: string) => string>> = {
  'not-started': () => 'Nothing was done here yet.',
  'type-error': (detail) => `TypeScript does not accept the script:\n${detail}`,
  'script-crashed': (detail) => `The script ended with an error that AWS did not send:\n${detail}`,
  'script-timeout': (detail) =>
    `The script was still running after ${detail} s. Something in it waits for ever: a loop without an end, a timer, a server that is not closed.`,
  'missing-await': () =>
    'A call is made without await. The lines after it run before AWS has answered, so they see the cloud as it was before, or a promise in place of a value. Put await in front of it.',
  'hard-coded-id': (detail) =>
    `The script uses the id ${detail}, which does not exist here. AWS makes a new id each time a thing is created; find the thing by its name instead, as findRestApi and findResource do.`,
  'wrong-name': (detail) => `There is ${detail}. Names are exact on AWS, upper and lower case too.`,
  'wrong-parent': (detail) =>
    `The resource stands at ${detail}. A resource's path is its parent's path and its own part; to stand right under the root it needs the root's id as parentId.`,
  'already-exists': (detail) =>
    `AWS says: ${detail}\nA thing of this name is there already. Each name can be made once; a script that makes two, or makes what an earlier step made, is refused.`,
  'function-not-ready': (detail) =>
    `AWS says: ${detail}\nA new function is Pending for a moment while AWS prepares it. Wait until its State is Active: waitUntilFunctionActiveV2 does that.`,
  'bad-zip': (detail) =>
    `AWS says: ${detail}\nCode.ZipFile wants the bytes of a zip archive. zipFile('index.mjs', source) of the toolbox makes one.`,
  'handler-not-found': (detail) =>
    `Lambda could not find the code to run: ${detail}\nHandler is FILE.EXPORT: index.handler means the export handler of the file index.mjs at the root of the archive, not in a folder.`,
  'handler-answer': (detail) =>
    `The function returned ${detail}. It has to return an object with statusCode 200 and a body that is text: JSON.stringify('Hello from Lambda!').`,
  'handler-error': (detail) =>
    `The function's code ended with an error: ${detail}\nLambda answers 200 to the call all the same; the error stands in FunctionError and in the payload.`,
  'wrong-runtime': (detail) =>
    `The function's runtime is ${detail}. This workshop runs Node.js: choose nodejs22.x.`,
  'wrong-event': (detail) =>
    `The function was invoked with ${detail}. The event goes into Payload as JSON text: JSON.stringify({ key1: 'value1', … }).`,
  'wrong-api': (detail) =>
    `There is more than one API named ${detail}. The script works on another one than the first, which the earlier steps built. CreateRestApi makes a new API each time, even of the same name.`,
  'wrong-resource': (detail) =>
    `The script did this on ${detail}. Find the resource by its path, and name the verb that the step asks for.`,
  'verb-not-defined': (detail) =>
    `The resource has ${detail}. A method belongs to one resource and one verb; PutMethod makes it.`,
  'authorization-required': (detail) =>
    `The method asks for ${detail}, so a browser is refused with 403. authorizationType NONE without an API key lets everyone in, which the console calls Open.`,
  'integration-missing': () =>
    'The method has no integration: API Gateway would not know whom to ask. PutIntegration says it.',
  'integration-uri': (detail) =>
    `The integration's URI is not the one that invokes this function (${detail}). It is made of the region, Lambda's own invoke path and the function's ARN:\narn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations`,
  'integration-method-not-post': (detail) =>
    `API Gateway calls Lambda by ${detail}. Lambda's Invoke is a POST, whatever verb the client used: integrationHttpMethod must be POST.`,
  'proxy-left-on': () =>
    'AWS_PROXY hands the whole HTTP request to the function and its answer back untouched. The console\'s tick box "Use Lambda proxy integration" is this type; unticked it is AWS.',
  'proxy-missing': (detail) =>
    `The integration's type is ${detail}. The console's tick box "Use Lambda proxy integration" is the type AWS_PROXY.`,
  'method-response-missing': (detail) =>
    `Without the proxy API Gateway sends only answers that the method declares (here: ${detail}). PutMethodResponse declares status 200; without it a request ends in 500.`,
  'integration-response-missing': (detail) =>
    `Nothing says what becomes of the function's answer (here: ${detail}). PutIntegrationResponse with statusCode 200 and no selectionPattern is the default, for every answer; without it a request ends in 500.`,
  'permission-missing': () =>
    'A function lets nobody in until its own policy says so. The console adds this statement silently; by the SDK it is AddPermission with Principal apigateway.amazonaws.com. Without it the API answers 500.',
  'permission-source-arn': (detail) =>
    `The policy's SourceArn names something else: ${detail}. Its parts are arn:aws:execute-api:REGION:ACCOUNT:API_ID/STAGE/VERB/PATH, where * stands for anything.`,
  'permission-too-narrow': (detail) =>
    `The policy lets in only a part: ${detail}. Put * for the stage (the Test button uses a stage of its own, test-invoke-stage) and, for the method ANY, * for the verb; the word ANY matches no request.`,
  'deployed-too-early': (detail) =>
    `AWS says: ${detail}\nA deployment freezes the API as it is, and refuses one that is not finished. Give every method its integration first.`,
  'not-deployed': () =>
    'The API has no such stage. What is built is served nowhere until CreateDeployment freezes it under a stage name.',
  'not-redeployed': () =>
    'The API itself is right: a test of the method gives the answer. But the stage still serves what was deployed before. A stage is a snapshot; CreateDeployment with its name takes a new one.',
  'wrong-stage': (detail) =>
    `It went to ${detail}. The stage's name is part of the address, exact in upper and lower case.`,
  'url-without-path': (detail) =>
    `The address asked for was ${detail}. An invoke URL ends at the stage; the resource's path comes after it.`,
  'url-form': (detail) =>
    `The script asked ${detail}, which is no address of this cloud. invokeUrl({ restApiId, stageName, path }) of the toolbox gives the right one here and on AWS.`,
  'call-not-seen': (detail) =>
    `The cloud saw ${detail}. What a script prints does not count, only what it asks of the cloud.`,
  'changed-something': (detail) => `This step only looks, but the script changed the cloud: ${detail}.`,
  'wrong-region': (detail) =>
    `A call went to the region ${detail}. new LambdaClient({}) takes the region from the environment; leave it out of the script, so that all calls meet in one place.`,
  'wrong-endpoint': (detail) =>
    `The script tried to reach ${detail}, which is not on this machine; it was stopped. new LambdaClient({}) takes the endpoint from the environment; leave it out of the script.`,
  'aws-error': (detail) => `AWS refused a call: ${detail}`,
  environment: (detail) => `This could not be judged, and it is not your script's fault: ${detail}`,
  unexplained: () => 'No known mistake explains this. Compare what is expected with what is there.',
}

const commands = {
  usage: [
    'npm start                       where you are and what comes next',
    'npm run step N                  run your script of step N in your own cloud',
    'npm run check                   check all your steps',
    'npm run check N  or  A-B        check some of them',
    'npm run check solutions         check the finished scripts',
    'npm run hint N                  a hint for step N; again for the next one',
    'npm run list                    all steps',
    'npm run reset N                 your step N as it was given, your file is kept beside it',
    'npm run reset cloud             your own cloud empty again',
    'npm run cloud                   keep your own cloud running, for a browser',
  ],
  badStep: (word: string, last: number) =>
    `There is no step ${word}. Steps are 1 to ${last}: npm run list shows them.`,
  badWord: (word: string, command: string) =>
    `${command} does not know the word "${word}". Try: npm run ${command}`,
  badCommand: (word: string) => `There is no command "${word}". These are the commands:`,
  needsStep: (command: string) => `Which step? For example: npm run ${command} 1`,
  missingFile: (file: string, n: number) => `${file} is missing. Get it back with: npm run reset ${n}`,
  portInUse: (port: number) => `Port ${port} is in use. Choose another one, or leave it out: npm run cloud`,
  notWritable: (folder: string) =>
    `${folder} cannot be written. Give yourself the right to write there and try again.`,
  badPort: (word: string) => `"${word}" is no port. Ports are 0 to 65535; 0 is a free one.`,
  setAside: (file: string, copy: string) =>
    `${file} was damaged: what can be read of it is in use, all of it is kept in ${copy}`,
  waiting: (what: string) => `Another command is using your cloud (${what}). Waiting for it to end …`,
  waitedTooLong: (what: string) =>
    `Another command is still using your cloud (${what}). End it and try again.`,
  failed: (detail: string) => `Could not go on: ${detail}`,
  cannotJudge: (detail: string) => `could not be judged: ${detail}`,
}

const report = {
  step: (n: number, title: string) => `Step ${n} · ${title}`,
  passed: (passed: number, all: number) => (passed === all ? 'passed' : `${passed} of ${all} pass`),
  notStarted: 'not started',
  error: 'could not be judged',
  status: { pass: 'pass', fail: 'FAIL', error: 'ERR ', skip: 'skip' },
  labels: { sent: 'sent', expected: 'expected', got: 'got', cause: 'why', look: 'look', try: 'try' },
  needs: (titles: string) => `waits for: ${titles}`,
  summary: (passed: number, all: number) => `${passed} of ${plural(all, 'step', 'steps')} pass`,
  allPassed: 'All sixteen steps pass. You have built the tutorial.',
  allChosenPassed: 'Everything that was checked passes.',
  next: (n: number) =>
    `Next: read steps/${String(n).padStart(2, '0')}-…/README.md, write index.ts beside it, then npm run step ${n}`,
  nextStep: (page: string, script: string, n: number) =>
    `Next: read ${page}, fill in ${script}, then run: npm run step ${n}`,
  again: (n: number) => `Change the script and try again: npm run step ${n}`,
}

const step = {
  heading: (n: number, title: string, file: string) => `Step ${n} · ${title}\n${file}`,
  base: (own: string, solutions: string) => [
    ...(own === '' ? [] : [`Put in place first, from your own scripts: ${own}`]),
    ...(solutions === ''
      ? []
      : [`Put in place first, from the solutions, since yours do not pass yet: ${solutions}`]),
  ],
  rewound: (n: number) =>
    `Your cloud is as it was before step ${n} again, so that this run is like a first one.`,
  invokeUrl: 'invoke URL',
  other: 'unknown',
  noCalls: '  The script asked nothing of the cloud.',
  outputCut: '  … more was printed; it is not shown.',
  verdict: {
    passed: (n: number) => `Step ${n} is done.`,
    failed: (n: number, title: string) => `Step ${n} is not done yet. Not true so far: ${title}.`,
    notStarted: (n: number) => `Step ${n} is not started yet: its script still has all its TODOs.`,
    error: (n: number) => `Step ${n} could not be judged.`,
  },
  openFile: (page: string, script: string) => `Next: read ${page} and fill in ${script}`,
  details: (n: number) => `Next: npm run check ${n} says why, npm run hint ${n} helps`,
  next: (page: string, n: number) => `Next: read ${page}, then run: npm run step ${n}`,
  last: 'That was the last step. Next: npm run check checks them all.',
}

const cloud = {
  ready: (endpoint: string) => `cloud ready at ${endpoint}`,
  alreadyServed: (endpoint: string) => `Your cloud is served already: ${endpoint}`,
}

const list = {
  states: {
    passed: 'done',
    stale: 'done, but changed since',
    started: 'begun',
    open: '',
  },
  help: 'npm run step N runs one; npm run check N says what is missing.',
}

const hint = {
  next: (n: number) => `The next hint: npm run hint ${n}`,
  last: (solution: string) => `That was the last hint. The finished script: ${solution}`,
}

const reset = {
  cloud: 'Your cloud is empty again. Your scripts are as they were.',
  step: (file: string, copy: string) => `${file} is as it was given. Yours is kept as ${copy}`,
  same: (file: string) => `${file} is as it was given already.`,
  needsWord: 'What? npm run reset N is for a step, npm run reset cloud for your cloud.',
}

const menu = {
  heading: (n: number, title: string) => `Step ${n} · ${title}`,
  step: (n: number) => `Run my script of step ${n}`,
  check: (n: number) => `Check step ${n}: what is right, what is wrong and why`,
  hint: (n: number) => `A hint for step ${n}`,
  choose: 'Another step',
  all: 'Check all steps',
  list: 'Where am I?',
  which: 'Which step?',
  quit: 'Leave',
}

const bench = {
  limit: (kind: 'at most' | 'at least', value: number) => `promised: ${kind} ${value}`,
}

const toolbox = {
  noApi: (name: string) => `There is no REST API named ${name} in this region. Step 4 makes it.`,
  noResource: (path: string) => `This API has no resource ${path}. Steps 4 and 13 make them.`,
}

export const en = {
  checks,
  facts,
  causes,
  commands,
  report,
  step,
  cloud,
  list,
  hint,
  reset,
  menu,
  bench,
  toolbox,
}
