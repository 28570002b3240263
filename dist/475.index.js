export const id = 475;
export const ids = [475];
export const modules = {

/***/ 1475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prepare: () => (/* binding */ deployment_prepare),
  runningImage: () => (/* binding */ runningImage)
});

// EXTERNAL MODULE: ./build/src/access.js + 7 modules
var access = __webpack_require__(6124);
// EXTERNAL MODULE: ./build/src/deploy/mark.js
var deploy_mark = __webpack_require__(2088);
// EXTERNAL MODULE: ./build/src/deploy/prepare.js + 1 modules
var prepare = __webpack_require__(4163);
// EXTERNAL MODULE: ./build/src/deploy/running.js
var deploy_running = __webpack_require__(3802);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./build/src/deploy/base.js + 4 modules
var deploy_base = __webpack_require__(5618);
// EXTERNAL MODULE: ./build/src/deploy/rollout.js
var rollout = __webpack_require__(9692);
// EXTERNAL MODULE: ./build/src/lib/log.js
var log = __webpack_require__(7399);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
;// CONCATENATED MODULE: ./build/src/registry/pull-access.js


/**
 * Whether the policy of a repository lets another account pull, as far as it can be read. Conditions, and principals that
 * are services or organizations, make it unknown.
 */
async function mayPull(ecr, { name, account: registryId }, account) {
    try {
        const { policyText } = await ecr.send(new dist_cjs/* GetRepositoryPolicyCommand */.MeN({ registryId, repositoryName: name }));
        return pullsOf(policyText ?? '', account);
    }
    catch (error) {
        // Without a policy only the repository's own account pulls.
        return (0,explain/* errorName */.Is)(error) === 'RepositoryPolicyNotFoundException' ? 'no' : 'unknown';
    }
}
const pulling = /^(\*|ecr:(\*|Batch\*|BatchGet\*|BatchGetImage))$/i;
function pulls({ Action }) {
    return listOf(Action).some((one) => pulling.test(String(one)));
}
/** Wildcards in other places, and NotAction, may take pulling in: nobody is refused for what is not understood. */
function mayBePulling({ Action, NotAction }) {
    const [start, wild] = ['ecr:batchgetimage', /[*?]/];
    const fits = (one) => wild.test(one) && start.startsWith(one.split(wild)[0] ?? '');
    return NotAction !== undefined || listOf(Action).some((one) => fits(String(one).toLowerCase()));
}
function pullsOf(policy, account) {
    let statements;
    try {
        const { Statement } = JSON.parse(policy);
        statements = Statement;
    }
    catch {
        return 'unknown';
    }
    const allowing = listOf(statements)
        .map((one) => (typeof one === 'object' && one !== null ? one : {}))
        .filter((one) => one.Effect === 'Allow' && (pulls(one) || mayBePulling(one)));
    if (allowing.length === 0)
        return 'no';
    const principals = allowing.map(({ Principal }) => JSON.stringify(Principal ?? ''));
    const isNamed = allowing.some((one, index) => one.Condition === undefined && pulls(one) && principals[index]?.includes(account));
    if (isNamed)
        return 'yes';
    const isOpen = allowing.some((one, index) => !pulls(one) || one.Condition !== undefined || /"\*"|Service|NotPrincipal/.test(principals[index] ?? ''));
    return isOpen || allowing.some(({ Principal }) => Principal === undefined) ? 'unknown' : 'no';
}
function listOf(value) {
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

;// CONCATENATED MODULE: ./build/src/foretelling.js







// What is said of a deploy before the build: it is possible, and yet should be looked at.
async function foretell(ecs, order, one) {
    const { service, state, base } = one;
    const names = order.edits.containers.map(({ name }) => name ?? order.containerName ?? 'the only container');
    (0,log/* say */.cv)(`${service} runs ${(0,rollout/* revisionOf */.D)(one.running)}; edited in ${base.name}: ${names.join(', ')}`);
    if (state.desiredCount === 0 && !order.desiredCount)
        (0,core/* warning */.$e)(`The service ${service} wants 0 tasks: a deployment starts none, and its success proves nothing.`);
    if ((0,prepare/* isInFlight */.wn)(state) && order.onInFlight === 'replace')
        (0,core/* warning */.$e)(`A deployment of the service ${service} is under way (${state.primary?.id}); this run's takes its place.`);
    if (!state.shape.isWatched)
        (0,log/* say */.cv)(`${service} has no deployment circuit breaker: ECS itself does not give up on a bad release.`);
    if (order.source.kind === 'running')
        await warnOfDrift(ecs, order, one);
}
/** Somebody registered a revision and did not deploy it: what is in it would not ship with what runs as the base. */
async function warnOfDrift(ecs, { mark }, { service, running, base }) {
    const [latest] = await (0,deploy_base/* latestOf */.Te)(ecs, base.definition).catch(() => []);
    if (latest === undefined || numberOf(latest.arn) <= numberOf(running))
        return;
    // A release of this repository that was rolled back, or another service's: nobody's change is lost.
    if (mark !== undefined && (0,deploy_mark/* markOf */.Fg)(latest.definition)?.repository === mark.repository)
        return;
    (0,core/* warning */.$e)(`The newest revision is ${(0,rollout/* revisionOf */.D)(latest.arn)}, and the service ${service} runs ${(0,rollout/* revisionOf */.D)(running)}, which is the base of this release: what only the newest one says does not ship. Give task-definition to start from it.`);
}
function numberOf(arn) {
    return Number(arn.slice(arn.lastIndexOf(':') + 1));
}
/** Only what can be read is known: a policy of the whole registry may let the account pull, too. */
async function foretellPull(registry, [first]) {
    if (first === undefined || registry.kind === 'public')
        return;
    const { repository, ecr } = registry;
    const { account: owner } = repository;
    const account = first.state.arn.split(':')[4] ?? '';
    if (owner === '' || account === '' || owner === account)
        return;
    const answer = await mayPull(ecr, repository, account);
    if (answer === 'unknown')
        (0,log/* say */.cv)(`Whether the account ${account} may pull from ${repository.name} of ${owner} is not known.`);
    if (answer !== 'no')
        return;
    const Action = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    const statement = JSON.stringify({ Effect: 'Allow', Principal: { AWS: account }, Action });
    (0,core/* warning */.$e)(`The tasks may not be able to pull the image: the policy of the repository ${repository.name} in the account ${owner} lets nobody of the account ${account} pull. Add this statement to it, unless the policy of the registry does: ${statement}`);
}

// EXTERNAL MODULE: ./build/src/lib/ecs.js
var ecs = __webpack_require__(6280);
;// CONCATENATED MODULE: ./build/src/deployment.js







const known = new WeakMap();
/** One session of the deploy role serves all that a run asks of ECS. */
function clientsOf(run, registry) {
    const make = async () => {
        const credentials = await (0,access/* deployIdentity */.gT)(run, registry.credentials);
        const settings = { ...run, region: run.inputs.identity.deploy.region ?? '', credentials };
        return { ...(0,ecs/* ecsClients */.KF)(settings), settings };
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
    return (0,deploy_running/* readRunning */.K)(reads, { ...running, region, repositoryUri: registry.repository.uri });
}
/** Reads services and bases before the build, so that what cannot work fails in seconds. */
async function deployment_prepare(run, registry) {
    const { deploy: wanted } = run.inputs;
    if (wanted.kind === 'none')
        return undefined;
    return (0,log/* stage */.dw)('Look at what is deployed', async () => {
        const clients = await clientsOf(run, registry);
        const order = orderOf(run, wanted);
        const prepared = await (0,prepare/* prepareDeploy */.hz)(clients.reads, order);
        if (order.services.length === 0)
            await (0,prepare/* prepareAlone */.P8)(clients.reads, order, undefined);
        for (const one of prepared)
            await foretell(clients.reads, order, one);
        await foretellPull(registry, prepared);
        return { clients, order, prepared };
    });
}
function orderOf(run, deploy) {
    const { inputs, signal, pace, env } = run;
    const { source, edits } = deploy.definition;
    const services = deploy.kind === 'services' ? deploy : undefined;
    return {
        ...{ signal, pace, edits },
        cluster: services?.cluster ?? '',
        services: services?.services ?? [],
        account: services?.account,
        region: inputs.identity.deploy.region ?? '',
        source: source.kind === 'file' ? { ...source, path: run.resolve(source.path) } : source,
        containerName: inputs.running?.containerName,
        desiredCount: services?.update.desiredCount,
        forceNewDeployment: services?.update.forceNewDeployment ?? false,
        onInFlight: services?.following.onInFlight ?? 'replace',
        wait: services?.following.wait ?? true,
        timeoutMinutes: services?.following.timeoutMinutes,
        mark: (0,deploy_mark/* markFor */.v0)(env),
        allowOlder: inputs.tags.allowOlder,
    };
}


/***/ })

};
