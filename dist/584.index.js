export const id = 584;
export const ids = [584];
export const modules = {

/***/ 9584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  foreseeDiff: () => (/* binding */ foreseeDiff),
  prepare: () => (/* binding */ prepare),
  rollOut: () => (/* binding */ rollOut),
  runningImage: () => (/* binding */ runningImage)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./build/src/access.js + 7 modules
var access = __webpack_require__(6124);
;// CONCATENATED MODULE: ./build/src/deploy/definition.js
/** Members that DescribeTaskDefinition gives and RegisterTaskDefinition refuses. */
const readOnly = new Set([
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'deregisteredAt',
    'deleteRequestedAt',
    'registeredBy',
]);
/** What can be registered again: everything but the read-only members. */
function withoutReadOnly(definition) {
    return Object.fromEntries(Object.entries(definition).filter(([key]) => !readOnly.has(key)));
}
function containersOf(definition) {
    const { containerDefinitions } = definition;
    return Array.isArray(containerDefinitions) ? containerDefinitions.filter(isContainer) : [];
}
/** The named container, or the only one. */
function chooseContainer(definition, wanted) {
    const names = containersOf(definition).map(({ name }) => name);
    if (wanted !== undefined)
        return names.includes(wanted) ? { kind: 'found', name: wanted } : { kind: 'missing', names };
    const [only, ...others] = names;
    return only !== undefined && others.length === 0
        ? { kind: 'found', name: only }
        : { kind: 'ambiguous', names };
}
/** The definition with one container's image replaced, and not a member more. */
function withImage(definition, container, image) {
    const { containerDefinitions } = definition;
    if (!Array.isArray(containerDefinitions))
        return definition;
    return {
        ...definition,
        containerDefinitions: containerDefinitions.map((one) => isContainer(one) && one.name === container ? { ...one, image } : one),
    };
}
/** Whether two definitions would run the same. */
function isSame(a, b) {
    return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}
/**
 * A definition without what does not change what runs: the order of members, and what ECS fills in or leaves out as it
 * likes (empty lists, nulls, defaults). What is read back from ECS can so be compared with a file.
 */
function normal(definition) {
    const { containerDefinitions, ...others } = withoutReadOnly(definition);
    const containers = Array.isArray(containerDefinitions)
        ? containerDefinitions.map((one) => withoutDefaults(one, networkOf(definition)))
        : containerDefinitions;
    return sorted({ ...others, containerDefinitions: containers });
}
/** ECS fills in: no share of the processor, essential, and for each port its protocol and (with awsvpc) its host port. */
function withoutDefaults(container, network) {
    if (!isContainer(container))
        return container;
    const { cpu, essential, portMappings, environment, secrets, ...others } = container;
    return {
        ...others,
        environment: byName(environment),
        secrets: byName(secrets),
        ...(cpu === 0 ? {} : { cpu }),
        ...(essential === true ? {} : { essential }),
        portMappings: Array.isArray(portMappings)
            ? portMappings.map((one) => portWithoutDefaults(one, network))
            : portMappings,
    };
}
/** Variables and secrets are sets: ECS gives them back in an order of its own. */
function byName(list) {
    const text = (one) => JSON.stringify(sorted(one)) ?? '';
    return Array.isArray(list) ? list.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)) : list;
}
/** With awsvpc and host a port of the host is that of the container; with bridge 0 means any. */
function networkOf({ networkMode }) {
    return networkMode === 'awsvpc' || networkMode === 'host' ? 'own-port' : 'any-port';
}
function portWithoutDefaults(mapping, network) {
    if (typeof mapping !== 'object' || mapping === null)
        return mapping;
    const { protocol, hostPort, ...others } = { ...mapping };
    const isOwn = network === 'own-port' ? hostPort === others.containerPort : hostPort === 0;
    return { ...others, ...(protocol === 'tcp' ? {} : { protocol }), ...(isOwn ? {} : { hostPort }) };
}
/** Members sorted by name; what is empty or missing taken away. */
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (typeof value !== 'object' || value === null)
        return value;
    const members = Object.entries(value)
        .map(([key, member]) => [key, sorted(member)])
        .filter(([, member]) => member !== undefined && !isEmpty(member));
    return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}
function isEmpty(value) {
    return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
function isContainer(value) {
    return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./build/src/lib/aws.js
var aws = __webpack_require__(1648);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/lib/poll.js
var poll = __webpack_require__(5192);
;// CONCATENATED MODULE: ./build/src/lib/ecs.js




/** In a file of its own, so that a run without a deploy does not load it. */
function ecsClients(settings) {
    const client = (attempts) => (0,aws/* prepare */.iA)(new dist_cjs/* ECSClient */.Zgc((0,aws/* configuration */.HF)({ ...settings, attempts })), 'ecs', settings);
    return { reads: client(4), writes: client(1) };
}
const tries = 4;
/** Tries a write again only where ECS says that it did not do it: throttled, or two revisions of one family at once. */
async function whenThrottled(write, { signal, pace }) {
    for (let tried = 1;; tried++) {
        try {
            return await write();
        }
        catch (error) {
            if (tried === tries || !wasNotDone(error))
                throw error;
            await (0,poll/* pause */.v7)((0,poll/* jitter */.p$)(1_000 * 2 ** tried) / pace, signal);
        }
    }
}
function wasNotDone(error) {
    const concurrent = error instanceof Error && /Too many concurrent attempts to create a new revision/.test(error.message);
    return concurrent || /Throttl|TooManyRequests/.test((0,explain/* errorName */.Is)(error));
}

// EXTERNAL MODULE: ./build/src/lib/log.js
var log = __webpack_require__(7399);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/lib/error-text.js
var error_text = __webpack_require__(1715);
;// CONCATENATED MODULE: ./build/src/deploy/errors.js



function placeName({ cluster, service, region }) {
    return `the service ${service} in the cluster ${cluster} (${region})`;
}
function clusterNotFound({ cluster, region }, cause) {
    return new errors/* ActionError */.lZ({
        code: 'CLUSTER_NOT_FOUND',
        sentence: `There is no ECS cluster ${cluster} in ${region} of the account of these credentials.`,
        hint: 'Check cluster and aws-region; without the input the cluster is `default`.',
    }, { cause });
}
function serviceNotFound(place) {
    return new errors/* ActionError */.lZ({
        code: 'SERVICE_NOT_FOUND',
        sentence: `There is no service ${place.service} in the cluster ${place.cluster} (${place.region}).`,
        hint: 'Check service and cluster; Slipway deploys to services that exist and creates none.',
    });
}
function serviceInactive(place, status) {
    return new errors/* ActionError */.lZ({
        code: 'SERVICE_INACTIVE',
        sentence: `Nothing can be deployed to ${placeName(place)}: its status is ${status}.`,
        hint: 'The service was deleted or is being deleted; create it again, or name another one.',
    });
}
function controllerUnsupported(place, controller) {
    return new errors/* ActionError */.lZ({
        code: 'CONTROLLER_UNSUPPORTED',
        sentence: `Slipway cannot deploy to ${placeName(place)}: its deployment controller is ${controller}.`,
        hint: 'Slipway deploys to services with the ECS deployment controller.',
    });
}
function definitionMissing(path, cause) {
    return new errors/* ActionError */.lZ({
        code: 'TASK_DEFINITION_MISSING',
        sentence: `The task definition ${path} cannot be read: ${(0,error_text/* errorMessage */.g)(cause).replace(/, (open|read)\b.*$/, '')}.`,
        hint: 'The path is relative to the workspace; without the input, what the service runs is the base.',
    }, { cause });
}
function definitionInvalid(source, reason, cause) {
    return new errors/* ActionError */.lZ({
        code: 'TASK_DEFINITION_INVALID',
        sentence: `The task definition ${source} ${reason}`,
        hint: 'It must be the JSON that RegisterTaskDefinition takes, with a family and containerDefinitions.',
    }, { cause });
}
function containerNotFound(source, wanted, names) {
    const has = names.length === 0 ? 'it has none' : `it has ${names.slice(0, 20).join(', ')}`;
    return new errors/* ActionError */.lZ({
        code: 'CONTAINER_NOT_FOUND',
        sentence: wanted === undefined
            ? `The task definition ${source} has ${names.length} containers, and none of them is named: ${has}.`
            : `The task definition ${source} has no container ${wanted}: ${has}.`,
        hint: 'Name the container that gets the image in container-name.',
    });
}
/** ECS hides a missing iam:PassRole in the text of errors with other names. */
function registerFailed(error, family) {
    const message = (0,error_text/* errorMessage */.g)(error);
    const role = /iam:PassRole on resource: (\S+)/.exec(message)?.[1];
    if (role === undefined) {
        const refused = error instanceof Error && /^(Client|InvalidParameter)Exception$/.test(error.name);
        return refused
            ? definitionInvalid(`of the family ${family}`, `was refused by ECS: ${message}`, error)
            : (0,explain/* explain */.WE)(error, `the family ${family}`);
    }
    const condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
    const statement = JSON.stringify({
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: role,
        Condition: condition,
    });
    return new errors/* ActionError */.lZ({
        code: 'PASS_ROLE_DENIED',
        sentence: `A revision of the family ${family} cannot be registered: these credentials may not pass the role ${role} to ECS.`,
        hint: `Add this statement to the role's policy: ${statement}`,
    }, { cause: error });
}
/** Whatever of ours failed while the deployment went on: what becomes of it is not known, and never assumed. */
function deploymentUnknown(place, deploymentId, cause) {
    const started = `The deployment ${deploymentId} of ${placeName(place)} was started, but what became of it is unknown`;
    return unknown(started, 'ECS goes on with it by itself: look at the service before you run the job again.', place, cause);
}
/** UpdateService without an answer that makes sense: ECS may have heard it all the same. */
function startUnknown(place, cause) {
    const what = `Whether a deployment of ${placeName(place)} was started is unknown`;
    return unknown(what, 'Look at the service before you run the job again.', place, cause);
}
function unknown(what, next, place, cause) {
    const { code, message, hint: why } = (0,explain/* explain */.WE)(cause, placeName(place));
    const hint = code === 'CANCELLED' ? '' : ` ${why}`;
    return new errors/* ActionError */.lZ({ code: 'DEPLOYMENT_UNKNOWN', sentence: `${what}: ${message}`, hint: `${next}${hint}` }, { cause });
}
function deploymentNotListed(place) {
    return new errors/* ActionError */.lZ({
        code: 'DEPLOYMENT_UNKNOWN',
        sentence: `ECS lists no service deployment for it within a minute.`,
        hint: `See the deployments of ${placeName(place)}.`,
    });
}

;// CONCATENATED MODULE: ./build/src/deploy/raw.js

// The SDK drops members of a task definition that it does not know, silently and in both directions: an action that is
// older than a feature of ECS would switch it off. So the JSON itself is read and sent; signing, retries and errors stay
// the SDK's. See amazon-ecs-deploy-task-definition 701 and 464 for what the two other ways out did to people.
/** The answer to DescribeTaskDefinition as it came, with tags that stand beside the definition put into it. */
async function describeRaw(ecs, taskDefinition) {
    const command = new dist_cjs/* DescribeTaskDefinitionCommand */.Zy$({ taskDefinition, include: ['TAGS'] });
    let text = '';
    command.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        const response = result.response;
        const bytes = await readAll(response.body);
        text = bytes.toString('utf8');
        // The SDK reads the body after us, and a stream can be read only once.
        response.body = new Uint8Array(bytes);
        return result;
    }, 
    // Low: right beside the transport, before the SDK's own reading of the answer.
    { step: 'deserialize', priority: 'low', name: 'keepRawAnswer' });
    await ecs.send(command);
    const { taskDefinition: definition, tags } = object(JSON.parse(text));
    if (definition === undefined)
        return undefined;
    return { ...object(definition), ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}) };
}
/** Registers exactly this JSON. */
function registerRaw(ecs, definition) {
    const command = new dist_cjs/* RegisterTaskDefinitionCommand */.$Hl({
        family: String(definition.family),
        containerDefinitions: [],
    });
    command.middlewareStack.add((next) => (args) => {
        const request = args.request;
        request.body = JSON.stringify(definition);
        return next(args);
    }, 
    // High: before the SDK measures the body's length, and long before it is signed.
    { step: 'build', priority: 'high', name: 'sendRawBody' });
    return ecs.send(command);
}
async function readAll(body) {
    if (body instanceof Uint8Array)
        return Buffer.from(body);
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}
function object(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/src/deploy/rollout.js
/** `family:revision` of a task definition's ARN. */
function revisionOf(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./build/src/deploy/base.js







/**
 * Reads the base definition, and what the service runs, and finds the container in it.
 * @param running ARN of what the service runs
 * @throws ActionError TASK_DEFINITION_MISSING, TASK_DEFINITION_INVALID or CONTAINER_NOT_FOUND
 */
async function readBase(ecs, source, running, wanted) {
    // Read in both cases: what the service runs is what the new revision is compared with.
    const current = await describeDefinition(ecs, running);
    const name = source.kind === 'file' ? source.name : revisionOf(running);
    const definition = source.kind === 'file' ? readFile(source) : current;
    if (typeof definition.family !== 'string' || containersOf(definition).length === 0) {
        throw definitionInvalid(name, 'has no family or no containerDefinitions.');
    }
    const chosen = chooseContainer(definition, wanted);
    if (chosen.kind !== 'found')
        throw containerNotFound(name, wanted, chosen.names);
    return { name, definition, container: chosen.name, current };
}
async function describeDefinition(ecs, arn) {
    const subject = `the task definition ${revisionOf(arn)}`;
    const definition = await describeRaw(ecs, arn).catch((error) => {
        throw (0,explain/* explain */.WE)(error, subject);
    });
    if (definition === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:DescribeTaskDefinition for ${subject}`, 'without a task definition');
    return definition;
}
/** The answer of `aws ecs describe-task-definition`, which wraps the definition, is taken too. */
function readFile({ path, name }) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (cause) {
        throw definitionMissing(name, cause);
    }
    const { taskDefinition, ...others } = base_object(parseJson(text, name), name);
    if (taskDefinition === undefined)
        return others;
    // The CLI's answer has the tags beside the definition, where RegisterTaskDefinition has them inside.
    const tags = Array.isArray(others.tags) && others.tags.length > 0 ? { tags: others.tags } : {};
    return { ...base_object(taskDefinition, name), ...tags };
}
function parseJson(text, name) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        // The engine's own message quotes the file, values of variables included.
        const at = /at position \d+( \(line \d+ column \d+\))?/.exec((0,error_text/* errorMessage */.g)(cause))?.[0];
        throw definitionInvalid(name, `is not JSON${at === undefined ? '' : ` (${at})`}.`);
    }
}
function base_object(value, name) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value;
    throw definitionInvalid(name, 'is no JSON object.');
}

;// CONCATENATED MODULE: ./build/src/deploy/console.js
const consoles = {
    aws: 'console.aws.amazon.com',
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
    'aws-eusc': 'console.amazonaws-eusc.eu',
};
/** The page of a service's deployments, by the partition and region that its ARN names; none for other partitions. */
function consoleUrl(serviceArn, cluster, service) {
    const [, partition = '', , region = ''] = serviceArn.split(':');
    const host = consoles[partition];
    if (host === undefined || region === '')
        return undefined;
    const path = ['clusters', cluster, 'services', service, 'deployments'].map(encodeURIComponent).join('/');
    return `https://${region}.${host}/ecs/v2/${path}?region=${region}`;
}

;// CONCATENATED MODULE: ./build/src/deploy/diagnosis.js
/**
 * Reads the most frequent way in which tasks stopped; without stopped tasks, as where none could be placed, the newest
 * event that tells of a failure.
 */
function diagnose({ tasks, events }) {
    const [task, count] = mostFrequent(tasks);
    if (task !== undefined) {
        const words = describeTask(task);
        return {
            sentence: `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${words}`,
            hint: hintFor(words, task),
        };
    }
    const event = events.find((text) => /unable|fail|error|insufficient|unhealthy/i.test(text));
    return event === undefined
        ? undefined
        : { sentence: `ECS says: ${event}`, hint: 'The events of the service say more.' };
}
/** One stopped task in words: the task's reason, then each container that did not end well. */
function describeTask({ reason, stopCode, containers }) {
    const failed = containers.filter((one) => one.exitCode !== 0 || one.reason !== undefined);
    const parts = failed.map(({ name, exitCode, reason: why }) => {
        const ended = exitCode === undefined ? `${name} never ran` : `${name} exited with code ${exitCode}`;
        return why === undefined || why === reason ? ended : `${ended} (${why})`;
    });
    return [reason ?? stopCode ?? 'no reason given', ...parts].join('; ');
}
function mostFrequent(tasks) {
    const groups = new Map();
    for (const task of tasks)
        groups.set(describeTask(task), [...(groups.get(describeTask(task)) ?? []), task]);
    const [largest = []] = [...groups.values()].sort((a, b) => b.length - a.length);
    return [largest[0], largest.length];
}
const hints = [
    [
        /does not contain descriptor matching platform|exec format error/,
        "The image is built for another processor than the task's: set platforms or runtimePlatform.",
    ],
    [
        /CannotPullContainerError/,
        'The tasks cannot pull the image: check that it is there, that the execution role may pull it, and the route to ECR (NAT or VPC endpoints).',
    ],
    [
        /ResourceInitializationError/,
        'The task could not be prepared: check secrets, log group, volumes and the network that the task definition names.',
    ],
    [/OutOfMemory|code 137\b/, 'A container used more memory than it may: raise its memory, or find the leak.'],
    [
        /CannotStartContainerError|code 12[67]\b/,
        'The container cannot be started: check command, entryPoint and file modes.',
    ],
    [
        /CannotCreateContainerError/,
        'The container could not be created: check mounts, devices and limits of the task definition.',
    ],
    [/code 139\b/, 'A container crashed with a segmentation fault: its log, or a core dump, says where.'],
    [
        /health check/i,
        'The new tasks run, but their health check fails: check its path, port, time limits and start period.',
    ],
    [
        /exited with code|Essential container/,
        'The application ended by itself, which a service must not do: its log says why.',
    ],
];
function hintFor(words, { stopCode }) {
    const found = hints.find(([pattern]) => pattern.test(words))?.[1];
    return (found ??
        `ECS stopped the tasks${stopCode === undefined ? '' : ` (${stopCode})`}: see the events of the service.`);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/deploy/diff.js


const mask = '(hidden)';
const fingerprints = /\(hidden\) [0-9a-f]{6}/g;
const salt = (0,external_node_crypto_.randomBytes)(16);
const mostLines = 60;
/**
 * What changes from one definition to another, a line a member: `path: old -> new`. Values of environment variables
 * are not shown, since people keep in them what belongs into secrets.
 */
function diffOf(before, after) {
    const lines = compare('', diff_hidden(normal(before)), diff_hidden(normal(after)));
    return lines.length > mostLines
        ? [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more`]
        : lines;
}
function compare(path, before, after) {
    if (JSON.stringify(before) === JSON.stringify(after))
        return [];
    // A list of variables that is not there is an empty one: its entries are told one by one.
    const missing = path.endsWith('.environment') ? [] : undefined;
    const [old, next] = [membersOf(before ?? missing), membersOf(after ?? missing)];
    if (old === undefined || next === undefined)
        return [`${path}: ${show(path, before)} -> ${show(path, after)}`];
    const keys = [...new Set([...old.keys(), ...next.keys()])];
    return keys.flatMap((key) => compare(path === '' ? key : `${path}.${key}`, old.get(key), next.get(key)));
}
/** Lists of named things (containers, variables, secrets) are compared by name, other lists by position. */
function membersOf(value) {
    if (typeof value !== 'object' || value === null)
        return undefined;
    if (!Array.isArray(value))
        return new Map(Object.entries(value));
    return new Map(value.map((one, index) => [nameOf(one) ?? String(index), one]));
}
function nameOf(value) {
    if (typeof value !== 'object' || value === null || !('name' in value))
        return undefined;
    return typeof value.name === 'string' ? value.name : undefined;
}
/** Below a container's list of variables: a name may say enough, so nothing but the change is shown. */
const variable = /^containerDefinitions\.[^.]+\.environment\./;
function show(path, value) {
    if (value === undefined)
        return '(none)';
    const isHidden = variable.test(path) || (typeof value === 'string' && value.startsWith(mask));
    const text = isHidden ? mask : JSON.stringify(value).replace(fingerprints, mask);
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
const secretName = /token|secret|passw|api.?key|license.?key|credential|auth/i;
/** Where people put secrets although there is a place for them: variables, options of log drivers, labels, commands. */
const secretPlaces = new Set([
    'environment',
    'options',
    'dockerLabels',
    'command',
    'entryPoint',
]);
/**
 * The same JSON with values that may be secret replaced by a word: every text in such a place, at any depth, but for
 * the names of variables; and elsewhere what its name calls a secret. Two such values that differ stay different.
 */
function diff_hidden(value, name = '', isPlace = false) {
    if (typeof value === 'string' && name !== 'valueFrom') {
        return (isPlace && name !== 'name') || secretName.test(name) ? `${mask} ${fingerprint(value)}` : value;
    }
    if (Array.isArray(value))
        return value.map((one) => diff_hidden(one, isPlace ? '' : name, isPlace));
    if (typeof value !== 'object' || value === null)
        return value;
    const members = Object.entries(value).map(([key, member]) => [key, diff_hidden(member, key, isPlace || secretPlaces.has(key))]);
    return Object.fromEntries(members);
}
/** Tells two hidden values apart, and nothing more: six digits of a hash made with this process's own salt. */
function fingerprint(text) {
    return (0,external_node_crypto_.createHmac)('sha256', salt).update(text).digest('hex').slice(0, 6);
}

;// CONCATENATED MODULE: ./build/src/deploy/service.js



/**
 * Reads a service and makes sure that it can be deployed to.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, SERVICE_INACTIVE, CONTROLLER_UNSUPPORTED, or what the call
 * failed with
 */
async function readService(ecs, place) {
    const command = new dist_cjs/* DescribeServicesCommand */.H7c({ cluster: place.cluster, services: [place.service] });
    const answer = await ecs.send(command).catch((error) => {
        throw (0,explain/* errorName */.Is)(error) === 'ClusterNotFoundException'
            ? clusterNotFound(place, error)
            : (0,explain/* explain */.WE)(error, placeName(place));
    });
    const service = answer.services?.[0];
    if (answer.failures?.[0]?.reason === 'MISSING')
        throw serviceNotFound(place);
    if (service === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:DescribeServices for ${placeName(place)}`, 'without a service');
    if (service.status !== 'ACTIVE')
        throw serviceInactive(place, service.status ?? 'not told');
    // Services made before controllers existed have none, which means ECS.
    const controller = service.deploymentController?.type ?? 'ECS';
    if (controller !== 'ECS')
        throw controllerUnsupported(place, controller);
    return stateOf(service, place);
}
/** @throws ActionError AWS_BAD_ANSWER where the service lacks what every service has */
function stateOf(service, place) {
    const { serviceArn, taskDefinition } = service;
    if (!serviceArn || !taskDefinition)
        throw (0,explain/* badAnswer */.k6)(`ecs for ${placeName(place)}`, 'a service without ARN or task definition');
    const events = service.events ?? [];
    return {
        arn: serviceArn,
        taskDefinition,
        desiredCount: service.desiredCount ?? 0,
        primary: primaryOf(service),
        deployments: service.deployments?.length ?? 0,
        events: events.map(({ id, createdAt, message }) => ({
            id: id ?? '',
            at: createdAt ?? new Date(0),
            text: message ?? '',
        })),
    };
}
function primaryOf({ deployments = [] }) {
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    if (!primary?.id || !primary.taskDefinition || !primary.createdAt)
        return undefined;
    const { id, taskDefinition, createdAt, rolloutState, runningCount } = primary;
    return { id, taskDefinition, createdAt, rolloutState, running: runningCount ?? 0 };
}
/**
 * Whether the service is where it was told to be. With a classic load balancer deployments have no rollout state: then
 * the primary one must be alone and have all its tasks.
 */
function isSteady({ primary, deployments, desiredCount }) {
    if (primary === undefined)
        return false;
    if (primary.rolloutState !== undefined)
        return primary.rolloutState === 'COMPLETED';
    return deployments === 1 && primary.running >= desiredCount;
}

;// CONCATENATED MODULE: ./build/src/deploy/evidence.js





const mostTasks = 100;
const mostEvents = 20;
/**
 * Gathers why a deployment went bad: its stopped tasks (ECS shows them for about an hour) and the newest events since it
 * began. Best effort: what cannot be read is said and left out, since the verdict does not depend on it.
 */
async function gatherEvidence(ecs, place, deployment) {
    const tasks = await attempt('stopped tasks', stoppedTasks(ecs, place, deployment.id), place);
    const service = await attempt('service events', readService(ecs, place).then((one) => [one]), place);
    const events = service.flatMap((one) => one.events).filter(({ at }) => at >= deployment.since);
    return {
        tasks,
        events: events.slice(0, mostEvents).map(({ text }) => text),
        runs: service[0]?.taskDefinition,
    };
}
async function attempt(what, work, place) {
    try {
        return await work;
    }
    catch (error) {
        (0,log/* say */.cv)(`The ${what} could not be read: ${(0,explain/* explain */.WE)(error, placeName(place)).message}`);
        return [];
    }
}
async function stoppedTasks(ecs, { cluster, service }, deploymentId) {
    // `startedBy` may only stand alone and then finds running tasks only, so it is applied here.
    const listed = await ecs.send(new dist_cjs/* ListTasksCommand */.MYg({ cluster, serviceName: service, desiredStatus: 'STOPPED', maxResults: mostTasks }));
    const arns = listed.taskArns ?? [];
    if (arns.length === 0)
        return [];
    const { tasks = [] } = await ecs.send(new dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks: arns }));
    return tasks.filter((task) => task.startedBy === deploymentId && !isScaling(task)).map(toStopped);
}
function isScaling({ stoppedReason }) {
    return stoppedReason?.startsWith('Scaling activity initiated by') ?? false;
}
function toStopped({ taskArn, stopCode, stoppedReason, containers = [] }) {
    return {
        id: taskArn?.slice(taskArn.lastIndexOf('/') + 1) ?? '',
        stopCode,
        reason: stoppedReason,
        containers: containers.map(({ name, exitCode, reason }) => ({ name: name ?? '', exitCode, reason })),
    };
}

;// CONCATENATED MODULE: ./build/src/deploy/patience.js



const passing = new Set([
    'AWS_THROTTLED',
    'AWS_UNREACHABLE',
    'AWS_ERROR',
    'AWS_BAD_ANSWER',
]);
const mostInARow = 5;
/** A rollout takes minutes: a read that fails now and then is passed over, and the next one counts. */
function patience(place) {
    let inARow = 0;
    return async (read) => {
        try {
            const value = await read;
            inARow = 0;
            return value;
        }
        catch (cause) {
            const error = (0,explain/* explain */.WE)(cause, placeName(place));
            inARow++;
            if (!passing.has(error.code) || inARow >= mostInARow)
                throw error;
            (0,log/* say */.cv)(`Asking again: ${error.message}`);
            return undefined;
        }
    };
}

;// CONCATENATED MODULE: ./build/src/deploy/states.js
/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
function readStatus(status, statusReason, isReplaced) {
    const reason = statusReason ?? 'ECS gives no reason';
    switch (status) {
        case 'SUCCESSFUL':
            return { kind: 'ended', ending: { kind: 'successful' } };
        case 'ROLLBACK_SUCCESSFUL':
            return { kind: 'ended', ending: { kind: 'rolled-back', reason } };
        case 'ROLLBACK_FAILED':
            return { kind: 'ended', ending: { kind: 'rollback-failed', reason } };
        case 'STOPPED':
            return {
                kind: 'ended',
                ending: { kind: isReplaced || isReplacement(reason) ? 'superseded' : 'stopped', reason },
            };
        case 'STOP_REQUESTED':
        case 'ROLLBACK_REQUESTED':
        case 'ROLLBACK_IN_PROGRESS':
            return { kind: 'turning' };
        default:
            return { kind: 'going-on' };
    }
}
function isReplacement(reason) {
    return /replaced by a new service deployment/i.test(reason);
}

;// CONCATENATED MODULE: ./build/src/deploy/update.js







const visibleWithinMs = 60_000;
/** Longer than the above, so that lists which could not be read do not count as lists without it. */
const searchMs = 300_000;
/** Clocks differ, and ECS may date a service deployment a little before the deployment that it belongs to. */
const beforeMs = 60_000;
/**
 * Moves the service to a revision: one call, holding nothing else.
 * @returns the deployment that ECS made of it (or the one there was, when ECS saw nothing to do)
 */
async function updateService({ writes }, place, taskDefinition) {
    const input = { cluster: place.cluster, service: place.service, taskDefinition };
    const { service } = await whenThrottled(() => writes.send(new dist_cjs/* UpdateServiceCommand */.kZr(input)), place).catch((error) => {
        throw (0,explain/* isAnswer */.Tq)(error) ? (0,explain/* explain */.WE)(error, placeName(place)) : startUnknown(place, error);
    });
    const about = `ecs:UpdateService for ${placeName(place)}`;
    if (service === undefined)
        throw startUnknown(place, (0,explain/* badAnswer */.k6)(about, 'without a service'));
    const { primary } = stateOf(service, place);
    if (primary?.taskDefinition !== taskDefinition) {
        throw startUnknown(place, (0,explain/* badAnswer */.k6)(about, 'without a deployment of the new revision'));
    }
    return primary;
}
/**
 * Finds the service deployment that belongs to a deployment: ECS numbers both alike, `ecs-svc/<number>` and
 * `…/<number>` of its target revision. UpdateService does not give its ARN (containers-roadmap 2709), and the service's
 * own `currentServiceDeployment` can be that of the last one for a while.
 * @returns its ARN, or undefined where ECS does not list it within a minute
 */
async function findDeployment(ecs, place, primary, waiting) {
    const suffix = primary.id.replace(/^ecs-svc/, '');
    const after = new Date(primary.createdAt.getTime() - beforeMs);
    const patient = patience(place);
    let askedSinceMs;
    const result = await (0,poll/* poll */.wt)(async (elapsedMs) => {
        const listed = await patient(listDeployments(ecs, place, after));
        if (listed === undefined)
            return undefined;
        const found = listed.find(({ revision }) => revision.endsWith(suffix));
        if (found !== undefined)
            return found;
        askedSinceMs ??= elapsedMs;
        return elapsedMs - askedSinceMs >= visibleWithinMs ? 'unlisted' : undefined;
    }, { delayMs: () => 2_000, limitMs: searchMs, ...waiting });
    return result.kind === 'done' && result.value !== 'unlisted' ? result.value.arn : undefined;
}
/** The service deployments made since a moment, newest first; the newest hundred are more than anybody makes. */
async function listDeployments(ecs, place, after) {
    const { cluster, service } = place;
    const { serviceDeployments = [] } = await ecs.send(new dist_cjs/* ListServiceDeploymentsCommand */.jz8({ cluster, service, createdAt: { after }, maxResults: 100 }));
    return serviceDeployments.map(({ serviceDeploymentArn, targetServiceRevisionArn, createdAt }) => ({
        arn: serviceDeploymentArn ?? '',
        revision: targetServiceRevisionArn ?? '',
        createdAt: createdAt ?? new Date(0),
    }));
}

;// CONCATENATED MODULE: ./build/src/deploy/follow.js










const longestEvent = 1_000;
const none = { tasks: [], events: [] };
/**
 * Follows one service deployment to its terminal status, and gathers evidence at the first sign that it turns bad,
 * because tasks and events vanish. Whatever else happens to the service, only this deployment's status decides.
 */
async function follow(ecs, place, deployment, following) {
    const { primary } = deployment;
    const since = { id: primary.id, since: primary.createdAt };
    const seen = new Set();
    const patient = patience(place);
    let evidence = none;
    let state = '';
    let turning = false;
    const result = await (0,poll/* poll */.wt)(async (elapsedMs) => {
        const current = await patient(describe(ecs, place, deployment.arn));
        if (current === undefined)
            return undefined;
        await showEvents(ecs, place, primary.createdAt, seen);
        const line = stateLine(current);
        if (line !== state)
            (0,log/* say */.cv)(`${clock(elapsedMs)} ${line}`);
        state = line;
        const isReplaced = current.status === 'STOPPED' && (await hasSuccessor(ecs, place, deployment.arn, primary.createdAt));
        const reading = readStatus(current.status ?? '', current.statusReason, isReplaced);
        if (reading.kind === 'ended')
            return deployment.isOurs ? reading.ending : follow_confirm(ecs, place, primary, reading.ending);
        turning = reading.kind === 'turning';
        if (turning && evidence === none)
            evidence = await gatherEvidence(ecs, place, since);
        return undefined;
    }, {
        delayMs: nextDelay,
        limitMs: following.timeoutMinutes * 60_000,
        signal: following.signal,
        pace: following.pace,
    });
    const ending = result.kind === 'done'
        ? result.value
        : { kind: 'timed-out', lastState: state, minutes: following.timeoutMinutes, turning };
    if (ending.kind === 'successful')
        return { ending, evidence: none, runs: undefined };
    const late = await gatherEvidence(ecs, place, since);
    const tasks = evidence.tasks.length > 0 ? evidence.tasks : late.tasks;
    // Where somebody deployed after us, what runs now says nothing of what ECS went back to.
    const isLast = !(await hasSuccessor(ecs, place, deployment.arn, primary.createdAt));
    return { ending, evidence: { tasks, events: late.events }, runs: isLast ? late.runs : undefined };
}
/**
 * UpdateService made no deployment, because the service is told to run this revision already. Its deployment may have
 * succeeded long ago and be on its way back now, so an old success counts only once the service is steady.
 */
async function follow_confirm(ecs, place, primary, ending) {
    if (ending.kind !== 'successful')
        return ending;
    const now = await readService(ecs, place);
    if (now.primary?.id !== primary.id)
        return { kind: 'superseded', reason: 'the service was told to run something else meanwhile' };
    return isSteady(now) && now.primary.running >= now.desiredCount ? ending : undefined;
}
async function describe(ecs, place, arn) {
    const { serviceDeployments, failures } = await ecs.send(new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: [arn] }));
    const [found] = serviceDeployments ?? [];
    if (found?.status !== undefined)
        return found;
    const reason = failures?.[0]?.reason ?? 'no deployment and no status';
    throw (0,explain/* badAnswer */.k6)(`ecs:DescribeServiceDeployments for ${placeName(place)}`, reason);
}
/** The second witness for a deployment that was replaced; where it cannot be asked, the reason that ECS gives decides. */
async function hasSuccessor(ecs, place, arn, since) {
    const listed = await listDeployments(ecs, place, new Date(since.getTime() - beforeMs)).catch(() => []);
    const own = listed.find((one) => one.arn === arn);
    return own !== undefined && listed.some((one) => one.arn !== arn && one.createdAt > own.createdAt);
}
/** Events are for the reader: that they cannot be read ends nothing, but for a service that is gone. */
async function showEvents(ecs, place, since, seen) {
    try {
        const { events } = await readService(ecs, place);
        for (const event of events.filter(({ id, at }) => at >= since && !seen.has(id)).toReversed()) {
            seen.add(event.id);
            (0,log/* say */.cv)(`      ${event.text.slice(0, longestEvent)}`);
        }
    }
    catch (error) {
        const { code, message } = (0,explain/* explain */.WE)(error, placeName(place));
        if (code === 'SERVICE_INACTIVE' || code === 'SERVICE_NOT_FOUND' || code === 'CANCELLED')
            throw error;
        if (!seen.has(code))
            (0,log/* say */.cv)(`The events of the service cannot be shown: ${message}`);
        seen.add(code);
    }
}
function stateLine({ status, lifecycleStage, targetServiceRevision, deploymentCircuitBreaker, }) {
    const { runningTaskCount: running = 0, requestedTaskCount: wanted = 0, pendingTaskCount: pending = 0, } = targetServiceRevision ?? {};
    const { failureCount = 0, threshold } = deploymentCircuitBreaker ?? {};
    const failures = threshold === undefined ? '' : `, ${failureCount} of ${threshold} failures`;
    return `${status}${lifecycleStage === undefined ? '' : ` ${lifecycleStage}`}: ${running} of ${wanted} new tasks run, ${pending} pending${failures}`;
}
/** 5 s in the first minute, 10 s for ten minutes, then 15 s: some 12 calls a minute, far below the quota. */
function nextDelay(elapsedMs) {
    const seconds = elapsedMs < 60_000 ? 5 : elapsedMs < 600_000 ? 10 : 15;
    return (0,poll/* jitter */.p$)(seconds * 1000);
}
function clock(elapsedMs) {
    const seconds = Math.round(elapsedMs / 1000);
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

;// CONCATENATED MODULE: ./build/src/deploy/deploy.js















async function prepareDeploy(ecs, order) {
    const state = await readService(ecs, order);
    const base = await readBase(ecs, order.source, state.taskDefinition, order.containerName);
    return { state, base };
}
/**
 * Brings an image to a service: a new revision unless nothing changes, one UpdateService, and the deployment that it
 * made followed to its end. Service and base are read again, since the build may have taken long.
 * @param learn is told what is known as soon as it is: when something fails later, the deployment is still known
 * @throws ActionError where the deploy could not be started, and DEPLOYMENT_UNKNOWN where it could not be followed
 */
async function deploy(clients, order, image, learn) {
    const started = performance.now();
    const ecs = clients.reads;
    const { state, base } = await prepareDeploy(ecs, order);
    const revision = await reviseDefinition(clients, order, { running: state.taskDefinition, base, image });
    let rollout = {
        cluster: order.cluster,
        service: order.service,
        previous: state.taskDefinition,
        ...revision,
        deploymentId: undefined,
        ending: undefined,
        seconds: 0,
        evidence: { tasks: [], events: [] },
        diagnosis: undefined,
        runs: undefined,
        note: undefined,
        consoleUrl: consoleUrl(state.arn, order.cluster, order.service),
    };
    const tell = (news) => {
        const seconds = Math.round(((performance.now() - started) * order.pace) / 1000);
        rollout = { ...rollout, ...news, seconds };
        learn(rollout);
    };
    tell({});
    if (revision.taskDefinition === state.taskDefinition && isSteady(state)) {
        (0,log/* say */.cv)(`The service runs ${revisionOf(revision.taskDefinition)} already`);
        return tell({ ending: { kind: 'no-change' }, note: noteOn(state, undefined) });
    }
    const primary = await updateService(clients, order, revision.taskDefinition);
    (0,log/* say */.cv)(`Told ${order.service} to run ${revisionOf(revision.taskDefinition)}: deployment ${primary.id}`);
    tell({ deploymentId: primary.id });
    if (!order.wait)
        return tell({ ending: { kind: 'not-waited' } });
    const isOurs = primary.id !== state.primary?.id;
    const followed = await followToEnd(ecs, order, { primary, isOurs });
    tell({ ...followed, diagnosis: diagnosisOf(followed) });
}
/** What somebody else stopped or replaced needs none. */
function diagnosisOf({ ending, evidence }) {
    return ending.kind === 'superseded' || ending.kind === 'stopped' ? undefined : diagnose(evidence);
}
/** What is true although the rollout ended well, and makes its success worth less than it sounds. */
function noteOn({ desiredCount, primary }, deploymentId) {
    if (desiredCount === 0)
        return 'the service wants 0 tasks, so nothing was started and nothing is proved';
    if (deploymentId !== undefined && primary !== undefined && primary.id !== deploymentId) {
        return `a newer deployment (${primary.id}) has begun since`;
    }
    if (primary !== undefined && primary.running < desiredCount)
        return `only ${primary.running} of ${desiredCount} tasks run now`;
    return undefined;
}
async function reviseDefinition({ writes }, order, { running, base, image }) {
    const wanted = withImage(withoutReadOnly(base.definition), base.container, image);
    if (isSame(base.current, wanted))
        return { taskDefinition: running, changed: false, diff: [] };
    const diff = diffOf(base.current, wanted);
    for (const line of diff)
        (0,log/* say */.cv)(`  ${line}`);
    const family = String(wanted.family);
    const answer = await whenThrottled(() => registerRaw(writes, wanted), order).catch((error) => {
        throw registerFailed(error, family);
    });
    const taskDefinition = answer.taskDefinition?.taskDefinitionArn;
    if (!taskDefinition)
        throw (0,explain/* badAnswer */.k6)(`ecs:RegisterTaskDefinition for the family ${family}`, 'without an ARN');
    (0,log/* say */.cv)(`Registered ${revisionOf(taskDefinition)} from ${base.name}`);
    return { taskDefinition, changed: true, diff };
}
async function followToEnd(ecs, order, { primary, isOurs }) {
    try {
        const arn = await findDeployment(ecs, order, primary, order);
        if (arn === undefined)
            throw deploymentNotListed(order);
        const followed = await follow(ecs, order, { arn, primary, isOurs }, order);
        const isGood = followed.ending.kind === 'successful';
        const now = isGood ? await readService(ecs, order).catch(() => undefined) : undefined;
        return { ...followed, note: now && noteOn(now, primary.id) };
    }
    catch (error) {
        order.signal.throwIfAborted();
        if (error instanceof errors/* ActionError */.lZ && error.code === 'SERVICE_INACTIVE')
            throw error;
        throw deploymentUnknown(order, primary.id, error);
    }
}

;// CONCATENATED MODULE: ./build/src/deploy/running.js






/**
 * Reads which image of our repository a service runs: what its task definition names by digest, else what its running
 * tasks say. A deployment that is not complete does not count: it may be a bad one.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, or what a call failed with
 */
async function readRunning(ecs, asked) {
    const service = await running_describe(ecs, asked);
    const arn = (await finished(ecs, asked, service)) ?? completedOf(service);
    if (arn === undefined)
        return running_unknown(service.taskDefinition === undefined
            ? 'it has no task definition'
            : 'none of its deployments is complete');
    const revision = revisionOf(arn);
    const definition = await describeRaw(ecs, arn).catch((error) => {
        throw (0,explain/* explain */.WE)(error, `the task definition ${revision}`);
    });
    if (definition === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:DescribeTaskDefinition for ${revision}`, 'without a task definition');
    const container = ourContainer(containersOf(definition), asked);
    if (typeof container === 'string')
        return running_unknown(`the task definition ${revision} ${container}`);
    const image = String(container.image);
    const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
    if (digest !== undefined)
        return { kind: 'found', digest, revision };
    return fromTasks(ecs, asked, { arn, revision, container: container.name, image });
}
async function running_describe(ecs, place) {
    const command = new dist_cjs/* DescribeServicesCommand */.H7c({ cluster: place.cluster, services: [place.service] });
    const answer = await ecs.send(command).catch((error) => {
        throw (0,explain/* errorName */.Is)(error) === 'ClusterNotFoundException'
            ? clusterNotFound(place, error)
            : (0,explain/* explain */.WE)(error, placeName(place));
    });
    const [service] = answer.services ?? [];
    if (answer.failures?.[0]?.reason === 'MISSING' || service?.status === 'INACTIVE')
        throw serviceNotFound(place);
    if (service === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:DescribeServices for ${placeName(place)}`, 'without a service');
    return service;
}
/**
 * A rollout that is done is called so in the service's own list only when the old tasks are drained; its own record says it
 * some time before. That may not be readable, and then the list alone decides.
 */
async function finished(ecs, place, { deployments = [] }) {
    const primary = deployments.find(({ status }) => status === 'PRIMARY');
    const number = /^ecs-svc\/(\d+)$/.exec(primary?.id ?? '')?.[1];
    if (primary?.rolloutState !== 'IN_PROGRESS' || number === undefined)
        return undefined;
    const { cluster, service } = place;
    const command = new dist_cjs/* ListServiceDeploymentsCommand */.jz8({
        cluster,
        service,
        status: ['SUCCESSFUL'],
        maxResults: 20,
    });
    const { serviceDeployments = [] } = await ecs.send(command).catch((error) => {
        if ((0,explain/* explain */.WE)(error, placeName(place)).code === 'CANCELLED')
            throw error;
        return { serviceDeployments: undefined };
    });
    const isDone = serviceDeployments.some((one) => one.targetServiceRevisionArn?.endsWith(`/${number}`));
    return isDone ? primary.taskDefinition : undefined;
}
/** With other deployment controllers nothing tells of the rollout; what the service names is all there is then. */
function completedOf({ deployments = [], taskDefinition }) {
    if (deployments.every(({ rolloutState }) => rolloutState === undefined))
        return taskDefinition;
    const completed = deployments.filter(({ rolloutState }) => rolloutState === 'COMPLETED');
    const [first] = completed;
    return (completed.find(({ status }) => status === 'PRIMARY') ?? first)?.taskDefinition;
}
/** @returns the container, or what keeps us from knowing it */
function ourContainer(containers, { containerName, repositoryUri }) {
    const ours = containers.filter(({ image }) => running_nameOf(String(image)) === repositoryUri);
    const named = containers.filter(({ name }) => name === containerName);
    const [found, ...others] = containerName === undefined ? ours : named;
    if (found === undefined)
        return containerName === undefined
            ? `has no container with an image of ${repositoryUri}`
            : `has no container ${containerName}`;
    if (others.length > 0)
        return `has ${others.length + 1} containers with an image of ${repositoryUri}`;
    return ours.includes(found)
        ? found
        : `runs ${found.image} in ${found.name}, which is not in ${repositoryUri}`;
}
/** An image without its tag and digest. */
function running_nameOf(image) {
    return image.replace(/@.*$/, '').replace(/:[\w.-]*$/, '');
}
/** A tag may have moved since the tasks were started: only they know what they run. */
async function fromTasks(ecs, place, tagged) {
    const { cluster, service: serviceName } = place;
    const { image, revision, container } = tagged;
    try {
        const list = new dist_cjs/* ListTasksCommand */.MYg({ cluster, serviceName, desiredStatus: 'RUNNING', maxResults: 100 });
        const { taskArns = [] } = await ecs.send(list);
        if (taskArns.length === 0)
            return running_unknown(`${revision} names ${image} by its tag, and no task runs`);
        const { tasks = [] } = await ecs.send(new dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks: taskArns }));
        const ours = tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === tagged.arn);
        const containers = ours.flatMap((task) => task.containers ?? []).filter(({ name }) => name === container);
        const digests = new Set(containers.flatMap(({ imageDigest }) => imageDigest || []));
        const [digest, ...others] = digests;
        if (digest === undefined)
            return running_unknown(`${revision} names ${image} by its tag, and no task says its digest`);
        return others.length > 0
            ? running_unknown(`the tag of ${image} moved, so that its tasks run ${digests.size} different images`)
            : { kind: 'found', digest, revision };
    }
    catch (error) {
        throw (0,explain/* explain */.WE)(error, `the tasks of ${placeName(place)}`);
    }
}
function running_unknown(reason) {
    return { kind: 'unknown', reason };
}

;// CONCATENATED MODULE: ./build/src/deployment.js








const known = new WeakMap();
/** One session of the deploy role serves all that a run asks of ECS. */
function clientsOf(run, registry) {
    const make = async () => {
        const credentials = await (0,access/* deployIdentity */.gT)(run, registry.credentials);
        return ecsClients({ ...run, region: run.inputs.identity.deploy.region ?? '', credentials });
    };
    const clients = known.get(run) ?? make();
    known.set(run, clients);
    return clients;
}
/** The image of our repository that the named service runs. @throws ActionError what a call failed with */
async function runningImage(run, registry) {
    const { running, identity } = run.inputs;
    if (running === undefined)
        return { kind: 'unknown', reason: 'no service is named' };
    const region = identity.deploy.region ?? '';
    const { reads } = await clientsOf(run, registry);
    return readRunning(reads, { ...running, region, repositoryUri: registry.repository.uri });
}
/** Reads service and base before the build, so that what cannot work fails in seconds. */
async function prepare(run, registry) {
    const { deploy: wanted, identity } = run.inputs;
    if (wanted.kind === 'none')
        return undefined;
    const region = identity.deploy.region ?? '';
    const { source: given } = wanted;
    const source = given.kind === 'file' ? { ...given, path: run.resolve(given.path) } : given;
    const order = { ...wanted, source, region, signal: run.signal, pace: run.pace };
    return (0,log/* stage */.dw)(`Look at the service ${order.service} in the cluster ${order.cluster}`, async () => {
        const ecs = await clientsOf(run, registry);
        const { state, base } = await prepareDeploy(ecs.reads, order);
        (0,log/* say */.cv)(`The image goes into the container ${base.container} of ${base.name}.`);
        if (state.desiredCount === 0) {
            (0,core/* warning */.$e)(`The service ${order.service} wants 0 tasks: a deployment starts none, and its success proves nothing.`);
        }
        if (state.primary?.rolloutState === 'IN_PROGRESS') {
            (0,core/* warning */.$e)(`A deployment of the service ${order.service} is under way (${state.primary.id}); this run's takes its place.`);
        }
        return { ecs, order, base };
    });
}
/** @returns how it ended, where that is known */
function rollOut({ ecs, order }, registry, pushed, learn) {
    const image = `${registry.repository.uri}@${pushed.manifest.digest}`;
    return (0,log/* stage */.dw)(`Deploy to ${order.service} in ${order.cluster}`, async () => {
        let ending;
        await deploy(ecs, order, image, (rollout) => {
            ending = rollout.ending?.kind;
            learn({ rollout });
        });
        return ending;
    });
}
/** For a dry run: what would change, with a word in place of the digest that only a build can give. */
function foreseeDiff({ base, order }, registry) {
    const image = `${registry.repository.uri}@(the digest of the build)`;
    return (0,log/* stage */.dw)(`What would change in the task definition of ${order.service}`, async () => {
        for (const line of diffOf(base.current, withImage(base.definition, base.container, image)))
            (0,log/* say */.cv)(line);
    });
}


/***/ })

};
