export const id = 116;
export const ids = [116];
export const modules = {

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

/***/ 9116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  foreseeDiff: () => (/* binding */ foreseeDiff),
  rollOut: () => (/* binding */ rollOut)
});

// EXTERNAL MODULE: ./build/src/deploy/base.js + 4 modules
var deploy_base = __webpack_require__(5618);
// EXTERNAL MODULE: ./build/src/lib/error-text.js
var error_text = __webpack_require__(1715);
// EXTERNAL MODULE: ./build/src/lib/log.js
var log = __webpack_require__(7399);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./build/src/lib/ecs.js
var ecs = __webpack_require__(6280);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/deploy/errors.js
var errors = __webpack_require__(9206);
;// CONCATENATED MODULE: ./build/src/deploy/patience.js


/** What passes by itself, most of the time. */
const passing = new Set([
    'AWS_THROTTLED',
    'AWS_UNREACHABLE',
    'AWS_ERROR',
    'AWS_BAD_ANSWER',
]);
const mostInARow = 10;
/**
 * A rollout takes minutes: a read that fails now and then is passed over, and the next one counts.
 * @param subject what is read, as sentences name it
 * @returns undefined for a read that failed
 * @throws ActionError what does not pass by itself, and what stays for ten reads in a row
 */
function patience(subject) {
    let inARow = 0;
    return async (read) => {
        try {
            const value = await read;
            inARow = 0;
            return value;
        }
        catch (cause) {
            const error = (0,explain/* explain */.WE)(cause, subject);
            inARow++;
            if (!passing.has(error.code) || isClosed(cause) || inARow >= mostInARow)
                throw error;
            (0,log/* say */.cv)(`Asking again: ${error.message}`);
            return undefined;
        }
    };
}
const unknownOperations = /^(UnsupportedFeature|UnknownOperation|InvalidAction|NotImplemented|UnknownOperationException)/;
/** Whether a call will never be answered: denied, or not known to what answers in place of ECS. */
function isClosed(error) {
    const name = (0,explain/* errorName */.Is)(error);
    return /^AccessDenied/.test(name) || unknownOperations.test(name);
}

// EXTERNAL MODULE: ./build/src/deploy/service.js + 1 modules
var deploy_service = __webpack_require__(5981);
;// CONCATENATED MODULE: ./build/src/deploy/update.js





/** Clocks differ, and ECS may date a service deployment a little before the deployment that it belongs to. */
const beforeMs = 60_000;
/** ECS keeps service deployments for 90 days, and refuses to be asked for what is much older. */
const oldestMs = 85 * 86_400_000;
/**
 * Moves the service to a revision by one call.
 * @returns the deployment that ECS made of it (or the one there was, when ECS saw nothing to do)
 * @throws ActionError DEPLOYMENT_UNKNOWN where ECS may have heard it all the same, or what it refused the call with
 */
async function updateService({ writes }, place, { taskDefinition, desiredCount, forceNewDeployment }) {
    const input = {
        ...{ cluster: place.cluster, service: place.service, taskDefinition },
        ...(desiredCount === undefined ? {} : { desiredCount }),
        ...(forceNewDeployment ? { forceNewDeployment } : {}),
    };
    const { service } = await (0,ecs/* whenThrottled */.nO)(() => writes.send(new dist_cjs/* UpdateServiceCommand */.kZr(input)), place).catch((error) => {
        throw (0,explain/* isAnswer */.Tq)(error) ? (0,explain/* explain */.WE)(error, (0,errors/* placeName */.fW)(place)) : (0,errors/* startUnknown */.TS)(place, error);
    });
    const about = `ecs:UpdateService for ${(0,errors/* placeName */.fW)(place)}`;
    if (service === undefined)
        throw (0,errors/* startUnknown */.TS)(place, (0,explain/* badAnswer */.k6)(about, 'without a service'));
    const { primary } = (0,deploy_service/* stateOf */.L4)(service, place);
    if (primary?.taskDefinition !== taskDefinition) {
        throw (0,errors/* startUnknown */.TS)(place, (0,explain/* badAnswer */.k6)(about, 'without a deployment of the new revision'));
    }
    return primary;
}
/**
 * Finds the service deployment that belongs to a deployment: ECS numbers both alike, `ecs-svc/<number>` and
 * `…/<number>` of its target revision. UpdateService does not give its ARN (containers-roadmap 2709), and the service's
 * own `currentServiceDeployment` can be that of the last one for a while.
 * @returns its ARN, where ECS lists it by now, and whether somebody made a newer one
 */
async function findDeployment(ecs, { cluster, service }, { id, createdAt }) {
    const after = new Date(Math.max(createdAt.getTime() - beforeMs, Date.now() - oldestMs));
    // The newest hundred are more than anybody makes in that time.
    const command = new dist_cjs/* ListServiceDeploymentsCommand */.jz8({
        cluster,
        service,
        createdAt: { after },
        maxResults: 100,
    });
    const { serviceDeployments: listed } = await ecs.send(command);
    if (listed === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:ListServiceDeployments for the service ${service}`, 'without a list');
    const suffix = id.replace(/^ecs-svc/, '');
    const own = listed.find(({ targetServiceRevisionArn: revision }) => revision?.endsWith(suffix));
    const [ownAt, arn] = [own?.createdAt, own?.serviceDeploymentArn];
    const hasSuccessor = ownAt !== undefined &&
        listed.some((one) => one.serviceDeploymentArn !== arn && one.createdAt !== undefined && one.createdAt > ownAt);
    return { own: arn, hasSuccessor };
}

;// CONCATENATED MODULE: ./build/src/deploy/remedy.js









/**
 * Takes a bad release back: by ECS's own rollback, or, where that cannot be asked for, by the revision that ran before,
 * and by that only while ours still leads: nobody else's deployment is ever overwritten.
 */
async function takeBack(clients, place, bad) {
    if (bad.previous === undefined)
        return { kind: 'impossible', why: 'no earlier deployment of it was ever complete' };
    if (bad.arn === undefined)
        return goBack(clients, place, bad.id, bad.previous);
    try {
        const by = await (0,ecs/* whenThrottled */.nO)(() => askEcs(clients.writes, bad.arn ?? '', bad.hook), place);
        return { kind: 'asked', by };
    }
    catch (error) {
        place.signal.throwIfAborted();
        if (!isClosed(error))
            return { kind: 'later', why: (0,explain/* explain */.WE)(error, (0,errors/* placeName */.fW)(place)).message };
        (0,log/* say */.cv)(`ECS cannot be asked to roll back (${(0,explain/* errorName */.Is)(error)}: ${(0,error_text/* errorMessage */.g)(error).slice(0, 300)})`);
        return goBack(clients, place, bad.id, bad.previous);
    }
}
/** A paused deployment is answered; StopServiceDeployment is for one that goes on. */
async function askEcs(ecs, arn, hook) {
    if (hook === undefined) {
        await ecs.send(new dist_cjs/* StopServiceDeploymentCommand */.a8L({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' }));
        return 'stop';
    }
    const answer = { serviceDeploymentArn: arn, hookId: hook.id, action: 'ROLLBACK' };
    await ecs.send(new dist_cjs/* ContinueServiceDeploymentCommand */.LrH(answer));
    return 'continue';
}
async function goBack(clients, place, id, previous) {
    try {
        // Right before the call: the less time in between, the less may come between.
        const { primary } = await (0,deploy_service/* readService */.uS)(clients.reads, place);
        // Whose deployment leads now, the next look tells.
        if (primary?.id !== id)
            return {
                kind: 'later',
                why: `${primary?.id ?? 'no deployment'} leads the service now, which is not ours`,
            };
        // What is complete by now is not bad: the next look decides.
        if (primary.rolloutState === 'COMPLETED')
            return { kind: 'later', why: 'it is complete by now' };
        if (primary.taskDefinition === previous)
            return { kind: 'impossible', why: 'what ran before is this very revision' };
        const now = await updateService(clients, place, { taskDefinition: previous });
        return { kind: 'replaced', by: 'previous-revision', primary: now, before: id };
    }
    catch (cause) {
        place.signal.throwIfAborted();
        const error = (0,explain/* explain */.WE)(cause, (0,errors/* placeName */.fW)(place));
        // ECS may have heard it: whatever came of it, it is not known.
        if (error.code === 'DEPLOYMENT_UNKNOWN')
            throw error;
        return { kind: passing.has(error.code) ? 'later' : 'impossible', why: error.message };
    }
}

;// CONCATENATED MODULE: ./build/src/deploy/cancel.js




/**
 * For a run that is cancelled: ECS is asked to roll back what `on-cancel: rollback` asks for. The runner kills this process
 * soon, so there is one call a service, and one more where its record was not found yet, and nothing is waited for.
 */
async function onCancel(watches, { onCancel: wish, signal, clients }) {
    if (!signal.aborted)
        return;
    const ecs = clients.lastMoment();
    await Promise.all(watches.map(async (watch) => {
        const { turning, remedy, subject } = watch;
        if (turning)
            return subject.learn({ notes: ['ECS is stopping it or taking it back already'] });
        if (remedy !== undefined || wish === 'leave')
            return;
        const note = await ask(ecs, watch).then(() => 'ECS was asked to roll it back', (error) => `ECS could not be asked to roll it back: ${(0,error_text/* errorMessage */.g)(error)}`);
        (0,log/* say */.cv)(`${subject.place.service}: ${note}`);
        subject.learn({ notes: [note] });
    }));
}
async function ask(ecs, { arn, hook, ours, subject }) {
    if (subject.previous === undefined)
        throw new Error('there is nothing to go back to');
    const own = arn ?? (await findDeployment(ecs, subject.place, ours)).own;
    if (own === undefined)
        throw new Error('ECS does not list the deployment');
    await askEcs(ecs, own, hook);
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(7406);
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

// EXTERNAL MODULE: ./build/src/deploy/definition.js
var deploy_definition = __webpack_require__(6096);
// EXTERNAL MODULE: ./build/src/deploy/mark.js
var deploy_mark = __webpack_require__(2088);
// EXTERNAL MODULE: ./build/src/deploy/order.js
var deploy_order = __webpack_require__(5805);
// EXTERNAL MODULE: ./build/src/lib/poll.js
var poll = __webpack_require__(5192);
// EXTERNAL MODULE: ./build/src/deploy/prepare.js + 1 modules
var prepare = __webpack_require__(4163);
;// CONCATENATED MODULE: ./build/src/deploy/others.js







/** In minutes. */
const inFlight = 30;
/**
 * Waits for somebody else's deployment, where that is asked for.
 * @throws ActionError DEPLOYMENT_IN_FLIGHT when it is not done in time, or what the service cannot be read with
 */
async function waitForOthers({ reads }, order, service) {
    if (order.onInFlight !== 'wait')
        return;
    const place = (0,deploy_order/* placeOf */.$)(order, service);
    const { signal, pace, timeoutMinutes = inFlight } = order;
    let last = '';
    const patient = patience((0,errors/* placeName */.fW)(place));
    const result = await (0,poll/* poll */.wt)(async () => {
        const state = await patient((0,deploy_service/* readService */.uS)(reads, place));
        if (state === undefined)
            return undefined;
        if (!(0,prepare/* isInFlight */.wn)(state))
            return true;
        const id = state.primary?.id ?? '';
        if (id !== last)
            (0,log/* say */.cv)(`${service}: waiting for ${id}, which is under way, for ${timeoutMinutes} min at most`);
        last = id;
        return undefined;
    }, { delayMs: () => 10_000, limitMs: timeoutMinutes * 60_000, signal, pace });
    if (result.kind === 'timed-out')
        throw (0,errors/* deploymentInFlight */.BR)(place, last, timeoutMinutes);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/deploy/diff.js


const mask = '(hidden)';
const fingerprints = /\(hidden\) [0-9a-f]{6}/g;
const salt = (0,external_node_crypto_.randomBytes)(16);
const mostLines = 60;
const longestValue = 200;
/**
 * What changes from one definition to another, a line a member: `path: old -> new`. Values of environment variables
 * are not shown, since people keep in them what belongs into secrets.
 */
function diffOf(before, after) {
    const lines = compare('', diff_hidden((0,deploy_definition/* normal */.qb)(before)), diff_hidden((0,deploy_definition/* normal */.qb)(after))).map(oneLine);
    return lines.length > mostLines
        ? [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more`]
        : lines;
}
/** Names of members and variables come from files. */
function oneLine(line) {
    return cut(line.replace(/\p{Cc}+/gu, ' '), 3 * longestValue);
}
function cut(text, longest) {
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
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
    const lines = keys.flatMap((key) => compare(path === '' ? key : `${path}.${key}`, old.get(key), next.get(key)));
    return lines.length > 0 ? lines : [`${path}: in another order`];
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
    return cut(text, longestValue);
}
const secretName = /token|secret|passw|api.?key|license.?key|credential|auth/i;
/** Where people put secrets although there is a place for them: variables, options of log drivers, labels, commands. */
const secretPlaces = new Set([
    'options',
    'dockerLabels',
    'command',
    'entryPoint',
    // Of volumes: the password of a file share.
    'driverOpts',
]);
/**
 * The same JSON with values that may be secret replaced by a word: whatever stands in such a place, at any depth, but
 * for the names of variables; and elsewhere what its name calls a secret. Two such values that differ stay different.
 */
function diff_hidden(value, name = '', standing = 'open') {
    if (typeof value !== 'object' || value === null) {
        const isShown = (standing === 'open' && name === 'valueFrom') || (standing === 'variable' && name === 'name');
        const isSecret = standing !== 'open' || (typeof value === 'string' && secretName.test(name));
        return isSecret && !isShown && value !== undefined ? `${mask} ${fingerprint(value)}` : value;
    }
    if (Array.isArray(value)) {
        const inside = standing === 'variables' ? 'variable' : standing;
        return value.map((one) => diff_hidden(one, standing === 'open' ? name : '', inside));
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [
        key,
        diff_hidden(member, key, standingOf(key, member, standing)),
    ]));
}
function standingOf(key, member, around) {
    if (around === 'variable' && typeof member !== 'object')
        return 'variable';
    if (around !== 'open')
        return 'secret';
    if (key === 'environment')
        return 'variables';
    return secretPlaces.has(key) ? 'secret' : 'open';
}
/** Tells two hidden values apart, and nothing more: six digits of a hash made with this process's own salt. */
function fingerprint(value) {
    return (0,external_node_crypto_.createHmac)('sha256', salt).update(JSON.stringify(value)).digest('hex').slice(0, 6);
}

// EXTERNAL MODULE: ./build/src/deploy/raw.js
var raw = __webpack_require__(8531);
// EXTERNAL MODULE: ./build/src/deploy/rollout.js
var rollout = __webpack_require__(9692);
;// CONCATENATED MODULE: ./build/src/deploy/register.js











/**
 * Registers a revision, but for one that is there already.
 * @throws ActionError PASS_ROLE_DENIED, TASK_DEFINITION_INVALID, or what the call failed with
 */
async function reviseDefinition(clients, revising) {
    const { from, known } = revising;
    const wanted = (0,deploy_mark/* withoutMark */.E_)(revising.wanted);
    const same = known.find(({ definition }) => isActive(definition) && (0,deploy_definition/* isSame */.Ft)((0,deploy_mark/* withoutMark */.E_)(definition), wanted));
    if (same !== undefined)
        return { from, taskDefinition: same.arn, changed: false, diff: [] };
    // The last one is what runs; the one before it may be a bad one that is on its way.
    const running = known.at(-1);
    const diff = running === undefined ? [] : diffOf((0,deploy_mark/* withoutMark */.E_)(running.definition), wanted);
    for (const line of diff)
        (0,log/* say */.cv)(`  ${line}`);
    const taskDefinition = revising.registered ?? (await register(clients, revising));
    if (revising.registered === undefined)
        (0,log/* say */.cv)(`Registered ${(0,rollout/* revisionOf */.D)(taskDefinition)} from ${from}`);
    return { from, taskDefinition, changed: true, diff };
}
/** A service goes on with a revision that was deregistered, and takes no such one again. */
function isActive({ status }) {
    return status === undefined || status === 'ACTIVE';
}
async function register(clients, revising) {
    const { wanted, mark } = revising;
    const family = String(wanted.family);
    try {
        return await send(clients, (0,deploy_mark/* withMark */.kN)(wanted, mark), revising);
    }
    catch (error) {
        // Without that permission a revision is as good as with it: only later runs cannot tell that it is newer.
        const isTagging = /not authorized to perform: ecs:TagResource/.test((0,error_text/* errorMessage */.g)(error));
        if (!isTagging || Array.isArray((0,deploy_mark/* withoutMark */.E_)(wanted).tags))
            throw (0,errors/* registerFailed */.vF)(error, family);
        (0,core/* notice */.lm)(`The revision is registered without the tag that tells its run, since ecs:TagResource is not allowed: a late run of an old commit is recognised by its tags alone.`);
        return send(clients, (0,deploy_mark/* withoutMark */.E_)(wanted), revising).catch((again) => {
            throw (0,errors/* registerFailed */.vF)(again, family);
        });
    }
}
/** Tried again also where it may have been done: a revision too many harms nobody. */
async function send(clients, definition, waiting) {
    const mayRepeat = (error) => (0,ecs/* wasNotDone */.j8)(error) || !(0,explain/* isAnswer */.Tq)(error);
    const register = () => (0,raw/* registerRaw */.E)(clients.writes, definition);
    const { taskDefinition } = await (0,ecs/* whenThrottled */.nO)(register, waiting, mayRepeat);
    if (taskDefinition?.taskDefinitionArn)
        return taskDefinition.taskDefinitionArn;
    throw (0,explain/* badAnswer */.k6)(`ecs:RegisterTaskDefinition for the family ${String(definition.family)}`, 'without an ARN');
}

// EXTERNAL MODULE: ./build/src/deploy/revise.js + 4 modules
var revise = __webpack_require__(8922);
// EXTERNAL MODULE: ./build/src/deploy/running.js
var running = __webpack_require__(3802);
;// CONCATENATED MODULE: ./build/src/deploy/deploy.js

















/**
 * Brings an image to services: a new revision for each base that differs unless nothing changes, and one UpdateService each.
 * Everything is read again, since the build may have taken long. What fails for one service is that one's failure.
 * @param started is told of what is to be followed
 * @throws ActionError before any service is touched: what prepareDeploy and reviseDefinition throw
 */
async function startDeploy(clients, order, deployed, begin, learn, started) {
    // First: what somebody else's deployment brings is a part of the base.
    await Promise.all(order.services.map((service) => waitForOthers(clients, order, service)));
    const revised = await reviseAll(clients, order, deployed, await (0,prepare/* prepareDeploy */.hz)(clients.reads, order));
    for (const one of revised)
        begin(rolloutOf(order, one, deployed.image));
    for (const one of revised) {
        try {
            const subject = await start(clients, order, one, { deployed, learn });
            if (subject !== undefined)
                started(subject);
        }
        catch (error) {
            const failure = (0,src_errors/* failureOf */.g5)(error);
            // ECS may have heard of it although the run was cancelled.
            if (failure.code === 'DEPLOYMENT_UNKNOWN')
                learn(one.service, { failure });
            order.signal.throwIfAborted();
            learn(one.service, { failure });
        }
    }
}
async function reviseAll(clients, order, { image }, prepared) {
    // By what was registered: services may run different revisions, and yet get the same one.
    const done = new Map();
    const all = [];
    for (const one of prepared) {
        const definition = (0,revise/* reviseBase */.k)(one.base, order.edits, order.containerName, image);
        const key = JSON.stringify((0,deploy_mark/* withoutMark */.E_)(definition));
        const { signal, pace, mark } = order;
        const { name: from } = one.base;
        const revising = { ...{ wanted: definition, known: one.known, from, mark }, signal, pace };
        const revision = await reviseDefinition(clients, { ...revising, registered: done.get(key) });
        if (revision.changed)
            done.set(key, revision.taskDefinition);
        all.push({ ...one, definition, revision });
    }
    return all;
}
function rolloutOf({ cluster }, { service, state, running, definition, revision }, image) {
    const { taskDefinition, changed, diff } = revision;
    return {
        ...{ cluster, service, image, taskDefinition, changed, diff },
        container: (0,deploy_definition/* containersOf */.Mz)(definition).find((one) => one.image === image)?.name,
        previous: running,
        strategy: state.shape.strategy,
        ...{ deploymentId: undefined, deploymentArn: undefined, ending: undefined, failure: undefined },
        ...{ seconds: 0, stages: [], evidence: rollout/* noEvidence */.n, diagnosis: undefined, runs: undefined, notes: [] },
        consoleUrl: consoleUrl(state.arn, cluster, service),
    };
}
/** @returns undefined where there is nothing to follow */
async function start(clients, order, one, { deployed, learn }) {
    const { service, definition, revision } = one;
    const place = (0,deploy_order/* placeOf */.$)(order, service);
    const state = await readAgain(clients, order, one);
    const { taskDefinition } = revision;
    if (isThere(state, order, taskDefinition)) {
        (0,log/* say */.cv)(`The service ${service} runs ${(0,rollout/* revisionOf */.D)(taskDefinition)} already`);
        learn(service, { ending: { kind: 'no-change' }, notes: zeroTasks(state) });
        return undefined;
    }
    const { desiredCount, forceNewDeployment } = order;
    const wish = { taskDefinition, desiredCount, forceNewDeployment };
    const previous = await (0,running/* runningRevision */.D)(clients.reads, place, state, state.taskDefinition);
    const calledAt = Date.now();
    const primary = await updateService(clients, { ...order, ...place }, wish);
    (0,log/* say */.cv)(`Told ${service} to run ${(0,rollout/* revisionOf */.D)(taskDefinition)}: deployment ${primary.id}`);
    learn(service, { deploymentId: primary.id });
    if (!order.wait) {
        learn(service, { ending: { kind: 'not-waited' } });
        return undefined;
    }
    const isOld = primary.id === state.primary?.id;
    return {
        ...{ place, primary, definition, before: state.primary?.id, shape: state.shape, desiredCount },
        previous,
        since: isOld ? new Date(calledAt) : primary.createdAt,
        containers: (0,deploy_definition/* containersOf */.Mz)(definition).flatMap((one) => (one.image === deployed.image ? [one.name] : [])),
        digests: deployed.digests,
        learn: (news) => learn(service, news),
    };
}
function isThere(state, { desiredCount, forceNewDeployment }, taskDefinition) {
    const isCount = desiredCount === undefined || desiredCount === state.desiredCount;
    return taskDefinition === state.primary?.taskDefinition && (0,deploy_service/* isSteady */.NZ)(state) && isCount && !forceNewDeployment;
}
function zeroTasks({ desiredCount }) {
    return desiredCount === 0 ? ['the service wants 0 tasks, so nothing was started and nothing is proved'] : [];
}
/** Right before the service is touched: what somebody did since the base was read is said, and is no part of it. */
async function readAgain({ reads }, order, { service, state: before, revision }) {
    const place = (0,deploy_order/* placeOf */.$)(order, service);
    const state = await (0,deploy_service/* readService */.uS)(reads, place);
    const isOthers = state.taskDefinition !== before.taskDefinition;
    if (isOthers && !order.allowOlder) {
        const theirs = await (0,deploy_base/* describeDefinition */.F6)(reads, state.taskDefinition);
        if ((0,deploy_mark/* isLater */.d8)(theirs, order.mark))
            throw (0,errors/* olderRevision */.Gc)(place, state.taskDefinition);
    }
    const isNew = (0,prepare/* isInFlight */.wn)(state) && state.primary?.taskDefinition !== revision.taskDefinition;
    if ((isOthers || isNew) && order.onInFlight !== 'replace')
        throw (0,errors/* deploymentInFlight */.BR)(place, state.primary?.id ?? '');
    if (isOthers)
        (0,core/* warning */.$e)(`The service ${service} was told to run ${(0,rollout/* revisionOf */.D)(state.taskDefinition)} meanwhile; this run's deployment takes its place, and starts from what ran before.`);
    return state;
}

;// CONCATENATED MODULE: ./build/src/deploy/hint-rule.js
/** The hint of the first rule that fits; tables end with one that fits everything. */
function firstHint(rules, words) {
    return rules.find(([pattern]) => pattern.test(words))?.[1] ?? '';
}

;// CONCATENATED MODULE: ./build/src/deploy/event-hints.js

// What to do next, by what the events of a service say, or the service deployment of itself.
const placing = 'No instance of the cluster can take a task:';
const eventRules = [
    [
        /vCPUs? you can run|number of vCPUs|vCPU (quota|limit)/i,
        'Fargate runs no more for this account: raise the quota of vCPUs in Service Quotas, or stop what is not needed.',
    ],
    [
        /capacity is unavailable/i,
        'AWS has no Fargate capacity for these tasks now: run the job again later, or give the service subnets in more zones.',
    ],
    [
        /insufficient memory|RESOURCE:MEMORY/i,
        `${placing} too little memory is free. Add instances, or ask for less memory.`,
    ],
    [
        /insufficient CPU|RESOURCE:CPU/i,
        `${placing} too little CPU is free. Add instances, or ask for less CPU.`,
    ],
    [/RESOURCE:GPU|insufficient GPU/i, `${placing} no GPU is free. Add instances with one, or ask for none.`],
    [
        /RESOURCE:ENI/i,
        `${placing} no network interface is free. Add instances, or use larger ones (or ENI trunking).`,
    ],
    [
        /RESOURCE:PORTS|already using a port/i,
        `${placing} a host port is taken. Use dynamic host ports or awsvpc, or add instances.`,
    ],
    [
        /missing an attribute|ATTRIBUTE/,
        `${placing} an attribute of the task definition is missing. Check its platform, drivers and placement constraints.`,
    ],
    [
        /No Container Instances were found/i,
        `${placing} there is none. Add instances, or use another capacity provider.`,
    ],
    [
        /unable to place a task/i,
        `${placing} check their free memory, CPU and ports, and the placement constraints.`,
    ],
    [
        /unable to assume (the )?role|AssumeRole/i,
        'ECS could not use a role of the service: check that it is there, and its trust policy.',
    ],
    [
        /unhealthy in |ELB health check/i,
        'The new tasks run, but their health check fails: check its path, port, time limits and start period.',
    ],
    [
        /throttl|Rate exceeded/i,
        'ECS was throttled by another service of AWS: run the job again when less is deployed at once.',
    ],
    [
        /invalid networking configuration/i,
        'Check the target groups, listeners and listener rules that the service names.',
    ],
    [/./, 'The events of the service say more.'],
];
function hintForEvent(event) {
    return firstHint(eventRules, event);
}
const signRules = [
    [
        /\balarms? .*went off/,
        'The new tasks ran, but an alarm went off: see its metric, and the logs of the service, for the time of the rollout.',
    ],
    [
        /lifecycle hook|hook\(s\)/,
        'A hook of the service said no, or did not answer: see the log of its function.',
    ],
    [
        /^the pause /,
        'Nobody said in time that the deployment may go on: deploy again, and answer the hook with ContinueServiceDeployment.',
    ],
    [
        /invalid networking configuration/i,
        'Check the target groups, listeners and listener rules that the service names.',
    ],
    [/./, 'The events of the service say more.'],
];
function hintForSign(sign) {
    return firstHint(signRules, sign);
}

;// CONCATENATED MODULE: ./build/src/deploy/hints.js

// What to do next, by the way in which tasks stopped or targets are not healthy.
const mostNames = 3;
const otherPlatform = "The image is built for another processor than the task's: set platforms or runtimePlatform.";
const ownEnd = 'The application ended by itself, which a service must not do: its log says why.';
const route = 'The tasks do not reach it: their subnets need a route (NAT or VPC endpoints, or a public IP address) and security groups that let them out.';
const unreachable = /i\/o timeout|dial tcp|deadline exceeded|connection refused|no such host|request canceled|timeout exceeded/i;
const refused = /403 Forbidden|not authorized|AccessDenied|(?<!pull )access denied|no basic auth|401 Unauthorized/i;
const pulling = [
    [
        /toomanyrequests|rate exceeded|429 Too Many/i,
        'The registry takes no more pulls for now: wait, or keep the image in ECR, where a pull through cache rule can put it.',
    ],
    [
        refused,
        'The tasks may not pull the image: give the execution role ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; a repository of another account must allow it in its own policy too.',
    ],
    [unreachable, `The tasks cannot pull the image. ${route}`],
    [
        /no space left/i,
        'The image does not fit: raise ephemeralStorage of the task definition, or the disk of the instances.',
    ],
    [
        /./,
        'The tasks cannot pull the image: check that it is there, that the execution role may pull it, and the route to ECR (NAT or VPC endpoints).',
    ],
];
const preparing = [
    [unreachable, `The task could not be prepared, since a service of AWS did not answer. ${route}`],
    [
        /secret|ssm|parameter|registry auth|kms/i,
        'The task could not get its secrets: check that each one in the task definition is there, with the key it names, and that the execution role may read it (secretsmanager:GetSecretValue, ssm:GetParameters, kms:Decrypt).',
    ],
    [
        /log group|log driver|awslogs|log stream|cloudwatch/i,
        'The task could not open its log: create the log group, or set awslogs-create-group and give the execution role logs:CreateLogGroup.',
    ],
    [
        /\befs\b|mount|nfs|volume/i,
        'A volume of the task could not be mounted: check the file system, its mount targets, and that its security group lets the tasks in on port 2049.',
    ],
    [
        /\beni\b|network interface|subnet|security group/i,
        'The task got no network interface: check subnets, free addresses and security groups of the service.',
    ],
    [
        /./,
        'The task could not be prepared: check secrets, log group, volumes and the network that the task definition names.',
    ],
];
const stopping = [
    [/does not contain descriptor matching platform|exec format error/, otherPlatform],
    [/OutOfMemory/, 'A container used more memory than it may: raise its memory, or find the leak.'],
    [
        /container health check/i,
        "The new tasks run, but a container's health check fails: run its command in the container, and check interval, timeout, retries and startPeriod.",
    ],
    [
        /health check/i,
        'The new tasks run, but their health check fails: check its path, port, time limits and start period.',
    ],
    [
        /code 137\b/,
        'A container was killed, mostly since it used more memory than it may: raise its memory, or find the leak.',
    ],
    [
        /CannotStartContainerError|code 12[67]\b/,
        'The container cannot be started: check command, entryPoint and file modes.',
    ],
    [
        /CannotCreateContainerError/,
        'The container could not be created: check mounts, devices and limits of the task definition.',
    ],
    [/code 139\b/, 'A container crashed with a segmentation fault: its log, or a core dump, says where.'],
    [/exited with code|Essential container/, ownEnd],
];
/** Codes of what happens to tasks from outside, whatever was released. */
const codes = new Map([
    [
        'SpotInterruption',
        'AWS took Spot capacity back, which says nothing of the release: run the job again, or keep a base of tasks on capacity that stays.',
    ],
    ['UserInitiated', 'Somebody stopped the tasks, which says nothing of the release: run the job again.'],
    [
        'TerminationNotice',
        'The instance under the tasks is going away, which says nothing of the release: run the job again.',
    ],
    [
        'InfrastructureHealth',
        'The instance under the tasks is impaired, which says nothing of the release: run the job again.',
    ],
]);
function hintForTasks(task, { words, logs, targets }) {
    return `${causeOf(task, words, logs, targets)}${whereLogsAre(logs)}`;
}
function causeOf({ stopCode }, words, logs, targets) {
    const outside = codes.get(stopCode);
    if (outside !== undefined)
        return outside;
    if (/CannotPullContainerError/.test(words) && !/descriptor matching platform/.test(words))
        return firstHint(pulling, words);
    if (/ResourceInitializationError/.test(words))
        return firstHint(preparing, words);
    if (/ELB health check/i.test(words))
        return hintForElb(words, targets);
    const found = stopping.find(([pattern]) => pattern.test(words))?.[1];
    const isOther = logs.some((one) => one.kind === 'lines' && one.lines.some(isOtherPlatform));
    // Only the log tells it: ECS sees no more than an application that ended.
    if (isOther && (found === undefined || found === ownEnd))
        return otherPlatform;
    const code = stopCode === undefined ? '' : ` (${stopCode})`;
    return found ?? `ECS stopped the tasks${code}: see the events of the service.`;
}
function isOtherPlatform(line) {
    return /exec format error/i.test(line);
}
function whereLogsAre(logs) {
    const shown = new Set(logs.flatMap((one) => (one.kind === 'lines' ? [one.container] : [])));
    const names = [...shown].slice(0, mostNames).join(', ');
    return shown.size === 0
        ? ''
        : ` The last log lines of ${names} are shown in the summary and in the log of the job.`;
}
function hintForElb(words, targets) {
    const group = /targetgroup\/([\w-]{1,32})\//.exec(words)?.[1];
    const of = group === undefined ? '' : ` of the target group ${group}`;
    const sick = targets.filter(({ state }) => state === 'unhealthy');
    const why = sick.length === 0 ? '' : ` ${hintForTargets(sick)}`;
    return `The new tasks run, but the health check${of} fails: check its path, port and time limits, and the grace period of the service.${why}`;
}
const targetRules = [
    [
        /ResponseCodeMismatch|failed with these codes/i,
        'The application answers with a status that the target group does not take: correct what it answers, or the path or success codes of the check.',
    ],
    [
        /Target\.Timeout|timed out/i,
        'The application does not answer in time: check that it listens on the port of the container on all addresses, and that the security group of the tasks lets the load balancer in.',
    ],
    [
        /FailedHealthChecks|Health checks failed/i,
        'The load balancer gets no connection: check that the application listens on the port of the container on all addresses, and that the security group of the tasks lets the load balancer in.',
    ],
    [/./, 'See the health of the targets in the target group.'],
];
function hintForTargets(sick) {
    return firstHint(targetRules, sick.map(({ reason }) => reason ?? '').join('\n') || ' ');
}

;// CONCATENATED MODULE: ./build/src/deploy/diagnosis.js


const longestWords = 800;
/**
 * Reads why a rollout went wrong: the most frequent way in which its tasks stopped; without such tasks the targets that
 * got no traffic, then the newest event that tells of a failure, then what ECS says itself. Tasks that stopped for
 * reasons of their own, such as Spot capacity taken back, come last.
 * @returns undefined where the evidence says nothing
 */
function diagnose(evidence) {
    const [largest = []] = groupTasks(evidence.tasks);
    const [task] = largest;
    return task !== undefined && isOfRelease(task)
        ? fromTasks(task, largest.length, evidence)
        : (fromTargets(evidence) ??
            fromEvents(evidence) ??
            fromSigns(evidence) ??
            (task && fromTasks(task, largest.length, evidence)));
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
/** Whether a task stopped in a way that speaks against the release: it did not start, ended, or failed its checks. */
function isOfRelease({ stopCode, reason, containers }) {
    if (stopCode === 'TaskFailedToStart' || stopCode === 'EssentialContainerExited')
        return true;
    if (/health check/i.test(reason ?? ''))
        return true;
    return stopCode === undefined && (reason !== undefined || containers.length > 0);
}
/**
 * Stopped tasks by the way in which they stopped, what differs from task to task left aside: first what speaks against
 * the release, the largest group first.
 */
function groupTasks(tasks) {
    const groups = new Map();
    for (const task of tasks) {
        const key = keyOf(task);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [task]);
        else
            group.push(task);
    }
    const rank = ([task]) => (task !== undefined && isOfRelease(task) ? 0 : 1);
    return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.length - a.length);
}
/** Ids, addresses, ports of hosts and numbers of tries differ; and ECS has no order for containers. */
function keyOf(task) {
    const containers = task.containers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return describeTask({ ...task, containers })
        .replace(/\b(?:i-)?[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b/g, '…')
        .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '…')
        .replace(/\bport \d+|\b\d+ time\(s\)/g, '…');
}
function fromTasks(task, count, { logs, targets }) {
    const words = describeTask(task);
    return {
        sentence: `${count} ${count === 1 ? 'task' : 'tasks'} stopped: ${bounded(words)}`,
        hint: hintForTasks(task, { words, logs, targets }),
    };
}
function fromTargets({ targets }) {
    const sick = targets.filter(({ state }) => state === 'unhealthy' || state === 'unavailable');
    const [first] = sick;
    if (first === undefined)
        return undefined;
    const why = first.reason === undefined ? '' : ` (${first.reason})`;
    const what = sick.length === 1 ? 'a target is' : `${sick.length} targets are`;
    const sentence = `${what} ${first.state}: ${bounded(`${first.target}${why}`)}`;
    return { sentence, hint: hintForTargets(sick) };
}
function fromEvents({ events, signs }) {
    const failing = events.filter(tellsOfFailure);
    // That the deployment failed follows from something: the signs say from what.
    const cause = failing.find((text) => !isConsequence(text));
    const event = cause ?? (signs.length === 0 ? failing[0] : undefined);
    return event === undefined
        ? undefined
        : { sentence: `ECS says: ${bounded(event)}`, hint: hintForEvent(event) };
}
function fromSigns({ signs }) {
    const [sign] = signs;
    return sign === undefined ? undefined : { sentence: `ECS says: ${bounded(sign)}`, hint: hintForSign(sign) };
}
/** What stands between brackets are names, and a service may be called anything. */
function tellsOfFailure(event) {
    const words = event.replace(/\([^()]*\)/g, '');
    return /unable|fail|error|insufficient|unhealthy|throttl|missing|unavailable|alarm detected|reached the limit/i.test(words);
}
function isConsequence(event) {
    return /\bdeployment failed:/.test(event);
}
function bounded(words) {
    return words.length <= longestWords ? words : `${words.slice(0, longestWords)}…`;
}

// EXTERNAL MODULE: ./build/src/deploy/look.js + 1 modules
var look = __webpack_require__(1016);
// EXTERNAL MODULE: ./build/src/deploy/progress.js
var progress = __webpack_require__(7190);
;// CONCATENATED MODULE: ./build/src/deploy/course.js
const nothing = {
    ...{ missing: 0, missingSinceMs: 0, isBeaten: false, steady: 0 },
    ...{ failedSinceMs: undefined, unplacedSinceMs: undefined, why: undefined },
};
const goingOn = { kind: 'going-on' };
/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
function readStatus({ status, reason: given, signs, hasSuccessor }) {
    const reason = given ?? 'ECS gives no reason';
    switch (status) {
        case 'SUCCESSFUL':
            return ended({ kind: 'successful' });
        case 'ROLLBACK_SUCCESSFUL':
            return ended({ kind: 'rolled-back', reason });
        case 'ROLLBACK_FAILED':
            return ended({ kind: 'rollback-failed', reason });
        case 'STOPPED':
            if (hasSuccessor || isReplacement(reason))
                return ended({ kind: 'superseded', reason });
            return signs.length > 0 ? { kind: 'failing', reason, isOver: true } : ended({ kind: 'stopped', reason });
        case 'STOP_REQUESTED':
        case 'ROLLBACK_REQUESTED':
        case 'ROLLBACK_IN_PROGRESS':
            return { kind: 'turning' };
        default:
            return goingOn;
    }
}
function isReplacement(reason) {
    return /replaced by a new service deployment/i.test(reason);
}
function ended(end) {
    return { kind: 'ended', end };
}
/** For how long no task may find a place before that counts as a failure. */
const unplacedMs = 5 * 60_000;
const unplaced = /unable to place a task/i;
const placed = /has started \d+ tasks/i;
/** Since when ECS finds no machine for any task: its newest word on that decides. */
function rememberPlacing({ service, elapsedMs }, running, memory, ours) {
    if (service === undefined)
        return memory;
    const last = service.events.find(({ at, text }) => at >= ours.createdAt && (unplaced.test(text) || placed.test(text)));
    const isStuck = running === 0 && last !== undefined && unplaced.test(last.text);
    return { ...memory, unplacedSinceMs: isStuck ? (memory.unplacedSinceMs ?? elapsedMs) : undefined };
}
/** Without a breaker ECS starts tasks for ever, be they ever so broken. */
function failingOf({ stopped = 0, elapsedMs, service }, { running, failed }, memory, ours) {
    if (ours.isWatched || running > 0)
        return undefined;
    const count = Math.max(stopped, failed);
    const unwatched = 'and no circuit breaker watches the service';
    if (count >= ours.maxFailedTasks)
        return failing(`${count} of its tasks have stopped, none runs, ${unwatched}`);
    const { unplacedSinceMs } = memory;
    if (unplacedSinceMs === undefined || elapsedMs - unplacedSinceMs < unplacedMs)
        return undefined;
    const event = service?.events.find(({ text }) => unplaced.test(text))?.text ?? 'ECS finds no place for its tasks';
    return failing(`no task found a place for 5 min, ${unwatched}: ${event}`);
}
function failing(reason) {
    return { kind: 'failing', reason, isOver: false };
}

;// CONCATENATED MODULE: ./build/src/deploy/events.js



const mostEvents = 20;
const longestEvent = 1_000;
/**
 * Reads the newest events since a moment, and what tells where to look further. A service that is being deleted tells
 * them too.
 * @throws ActionError SERVICE_NOT_FOUND or AWS_BAD_ANSWER, or what the call failed with
 */
async function readShown(ecs, place, since) {
    const command = new dist_cjs/* DescribeServicesCommand */.H7c({ cluster: place.cluster, services: [place.service] });
    const { services, failures } = await ecs.send(command);
    if (failures?.[0]?.reason === 'MISSING')
        throw (0,errors/* serviceNotFound */.zU)(place);
    const [service] = services ?? [];
    if (service === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:DescribeServices for ${(0,errors/* placeName */.fW)(place)}`, 'without a service');
    const events = (service.events ?? []).filter(({ createdAt = new Date(0) }) => createdAt >= since);
    return {
        events: events.slice(0, mostEvents).map(({ message = '' }) => message.slice(0, longestEvent)),
        runs: service.taskDefinition,
        targetGroups: [...new Set((service.loadBalancers ?? []).flatMap(groupsOf))],
    };
}
/** With blue/green deployments the new tasks are in one of two groups, by turns. */
function groupsOf({ targetGroupArn, advancedConfiguration }) {
    return [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn].flatMap((one) => one || []);
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-cloudwatch-logs/dist-cjs/index.js
var client_cloudwatch_logs_dist_cjs = __webpack_require__(2684);
;// CONCATENATED MODULE: ./build/src/deploy/logs.js






const mostTasks = 2;
const mostContainers = 10;
const longestLine = 1_000;
/** One stream that does not answer must not cost the others. */
const streamMs = 4_000;
/** Of what is cleaned at all: control sequences take room, and messages have up to a megabyte. */
const longestRaw = 4_000;
/**
 * Chooses whose logs may tell why tasks stopped: the containers that failed in two tasks of the most frequent kind,
 * essential ones first; the essential ones where none failed by itself, as when a load balancer's checks did.
 */
function logPlaces(tasks, definition, region) {
    const definitions = new Map((0,deploy_definition/* containersOf */.Mz)(definition).map((one) => [one.name, one]));
    const isEssential = ({ name }) => {
        const found = definitions.get(name);
        return found !== undefined && found.essential !== false;
    };
    const [largest = []] = groupTasks(tasks);
    const chosen = largest.slice(0, mostTasks).flatMap((task) => {
        const ran = task.containers.filter((one) => one.exitCode !== undefined || task.runtimeIds.has(one.name));
        const failed = ran.filter(({ exitCode, health }) => (exitCode ?? 0) !== 0 || health === 'UNHEALTHY');
        const telling = failed.length > 0 ? failed : ran.filter(isEssential);
        const inOrder = [...telling.filter(isEssential), ...telling.filter((one) => !isEssential(one))];
        return inOrder.map(({ name }) => logPlace(task, name, definitions.get(name), region));
    });
    return chosen.slice(0, mostContainers);
}
function logPlace({ id, runtimeIds }, container, definition, region) {
    const about = { task: id, container };
    const none = (why) => ({ ...about, kind: 'none', why });
    if (definition === undefined)
        return none('the task definition does not name it');
    const { logDriver, options } = record(definition.logConfiguration);
    if (logDriver === undefined)
        return none('it has no logConfiguration');
    if (logDriver !== 'awslogs')
        return none(`its log driver is ${String(logDriver)}, not awslogs`);
    const { 'awslogs-group': group, 'awslogs-region': where, 'awslogs-stream-prefix': prefix } = record(options);
    if (typeof group !== 'string' || group === '')
        return none('its logConfiguration names no awslogs-group');
    // On instances the prefix may be left out; the stream is then named as the container at run time.
    const stream = prefix ? `${String(prefix)}/${container}/${id}` : runtimeIds.get(container);
    if (stream === undefined)
        return none('the name of its log stream is not known');
    return { ...about, kind: 'stream', region: where ? String(where) : region, group, stream };
}
function record(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
/**
 * Reads the last lines that containers wrote; of each one that cannot be read, why.
 * @param client gives a client for a region
 * @param lines at most so many of each container, 1 to 10,000
 */
function readLogs(client, places, lines, signal) {
    const clients = new Map();
    const clientIn = (region) => {
        const made = clients.get(region) ?? client(region);
        clients.set(region, made);
        return made;
    };
    return Promise.all(places.map(async (place) => {
        const { task, container } = place;
        if (place.kind === 'none')
            return { task, container, kind: 'none', why: place.why };
        try {
            const logs = await clientIn(place.region);
            const read = await (0,poll/* within */.ux)(readLines(logs, place, lines), streamMs, signal);
            return read.length === 0
                ? { task, container, kind: 'none', why: 'it wrote nothing' }
                : { task, container, kind: 'lines', lines: read };
        }
        catch (error) {
            return { task, container, kind: 'none', why: whyNot(error, place) };
        }
    }));
}
async function readLines(logs, { group, stream }, lines) {
    const input = { logGroupName: group, logStreamName: stream, startFromHead: false, limit: lines };
    const newest = await logs.send(new client_cloudwatch_logs_dist_cjs/* GetLogEventsCommand */.h7S(input));
    const { nextBackwardToken: nextToken } = newest;
    // CloudWatch may answer with an empty page where there is more before it.
    const isEmpty = newest.events?.length === 0 && nextToken !== undefined;
    const { events = [] } = isEmpty ? await logs.send(new client_cloudwatch_logs_dist_cjs/* GetLogEventsCommand */.h7S({ ...input, nextToken })) : newest;
    return events
        .flatMap(({ message = '' }) => message.split(/\r\n|\r|\n/).slice(-lines))
        .map(clean)
        .filter((line) => line.trim() !== '')
        .slice(-lines);
}
/** A line without control sequences, control characters and what turns the direction of text. */
function clean(line) {
    return (line
        .slice(0, longestRaw)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal control sequences are what is taken out
        .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g, '')
        .replace(/\t/g, '  ')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
        .slice(0, longestLine)
        .replace(/[\ud800-\udbff]$/, ''));
}
function whyNot(error, { group, container, region }) {
    if ((0,explain/* errorName */.Is)(error) === 'ResourceNotFoundException')
        return /log group/i.test((0,error_text/* errorMessage */.g)(error))
            ? `there is no log group ${group} in ${region}`
            : 'it has no log stream, so it wrote nothing';
    const { code, message } = (0,explain/* explain */.WE)(error, `the log of ${container}`);
    return code === 'AWS_ACCESS_DENIED' ? `these credentials may not read it: ${message}` : message;
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-elastic-load-balancing-v2/dist-cjs/index.js
var client_elastic_load_balancing_v2_dist_cjs = __webpack_require__(586);
;// CONCATENATED MODULE: ./build/src/deploy/targets.js


const mostGroups = 5;
const mostTargets = 10;
const longest = 1_000;
/** What speaks against the new tasks first; targets that drain are mostly those of tasks that are gone. */
const order = [
    'unhealthy',
    'unavailable',
    'unhealthy.draining',
    'initial',
    'unused',
    'draining',
];
/** Whether events or reasons speak of the health checks of a load balancer. */
function namesHealthChecks(texts) {
    return texts.some((text) => /ELB health check|unhealthy in /i.test(text));
}
/**
 * The target groups to ask: of those of the service the ones that the texts name, else all.
 * @param texts events and reasons
 */
function groupsToAsk(groups, texts) {
    const named = groups.filter((group) => texts.some((text) => text.includes(group)));
    return (named.length > 0 ? named : groups).slice(0, mostGroups);
}
/**
 * Reads which targets of these groups are not healthy, and why, in the load balancer's own words.
 * @throws what a call failed with
 */
async function sickTargets(elb, groups) {
    const answers = await Promise.all(groups.map((group) => readGroup(elb, group)));
    const rank = ({ state }) => order.indexOf(state) + 1 || order.length + 1;
    return answers
        .flat()
        .sort((a, b) => rank(a) - rank(b))
        .slice(0, mostTargets);
}
async function readGroup(elb, TargetGroupArn) {
    const { TargetHealthDescriptions: found } = await elb.send(new client_elastic_load_balancing_v2_dist_cjs/* DescribeTargetHealthCommand */.qyg({ TargetGroupArn }));
    const name = groupName(TargetGroupArn);
    if (found === undefined)
        throw (0,explain/* badAnswer */.k6)(`elasticloadbalancing:DescribeTargetHealth for ${name}`, 'without targets');
    return found.filter(({ TargetHealth: health }) => health?.State !== 'healthy').map(toTarget(name));
}
function toTarget(group) {
    return ({ Target: target, TargetHealth: health }) => {
        const port = target?.Port === undefined ? '' : `:${target.Port}`;
        const words = health?.Description || health?.Reason;
        return {
            target: `${target?.Id ?? 'a target'}${port} in ${group}`,
            state: health?.State ?? 'not told',
            reason: words?.slice(0, longest),
        };
    };
}
/** `arn:…:targetgroup/<name>/<id>` */
function groupName(arn) {
    return arn.split('/')[1] ?? arn;
}

;// CONCATENATED MODULE: ./build/src/deploy/tasks.js




const mostOfService = 300;
const mostOfCluster = 500;
const tasks_mostTasks = 100;
const inOneCall = 100;
/** ECS may tell that a task has stopped before it tells how its containers ended. */
const untilReasonsMs = 2_000;
/**
 * Reads the tasks that a deployment started and that stopped, newest first; ECS shows them for about an hour. Those that
 * were only scaled away are left out.
 * @param later waits so many milliseconds
 * @throws what a call failed with
 */
async function stoppedTasks(ecs, place, deploymentId, later) {
    const first = await findStopped(ecs, place, deploymentId);
    const unclear = first.filter(isUnclear).flatMap(({ taskArn }) => taskArn ?? []);
    if (unclear.length === 0)
        return first.map(toSeen);
    await later(untilReasonsMs);
    const again = await describe(ecs, place, unclear);
    const byArn = new Map(again.map((task) => [task.taskArn, task]));
    return first.map((task) => toSeen(byArn.get(task.taskArn) ?? task));
}
/**
 * How many tasks of a deployment stopped in a way that speaks against the release, for services without a circuit
 * breaker; at most 100. Takes 2 calls for a service whose tasks are listed, some more for others.
 * @throws what a call failed with
 */
async function countStopped(ecs, place, deploymentId) {
    const tasks = await findStopped(ecs, place, deploymentId);
    return tasks.map(toSeen).filter(isOfRelease).length;
}
async function findStopped(ecs, place, deploymentId) {
    const { cluster, service: serviceName } = place;
    // `startedBy` may only stand alone and then finds running tasks only, so it is applied here.
    const find = async (filter, most) => {
        const arns = await listStopped(ecs, place, { cluster, ...filter }, most);
        const tasks = await describe(ecs, place, arns);
        return tasks.filter((task) => task.startedBy === deploymentId && !isScaling(task));
    };
    const named = await find({ serviceName }, mostOfService);
    // By the name of a service ECS does not always find its stopped tasks.
    const found = named.length > 0 ? named : await find({}, mostOfCluster);
    const stoppedAt = (task) => task.stoppedAt?.getTime() ?? task.stoppingAt?.getTime() ?? 0;
    return [...found].sort((a, b) => stoppedAt(b) - stoppedAt(a)).slice(0, tasks_mostTasks);
}
async function listStopped(ecs, place, filter, most) {
    const arns = [];
    for (let nextToken;;) {
        const command = new dist_cjs/* ListTasksCommand */.MYg({
            ...{ ...filter, desiredStatus: 'STOPPED', maxResults: 100 },
            ...(nextToken === undefined ? {} : { nextToken }),
        });
        const page = await ecs.send(command);
        if (page.taskArns === undefined)
            throw (0,explain/* badAnswer */.k6)(`ecs:ListTasks for ${(0,errors/* placeName */.fW)(place)}`, 'without a list of tasks');
        arns.push(...page.taskArns);
        nextToken = page.nextToken;
        if (!nextToken || arns.length >= most)
            return arns.slice(0, most);
    }
}
async function describe(ecs, place, arns) {
    const starts = Array.from({ length: Math.ceil(arns.length / inOneCall) }, (_, at) => at * inOneCall);
    const answers = await Promise.all(starts.map((start) => ecs.send(new dist_cjs/* DescribeTasksCommand */.z8X({ cluster: place.cluster, tasks: arns.slice(start, start + inOneCall) }))));
    return answers.flatMap(({ tasks }) => {
        if (tasks === undefined)
            throw (0,explain/* badAnswer */.k6)(`ecs:DescribeTasks for ${(0,errors/* placeName */.fW)(place)}`, 'without tasks');
        return tasks;
    });
}
function isScaling({ stoppedReason }) {
    return stoppedReason?.startsWith('Scaling activity initiated by') ?? false;
}
/** A task that never started tells why by itself. */
function isUnclear({ stopCode, containers = [] }) {
    return (stopCode !== 'TaskFailedToStart' &&
        containers.length > 0 &&
        containers.every(({ exitCode, reason }) => exitCode === undefined && !reason));
}
function toSeen({ taskArn = '', stopCode, stoppedReason, containers = [] }) {
    return {
        id: taskArn.slice(taskArn.lastIndexOf('/') + 1),
        stopCode,
        reason: stoppedReason || undefined,
        containers: containers.map(({ name = '', exitCode, reason, healthStatus }) => ({
            name,
            exitCode,
            reason: reason || undefined,
            health: healthStatus,
        })),
        runtimeIds: new Map(containers.flatMap(({ name, runtimeId }) => (name && runtimeId ? [[name, runtimeId]] : []))),
    };
}

;// CONCATENATED MODULE: ./build/src/deploy/evidence.js








/** Of each of the two rounds of reads, which are made at once; the whole must not hold a rollback up. */
const roundMs = 5_000;
const evidence_nothing = { events: [], runs: undefined, targetGroups: [] };
/**
 * Gathers why a deployment went bad, while ECS still shows it: stopped tasks, the newest events, the last lines of the
 * containers that failed, the health of targets. Best effort: what cannot be read is said and left out, since the verdict
 * does not depend on it.
 * @param lines of each container's log, 0 to 500; with 0 no log is read
 * @returns also what the service runs, or is moved to, where that could be read
 * @throws the signal's reason when it is aborted, and nothing else
 */
async function gatherEvidence(clients, bad, lines, { signal, pace }) {
    const { ecs } = clients;
    const { deploymentId, signs } = bad;
    const attempt = attempts(bad, signal);
    const later = (ms) => (0,poll/* pause */.v7)(ms / pace, signal);
    const [tasks, { events, runs, targetGroups }] = await Promise.all([
        attempt('stopped tasks', () => stoppedTasks(ecs, bad, deploymentId, later), []),
        attempt('service events', () => readShown(ecs, bad, bad.since), evidence_nothing),
    ]);
    const texts = [...events, ...signs, ...tasks.flatMap(({ reason }) => reason ?? [])];
    const groups = namesHealthChecks(texts) ? groupsToAsk(targetGroups, texts) : [];
    const [logs, targets] = await Promise.all([
        attempt('logs of the containers', () => gatherLogs(clients, bad, tasks, { lines, signal }), []),
        attempt('targets of the load balancer', () => gatherTargets(clients, groups), []),
    ]);
    return { tasks: tasks.map(({ runtimeIds: _, ...task }) => task), events, logs, targets, signs, runs };
}
function attempts(place, signal) {
    return async (what, work, otherwise) => {
        try {
            return await (0,poll/* within */.ux)(work(), roundMs, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            (0,log/* say */.cv)(`The ${what} could not be read: ${(0,explain/* explain */.WE)(error, (0,errors/* placeName */.fW)(place)).message}`);
            return otherwise;
        }
    };
}
async function gatherLogs(clients, { definition, region }, tasks, { lines, signal }) {
    return lines === 0 ? [] : readLogs(clients.logs, logPlaces(tasks, definition, region), lines, signal);
}
async function gatherTargets(clients, groups) {
    return groups.length === 0 ? [] : sickTargets(await clients.elb(), groups);
}

;// CONCATENATED MODULE: ./build/src/deploy/gather.js


// Evidence vanishes: tasks are shown for an hour, and a hundred events at most. So it is gathered at the first sign, and
// once more at the end.
async function gatherAtOnce(watch, sight, following) {
    if (watch.evidence !== undefined)
        return;
    (0,log/* say */.cv)(`${watch.subject.place.service}: the release looks bad; gathering why`);
    watch.evidence = (await gather(watch, sight, following)).evidence;
}
/** @returns also what the service runs, or is moved to, where that is known and is not ours */
async function gatherAtLast(watch, sight, following) {
    const first = watch.evidence;
    const { evidence: late, runs } = await gather(watch, sight, following);
    return { evidence: first === undefined ? late : united(first, late), runs };
}
async function gather(watch, { deployment }, following) {
    const { place, definition, primary, since } = watch.subject;
    // What ECS says once it was asked to go back is of that call, and tells nothing of why.
    const isAsked = watch.remedy !== undefined;
    const signs = isAsked || typeof deployment === 'string' ? [] : deployment.signs;
    const bad = { ...place, deploymentId: primary.id, since, definition, signs };
    const lines = following.diagnosticLogLines;
    const { runs, ...evidence } = await gatherEvidence(following.evidence, bad, lines, following);
    return { evidence, runs: runs === primary.taskDefinition ? undefined : runs };
}
/** Tasks and logs of the first look, which may be gone by now, and the events of the last. */
function united(first, late) {
    const tasks = first.tasks.length > 0 ? first : late;
    return {
        ...{ tasks: tasks.tasks, logs: tasks.logs.length > 0 ? tasks.logs : late.logs },
        targets: first.targets.length > 0 ? first.targets : late.targets,
        signs: [...new Set([...first.signs, ...late.signs])],
        events: late.events.length > 0 ? late.events : first.events,
    };
}

;// CONCATENATED MODULE: ./build/src/deploy/verify.js





// What is looked at once more when ECS calls a rollout done.
/**
 * Compares the digest that ECS resolved, of the index or of a platform's image, with ours. That it cannot be read changes
 * nothing: the task definition names the digest. A remedy's revision is not ours and not compared.
 */
async function confirmImage(watch, { clients, signal }) {
    const { subject, revisionArn } = watch;
    const { containers, digests, place } = subject;
    if (revisionArn === undefined || containers.length === 0 || digests.size === 0)
        return { kind: 'successful' };
    try {
        const command = new dist_cjs/* DescribeServiceRevisionsCommand */.oF5({ serviceRevisionArns: [revisionArn] });
        const { serviceRevisions = [] } = await clients.reads.send(command);
        for (const { containerName = '', imageDigest } of serviceRevisions[0]?.containerImages ?? []) {
            if (!containers.includes(containerName))
                continue;
            if (imageDigest === undefined)
                (0,log/* say */.cv)(`${place.service}: ECS does not say which digest it resolved for ${containerName}`);
            else if (!digests.has(imageDigest))
                return { kind: 'mismatched', container: containerName, digest: imageDigest };
        }
        return { kind: 'successful' };
    }
    catch (error) {
        signal.throwIfAborted();
        (0,log/* say */.cv)(`${place.service}: the digest that ECS resolved cannot be read: ${(0,explain/* explain */.WE)(error, (0,errors/* placeName */.fW)(place)).message}`);
        return { kind: 'successful' };
    }
}
/** What is true although the rollout ended well, and makes its success worth less than it sounds. */
async function notesOn({ ours, subject, remedy }, { clients, signal }) {
    const now = await (0,deploy_service/* readService */.uS)(clients.reads, subject.place).catch(() => undefined);
    signal.throwIfAborted();
    const late = remedy === undefined ? [] : [`ECS had been asked to roll it back, because ${remedy.reason}`];
    if (now === undefined)
        return late;
    const { desiredCount, primary } = now;
    if (desiredCount === 0)
        return [...late, 'the service wants 0 tasks, so nothing was started and nothing is proved'];
    if (primary !== undefined && primary.id !== ours.id && primary.createdAt > ours.createdAt)
        return [...late, `a newer deployment (${primary.id}) has begun since`];
    if (primary === undefined || primary.running >= desiredCount)
        return late;
    const early = subject.shape.endsEarly
        ? ', since earlySuccessCriteria lets it end early and nothing watches the rest'
        : '';
    return [...late, `only ${primary.running} of ${desiredCount} tasks run now${early}`];
}

;// CONCATENATED MODULE: ./build/src/deploy/watch.js

/** ECS lists a new service deployment within seconds; longer than this nobody waits for its record. */
const soughtMs = 60_000;
function watchOf(subject, { timeoutMinutes, maxFailedTasks }) {
    const { primary, before, shape, desiredCount: wanted = 0 } = subject;
    const minutes = timeoutMinutes ?? shape.minutes;
    const { isWatched, rollsBack } = shape;
    return {
        subject,
        ours: {
            id: primary.id,
            createdAt: primary.createdAt,
            before,
            maxFailedTasks,
            isWatched,
            rollsBack,
            wanted,
        },
        ...{ memory: nothing, record: 'sought', arn: undefined, revisionArn: undefined },
        ...{ soughtUntilMs: soughtMs, limitMs: minutes * 60_000, minutes },
        ...{
            line: '',
            hook: undefined,
            toldHooks: new Set(),
            turning: false,
            stages: [],
            stopped: undefined,
            countedMs: 0,
        },
        ...{ evidence: undefined, remedy: undefined, refusals: 0, faults: 0, gone: 0, isOver: false },
    };
}

;// CONCATENATED MODULE: ./build/src/deploy/react.js









// What is done about what a look shows.
const mostRefusals = 3;
const againMs = 10_000;
/** How long a rollback may take, whatever the limit of the rollout was. */
const rollbackMinutes = 30;
async function react(watch, reading, sight, following) {
    watch.turning = reading.kind === 'turning';
    switch (reading.kind) {
        case 'going-on':
            return;
        case 'paused':
            return pause(watch, reading.hook, following);
        case 'turning':
            return gatherAtOnce(watch, sight, following);
        case 'failing':
            return fail(watch, reading, sight, following);
        case 'ended':
            return finish(watch, endingOf(reading.end, watch, following), sight, following);
    }
}
/** When the time is over: nothing is taken back for that alone, unless it is asked for. */
async function timeUp(watch, sight, following) {
    const { minutes, turning, line, remedy } = watch;
    if (remedy !== undefined) {
        const reason = `it was not done within ${rollbackMinutes} min; ${remedy.reason}`;
        return finish(watch, { kind: 'rollback-failed', reason, by: remedy.by }, sight, following);
    }
    const ending = { kind: 'timed-out', lastState: line, minutes, turning };
    if (following.onTimeout === 'leave' || turning)
        return finish(watch, ending, sight, following);
    await gatherAtOnce(watch, sight, following);
    const reason = `it was not done after ${minutes} min, and on-timeout says rollback`;
    if (!(await rollBack(watch, reason, false, sight, following)))
        await finish(watch, ending, sight, following);
}
async function pause(watch, hook, following) {
    const { subject } = watch;
    const isNew = !watch.toldHooks.has(hook.id);
    watch.toldHooks.add(hook.id);
    if (following.onPause === 'return' && watch.remedy === undefined) {
        const ending = { kind: 'paused', hook: hook.id, expiresAt: hook.expiresAt };
        return conclude(watch, ending, rollout/* noEvidence */.n);
    }
    if (!isNew)
        return;
    const until = hook.expiresAt === undefined
        ? ''
        : ` until ${hook.expiresAt.toISOString()}, then ${hook.timeoutAction ?? 'ROLLBACK'}`;
    (0,core/* warning */.$e)(`The deployment of ${subject.place.service} is paused at the hook ${hook.id} and waits for a person${until}: continue it or roll it back in the console, or with \`aws ecs continue-service-deployment\`.`);
}
async function fail(watch, { reason, isOver }, sight, following) {
    const { remedy } = watch;
    const isOurBack = remedy?.by === 'previous-revision';
    // What was asked of ECS shows a few looks later.
    if (remedy !== undefined && !isOurBack && !isOver)
        return;
    await gatherAtOnce(watch, sight, following);
    if (following.onDeployFailure === 'rollback' &&
        !isOurBack &&
        (await rollBack(watch, reason, isOver, sight, following)))
        return;
    const ending = remedy === undefined ? { kind: 'failed', reason } : { kind: 'rollback-failed', reason, by: remedy.by };
    await finish(watch, ending, sight, following);
}
/** @returns whether it is on its way back now, or will be asked for again at the next look */
async function rollBack(watch, reason, isOver, { elapsedMs }, { clients, signal, pace }) {
    const { place, previous } = watch.subject;
    const bad = { id: watch.ours.id, arn: isOver ? undefined : watch.arn, hook: watch.hook, previous };
    const back = await takeBack(clients, { ...place, signal, pace }, bad);
    switch (back.kind) {
        case 'later':
            (0,log/* say */.cv)(`${place.service}: it is not rolled back now: ${back.why}`);
            watch.limitMs = Math.max(watch.limitMs, elapsedMs + againMs);
            return ++watch.refusals < mostRefusals;
        case 'impossible':
            (0,log/* say */.cv)(`${place.service}: it cannot be rolled back: ${back.why}`);
            return false;
        case 'replaced': {
            const { primary, before } = back;
            watch.ours = { ...watch.ours, id: primary.id, createdAt: primary.createdAt, before };
            watch.record = watch.record === 'closed' ? 'closed' : 'sought';
            watch.arn = undefined;
            watch.soughtUntilMs = elapsedMs + soughtMs;
            // What was counted of the bad one says nothing of this one.
            watch.memory = nothing;
            watch.stopped = undefined;
            watch.countedMs = elapsedMs;
            const note = `told to run ${(0,rollout/* revisionOf */.D)(primary.taskDefinition)} again: deployment ${primary.id}`;
            (0,log/* say */.cv)(`${place.service}: ${note}`);
            watch.subject.learn({ deploymentArn: undefined, notes: [`it was ${note}`] });
            break;
        }
        case 'asked':
            (0,log/* say */.cv)(`${place.service}: ECS was asked to roll the deployment ${watch.ours.id} back`);
    }
    watch.remedy = { by: back.by, reason };
    watch.limitMs = elapsedMs + rollbackMinutes * 60_000;
    return true;
}
/** What the end of the deployment that is watched now means for the release. */
function endingOf(end, { remedy }, { onSuperseded }) {
    if (remedy?.by === 'previous-revision' && end.kind !== 'superseded')
        return endOfOurBack(end, remedy);
    switch (end.kind) {
        case 'successful':
            return end;
        case 'stopped':
            return remedy === undefined ? end : { kind: 'rollback-failed', reason: end.reason, by: remedy.by };
        case 'superseded':
            return { ...end, isTolerated: onSuperseded === 'warn' && remedy === undefined };
        case 'rolled-back':
        case 'rollback-failed':
            return { kind: end.kind, reason: remedy?.reason ?? end.reason, by: remedy?.by ?? 'ecs' };
    }
}
function endOfOurBack(end, { by, reason }) {
    if (end.kind === 'successful')
        return { kind: 'rolled-back', reason, by };
    return { kind: 'rollback-failed', reason: `${end.reason}; ${reason}`, by };
}
async function finish(watch, ending, sight, following) {
    if (ending.kind === 'successful') {
        const confirmed = await confirmImage(watch, following);
        if (confirmed.kind === 'successful')
            return conclude(watch, confirmed, rollout/* noEvidence */.n, await notesOn(watch, following));
        return conclude(watch, confirmed, rollout/* noEvidence */.n);
    }
    if (ending.kind === 'superseded')
        return conclude(watch, ending, watch.evidence ?? rollout/* noEvidence */.n);
    const { evidence, runs } = await gatherAtLast(watch, sight, following);
    watch.subject.learn({ runs });
    conclude(watch, ending, evidence);
}
/** What somebody else stopped or replaced needs no diagnosis. */
function conclude(watch, ending, evidence, notes = []) {
    const isOthers = ending.kind === 'superseded' || ending.kind === 'stopped';
    watch.isOver = true;
    watch.subject.learn({
        ...{ ending, evidence, notes, stages: watch.stages },
        diagnosis: isOthers ? undefined : diagnose(evidence),
    });
}

;// CONCATENATED MODULE: ./build/src/deploy/classic.js

// Reading a rollout by the deployments that the service lists, where the API of service deployments is denied or missing.
/** What is gone must stay gone for so many reads and so long: a read may be of before. */
const goneReads = 3;
const goneMs = 60_000;
/** How long a failed deployment may lead before it is clear that ECS does not go back by itself. */
const turningMs = 120_000;
function readList(service, sight, before, ours) {
    const own = service.deployments.find(({ id }) => id === ours.id);
    const primary = service.deployments.find(({ isPrimary }) => isPrimary);
    const memory = remember(own, sight, before);
    if (own?.isPrimary)
        return readPrimary(own, service, sight, memory, ours);
    if (primary === undefined)
        return { memory, reading: goingOn };
    if (primary.createdAt > ours.createdAt && primary.id !== ours.before) {
        const reason = `${primary.id} leads the service now`;
        return { memory, reading: ended({ kind: 'superseded', reason }) };
    }
    const isLong = memory.isBeaten || sight.elapsedMs - memory.missingSinceMs >= goneMs;
    const isGone = memory.missing >= goneReads && isLong;
    if (own === undefined && !isGone)
        return { memory, reading: goingOn };
    return { memory, reading: readReturn(primary, memory) };
}
function remember(own, { elapsedMs }, memory) {
    const why = own?.rolloutState === 'FAILED' ? own.rolloutReason : memory.why;
    if (own !== undefined)
        return { ...memory, why, missing: 0, missingSinceMs: elapsedMs, isBeaten: !own.isPrimary };
    return { ...memory, missing: memory.missing + 1 };
}
/** An earlier one leads again: ECS went back to it, and is done once that one is. */
function readReturn({ rolloutState, rolloutReason }, { why }) {
    const reason = why ?? 'ECS gives no reason';
    if (rolloutState === 'FAILED')
        return ended({ kind: 'rollback-failed', reason: rolloutReason ?? reason });
    return rolloutState === 'IN_PROGRESS' ? { kind: 'turning' } : ended({ kind: 'rolled-back', reason });
}
function readPrimary(own, service, sight, before, ours) {
    const memory = rememberPlacing(sight, own.running, before, ours);
    switch (own.rolloutState) {
        case 'COMPLETED':
            return { memory, reading: completed(own, service, ours) };
        case 'FAILED':
            return readFailed(own, sight, memory, ours);
        case undefined:
            return readStateless(own, service, sight, memory, ours);
        default:
            return { memory, reading: failingOf(sight, own, memory, ours) ?? goingOn };
    }
}
/** A deployment that was there before is done only with all tasks that the service wants. */
function completed(own, { desiredCount }, ours) {
    const isThere = ours.id !== ours.before || own.running >= Math.max(desiredCount, ours.wanted);
    return isThere ? ended({ kind: 'successful' }) : goingOn;
}
/** It leads although it failed: ECS is about to go back, or never will. */
function readFailed(own, { elapsedMs }, before, ours) {
    const failedSinceMs = before.failedSinceMs ?? elapsedMs;
    const memory = { ...before, failedSinceMs };
    if (ours.rollsBack && elapsedMs - failedSinceMs < turningMs)
        return { memory, reading: { kind: 'turning' } };
    const reason = own.rolloutReason ?? 'ECS gives no reason';
    return { memory, reading: { kind: 'failing', reason, isOver: true } };
}
/** With a classic load balancer there is no state: alone, and with all its tasks, twice. */
function readStateless(own, service, sight, before, ours) {
    const isSteady = service.deployments.length === 1 && own.running >= Math.max(service.desiredCount, ours.wanted);
    const memory = { ...before, steady: isSteady ? before.steady + 1 : 0 };
    if (memory.steady >= 2)
        return { memory, reading: ended({ kind: 'successful' }) };
    return { memory, reading: failingOf(sight, own, memory, ours) ?? goingOn };
}

;// CONCATENATED MODULE: ./build/src/deploy/reading.js


/**
 * Reads one look. Only our own deployment decides, whatever else happens to the service; where ECS's record of it cannot be
 * had, the service's own list does.
 */
function readSight(sight, memory, ours) {
    const { deployment, service } = sight;
    if (deployment === 'unreadable')
        return { memory, reading: goingOn };
    if (deployment !== 'closed')
        return readRecord(deployment, sight, memory, ours);
    return service === undefined ? { memory, reading: goingOn } : readList(service, sight, memory, ours);
}
function readRecord(deployment, sight, before, ours) {
    const memory = rememberPlacing(sight, deployment.running, before, ours);
    const reading = readStatus(deployment);
    if (reading.kind === 'ended' && reading.end.kind === 'successful' && ours.id === ours.before)
        return { memory, reading: reading_confirm(sight.service, ours) };
    if (reading.kind !== 'going-on')
        return { memory, reading };
    const counts = { running: deployment.running, failed: 0 };
    return { memory, reading: failingOf(sight, counts, memory, ours) ?? pausedAt(deployment) ?? goingOn };
}
function pausedAt({ pausedAt: hook }) {
    return hook && { kind: 'paused', hook };
}
/**
 * UpdateService made no deployment, because the service is told to run this revision already. Its deployment may have
 * succeeded long ago and be on its way back now, so an old success counts only once the service is where it should be.
 */
function reading_confirm(service, ours) {
    const primary = service?.deployments.find(({ isPrimary }) => isPrimary);
    if (service === undefined || primary === undefined)
        return goingOn;
    if (primary.id !== ours.id)
        return ended({ kind: 'superseded', reason: 'the service was told to run something else meanwhile' });
    const isSteady = primary.rolloutState === undefined
        ? service.deployments.length === 1
        : primary.rolloutState === 'COMPLETED';
    return isSteady && primary.running >= Math.max(service.desiredCount, ours.wanted)
        ? ended({ kind: 'successful' })
        : goingOn;
}

;// CONCATENATED MODULE: ./build/src/deploy/records.js







/** An emulator, or a proxy, answers with a page: so often in a row, and ECS's own records are given up. */
const mostPages = 3;
/**
 * Reads in batches. Where ECS's own records are denied or missing, the services' lists of deployments are what is left.
 * @throws (its `read`) ActionError what does not pass by itself
 */
function readerOf(cluster, { clients, signal }) {
    const ecs = clients.reads;
    const patient = patience(`the services in the cluster ${cluster}`);
    let faults = 0;
    let isTold = false;
    function close(watches, why) {
        for (const watch of watches)
            watch.record = 'closed';
        if (isTold)
            return;
        isTold = true;
        (0,core/* notice */.lm)(`The services' own lists of deployments decide, and the digest that ECS resolved is not compared, since its records of deployments cannot be read: ${why} They need ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions.`);
    }
    async function orClosed(watches, read) {
        try {
            const value = await read;
            faults = 0;
            return value;
        }
        catch (cause) {
            signal.throwIfAborted();
            const error = (0,explain/* explain */.WE)(cause, `the service deployments in the cluster ${cluster}`);
            faults++;
            const isPage = error.code === 'AWS_BAD_ANSWER' && faults >= mostPages;
            if (isPage || isClosed(cause)) {
                close(watches, error.message);
                return undefined;
            }
            if (!passing.has(error.code) || faults >= mostInARow)
                throw error;
            (0,log/* say */.cv)(`Asking again: ${error.message}`);
            return undefined;
        }
    }
    /** Each by itself: what is denied of one, or fails for it, says nothing of the others. */
    async function seek(watch, elapsedMs) {
        const { place } = watch.subject;
        try {
            const { own } = await findDeployment(ecs, place, watch.ours);
            watch.faults = 0;
            if (own === undefined && elapsedMs > watch.soughtUntilMs)
                return close([watch], `ECS lists none for ${watch.ours.id} of ${place.service} within a minute.`);
            if (own === undefined)
                return;
            watch.arn = own;
            watch.record = 'found';
            // That of our way back is not the release's.
            if (watch.remedy === undefined)
                watch.subject.learn({ deploymentArn: own });
        }
        catch (cause) {
            signal.throwIfAborted();
            const { code, message } = (0,explain/* explain */.WE)(cause, (0,errors/* placeName */.fW)(place));
            const most = code === 'AWS_BAD_ANSWER' ? mostPages : mostInARow;
            if (isClosed(cause) || !passing.has(code) || ++watch.faults >= most)
                return close([watch], message);
            (0,log/* say */.cv)(`Asking again: ${message}`);
        }
    }
    async function readServices(watches) {
        const names = watches.map(({ subject }) => subject.place.service);
        try {
            return await patient((0,look/* describeServices */.Ge)(ecs, cluster, names));
        }
        catch (cause) {
            signal.throwIfAborted();
            const error = (0,explain/* explain */.WE)(cause, `the services in the cluster ${cluster}`);
            // Events and counts are for the reader then: ECS's record decides without them.
            if (!isClosed(cause) && !isClosed(error.cause) && !passing.has(error.code))
                throw error;
            if (watches.some(({ record }) => record !== 'found'))
                throw error;
            return undefined;
        }
    }
    return {
        async read(watches, elapsedMs) {
            await Promise.all(watches.filter(({ record }) => record === 'sought').map((watch) => seek(watch, elapsedMs)));
            const arns = watches.flatMap(({ arn, record }) => (record === 'found' && arn ? [arn] : []));
            const deployments = arns.length === 0 ? new Map() : await orClosed(watches, (0,look/* describeDeployments */.eu)(ecs, arns));
            return { services: await readServices(watches), deployments };
        },
        async hasSuccessor({ subject: { place }, ours }) {
            const found = await findDeployment(ecs, place, ours).catch(() => undefined);
            signal.throwIfAborted();
            return found?.hasSuccessor ?? false;
        },
    };
}

;// CONCATENATED MODULE: ./build/src/deploy/follow.js















const follow_longestEvent = 1_000;
/** One read may be of a moment when nothing was there. */
const follow_goneReads = 2;
/** What a rollback and a last look may take after the last limit. */
const lastMs = 60 * 60_000;
/** While ECS has not listed one yet. */
const seekingMs = 2_000;
/**
 * Follows deployments of one cluster to their ends, all in one loop, since one call tells of many. Each subject is told what
 * becomes of it as soon as it is known; what of ours fails is told as a failure, and never as an end.
 * @throws the signal's reason, after what on-cancel asks for
 */
async function followAll(cluster, subjects, following) {
    const watches = subjects.map((subject) => watchOf(subject, following));
    const reader = readerOf(cluster, following);
    const seen = new Set();
    const active = () => watches.filter(({ isOver }) => !isOver);
    const { signal, pace } = following;
    try {
        await (0,poll/* poll */.wt)(async (elapsedMs) => {
            const read = await readAll(reader, active(), elapsedMs, following);
            if (read === undefined)
                return true;
            for (const watch of active())
                showEvents(watch, read, seen);
            await Promise.all(active().map((watch) => advance(watch, { reader, read, elapsedMs, following })));
            return active().length === 0 ? true : undefined;
        }, {
            delayMs: (elapsedMs) => delay(active(), elapsedMs),
            limitMs: Math.max(...watches.map(({ limitMs }) => limitMs)) + lastMs,
            ...{ signal, pace },
        });
    }
    catch (error) {
        for (const watch of active())
            tellSoFar(watch);
        await onCancel(active(), following);
        throw error;
    }
    const late = new Error('it was not done long after its time was over');
    for (const watch of active())
        giveUp(watch, (0,errors/* deploymentUnknown */.Si)(watch.subject.place, watch.ours.id, late));
}
/** @returns undefined where nothing can be known any more, which every service is told */
async function readAll(reader, watches, elapsedMs, { signal }) {
    try {
        return await reader.read(watches, elapsedMs);
    }
    catch (error) {
        signal.throwIfAborted();
        for (const watch of watches)
            giveUp(watch, (0,errors/* deploymentUnknown */.Si)(watch.subject.place, watch.ours.id, error));
        return undefined;
    }
}
function giveUp(watch, error) {
    watch.isOver = true;
    tellSoFar(watch);
    watch.subject.learn({ failure: (0,src_errors/* failureOf */.g5)(error) });
}
/** What is known of one whose end is not. */
function tellSoFar({ evidence = rollout/* noEvidence */.n, stages, subject }) {
    subject.learn({ evidence, stages, diagnosis: diagnose(evidence) });
}
async function advance(watch, { reader, read, elapsedMs, following }) {
    const { place } = watch.subject;
    const service = read.services?.get(place.service);
    const isGone = read.services !== undefined && service?.status !== 'ACTIVE';
    watch.gone = isGone ? watch.gone + 1 : 0;
    if (watch.gone >= follow_goneReads)
        return giveUp(watch, (0,errors/* serviceGone */.P4)(place, watch.ours.id, service?.status));
    try {
        const sight = await sightOf(watch, { reader, read, elapsedMs, following });
        const { memory, reading } = readSight(sight, watch.memory, watch.ours);
        watch.memory = memory;
        watch.hook = typeof sight.deployment === 'string' ? watch.hook : sight.deployment.pausedAt;
        watch.stages = (0,progress/* withStage */.Lf)(watch.stages, sight);
        tell(watch, sight);
        await react(watch, reading, sight, following);
        if (!watch.isOver && elapsedMs >= watch.limitMs)
            await timeUp(watch, sight, following);
    }
    catch (error) {
        following.signal.throwIfAborted();
        const why = (0,explain/* explain */.WE)(error, (0,errors/* placeName */.fW)(place));
        giveUp(watch, why.code === 'DEPLOYMENT_UNKNOWN' ? why : (0,errors/* deploymentUnknown */.Si)(place, watch.ours.id, why));
    }
}
async function sightOf(watch, { reader, read, elapsedMs, following }) {
    const { record, arn, subject } = watch;
    const service = read.services?.get(subject.place.service);
    const shown = record === 'found' && arn !== undefined ? read.deployments?.get(arn) : undefined;
    watch.revisionArn = shown?.targetServiceRevision?.arn ?? watch.revisionArn;
    const hasSuccessor = shown?.status === 'STOPPED' && (await reader.hasSuccessor(watch));
    const list = service && (0,look/* serviceSight */.t6)(service);
    return {
        service: list,
        deployment: record === 'closed' ? 'closed' : shown ? (0,look/* deploymentSight */.hh)(shown, hasSuccessor) : 'unreadable',
        stopped: await countStoppedOf(watch, list, elapsedMs, following),
        elapsedMs,
    };
}
/** How often the stopped tasks of a deployment that nothing else watches are counted. */
const countingMs = 30_000;
/** A task that runs for a moment sets ECS's own count of failures back: those that stopped are counted. */
async function countStoppedOf(watch, service, elapsedMs, { clients, signal }) {
    const own = service?.deployments.find(({ id }) => id === watch.ours.id);
    if (watch.ours.isWatched || own === undefined || own.running >= own.desired)
        return watch.stopped;
    if (elapsedMs - watch.countedMs < countingMs)
        return watch.stopped;
    watch.countedMs = elapsedMs;
    watch.stopped = await countStopped(clients.reads, watch.subject.place, watch.ours.id).catch(() => undefined);
    signal.throwIfAborted();
    return watch.stopped;
}
/** The log tells changes and not looks. */
function tell(watch, sight) {
    const line = (0,progress/* progressOf */.jA)(sight, watch.ours.id);
    if (line === undefined || line === watch.line)
        return;
    watch.line = line;
    (0,log/* say */.cv)(`${(0,progress/* clock */.pm)(sight.elapsedMs)} ${watch.subject.place.service} ${line}`);
}
function showEvents({ subject: { place, since } }, { services }, seen) {
    const { events = [] } = services?.get(place.service) ?? {};
    for (const { id, createdAt, message } of events.toReversed()) {
        const isOld = createdAt === undefined || createdAt < since || seen.has(id ?? '');
        if (isOld)
            continue;
        seen.add(id ?? '');
        (0,log/* say */.cv)(`      ${(message ?? '').slice(0, follow_longestEvent)}`);
    }
}
function delay(watches, elapsedMs) {
    const isSought = watches.some(({ record }) => record === 'sought');
    const next = (0,poll/* jitter */.p$)(isSought ? seekingMs : (0,progress/* delayAfter */.Ee)(elapsedMs));
    const left = Math.min(...watches.map(({ limitMs }) => limitMs - elapsedMs));
    return Math.max(Math.min(next, left), 500);
}

;// CONCATENATED MODULE: ./build/src/deploy/shown-evidence.js


const shown_evidence_mostGroups = 10;
const mostIds = 3;
/**
 * Writes the evidence to the job's log: what ECS says, tasks by the way in which they stopped, targets and events in one
 * group, the lines of each container in one of its own. Nothing is written where there is none. The runner has no groups
 * within groups, so this is no part of another stage.
 * @param subject whose evidence it is, such as "the service shop"
 */
async function showEvidence(evidence, subject) {
    const { signs, targets, events, logs } = evidence;
    const missing = logs.flatMap((one) => (one.kind === 'none' ? [one] : []));
    const parts = [
        ['ECS says:', signs],
        ['Stopped tasks:', taskLines(evidence.tasks)],
        ['Targets that get no traffic:', targets.map(targetLine)],
        ['Events, the newest first:', events],
        [
            'Logs that are not shown:',
            missing.map(({ task, container, why }) => `${container} in ${task}: ${why}`),
        ],
    ];
    const told = parts.filter(([, lines]) => lines.length > 0);
    if (told.length > 0) {
        await (0,log/* stage */.dw)(`What is known of the rollout of ${subject}`, async () => {
            for (const [title, lines] of told) {
                (0,log/* say */.cv)(title);
                for (const line of lines)
                    (0,log/* say */.cv)(`  ${line.replace(/\s+/g, ' ')}`);
            }
        });
    }
    for (const log of logs)
        if (log.kind === 'lines')
            await showLog(log);
}
function taskLines(tasks) {
    const groups = groupTasks(tasks);
    const lines = groups.slice(0, shown_evidence_mostGroups).map((group) => {
        const [task] = group;
        const ids = group.slice(0, mostIds).map(({ id }) => id);
        const more = group.length > mostIds ? ', …' : '';
        const words = task === undefined ? '' : describeTask(task);
        return `${group.length} × ${words} (${ids.join(', ')}${more})`;
    });
    const left = groups.slice(shown_evidence_mostGroups).flat().length;
    return left === 0 ? lines : [...lines, `${left} more in other ways`];
}
function targetLine({ target, state, reason }) {
    return `${target}: ${state}${reason === undefined ? '' : `, ${reason}`}`;
}
/** What an application wrote must not be obeyed by the runner. */
async function showLog({ task, container, lines }) {
    await (0,log/* stage */.dw)(`The last lines of ${container} in the task ${task}`, () => (0,log/* foreign */.V$)(async (write) => {
        for (const line of lines)
            write(line);
    }));
}

// EXTERNAL MODULE: ./build/src/lib/state.js
var state = __webpack_require__(4948);
;// CONCATENATED MODULE: ./build/src/rolling.js














/**
 * Deploys an image, or registers a revision with it where no service is named.
 * @returns whether everything that was asked for is there: every service runs it, or the revision is registered
 */
async function rollOut(run, deployment, registry, image, learn) {
    const name = `${registry.repository.uri}@${image.manifest.digest}`;
    const digests = new Set([image.manifest.digest, ...image.platforms.map(({ digest }) => digest)]);
    const { order } = deployment;
    if (order.services.length === 0)
        return registerAlone(deployment, name, learn);
    const where = `${order.services.slice(0, 5).join(', ')} in ${order.cluster}`;
    const rollouts = await (0,log/* stage */.dw)(`Deploy to ${where}`, () => deployAll(run, deployment, { image: name, digests }, learn));
    // The runner has no groups within groups.
    for (const { service, evidence } of rollouts)
        await showEvidence(evidence, `the service ${service}`);
    return deployedOf(rollouts);
}
async function deployAll(run, { clients, order }, ours, learn) {
    // Each from its own UpdateService on: what came before is no part of its rollout.
    const started = new Map();
    const rollouts = new Map();
    const tell = (service, news) => {
        const known = rollouts.get(service);
        if (known === undefined)
            return;
        if (news.deploymentId !== undefined)
            started.set(service, performance.now());
        const sinceMs = performance.now() - (started.get(service) ?? performance.now());
        const seconds = Math.round((sinceMs * order.pace) / 1000);
        rollouts.set(service, { ...known, ...news, seconds });
        const all = [...rollouts.values()];
        rolling_remember(order.cluster, all);
        learn({ rollouts: all });
    };
    const begin = (rollout) => {
        rollouts.set(rollout.service, rollout);
        learn({ rollouts: [...rollouts.values()] });
    };
    const following = followingOf(run, clients);
    const subjects = [];
    try {
        await startDeploy(clients, order, ours, begin, tell, (subject) => subjects.push(subject));
    }
    catch (error) {
        await onCancel(subjects.map((subject) => watchOf(subject, following)), following);
        throw error;
    }
    if (subjects.length > 0)
        await followAll(order.cluster, subjects, following);
    return [...rollouts.values()];
}
/** For the post step: a run that is cancelled or killed does not see the end. */
function rolling_remember(cluster, rollouts) {
    const open = rollouts.flatMap(({ service, deploymentId: id, deploymentArn: arn, ending }) => id === undefined || ending !== undefined ? [] : [{ service, id, arn }]);
    try {
        (0,state/* saveRollouts */.Mi)({ cluster, open });
    }
    catch (error) {
        (0,log/* say */.cv)(`The post step cannot be told of the rollout: ${(0,error_text/* errorMessage */.g)(error)}`);
    }
}
function deployedOf(rollouts) {
    const kinds = rollouts.map(({ ending, failure }) => (failure === undefined ? ending?.kind : undefined));
    if (kinds.every((kind) => kind === 'successful' || kind === 'no-change'))
        return 'done';
    const isOpen = (kind) => kind === 'not-waited' || kind === 'paused';
    return kinds.some((kind) => kind !== 'successful' && kind !== 'no-change' && !isOpen(kind))
        ? 'failed'
        : 'unknown';
}
function followingOf(run, clients) {
    const { deploy } = run.inputs;
    if (deploy.kind !== 'services')
        throw new Error('Nothing is deployed, so nothing is followed.');
    const { settings, ...ecs } = clients;
    return {
        ...deploy.following,
        signal: run.signal,
        pace: run.pace,
        clients: ecs,
        evidence: evidenceClients(clients),
    };
}
function evidenceClients({ reads, settings }) {
    return {
        ecs: reads,
        logs: async (region) => (await __webpack_require__.e(/* import() */ 682).then(__webpack_require__.bind(__webpack_require__, 9682))).logsClient(settings, region),
        elb: async () => (await __webpack_require__.e(/* import() */ 720).then(__webpack_require__.bind(__webpack_require__, 1720))).elbClient(settings),
    };
}
/** Without a service: a revision for somebody else to use. */
function registerAlone({ clients, order }, image, learn) {
    return (0,log/* stage */.dw)('Register the task definition', async () => {
        const { base, wanted } = await (0,prepare/* prepareAlone */.P8)(clients.reads, order, image);
        const known = await (0,deploy_base/* latestOf */.Te)(clients.reads, wanted);
        const { signal, pace, mark } = order;
        const registered = await reviseDefinition(clients, { from: base.name, wanted, known, mark, signal, pace });
        learn({ registered });
        return 'done';
    });
}
/** For a dry run: what would change, with a word in place of the digest that only a build can give. */
function foreseeDiff({ clients, prepared, order }, registry) {
    const image = `${registry.repository.uri}@(the digest of the build)`;
    return (0,log/* stage */.dw)('What would change in the task definition', async () => {
        if (prepared.length === 0) {
            const { wanted } = await (0,prepare/* prepareAlone */.P8)(clients.reads, order, image);
            const [latest] = await (0,deploy_base/* latestOf */.Te)(clients.reads, wanted);
            sayDiff(diffOf((0,deploy_mark/* withoutMark */.E_)(latest?.definition ?? {}), (0,deploy_mark/* withoutMark */.E_)(wanted)));
        }
        for (const { service, base, known } of prepared) {
            const wanted = (0,revise/* reviseBase */.k)(base, order.edits, order.containerName, image);
            const now = known.at(-1)?.definition ?? {};
            (0,log/* say */.cv)(`${service}:`);
            sayDiff(diffOf((0,deploy_mark/* withoutMark */.E_)(now), (0,deploy_mark/* withoutMark */.E_)(wanted)));
        }
    });
}
function sayDiff(lines) {
    for (const line of lines.length === 0 ? ['nothing'] : lines)
        (0,log/* say */.cv)(`  ${line}`);
}


/***/ })

};
