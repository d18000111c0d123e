/** English. Every text that a person reads in the terminal; what AWS says stays as AWS says it. */
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** Titles of the checks in this language, by `STEP/check`, where it is not the one that stands beside the check. */
const checks: Readonly<Record<string, string>> = {}

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
  noCalls: 'no call at all',
  unanswered: (operation: string) => `a call of ${operation} that the script did not wait for`,
  noAnswer: 'without an answer',
  notRun: (type: string) => `an Invoke with InvocationType ${type}, which does not wait for an answer`,
  onlyReads: 'only calls that read',
  seenActive: 'an answer with State Active before the Invoke',
  notLooked: 'an Invoke right away',
  lookedTooLate: 'an Invoke before State was Active',
  noFunctionError: 'an answer without FunctionError',
  noUrlCall: 'no request to an address of this API',
  otherApi: (seen: string) => `${seen}, but of another API`,
  noAddress: (seen: string) => `${seen}, which is no address of an API`,
  answer: (status: number, body: string) => `${status} ${body}`,
  noFunction: (name: string) => `there is no function ${name}`,
  slowFunction: (seconds: number) => `no answer in ${seconds} seconds`,
  noPolicy: 'the function has no policy: nobody may call it',
  exit: (code: number) => `it ended with exit code ${code}`,
  signal: (signal: string) => `it was ended by ${signal}`,
  timeout: (seconds: number) => `it did not end within ${seconds} s and was ended, with all that it started`,
  ends: 'exit code 0',
  notLetIn: 'the right answer here; AWS answers 500, since the function does not let the API call it',
  awsSays: (text: string) => `AWS says: ${text}`,
  insteadOf: (found: string, wanted: string) => `${found}, not ${wanted}`,
  notAmong: (asked: string, there: string) =>
    `${asked}, but ${there === '' ? 'there is none at all' : `what is there is called ${there}`}`,
  badName: 'one that AWS does not take',
  badArn: 'a part has not the form that it should have',
  noVerb: 'no verb at all',
  noSuchMethod: 'no such method',
  onlyVerbs: (found: string, wanted: string) =>
    `${found === '' ? 'no method' : `only ${found}`}, not ${wanted}`,
  apiKey: 'an API key',
  response: (status: string, pattern: string) =>
    pattern === '' ? status : `${status}, but only for ${pattern}`,
  arnPart: {
    service: 'service',
    region: 'region',
    account: 'account',
    api: 'API id',
    stage: 'stage',
    verb: 'verb',
    path: 'path',
    version: 'version',
    end: 'end',
    function: 'function',
  },
  partOf: (part: string, found: string, wanted: string) => `${part} ${found || '(none)'} is not ${wanted}`,
  handler: {
    nothing:
      'nothing, or what it returns does not count: of a handler without async Lambda takes only what it gives to its callback',
    noJson: 'a function, or something else that JSON has no form for',
    noObject: (payload: string) => `${payload}, which is no object`,
    noStatus: 'an object without statusCode',
    status: (status: string) => `statusCode ${status}`,
    noBody: 'no body',
    bodyIsObject: 'a body that is an object, not text',
    twice: 'a body that went through JSON.stringify twice',
    bare: 'a body that is plain text, not JSON',
    otherBody: (body: string) => `the body ${body}`,
  },
}

/** Why a step failed, by cause: what happened, why AWS works so, what to change. `detail` is what was seen. */
const causes: Readonly<Record<string, (detail: string) => string>> = {
  'not-started': () => 'Nothing was done here yet.',
  'type-error': (detail) => `TypeScript does not accept the script:\n${detail}`,
  'script-crashed': (detail) =>
    `The script broke off by itself; AWS refused nothing:\n${detail}\nThe line is where it happened. Look at what the values there are.`,
  'script-timeout': (detail) =>
    `The script was still running after ${detail} s. Something in it never ends: a loop, a timer, a server that is not closed.`,
  'missing-value': (detail) =>
    `The SDK did not send this call: it has no value for ${detail}. What it was read from does not have it, or by another name: the id of an API or a resource is called just id. Print what it is read from.`,
  'other-package': (detail) =>
    `The script imports ${detail}, which is not installed here. Two packages of the SDK are enough for all steps: @aws-sdk/client-lambda, and @aws-sdk/client-api-gateway for REST APIs; fetch is a part of Node. (aws-sdk is the old version 2; client-apigatewayv2 is for HTTP APIs.)`,
  'missing-await': () =>
    'A call is made without await. It gives a promise, and the script goes on, or ends, before AWS has answered. Put await in front of it.',
  'hard-coded-id': (detail) =>
    `The id ${detail} stands in the script, and nothing here has it. AWS makes a new id each time a thing is created; find the thing by its name instead, as findRestApi and findResource do.`,
  'wrong-id': (detail) =>
    `${detail === '' ? 'The id in this call names nothing of this kind: it may be the id of something else, or missing' : `${detail} is no id that anything here has`}. An API and each of its resources have ids of their own, which AWS makes. Look each one up by its name or path.`,
  'typed-arn': (detail) =>
    `This ARN names a function of the ${detail}. An ARN holds the region and the account: those of an example are not yours. A name alone means the function in your account and region.`,
  'wrong-name': (detail) =>
    detail === facts.badName
      ? 'A path part is one piece between two slashes: letters, digits and a few signs, with no slash and no space in it.'
      : `The name is ${detail}. Names are exact on AWS, upper and lower case too.`,
  'wrong-parent': (detail) =>
    `The resource stands at ${detail}. Its path is its parent's path and its own part. To stand right under the root it needs the root's id as parentId.`,
  'already-exists': () =>
    'A thing like this is there already, and it can be made only once: the script makes it twice, or makes what an earlier step has made.',
  'function-not-ready': () =>
    'A new function is Pending for a moment, and an Invoke in that time is refused. It may be ready by luck. Wait until its State is Active, as waitUntilFunctionActiveV2 does.',
  'bad-zip': () =>
    "Code.ZipFile wants the bytes of a zip archive, not the code itself, a file's name or base64. zipFile('index.mjs', source) of the toolbox makes one.",
  'handler-not-found': () =>
    'Lambda could not find the code to run. Handler is FILE.EXPORT: index.handler is the export handler of the file index.mjs, which lies at the root of the archive and not in a folder.',
  'handler-module': () =>
    "The code and its file's name do not go together. A file .mjs is an ES module: export const handler = …, and import. A file .js or .cjs is CommonJS: exports.handler = …, and require.",
  'handler-answer': (detail) =>
    `The function returns ${detail}. A Lambda proxy wants an object with a number statusCode and a body that is text. Here: statusCode 200 and JSON.stringify('Hello from Lambda!'), once.`,
  'handler-error': () =>
    "The function's code ended with an error. Lambda answers 200 to the call all the same; the error stands in FunctionError and in the payload.",
  'wrong-runtime': (detail) =>
    detail === ''
      ? 'The runtime is the language and version that Lambda runs the code with. Old ones are refused. Choose nodejs22.x.'
      : `The function's runtime is ${detail}. This workshop's code is JavaScript, which runs on Node.js. Choose nodejs22.x.`,
  'wrong-role': () =>
    'Role is the ARN of a role that the function acts as, arn:aws:iam::ACCOUNT:role/NAME. executionRoleArn() of the toolbox gives the right one.',
  'wrong-event': () =>
    `The function ran, but not with this event. An event goes into Payload as JSON text, made once: JSON.stringify(event). The names of its members count, upper and lower case.`,
  'wrong-api': (detail) =>
    `There is more than one API named ${detail}, and the script works on another one than earlier steps do. CreateRestApi makes a new API each time, even of the same name.`,
  'wrong-resource': (detail) =>
    `The script did this on something else than the step is about: ${detail}. Find the resource by its path, upper and lower case, and name the verb that the step asks for.`,
  'verb-not-defined': (detail) =>
    `The resource has ${detail}. A method belongs to one resource and one verb. PutMethod makes it, and everything else about it comes after that.`,
  'authorization-required': (detail) =>
    `The method asks for ${detail}, so a browser is refused with 403. authorizationType NONE, without an API key, lets everyone in; the console calls that Open.`,
  'integration-missing': () =>
    'The method has no integration, so API Gateway does not know whom to ask. PutIntegration says it.',
  'integration-uri': (detail) =>
    detail === ''
      ? "The URI has Lambda's own invoke path and the function's ARN in it:\narn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations"
      : `In the integration's URI, ${detail}. It does not invoke this function.`,
  'integration-method-not-post': (detail) =>
    `API Gateway calls Lambda by ${detail}. Lambda's Invoke is a POST, whatever verb the client used: integrationHttpMethod has to be POST.`,
  'proxy-left-on': () =>
    'AWS_PROXY hands the whole HTTP request to the function and its answer back untouched. The console\'s tick box "Use Lambda proxy integration" is this type; unticked it is AWS.',
  'proxy-missing': (detail) =>
    `The integration's type is ${detail}. The console's tick box "Use Lambda proxy integration" is the type AWS_PROXY.`,
  'method-response-missing': (detail) =>
    `Without the proxy API Gateway sends only statuses that the method declares${detail === '' ? '' : ` (here: ${detail})`}. PutMethodResponse declares 200, and comes before the integration response. Without it requests end in 500.`,
  'integration-response-missing': (detail) =>
    `Nothing says what becomes of the function's usual answer; there is: ${detail}. PutIntegrationResponse with statusCode 200 and no selectionPattern is for every answer. Without it requests end in 500.`,
  'permission-missing': () =>
    'A function lets nobody in until its own policy says so, for each path. The console adds that silently; by the SDK it is AddPermission with Principal apigateway.amazonaws.com. Without it the API answers 500.',
  'permission-principal': (detail) =>
    `The statement ${detail === '' ? 'names somebody or something that AWS does not know' : `is about ${detail}`}. It has to let the Principal apigateway.amazonaws.com do the Action lambda:InvokeFunction.`,
  'permission-source-arn': (detail) =>
    `The statement lets something else in: in its SourceArn, ${detail}. Its form is arn:aws:execute-api:REGION:ACCOUNT:API_ID/STAGE/VERB/PATH.`,
  'permission-too-narrow': (detail) =>
    `The statement lets in only a part: in its SourceArn, ${detail}. Put * for the stage (the Test button has one of its own) and, for the method ANY, * for the verb: the word ANY matches no request.`,
  'deployed-too-early': () =>
    'A deployment freezes the API as it is, and AWS refuses to freeze one that is not finished. Give every method its integration first, then deploy.',
  'not-deployed': () =>
    'The API has no such stage. What is built is served nowhere until CreateDeployment freezes it under a stage name.',
  'not-redeployed': () =>
    'The API itself is right: a test of the method gives the answer. But the stage still serves what was deployed before. A stage is a snapshot; CreateDeployment with its name takes a new one.',
  'asked-too-early': () =>
    'The address was called before the API was deployed, so it gave what was deployed earlier. Deploy first, wait for it, then call.',
  'wrong-stage': (detail) =>
    `The stage is ${detail}. Its name is part of the address, exact in upper and lower case, and each stage has a snapshot of its own.`,
  'url-without-path': (detail) =>
    `The address asked for was ${detail}. What AWS calls the invoke URL ends at the stage; the resource's path comes after it.`,
  'url-form': (detail) =>
    `The script asked ${detail}, which is no address of an API here. invokeUrl({ restApiId, stageName, path }) of the toolbox gives the right one, here and on AWS.`,
  'call-not-seen': (detail) =>
    `The cloud saw ${detail}. What a script prints does not count, only what it asks of the cloud.`,
  'changed-something': (detail) =>
    `The script changed the cloud by ${detail}, and this step only looks at what is there. Leave that call out.`,
  'deleted-something': (detail) =>
    `The script took away what is needed: ${detail}. Steps build on what earlier ones made; leave that call out.`,
  'wrong-region': (detail) =>
    `A call went to the region ${detail}, and a region sees nothing of another. Leave the region out of the script: new LambdaClient({}) takes it from the environment.`,
  'wrong-account': (detail) =>
    `A call was made ${/^\d{12}$/.test(detail) ? 'as the account' : 'with the access key'} ${detail}, which sees nothing of yours. Leave credentials out of the script: new LambdaClient({}) takes them from the environment.`,
  'wrong-endpoint': (detail) =>
    `The script tried to reach ${detail}, which is not the cloud on this machine. Leave the endpoint out of the script: new LambdaClient({}) takes it from the environment.`,
  'aws-error': () =>
    'AWS refused this call, and the script did not go on from there. Its own words say what it wants: compare them with what the script sends.',
  'function-not-run': (detail) =>
    `Lambda did not run the function to its end:\n${detail}\nA reserved concurrency of 0 switches a function off, one of 1 lets one invocation in at a time, and a handler has to answer at once.`,
  'cloud-failed': (detail) =>
    `The cloud on this machine could not do this, and that says nothing about AWS:\n${detail}\nNo step needs such a call. Leave it out; or, if you think that it is right, try the step on another cloud.`,
  environment: (detail) =>
    `It is not your script's fault. Something about this machine or the checker:\n${detail}`,
  unexplained: (detail) =>
    `No mistake that is known here explains this. Compare what is expected with what is there. The last calls were:\n${detail}`,
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
    'npm run reset N                 your step N as it was given; your file is kept',
    'npm run reset cloud             your own cloud empty again',
    'npm run cloud                   keep your own cloud running, for a browser',
    'A word more names another cloud: localstack, or an address such as http://127.0.0.1:4566',
  ],
  badStep: (word: string, last: number) =>
    `There is no step ${word}. Steps are 1 to ${last}: npm run list shows them.`,
  badWord: (word: string, command: string) =>
    `${command} does not know the word "${word}". Try: npm run ${command}`,
  badCloud: (word: string) =>
    `WORKSHOP_CLOUD=${word} names no cloud. It can be embedded, localstack or an address such as http://127.0.0.1:4566.`,
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
  note: 'note',
  notAwaited: (place: string) =>
    `${place} makes a call and does not wait for its answer. Here that went well; on AWS what follows may come too early. Put await in front of it.`,
  needs: (titles: string) => `needs: ${titles}`,
  tryHint: (n: number) => `npm run hint ${n}`,
  tryAgain: (n: number) => `npm run check ${n}`,
  summary: (passed: number, all: number) => `${passed} of ${plural(all, 'step passes', 'steps pass')}`,
  allPassed: 'Every step passes. You have built the tutorial.',
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
  othersFault: (n: number) =>
    `This script is right: npm run check ${n} passes. An earlier one of yours did more than its page says.
Next: compare steps 1 to ${n - 1} with the solutions; npm run reset N gives you a step as it was.`,
  details: (n: number) => `Next: npm run check ${n} says why, npm run hint ${n} helps`,
  next: (page: string, n: number) => `Next: read ${page}, then run: npm run step ${n}`,
  last: 'That was the last step. Next: npm run check checks them all.',
}

const cloud = {
  ready: (endpoint: string) => `cloud ready at ${endpoint}`,
  alreadyServed: (endpoint: string) => `Your cloud is served already: ${endpoint}`,
}

/** Trouble with a cloud: what is wrong, then what to do. */
const wayOn = 'Or go on without it, in the embedded cloud: leave the word localstack out.'
const trouble = {
  nothingAnswers: (endpoint: string) =>
    `Nothing answers at ${endpoint}. Start it first (for LocalStack: docker compose up --wait), or leave the address out to use the embedded cloud.`,
  awsRefused: (endpoint: string) =>
    `${endpoint} is AWS itself: what is made there costs money and is seen by others. If you mean it, use the word aws in place of the address.`,
  noDocker: (host: string) =>
    `LocalStack needs Docker, and no Docker answers at ${host}. Install it from https://docs.docker.com/get-docker/ or start it (Docker Desktop, Colima: colima start, Podman: podman machine start, Linux: sudo systemctl start docker). ${wayOn}`,
  noRight: (host: string) =>
    `Docker is there (${host}), but you have no right to use it. On Linux: sudo usermod -aG docker $USER, then log in again. ${wayOn}`,
  remoteDocker: (host: string) =>
    `DOCKER_HOST names ${host}, which does not answer. Unset it to use the Docker of this machine. ${wayOn}`,
  noImage: (image: string, detail: string) =>
    `The image ${image} is not here and could not be pulled: ${detail}\nWith a network: docker pull ${image}. ${wayOn}`,
  needsToken: (image: string) =>
    `${image} ended with exit code 55: newer LocalStack images want an account (LOCALSTACK_AUTH_TOKEN). Use localstack/localstack:4.14.0, the last that wants none: unset WORKSHOP_LOCALSTACK_IMAGE. ${wayOn}`,
  portTaken: (detail: string) =>
    `Docker could not have the port: ${detail}\nEnd what uses it and try again. ${wayOn}`,
  noSpace: (detail: string) =>
    `Docker has no space left: ${detail}\nMake room: docker system prune. ${wayOn}`,
  died: (image: string, log: string) =>
    `${image} ended while it was starting. Its last lines:\n${log}\n${wayOn}`,
  tooSlow: (image: string, seconds: number) =>
    `${image} was not ready after ${seconds} s. The first start also unpacks the image; try again. ${wayOn}`,
  unreachable: (endpoints: readonly string[]) =>
    `LocalStack runs, but nothing answers at ${endpoints.join(' nor at ')}. Where this machine is itself a container, TESTCONTAINERS_HOST_OVERRIDE names the host that has the ports of its Docker. ${wayOn}`,
  ryuk: (detail: string) =>
    `testcontainers could not start its helper Ryuk, which removes containers after a crash: ${detail}\nSet TESTCONTAINERS_RYUK_DISABLED=true and try again: containers are then removed by the workshop itself. ${wayOn}`,
  lambdaImage: (detail: string) =>
    `LocalStack could not start a Lambda function: ${detail}\nIt runs each function in a container of AWS's own image, which it pulls the first time; that needs a network and the Docker socket. ${wayOn}`,
  other: (detail: string) => `LocalStack could not be started: ${detail}\n${wayOn}`,
  awsByWord:
    'Work on AWS costs money and is seen by others, so it wants two words: set the environment variable WORKSHOP_CLOUD=aws too.',
  awsNeedsRole:
    'On AWS a function needs a role that Lambda may assume. Make one with the policy AWSLambdaBasicExecutionRole and set WORKSHOP_ROLE_ARN to its ARN (arn:aws:iam::ACCOUNT:role/NAME).',
  awsNeedsRegion: 'Set AWS_REGION to the region to work in, for example us-east-1.',
  awsNotConfirmed: 'Not confirmed: nothing was made on AWS.',
  starting: (what: string, seconds: number) => `Starting ${what} … ${seconds} s`,
}

const aws = {
  plan: (account: string, region: string, role: string, tag: string) => [
    `On AWS, in account ${account}, region ${region}, the following is made, deleted and made again:`,
    '  the Lambda function Lambdaexample, its policy and its log group /aws/lambda/Lambdaexample',
    '  the REST API Lambdaexample-API with its resources, deployments and the stages default and prod',
    `The function takes on the role ${role}. Everything made carries the tag ${tag},`,
    'and nothing without it is deleted. AWS charges for requests and invocations (cents at most).',
    'At the end: npm run reset cloud, with WORKSHOP_CLOUD=aws, deletes all of it.',
  ],
  question: 'Go on?',
  notAsked: 'Nobody can be asked here. Set WORKSHOP_CONFIRM=yes to agree.',
  deleted: (names: readonly string[]) => `Deleted: ${names.join(', ') || 'nothing, there was nothing'}`,
  left: (names: readonly string[]) =>
    names.length === 0 ? 'Nothing with the tag is left in this region.' : `Still there: ${names.join(', ')}`,
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
  restored: (file: string) => `${file} is back, as it was given.`,
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
  cloud: (name: string, firstMs: number, checkMs: number, mb: number) =>
    `${name}  first answer after ${firstMs} ms   whole check ${checkMs} ms   memory ${mb} MB`,
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
  trouble,
  aws,
  list,
  hint,
  reset,
  menu,
  bench,
  toolbox,
}
