export const id = 529;
export const ids = [529];
export const modules = {

/***/ 3529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellRollouts: () => (/* binding */ tellRollouts)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6058);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6124);
/* harmony import */ var _deploy_look_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1016);
/* harmony import */ var _deploy_progress_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7190);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2913);
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1088);
/* harmony import */ var _lib_ecs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6280);
/* harmony import */ var _lib_error_text_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1715);
/* harmony import */ var _lib_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7399);
/* harmony import */ var _lib_state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4948);
/* harmony import */ var _pace_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3574);
/* harmony import */ var _workspace_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1680);












/** One look: nobody waits for a post step. */
const mostMs = 20_000;
/**
 * Tells what became of rollouts whose end the run did not see, since it was cancelled, killed, or could not read it.
 * Never throws: what cannot be read is said.
 */
async function tellRollouts(env) {
    const saved = (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_7__/* .savedRollouts */ .Aq)(env);
    if (saved === undefined)
        return;
    try {
        await look(env, saved);
    }
    catch (error) {
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_6__/* .debugError */ .AO)(error);
        const names = saved.open.map(({ service }) => service).slice(0, 10);
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_6__/* .say */ .cv)(`What became of the rollout of ${names.join(', ')} could not be read: ${(0,_lib_error_text_js__WEBPACK_IMPORTED_MODULE_10__/* .errorMessage */ .g)(error)}`);
    }
}
async function look(env, { cluster, open }) {
    const event = (0,_event_js__WEBPACK_IMPORTED_MODULE_3__/* .readEvent */ .j)(env);
    const { inputs } = (0,_inputs_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .readInputs */ .Ko)(env, event, (path) => (0,_workspace_js__WEBPACK_IMPORTED_MODULE_9__/* .readText */ .y)((0,_workspace_js__WEBPACK_IMPORTED_MODULE_9__/* .resolverOf */ .E)(env)(path)));
    const caller = { inputs, event, env, signal: AbortSignal.timeout(mostMs), pace: (0,_pace_js__WEBPACK_IMPORTED_MODULE_8__/* .readPace */ .i)(env) };
    const credentials = await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .deployIdentity */ .gT)(caller, await (0,_access_js__WEBPACK_IMPORTED_MODULE_1__/* .registryIdentity */ .QF)(caller));
    const { reads } = (0,_lib_ecs_js__WEBPACK_IMPORTED_MODULE_5__/* .ecsClients */ .KF)({ ...caller, region: inputs.identity.deploy.region ?? '', credentials });
    const names = open.map(({ service }) => service);
    const services = await (0,_deploy_look_js__WEBPACK_IMPORTED_MODULE_2__/* .describeServices */ .Ge)(reads, cluster, names);
    const arns = open.flatMap(({ arn }) => arn ?? []);
    const records = await (0,_deploy_look_js__WEBPACK_IMPORTED_MODULE_2__/* .describeDeployments */ .eu)(reads, arns).catch(() => new Map());
    for (const { service, id, arn } of open) {
        const found = services.get(service);
        const record = records.get(arn ?? '');
        const sight = {
            service: found && (0,_deploy_look_js__WEBPACK_IMPORTED_MODULE_2__/* .serviceSight */ .t6)(found),
            deployment: record === undefined ? 'closed' : (0,_deploy_look_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentSight */ .hh)(record, false),
            ...{ stopped: undefined, elapsedMs: 0 },
        };
        const state = (0,_deploy_progress_js__WEBPACK_IMPORTED_MODULE_11__/* .progressOf */ .jA)(sight, id) ?? 'the service does not list it any more';
        const reason = record?.statusReason === undefined ? '' : ` (${record.statusReason})`;
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm)(`The deployment ${id} of ${service}, as it is now: ${state}${reason}.`);
    }
}


/***/ }),

/***/ 1016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hh: () => (/* binding */ deploymentSight),
  eu: () => (/* binding */ describeDeployments),
  Ge: () => (/* binding */ describeServices),
  t6: () => (/* binding */ serviceSight)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
;// CONCATENATED MODULE: ./build/src/deploy/signs.js
const longest = 1_000;
/** What a service deployment says of its own failure, the most telling first; each reads on from "ECS says: ". */
function signsOf({ deploymentCircuitBreaker: breaker, alarms, lifecycleHookDetails = [], rollback, }) {
    const triggered = alarms?.triggeredAlarmNames ?? [];
    const signs = [
        ...triggered.map((name) => `the alarm ${name} went off`),
        ...(alarms?.status === 'TRIGGERED' && triggered.length === 0 ? ['an alarm of the service went off'] : []),
        ...lifecycleHookDetails.flatMap(signOfHook),
        ...(breaker?.status === 'TRIGGERED' ? [signOfBreaker(breaker)] : []),
        ...(rollback?.reason ? [withoutStop(rollback.reason)] : []),
    ];
    return signs.map((text) => text.slice(0, longest));
}
function signOfBreaker({ failureCount, threshold }) {
    const of = threshold === undefined ? '' : ` of ${threshold}`;
    const count = failureCount === undefined ? '' : ` after ${failureCount}${of} failures`;
    return `the circuit breaker gave up${count}`;
}
function signOfHook({ hookId, targetType, targetArn, status, timeoutAction }) {
    if (status !== 'FAILED' && status !== 'TIMED_OUT')
        return [];
    // Nobody was asked for more than that: it went on.
    if (status === 'TIMED_OUT' && timeoutAction === 'CONTINUE')
        return [];
    if (targetType === 'PAUSE')
        return [
            `the pause ${hookId ?? 'of a hook'} ${status === 'FAILED' ? 'failed' : 'was answered by nobody in time'}`,
        ];
    // The ARN would show the account, which a log should not.
    const name = targetArn?.replace(/^.*:function:/, '') ?? hookId ?? 'without a name';
    return [`the lifecycle hook ${name} ${status === 'FAILED' ? 'failed' : 'timed out'}`];
}
function withoutStop(reason) {
    return reason.trim().replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./build/src/deploy/look.js



const servicesPerCall = 10;
const deploymentsPerCall = 20;
/**
 * What DescribeServices says of each name; undefined for what it calls missing.
 * @throws ActionError AWS_BAD_ANSWER where it says nothing of one, or what the call failed with
 */
async function describeServices(ecs, cluster, names) {
    const found = new Map();
    for (const some of inGroups(names, servicesPerCall)) {
        const command = new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services: [...some] });
        const { services = [], failures = [] } = await ecs.send(command);
        for (const name of some) {
            const service = services.find((one) => one.serviceName === name || one.serviceArn?.endsWith(`/${name}`));
            const isMissing = failures.some(({ arn, reason }) => reason === 'MISSING' && arn?.endsWith(`/${name}`));
            if (service === undefined && !isMissing)
                throw (0,explain/* badAnswer */.k6)(`ecs:DescribeServices for the service ${name} in the cluster ${cluster}`, 'without it');
            found.set(name, service);
        }
    }
    return found;
}
/** @returns by ARN; what ECS does not show, or shows without a status, is missing */
async function describeDeployments(ecs, arns) {
    const found = new Map();
    for (const some of inGroups(arns, deploymentsPerCall)) {
        const command = new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: [...some] });
        const { serviceDeployments, failures } = await ecs.send(command);
        if (serviceDeployments === undefined && failures === undefined)
            throw (0,explain/* badAnswer */.k6)('ecs:DescribeServiceDeployments', 'without service deployments');
        for (const one of serviceDeployments ?? [])
            if (one.serviceDeploymentArn && one.status)
                found.set(one.serviceDeploymentArn, one);
    }
    return found;
}
function inGroups(all, size) {
    const count = Math.ceil(all.length / size);
    return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}
function serviceSight({ desiredCount, deployments = [], events = [] }) {
    return {
        desiredCount: desiredCount ?? 0,
        // What is over may still be listed for a while.
        deployments: deployments
            .filter(({ status }) => status !== 'INACTIVE')
            .map((one) => ({
            id: one.id ?? '',
            isPrimary: one.status === 'PRIMARY',
            taskDefinition: one.taskDefinition ?? '',
            createdAt: one.createdAt ?? new Date(0),
            rolloutState: one.rolloutState,
            rolloutReason: one.rolloutStateReason,
            desired: one.desiredCount ?? 0,
            running: one.runningCount ?? 0,
            pending: one.pendingCount ?? 0,
            failed: one.failedTasks ?? 0,
        })),
        events: events.map(({ id, createdAt, message }) => ({
            id: id ?? '',
            at: createdAt ?? new Date(0),
            text: message ?? '',
        })),
    };
}
function deploymentSight(deployment, hasSuccessor) {
    const { targetServiceRevision: target, deploymentCircuitBreaker: breaker } = deployment;
    const hook = deployment.lifecycleHookDetails?.find(({ targetType, status }) => targetType === 'PAUSE' && status === 'AWAITING_ACTION');
    return {
        status: deployment.status ?? '',
        reason: deployment.statusReason,
        stage: deployment.lifecycleStage,
        pausedAt: hook && { id: hook.hookId ?? '', expiresAt: hook.expiresAt, timeoutAction: hook.timeoutAction },
        wanted: target?.requestedTaskCount ?? 0,
        running: target?.runningTaskCount ?? 0,
        pending: target?.pendingTaskCount ?? 0,
        weight: target?.requestedProductionTrafficWeight,
        failures: { count: breaker?.failureCount ?? 0, threshold: breaker?.threshold },
        signs: signsOf(deployment),
        hasSuccessor,
    };
}


/***/ }),

/***/ 7190:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ delayAfter),
/* harmony export */   Lf: () => (/* binding */ withStage),
/* harmony export */   jA: () => (/* binding */ progressOf),
/* harmony export */   pm: () => (/* binding */ clock)
/* harmony export */ });
/** One look in one line, without the time, so that the log can tell changes and not looks. */
function progressOf({ deployment, service }, id) {
    if (deployment === 'unreadable')
        return undefined;
    if (deployment !== 'closed')
        return ofRecord(deployment);
    const own = service?.deployments.find((one) => one.id === id);
    return own && ofList(own);
}
function ofRecord({ status, stage, running, wanted, pending, failures, weight, pausedAt, }) {
    const { count, threshold } = failures;
    const parts = [
        `${running} of ${wanted} new tasks run, ${pending} pending`,
        ...(threshold === undefined ? [] : [`${count} of ${threshold} failures`]),
        ...(weight === undefined ? [] : [`${weight} % of the traffic`]),
        ...(pausedAt === undefined ? [] : ['paused']),
    ];
    return `${status}${stage === undefined ? '' : ` ${stage}`}: ${parts.join(', ')}`;
}
function ofList({ rolloutState, isPrimary, running, desired, pending, failed }) {
    const state = rolloutState ?? (isPrimary ? 'PRIMARY' : 'not primary');
    return `${state}: ${running} of ${desired} new tasks run, ${pending} pending, ${failed} failed`;
}
const mostStages = 60;
/** An end is no stage. */
const terminal = /^(SUCCESSFUL|STOPPED|ROLLBACK_SUCCESSFUL|ROLLBACK_FAILED)$/;
/** The stages so far, with what is seen now; a stage goes on until another one shows. */
function withStage(stages, sight) {
    const { deployment } = sight;
    if (deployment === 'unreadable' || deployment === 'closed')
        return stages;
    const name = deployment.stage ?? (terminal.test(deployment.status) ? undefined : deployment.status);
    const now = Math.round(sight.elapsedMs / 1000);
    const last = stages.at(-1);
    const before = last === undefined ? [] : [...stages.slice(0, -1), { ...last, to: now }];
    if (name === undefined || last?.name === name || before.length >= mostStages)
        return before;
    return [...before, { name, from: last === undefined ? 0 : now, to: now }];
}
/** How long until the next look: 5 s in the first minute, 10 s for ten minutes, then 15 s. */
function delayAfter(elapsedMs) {
    const seconds = elapsedMs < 60_000 ? 5 : elapsedMs < 600_000 ? 10 : 15;
    return seconds * 1000;
}
function clock(elapsedMs) {
    const seconds = Math.round(elapsedMs / 1000);
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}


/***/ }),

/***/ 6280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KF: () => (/* binding */ ecsClients),
/* harmony export */   j8: () => (/* binding */ wasNotDone),
/* harmony export */   nO: () => (/* binding */ whenThrottled)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(212);
/* harmony import */ var _aws_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1648);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);
/* harmony import */ var _poll_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5192);




/** In a file of its own, so that a run without a deploy does not load it. */
function ecsClients(settings) {
    const client = (attempts, signal = settings.signal) => {
        const own = { ...settings, attempts, signal };
        return (0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .prepare */ .iA)(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_3__/* .ECSClient */ .Zgc((0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .configuration */ .HF)(own)), 'ecs', own);
    };
    return { reads: client(4), writes: client(1), lastMoment: () => client(1, AbortSignal.timeout(3_000)) };
}
/** Twelve jobs at once are let through one a second, and a family takes one revision at a time. */
const tries = 8;
const longestMs = 10_000;
/** Tries a write again only where ECS says that it did not do it: throttled, or two revisions of one family at once. */
async function whenThrottled(write, { signal, pace }, mayRepeat = wasNotDone) {
    for (let tried = 1;; tried++) {
        try {
            return await write();
        }
        catch (error) {
            if (tried === tries || !mayRepeat(error))
                throw error;
            // A run that is cancelled now knows that it was not done.
            await (0,_poll_js__WEBPACK_IMPORTED_MODULE_2__/* .pause */ .v7)((Math.min(1_000 * 2 ** tried, longestMs) * (0.5 + Math.random())) / pace, signal).catch(() => {
                throw error;
            });
        }
    }
}
function wasNotDone(error) {
    const concurrent = error instanceof Error && /Too many concurrent attempts to create a new revision/.test(error.message);
    return concurrent || /Throttl|TooManyRequests/.test((0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error));
}


/***/ })

};
