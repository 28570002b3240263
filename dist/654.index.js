export const id = 654;
export const ids = [654];
export const modules = {

/***/ 6124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tn: () => (/* binding */ canAssumeRole),
  gT: () => (/* binding */ deployIdentity),
  QF: () => (/* binding */ registryIdentity)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-sts/dist-cjs/index.js
var dist_cjs = __webpack_require__(1695);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/lib/aws.js
var aws = __webpack_require__(1648);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/lib/log.js
var log = __webpack_require__(7399);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./build/src/lib/poll.js
var poll = __webpack_require__(5192);
;// CONCATENATED MODULE: ./build/src/identity/claims.js
const shown = [
    'iss',
    'aud',
    'sub',
    'repository',
    'ref',
    'environment',
    'event_name',
    'job_workflow_ref',
];
/** Reads the payload of a JWT without judging it: that is STS's part. */
function readClaims(token) {
    try {
        const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
        const members = typeof payload === 'object' && payload !== null
            ? new Map(Object.entries(payload))
            : new Map();
        const known = shown.flatMap((name) => {
            const value = members.get(name);
            return typeof value === 'string' ? [[name, value]] : [];
        });
        return Object.fromEntries(known);
    }
    catch {
        return {};
    }
}
/** The condition of a trust policy that would match this very token. */
function trustCondition(claims) {
    const provider = (claims.iss ?? 'https://token.actions.githubusercontent.com').replace(/^https?:\/\//, '');
    return JSON.stringify({
        StringEquals: { [`${provider}:aud`]: claims.aud ?? '', [`${provider}:sub`]: claims.sub ?? '' },
    });
}
const longest = 200;
/** `name=value` of every claim that is there, for one line of text. */
function describeClaims(claims) {
    return Object.entries(claims)
        .map(([name, value]) => `${name}=${value.length > longest ? `${value.slice(0, longest)}…` : value}`)
        .join(', ');
}

;// CONCATENATED MODULE: ./build/src/identity/id-token.js



const tries = 3;
const limitMs = 8_000;
/**
 * Fetches a fresh OIDC token from the runner; the toolkit masks it.
 * @throws ActionError ID_TOKEN_UNAVAILABLE after three tries of 8 s each
 */
async function fetchIdToken(audience, { signal, pace }) {
    for (let left = tries;; left--) {
        try {
            return await (0,poll/* within */.ux)((0,core/* getIDToken */.V9)(audience), limitMs, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            if (left === 1)
                throw unavailable(error);
            await (0,poll/* pause */.v7)((0,poll/* jitter */.p$)(1000) / pace, signal);
        }
    }
}
/** @param isAlone whether credentials of the environment were looked for in vain, too */
function permissionMissing(role, isAlone) {
    const nothingElse = isAlone ? ', and its environment holds no AWS credentials' : '';
    return new errors/* ActionError */.lZ({
        code: 'ID_TOKEN_PERMISSION_MISSING',
        sentence: `The role ${role} cannot be assumed: the runner offers this job no OIDC token${nothingElse}.`,
        hint: 'Add `permissions: { id-token: write, contents: read }` to the job (and to the caller of a reusable workflow).',
    });
}
function unavailable(cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').trim() : (0,errors/* failureOf */.g5)(cause).sentence;
    return new errors/* ActionError */.lZ({
        code: 'ID_TOKEN_UNAVAILABLE',
        sentence: `The runner's OIDC endpoint gave no token in ${tries} tries: ${reason.slice(0, 300)}`,
        hint: 'This is on the side of GitHub or of the network between; run the job again.',
    }, { cause });
}

// EXTERNAL MODULE: ./build/src/lib/error-text.js
var error_text = __webpack_require__(1715);
;// CONCATENATED MODULE: ./build/src/identity/refusal.js




/**
 * STS's errors by their codes (its API reference lists them for both calls); some differ by their message only.
 * Undefined for what is no refusal of the role: throttling, faults, the network.
 */
function classify(error) {
    const name = (0,explain/* errorName */.Is)(error);
    const message = (0,error_text/* errorMessage */.g)(error);
    if (/^AccessDenied/.test(name))
        return 'not-trusted';
    if (/^ExpiredToken/.test(name))
        return 'token-expired';
    if (/^InvalidIdentityToken/.test(name))
        return tokenReason(message);
    if (/^IDPCommunicationError/.test(name))
        return 'provider-unreachable';
    if (/^IDPRejectedClaim/.test(name))
        return 'token';
    if (/^(MalformedPolicyDocument|PackedPolicyTooLarge)/.test(name))
        return 'session-policy';
    if (/^RegionDisabled/.test(name))
        return 'region-disabled';
    if (name === 'ValidationError')
        return validationReason(message);
    return undefined;
}
function tokenReason(message) {
    if (/audience/i.test(message))
        return 'audience';
    if (/no openidconnect provider/i.test(message))
        return 'no-provider';
    if (/thumbprint/i.test(message))
        return 'thumbprint';
    return /retrieve verification key/i.test(message) ? 'provider-unreachable' : 'token';
}
function validationReason(message) {
    if (/durationSeconds/i.test(message))
        return 'duration';
    return /policy/i.test(message) ? 'session-policy' : 'settings';
}
/**
 * Whether the same request can succeed a few seconds later: IAM shows a new role only after a while, and a fresh token
 * is not expired. IDPCommunicationError has been tried four times by then: the SDK does that by itself.
 */
function isPassing(error, asked) {
    switch (classify(error)) {
        case 'not-trusted':
            return true;
        case 'token-expired':
            return asked.kind === 'token';
        case 'provider-unreachable':
            return !/^IDPCommunicationError/.test((0,explain/* errorName */.Is)(error));
        default:
            return false;
    }
}
const codes = {
    'not-trusted': 'ROLE_REFUSED',
    'token-expired': 'ROLE_REFUSED',
    audience: 'AUDIENCE_REFUSED',
    'no-provider': 'OIDC_PROVIDER_MISSING',
    'provider-unreachable': 'OIDC_PROVIDER_UNREACHABLE',
    thumbprint: 'ROLE_REFUSED',
    token: 'ROLE_REFUSED',
    'session-policy': 'SESSION_POLICY_REFUSED',
    'region-disabled': 'REGION_DISABLED',
    duration: 'ROLE_DURATION_REFUSED',
    settings: 'ROLE_REFUSED',
};
/** STS says little more than "not authorized": what the token claims, and what has to change, is said here. */
function refusal(error, role, region, asked) {
    const reason = classify(error);
    if (reason === undefined)
        return (0,explain/* explain */.WE)(error, role.arn);
    const sentence = `STS refused to hand out ${role.arn}: ${(0,explain/* errorName */.Is)(error)}: ${(0,error_text/* errorMessage */.g)(error)}`;
    return new errors/* ActionError */.lZ({ code: codes[reason], sentence, hint: hintOf(reason, role, region, asked) }, { cause: error });
}
function hintOf(reason, role, region, asked) {
    switch (reason) {
        case 'not-trusted':
            return asked.kind === 'token' ? tokenHint(asked.claims) : keysHint(role, asked.who);
        case 'token-expired':
            return asked.kind === 'token'
                ? 'The OIDC token was minutes old when it arrived, or a clock is wrong: run the job again.'
                : 'The credentials that assume the role have expired and cannot be renewed: give fresh ones.';
        case 'audience':
            return `The OIDC identity provider in the role's account does not list the audience ${role.audience}: remove the input audience, or add it to the provider's client ids.`;
        case 'no-provider':
            return `The account of the role needs an IAM OIDC identity provider with the URL ${issuerOf(asked)} and the client id ${role.audience}; also check that the account in the role's ARN is the right one.`;
        case 'provider-unreachable':
            return 'STS could not reach the OIDC issuer to check the token, which is on the side of AWS and GitHub: run the job again.';
        case 'thumbprint':
            return `The OIDC identity provider for ${issuerOf(asked)} in the role's account lists the thumbprint of another certificate: update it with aws iam update-open-id-connect-provider-thumbprint.`;
        case 'token':
            return asked.kind === 'token'
                ? `The token was judged invalid. It says: ${describeClaims(asked.claims)}`
                : 'STS does not accept these credentials for the role.';
        case 'session-policy':
            return 'Correct inline-session-policy and managed-session-policies: a policy of at most 2048 characters, at most 10 ARNs of policies in the account of the role, and all of it packed within the limit of STS.';
        case 'region-disabled':
            return `Activate STS for the region ${region} in the account settings of IAM, or use a region that is enabled there.`;
        case 'duration':
            return `Lower role-duration-seconds (${role.durationSeconds} s) or raise the role's maximum session duration; a role that is assumed from another role gets 3600 s at most.`;
        case 'settings':
            return `Check the ARN ${role.arn}, role-session-name and role-external-id: STS names the one that it does not take.`;
    }
}
function tokenHint(claims) {
    return `The trust policy of the role must allow sts:AssumeRoleWithWebIdentity under ${trustCondition(claims)}. The token says: ${describeClaims(claims)}`;
}
function keysHint(role, who) {
    const given = role.externalId === undefined ? 'no role-external-id was' : 'the role-external-id was';
    return `The trust policy of the role must allow sts:AssumeRole to ${who}, and in another account their own policy must allow it too; ${given} given, so compare it with the condition sts:ExternalId there.`;
}
function issuerOf(asked) {
    return (asked.kind === 'token' && asked.claims.iss) || 'https://token.actions.githubusercontent.com';
}

;// CONCATENATED MODULE: ./build/src/identity/assume.js








/** A role that was just made is refused for some seconds; a role that is refused for good is not asked for longer. */
const pausesMs = [2_000, 4_000];
/**
 * AssumeRoleWithWebIdentity, with a fresh token at every try: GitHub's live for five minutes only.
 * @throws ActionError as the refusal is classified, ID_TOKEN_UNAVAILABLE, or what the call failed with
 */
function assumeByToken(sts, role, assuming) {
    return patiently(role, assuming, async () => {
        const token = await fetchIdToken(role.audience, assuming);
        const command = new dist_cjs/* AssumeRoleWithWebIdentityCommand */.WH({ ...inputOf(role), WebIdentityToken: token });
        return { asked: { kind: 'token', claims: readClaims(token) }, answer: sts.send(command) };
    });
}
/**
 * AssumeRole, signed with the client's own credentials.
 * @param who whose credentials these are, for the error
 */
function assumeByKeys(sts, role, who, assuming) {
    return patiently(role, assuming, async () => {
        const command = new dist_cjs/* AssumeRoleCommand */.QL({ ...inputOf(role), ExternalId: role.externalId });
        return { asked: { kind: 'keys', who }, answer: sts.send(command) };
    });
}
function inputOf({ arn, sessionName, durationSeconds, policies }) {
    return {
        RoleArn: arn,
        RoleSessionName: sessionName,
        DurationSeconds: durationSeconds,
        Policy: policies.inline,
        ...(policies.managed.length > 0 && { PolicyArns: policies.managed.map((one) => ({ arn: one })) }),
    };
}
async function patiently(role, assuming, ask) {
    for (let tried = 0;; tried++) {
        const { asked, answer } = await ask();
        try {
            return keysOf(await answer, role);
        }
        catch (error) {
            assuming.signal.throwIfAborted();
            const delayMs = pausesMs[tried];
            if (delayMs === undefined || !isPassing(error, asked))
                throw refusal(error, role, assuming.region, asked);
            (0,log/* say */.cv)(`STS does not hand out ${role.arn} yet; asking again in ${delayMs / 1000} s.`);
            await (0,poll/* pause */.v7)((0,poll/* jitter */.p$)(delayMs) / assuming.pace, assuming.signal);
        }
    }
}
function keysOf({ Credentials: keys }, role) {
    if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken)
        throw (0,explain/* badAnswer */.k6)(`the request to assume ${role.arn}`, 'without credentials');
    (0,core/* setSecret */.Pq)(keys.SecretAccessKey);
    (0,core/* setSecret */.Pq)(keys.SessionToken);
    return {
        accessKeyId: keys.AccessKeyId,
        secretAccessKey: keys.SecretAccessKey,
        sessionToken: keys.SessionToken,
    };
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js
var credential_provider_node_dist_cjs = __webpack_require__(5861);
;// CONCATENATED MODULE: ./build/src/identity/environment.js






const environment_limitMs = 20_000;
/**
 * The SDK's own chain: keys in variables, a profile, a web identity file, container and instance roles. It asks metadata
 * services and runs helper programs, some of them without any time limit; its inner clients get our limits and proxy.
 * Its keys are handed on as expired, so that every client asks here again and sees those that were renewed.
 */
function environment(settings) {
    const parentClientConfig = (0,aws/* configuration */.HF)(settings);
    // Without the region: that of single sign-on is the profile's own, and all others take the parent's.
    const { region: _, ...clientConfig } = parentClientConfig;
    const chain = (0,credential_provider_node_dist_cjs.defaultProvider)({ clientConfig, parentClientConfig });
    const ask = async (forceRefresh) => {
        try {
            return await (0,poll/* within */.ux)(chain({ forceRefresh }), environment_limitMs, settings.signal);
        }
        catch (error) {
            settings.signal.throwIfAborted();
            const named = sources.filter((name) => Boolean(process.env[name]));
            throw isExhausted(error) && named.length === 0 ? missing(error) : unreadable(error, named);
        }
    };
    return {
        provide: async () => ({ ...(await ask(false)), expiration: new Date(0) }),
        renew: async () => void (await ask(true)),
    };
}
/** The SDK goes on to the next source where one of these fails, and says in the end that there was none. */
const sources = [
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
];
/** Whether the chain came to its end; anything else is a source that is there and failed. */
function isExhausted(error) {
    return (0,explain/* errorName */.Is)(error) === 'CredentialsProviderError' && /from any providers/.test((0,error_text/* errorMessage */.g)(error));
}
function missing(cause) {
    return new errors/* ActionError */.lZ({
        code: 'CREDENTIALS_MISSING',
        sentence: 'No AWS credentials were found in the environment, a profile, or a container or instance role.',
        hint: 'Give role-to-assume and `permissions: id-token: write`, or set the AWS_* variables of the step.',
    }, { cause });
}
function unreadable(cause, named) {
    const where = named.length > 0 ? ` that ${named.join(' and ')} names` : '';
    return new errors/* ActionError */.lZ({
        code: 'CREDENTIALS_UNREADABLE',
        sentence: `The AWS credentials of the environment${where} could not be read: ${nameOf(cause)}${(0,error_text/* errorMessage */.g)(cause)}`,
        hint: 'What names them failed: look at AWS_PROFILE and its file, AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, or the role of the container or instance.',
    }, { cause });
}
/** The service's or the SDK's name of an error; that of a plain one says nothing. */
function nameOf(error) {
    const name = (0,explain/* errorName */.Is)(error);
    return name === '' || name === 'Error' ? '' : `${name}: `;
}

// EXTERNAL MODULE: ./build/src/identity/role.js
var identity_role = __webpack_require__(9898);
;// CONCATENATED MODULE: ./build/src/identity/session.js

/** A renewal that failed is tried again this often before the old keys end, and not at every call. */
const triesWithinMargin = 8;
/** For so long a service may not know keys that STS has just handed out. */
const newForMs = 20_000;
/**
 * Keeps one role's keys for all clients. One renewal is in flight at a time; keys are renewed when less than
 * min(300 s, a quarter of their life) is left, by the monotonic clock, and the old ones serve as long as they live.
 *
 * The SDK cannot be left to do this: it asks a provider at every request once less than 300 s are left, once for
 * each client, and never renews after ExpiredToken. Hence keys are handed to it as already expired, so that it
 * asks here every time.
 */
function startSession(assume, options) {
    const lifeMs = (options.lifeSeconds * 1000) / options.pace;
    const marginMs = Math.min(300_000 / options.pace, lifeMs / 4);
    let held;
    let renewal;
    let notBeforeMs = 0;
    const ageMs = (one) => performance.now() - one.sinceMs;
    function renew() {
        renewal ??= (async () => {
            const sinceMs = performance.now();
            const keys = await assume();
            held = { keys, sinceMs, gotMs: performance.now() };
            return held;
        })().finally(() => {
            renewal = undefined;
        });
        return renewal;
    }
    async function current() {
        if (held !== undefined && ageMs(held) < lifeMs - marginMs)
            return held;
        const old = held;
        if (old !== undefined && ageMs(old) < lifeMs && performance.now() < notBeforeMs)
            return old;
        try {
            return await renew();
        }
        catch (error) {
            if (old === undefined || ageMs(old) >= lifeMs)
                throw error;
            notBeforeMs = performance.now() + marginMs / triesWithinMargin;
            (0,log/* say */.cv)('The role session could not be renewed yet; the keys at hand are still valid.');
            return old;
        }
    }
    return {
        provide: async () => ({ ...(await current()).keys, expiration: new Date(0) }),
        renew: async (beganMs) => {
            // Several calls may fail over the same keys: those that began before the new ones came share them.
            if (renewal === undefined && held !== undefined && held.gotMs > beganMs)
                return;
            await renew();
        },
        areNew: () => held !== undefined && performance.now() - held.gotMs < newForMs,
    };
}

;// CONCATENATED MODULE: ./build/src/identity/identity.js










/** The input `identity`, and what the runner offers, decide how a role is assumed. */
function wayOf(role, identity, env) {
    if (role === undefined)
        return { kind: 'environment' };
    if (identity === 'oidc' || (identity === 'auto' && (0,identity_role/* hasTokenEndpoint */.VM)(env)))
        return { kind: 'oidc', role };
    return { kind: 'from-environment', role, isFallback: identity === 'auto' };
}
/**
 * Finds credentials, proves that there are some, and keeps them fresh from then on.
 * @throws ActionError ACCOUNT_NOT_ALLOWED and PARTITION_MISMATCH before any call, ID_TOKEN_PERMISSION_MISSING,
 * ID_TOKEN_UNAVAILABLE, CREDENTIALS_MISSING, CREDENTIALS_UNREADABLE, or as the refusal of STS is classified
 */
async function identify(way, options) {
    if (way.kind !== 'environment')
        (0,identity_role/* checkRole */.R1)(way.role.arn, options.region, options.allowedAccounts);
    const source = sourceOf(way, options);
    try {
        await source.provide();
    }
    catch (error) {
        options.signal.throwIfAborted();
        throw (0,explain/* explain */.WE)(error, way.kind === 'environment' ? 'the environment' : way.role.arn);
    }
    if (way.kind === 'environment')
        await checkCaller(source, options);
    (0,log/* say */.cv)(wordsOf(way));
    return source;
}
function sourceOf(way, options) {
    switch (way.kind) {
        case 'environment':
            return environment(options);
        case 'oidc': {
            if (!(0,identity_role/* hasTokenEndpoint */.VM)(options.env))
                throw permissionMissing(way.role.arn, false);
            const sts = (0,aws/* stsClient */.Km)(options);
            return startSession(() => assumeByToken(sts, way.role, options), sessionOf(way.role, options));
        }
        case 'from-environment':
            return assumed(way.role, environmentOf(way, options), 'the credentials of the environment', options);
        case 'chained': {
            const durationSeconds = Math.min(way.role.durationSeconds, identity_role/* longestChainedSeconds */.MP);
            return assumed({ ...way.role, durationSeconds }, way.from, way.who, options);
        }
    }
}
/** A role that is assumed from other credentials, which are asked first: that they are missing is another error. */
function assumed(role, from, who, options) {
    const sts = (0,aws/* stsClient */.Km)({ ...options, credentials: from });
    return startSession(async () => {
        await from.provide();
        return assumeByKeys(sts, role, who, options);
    }, sessionOf(role, options));
}
/** Where OIDC was expected and the environment is empty, too, the permission is what is missing. */
function environmentOf({ role, isFallback }, options) {
    const source = environment(options);
    const provide = () => source.provide().catch((error) => {
        const isEmpty = (0,errors/* failureOf */.g5)(error).code === 'CREDENTIALS_MISSING';
        throw isFallback && isEmpty ? permissionMissing(role.arn, true) : error;
    });
    return { ...source, provide };
}
function sessionOf(role, { pace }) {
    return { lifeSeconds: role.durationSeconds, pace };
}
/** Nothing but STS tells whose keys these are; it is asked only where somebody wants to know. */
async function checkCaller(source, options) {
    if (options.allowedAccounts.length === 0)
        return;
    const subject = 'the credentials of the environment';
    const sts = (0,aws/* stsClient */.Km)({ ...options, credentials: source });
    const { Arn: arn } = await sts.send(new dist_cjs/* GetCallerIdentityCommand */.zI({})).catch((error) => {
        throw (0,explain/* explain */.WE)(error, subject);
    });
    if (!arn)
        throw (0,explain/* badAnswer */.k6)(`sts:GetCallerIdentity for ${subject}`, 'without an ARN');
    (0,identity_role/* checkAccount */.g4)((0,identity_role/* accountOf */.XP)(arn), arn, options.allowedAccounts);
}
function wordsOf(way) {
    switch (way.kind) {
        case 'environment':
            return 'Using the AWS credentials of the environment.';
        case 'oidc':
            return `Assumed ${way.role.arn} through GitHub OIDC.`;
        case 'from-environment':
            return `Assumed ${way.role.arn} from the AWS credentials of the environment.`;
        case 'chained':
            return `Assumed ${way.role.arn} from ${way.who}.`;
    }
}

;// CONCATENATED MODULE: ./build/src/access.js


// Which role serves what: the first one the registry, the deploy role ECS. What the inputs say of one and of the other
// is decided here, and nowhere else.
/** Whether a role, a region and the runner's token endpoint are all there. */
function canAssumeRole({ inputs: { identity }, env }) {
    const { role, region } = identity;
    return (identity.identity !== 'ambient' && role !== undefined && region !== undefined && (0,identity_role/* hasTokenEndpoint */.VM)(env));
}
/**
 * The credentials for everything but the deploy. What forbids the deploy role without any call forbids the run before
 * anything is done with the first one.
 */
function registryIdentity(run) {
    const { identity } = run.inputs;
    if (looksAtServices(run) && identity.deploy.role !== undefined)
        (0,identity_role/* checkRole */.R1)(identity.deploy.role, identity.deploy.region ?? '', identity.allowedAccounts);
    const role = identity.role === undefined ? undefined : roleFor(run, identity.role);
    return identify(wayOf(role, identity.identity, run.env), optionsOf(run, identity.region));
}
function looksAtServices({ inputs: { deploy, gate, source } }) {
    const isDeployed = source.kind === 'stored' && source.image.kind === 'deployed';
    return deploy.kind !== 'none' || gate.baseline.kind === 'deployed' || isDeployed;
}
/**
 * The credentials for the deploy: the first ones where no other role is named.
 * Session policies narrow the first role, which is why they are left out here.
 */
async function deployIdentity(run, first) {
    const { identity } = run.inputs;
    const { deploy } = identity;
    if (deploy.role === undefined)
        return first;
    const role = { ...roleFor(run, deploy.role), policies: { inline: undefined, managed: [] } };
    const options = optionsOf(run, deploy.region);
    if (!deploy.isChained)
        return identify(wayOf(role, identity.identity, run.env), options);
    const who = identity.role ?? 'the credentials of the environment';
    return identify({ kind: 'chained', role, from: first, who }, options);
}
function roleFor({ inputs, event }, arn) {
    return (0,identity_role/* roleOf */.kp)({ arn, ...inputs.identity.assume }, event);
}
function optionsOf(run, region) {
    return { ...run, region: region ?? '', allowedAccounts: run.inputs.identity.allowedAccounts };
}


/***/ }),

/***/ 3221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contradictionsOf),
/* harmony export */   _: () => (/* binding */ unite)
/* harmony export */ });
/** Two edits of one container as one; only for edits without contradictions. */
function unite(one, other) {
    return {
        name: one.name ?? other.name,
        image: one.image.kind === 'kept' ? other.image : one.image,
        environment: [...one.environment, ...other.environment],
        environmentFiles: one.environmentFiles.length > 0 ? one.environmentFiles : other.environmentFiles,
        secrets: [...one.secrets, ...other.secrets],
        command: one.command ?? other.command,
        entryPoint: one.entryPoint ?? other.entryPoint,
        logDriver: one.logDriver ?? other.logDriver,
        logOptions: [...one.logOptions, ...other.logOptions],
        dockerLabels: [...one.dockerLabels, ...other.dockerLabels],
    };
}
/** What two edits of one container want differently, in words such as `the variable PORT`. Values are not shown. */
function contradictionsOf(one, other) {
    const lists = [
        ['the command', one.command, other.command],
        ['the entry point', one.entryPoint, other.entryPoint],
        ['the log driver', one.logDriver, other.logDriver],
        ['the image', imageOf(one.image), imageOf(other.image)],
        ['the environment files', filesOf(one), filesOf(other)],
    ];
    return [
        ...lists.filter(([, a, b]) => differ(a, b)).map(([what]) => what),
        ...entries('the variable', one.environment, other.environment),
        ...entries('the secret', one.secrets, other.secrets),
        ...entries('the log option', one.logOptions, other.logOptions),
        ...entries('the label', one.dockerLabels, other.dockerLabels),
    ];
}
function differ(one, other) {
    return one !== undefined && other !== undefined && JSON.stringify(one) !== JSON.stringify(other);
}
function imageOf(image) {
    return image.kind === 'kept' ? undefined : image;
}
function filesOf({ environmentFiles }) {
    return environmentFiles.length > 0 ? environmentFiles : undefined;
}
function entries(what, one, other) {
    const wanted = new Map(one.map((entry) => [entry.name, entry]));
    return other
        .filter((entry) => differ(sortable(wanted.get(entry.name)), sortable(entry)))
        .map(({ name }) => `${what} ${name}`);
}
/** In one order of members, whoever made the entry. */
function sortable(entry) {
    return entry && [entry.kind, entry.name, entry.kind === 'set' ? entry.value : ''];
}


/***/ }),

/***/ 2913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7406);


const publishingEvents = new Set([
    'push',
    'release',
    'schedule',
    'workflow_dispatch',
    'workflow_run',
    'repository_dispatch',
]);
/**
 * Reads the event of this run from the environment and the file that GITHUB_EVENT_PATH names.
 * @throws ActionError EVENT_UNREADABLE where the runner's variables are missing or the payload is not JSON
 */
function readEvent(env) {
    const name = required(env, 'GITHUB_EVENT_NAME');
    const payload = readPayload(env.GITHUB_EVENT_PATH);
    const sha = required(env, 'GITHUB_SHA').toLowerCase();
    const pullRequest = object(payload.pull_request);
    const ref = refOf(name, required(env, 'GITHUB_REF'), payload);
    return {
        kind: kindOf(name, payload),
        name,
        ref,
        baseRef: baseRefOf(ref, payload),
        defaultBranch: text(object(payload.repository).default_branch),
        sha,
        headSha: text(object(pullRequest.head).sha)?.toLowerCase(),
        headRepository: name === 'merge_group' ? env.GITHUB_REPOSITORY : text(object(object(pullRequest.head).repo).full_name),
        baseSha: (text(object(pullRequest.base).sha) ?? text(object(payload.merge_group).base_sha))?.toLowerCase(),
        commitTime: commitTimeOf(payload, sha),
        repository: repositoryOf(env, object(payload.repository)),
        run: runOf(env),
    };
}
function kindOf(name, payload) {
    if (publishingEvents.has(name))
        return 'publishing';
    if (name === 'pull_request')
        return isFromFork(payload) ? 'fork' : 'pull-request';
    if (name === 'pull_request_target')
        return 'pull-request-target';
    if (name === 'merge_group')
        return 'merge-group';
    return 'other';
}
/** A deleted fork leaves `head.repo: null`: GitHub treats that as foreign, and so do we. */
function isFromFork(payload) {
    const pullRequest = object(payload.pull_request);
    const head = text(object(object(pullRequest.head).repo).full_name);
    const base = text(object(object(pullRequest.base).repo).full_name);
    return head === undefined || head !== base;
}
/** `pull_request_target` runs on the base branch, but what it is about is the pull request. */
function refOf(name, ref, payload) {
    const number = object(payload.pull_request).number ?? payload.number;
    if (name === 'pull_request_target' && typeof number === 'number') {
        return { kind: 'pull-request', name: `${number}/merge` };
    }
    const [, type, rest] = /^refs\/(heads|tags|pull)\/(.+)$/s.exec(ref) ?? [];
    if (rest === undefined)
        return { kind: 'other', name: ref };
    if (type === 'heads')
        return { kind: 'branch', name: rest };
    return { kind: type === 'tags' ? 'tag' : 'pull-request', name: rest };
}
function baseRefOf(ref, payload) {
    if (ref.kind === 'tag')
        return text(payload.base_ref)?.replace(/^refs\/heads\//, '');
    return ref.kind === 'pull-request' ? text(object(object(payload.pull_request).base).ref) : undefined;
}
function commitTimeOf(payload, sha) {
    const commits = Array.isArray(payload.commits) ? payload.commits : [];
    const heads = [payload, object(payload.workflow_run), object(payload.merge_group)].map((one) => one.head_commit);
    const commit = [...heads, ...commits].map(object).find((one) => one.id === sha);
    return text(commit?.timestamp);
}
function repositoryOf(env, repository) {
    const fullName = required(env, 'GITHUB_REPOSITORY');
    return {
        fullName,
        url: text(repository.html_url) ?? `${serverUrl(env)}/${fullName}`,
        description: text(repository.description),
        license: text(object(repository.license).spdx_id),
    };
}
function runOf(env) {
    const id = required(env, 'GITHUB_RUN_ID');
    const url = `${serverUrl(env)}/${required(env, 'GITHUB_REPOSITORY')}/actions/runs/${id}`;
    return { id, attempt: env.GITHUB_RUN_ATTEMPT || '1', url };
}
function serverUrl(env) {
    return env.GITHUB_SERVER_URL || 'https://github.com';
}
function readPayload(path) {
    if (!path)
        return {};
    try {
        return object(JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8')));
    }
    catch (cause) {
        throw unreadable(`The event payload ${path} cannot be read as JSON.`, overwritten, cause);
    }
}
function required(env, name) {
    const value = env[name];
    if (!value)
        throw unreadable(`${name} is not set.`, elsewhere);
    return value;
}
const overwritten = 'An earlier step overwrote the file that GITHUB_EVENT_PATH names; look for it, or run the job again.';
const elsewhere = 'Slipway runs as a step of a GitHub workflow; to try it elsewhere, use the miniature runner (`npm run demo`).';
function unreadable(sentence, hint, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ({ code: 'EVENT_UNREADABLE', sentence, hint }, { cause });
}
function object(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 9898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MP: () => (/* binding */ longestChainedSeconds),
/* harmony export */   R1: () => (/* binding */ checkRole),
/* harmony export */   VM: () => (/* binding */ hasTokenEndpoint),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   g4: () => (/* binding */ checkAccount),
/* harmony export */   kp: () => (/* binding */ roleOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

/** Whether the runner offers OIDC tokens: it does with `permissions: id-token: write`, and never to forks. */
function hasTokenEndpoint(env) {
    return Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
}
/** STS gives a role that was assumed from another role an hour at most. */
const longestChainedSeconds = 3600;
/** Names the session after repository and run, so that CloudTrail tells which run did what. */
function roleOf(asked, event) {
    const repository = event.repository.fullName.replace(/[^\w+=,.@-]+/g, '-');
    const generated = `${repository.slice(0, 63 - event.run.id.length)}-${event.run.id}`;
    return { ...asked, sessionName: asked.sessionName ?? generated };
}
/** The account in an IAM or STS ARN. */
function accountOf(arn) {
    return arn.split(':')[4] ?? '';
}
/**
 * Refuses what needs no call to be known.
 * @throws ActionError ACCOUNT_NOT_ALLOWED or PARTITION_MISMATCH
 */
function checkRole(arn, region, allowedAccounts) {
    checkAccount(accountOf(arn), arn, allowedAccounts);
    const partition = arn.split(':')[1] ?? '';
    const ofRegion = partitionOf(region);
    if (ofRegion === undefined || ofRegion === partition)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'PARTITION_MISMATCH',
        sentence: `The role ${arn} is in the partition ${partition}, but the region ${region} is in ${ofRegion}: no role reaches from one into the other.`,
        hint: 'Correct the region or the role: aws is the commercial partition, aws-cn is China, aws-us-gov is GovCloud, aws-eusc the European Sovereign Cloud.',
    });
}
/** @throws ActionError ACCOUNT_NOT_ALLOWED; an empty list allows every account */
function checkAccount(account, who, allowed) {
    if (allowed.length === 0 || allowed.includes(account))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'ACCOUNT_NOT_ALLOWED',
        sentence: `${who} is in the account ${account || 'that could not be read'}, which allowed-account-ids does not list (${allowed.join(', ')}).`,
        hint: 'Use a role or credentials of an allowed account, or add the account to allowed-account-ids.',
    });
}
/** Longest first: us-gov-west-1 also looks like a region of the commercial partition. */
const partitions = [
    [/^cn-/, 'aws-cn'],
    [/^us-gov-/, 'aws-us-gov'],
    [/^eusc-/, 'aws-eusc'],
    [/^us-iso-/, 'aws-iso'],
    [/^us-isob-/, 'aws-iso-b'],
    [/^eu-isoe-/, 'aws-iso-e'],
    [/^us-isof-/, 'aws-iso-f'],
    [/^(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central)/, 'aws'],
];
/** Undefined for regions of a kind that is not known here: those are left to STS. */
function partitionOf(region) {
    return partitions.find(([prefix]) => prefix.test(region))?.[1];
}


/***/ }),

/***/ 909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FS: () => (/* binding */ registryCaches),
/* harmony export */   IW: () => (/* binding */ parseCache),
/* harmony export */   Z7: () => (/* binding */ cacheFlag),
/* harmony export */   tw: () => (/* binding */ exportFlag),
/* harmony export */   xY: () => (/* binding */ wantsAwsKeys)
/* harmony export */ });
/* unused harmony exports cacheTypes, cachesOf */
/* harmony import */ var _fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8286);

const cacheTypes = ['registry', 'gha', 's3', 'local', 'inline', 'azblob'];
/** A reference alone is a cache in a registry. The reason for a refusal shows no value, since some are keys. */
function parseCache(entry) {
    const fields = (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .splitFields */ .Kp)(entry);
    const [first = ''] = fields;
    if (fields.length === 1 && !first.includes('='))
        return { type: 'registry', attributes: { ref: first } };
    const pairs = fields.map(_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .splitPair */ .T6);
    if (pairs.includes(undefined))
        return { reason: 'has a part that is not of the form key=value' };
    const { type, ...attributes } = Object.fromEntries(pairs.flatMap((pair) => (pair === undefined ? [] : [[pair[0].trim().toLowerCase(), pair[1].trim()]])));
    const known = cacheTypes.find((one) => one === type);
    if (known === undefined)
        return { reason: `has a type that is not one of ${cacheTypes.join(', ')}` };
    return { type: known, attributes };
}
function cacheFlag({ type, attributes }) {
    return (0,_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .joinFields */ .KY)([`type=${type}`, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)]);
}
/**
 * ECR takes a cache only as an image manifest of OCI types, and answers 400 to anything else; older versions of BuildKit
 * make an index unless they are told.
 */
function exportFlag(cache) {
    const { attributes } = cache;
    if (cache.type !== 'registry' || attributes['oci-mediatypes'] === 'false')
        return cacheFlag(cache);
    const forEcr = { 'image-manifest': 'true', 'oci-mediatypes': 'true' };
    return cacheFlag({ ...cache, attributes: { ...attributes, ...withoutThose(forEcr, attributes) } });
}
function cachesOf({ cacheFrom, cacheTo }) {
    return parseAll([...cacheFrom, ...cacheTo]);
}
/** Whether there is an s3 cache for which nobody gave keys: it is used with the credentials of the run. */
function wantsAwsKeys(plan) {
    return cachesOf(plan).some(({ type }) => type === 's3') && !('AWS_ACCESS_KEY_ID' in plan.secretEnvironment);
}
/** The tags that these entries of cache-from or cache-to name in registries. */
function registryCaches(entries) {
    const references = parseAll(entries).flatMap(({ type, attributes }) => type === 'registry' && attributes.ref !== undefined ? [attributes.ref] : []);
    return references.filter((reference) => !reference.includes('@')).map(placeOf);
}
/** Docker's rule: the first part is a host where it looks like one, and `latest` is the tag that nobody says. */
function placeOf(reference) {
    const [, first = '', rest = ''] = /^([^/]+)\/(.+)$/.exec(reference) ?? [];
    const isHost = /[.:]|^localhost$/.test(first);
    const [, repository = '', tag = 'latest'] = /^(.+?)(?::([^:/]+))?$/.exec(isHost ? rest : reference) ?? [];
    return { host: isHost ? first : 'docker.io', repository, tag };
}
function parseAll(entries) {
    return entries.map(parseCache).flatMap((cache) => ('type' in cache ? [cache] : []));
}
function withoutThose(all, given) {
    return Object.fromEntries(Object.entries(all).filter(([key]) => !(key in given)));
}


/***/ }),

/***/ 2366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TY: () => (/* binding */ dateNames),
  _3: () => (/* binding */ evaluate),
  qT: () => (/* binding */ expressionProblem),
  q1: () => (/* binding */ globalNames),
  wr: () => (/* binding */ knownBranch),
  L5: () => (/* binding */ unknown),
  F4: () => (/* binding */ versionNames)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/quoted.js
var quoted = __webpack_require__(889);
;// CONCATENATED MODULE: ./build/src/image/moment-tokens.js
const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const dayMilliseconds = 86_400_000;
/** A week begins on a day and belongs to the year in which its deciding day lies. */
const english = { firstDay: 0, deciding: 6 };
const iso = { firstDay: 1, deciding: 3 };
const year = ({ local }) => local.getUTCFullYear();
const month = ({ local }) => local.getUTCMonth();
const hours = ({ local }) => local.getUTCHours();
const minutes = ({ local }) => padded(local.getUTCMinutes(), 2);
const seconds = ({ local }) => padded(local.getUTCSeconds(), 2);
const weekday = ({ local }) => local.getUTCDay();
const dayOfYear = ({ local }) => dayNumber(local);
const quarter = (moment) => Math.floor(month(moment) / 3) + 1;
const week = ({ local }) => weekOf(local, english).week;
const isoWeek = ({ local }) => weekOf(local, iso).week;
/** What moment's tokens write, in English. */
const tokens = {
    ...withOrdinal('M', (moment) => month(moment) + 1),
    ...withPadded('M', (moment) => month(moment) + 1),
    MMM: (moment) => (months[month(moment)] ?? '').slice(0, 3),
    MMMM: (moment) => months[month(moment)] ?? '',
    ...withOrdinal('Q', quarter),
    ...withOrdinal('D', ({ local }) => local.getUTCDate()),
    ...withPadded('D', ({ local }) => local.getUTCDate()),
    DDD: dayOfYear,
    DDDo: (moment) => ordinal(dayOfYear(moment)),
    DDDD: (moment) => padded(dayOfYear(moment), 3),
    ...withOrdinal('d', weekday),
    dd: (moment) => (days[weekday(moment)] ?? '').slice(0, 2),
    ddd: (moment) => (days[weekday(moment)] ?? '').slice(0, 3),
    dddd: (moment) => days[weekday(moment)] ?? '',
    e: weekday,
    E: (moment) => weekday(moment) || 7,
    ...withOrdinal('w', week),
    ...withPadded('w', week),
    ...withOrdinal('W', isoWeek),
    ...withPadded('W', isoWeek),
    gg: ({ local }) => padded(weekOf(local, english).year % 100, 2),
    gggg: ({ local }) => padded(weekOf(local, english).year, 4),
    ggggg: ({ local }) => padded(weekOf(local, english).year, 5),
    GG: ({ local }) => padded(weekOf(local, iso).year % 100, 2),
    GGGG: ({ local }) => padded(weekOf(local, iso).year, 4),
    GGGGG: ({ local }) => padded(weekOf(local, iso).year, 5),
    Y: (moment) => padded(Number(year(moment)), 4),
    YY: (moment) => padded(Number(year(moment)) % 100, 2),
    YYYY: (moment) => padded(Number(year(moment)), 4),
    YYYYY: (moment) => padded(Number(year(moment)), 5),
    YYYYYY: (moment) => `+${padded(Number(year(moment)), 6)}`,
    // Years of the only era that has releases.
    ...withOrdinal('y', year),
    yy: (moment) => padded(Number(year(moment)), 2),
    yyy: (moment) => padded(Number(year(moment)), 3),
    yyyy: (moment) => padded(Number(year(moment)), 4),
    N: () => 'AD',
    NN: () => 'AD',
    NNN: () => 'AD',
    NNNN: () => 'Anno Domini',
    NNNNN: () => 'AD',
    A: (moment) => (hours(moment) < 12 ? 'AM' : 'PM'),
    a: (moment) => (hours(moment) < 12 ? 'am' : 'pm'),
    ...withPadded('H', hours),
    ...withPadded('h', (moment) => hours(moment) % 12 || 12),
    ...withPadded('k', (moment) => hours(moment) || 24),
    // Together they are tokens of their own: a backslash before them takes the meaning from the whole.
    hmm: (moment) => `${hours(moment) % 12 || 12}${minutes(moment)}`,
    Hmm: (moment) => `${hours(moment)}${minutes(moment)}`,
    hmmss: (moment) => `${hours(moment) % 12 || 12}${minutes(moment)}${seconds(moment)}`,
    Hmmss: (moment) => `${hours(moment)}${minutes(moment)}${seconds(moment)}`,
    ...withPadded('m', ({ local }) => local.getUTCMinutes()),
    ...withPadded('s', ({ local }) => local.getUTCSeconds()),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => ['S'.repeat(at + 1), fraction(at + 1)])),
    z: ({ abbreviation }) => abbreviation(),
    zz: ({ abbreviation }) => abbreviation(),
    Z: ({ offsetMinutes }) => offset(offsetMinutes, ':'),
    ZZ: ({ offsetMinutes }) => offset(offsetMinutes, ''),
    X: ({ time }) => Math.floor(time.getTime() / 1000),
    x: ({ time }) => time.getTime(),
};
function withOrdinal(token, write) {
    return { [token]: write, [`${token}o`]: (moment) => ordinal(Number(write(moment))) };
}
function withPadded(token, write) {
    return { [token]: write, [token + token]: (moment) => padded(Number(write(moment)), 2) };
}
function padded(value, width) {
    return String(value).padStart(width, '0');
}
function ordinal(value) {
    const isTeen = Math.floor((value % 100) / 10) === 1;
    return `${value}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th'}`;
}
function dayNumber(date) {
    const newYear = Date.UTC(date.getUTCFullYear(), 0, 1);
    return Math.floor((date.getTime() - newYear) / dayMilliseconds) + 1;
}
function weekOf(date, { firstDay, deciding }) {
    const sinceFirst = (date.getUTCDay() - firstDay + 7) % 7;
    const decider = new Date(date.getTime() + (deciding - sinceFirst) * dayMilliseconds);
    return { year: decider.getUTCFullYear(), week: Math.ceil(dayNumber(decider) / 7) };
}
function fraction(width) {
    return ({ local }) => padded(Math.floor(local.getUTCMilliseconds() * 10 ** (width - 3)), width);
}
function offset(minutes, separator) {
    const size = Math.abs(minutes);
    return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${separator}${padded(size % 60, 2)}`;
}

;// CONCATENATED MODULE: ./build/src/image/zone-abbreviations.js
/**
 * The time zone database's abbreviations, by the English names that Intl gives, which has no abbreviations of its own
 * outside of North America. Zones that are not here have none in the database either, but a number such as +04.
 */
const abbreviations = {
    'Alaska Daylight Time': 'AKDT',
    'Alaska Standard Time': 'AKST',
    'American Samoa Standard Time': 'SST',
    'Atlantic Daylight Time': 'ADT',
    'Atlantic Standard Time': 'AST',
    'Australian Central Daylight Time': 'ACDT',
    'Australian Central Standard Time': 'ACST',
    'Australian Eastern Daylight Time': 'AEDT',
    'Australian Eastern Standard Time': 'AEST',
    'Australian Western Standard Time': 'AWST',
    'British Summer Time': 'BST',
    'Central Africa Time': 'CAT',
    'Central Daylight Time': 'CDT',
    'Central European Standard Time': 'CET',
    'Central European Summer Time': 'CEST',
    'Central Indonesia Time': 'WITA',
    'Central Standard Time': 'CST',
    'Chamorro Standard Time': 'ChST',
    'China Standard Time': 'CST',
    'Coordinated Universal Time': 'UTC',
    'Cuba Daylight Time': 'CDT',
    'Cuba Standard Time': 'CST',
    'East Africa Time': 'EAT',
    'Eastern Daylight Time': 'EDT',
    'Eastern European Standard Time': 'EET',
    'Eastern European Summer Time': 'EEST',
    'Eastern Indonesia Time': 'WIT',
    'Eastern Standard Time': 'EST',
    'Greenwich Mean Time': 'GMT',
    'Hawaii-Aleutian Daylight Time': 'HDT',
    'Hawaii-Aleutian Standard Time': 'HST',
    'Hong Kong Standard Time': 'HKT',
    'India Standard Time': 'IST',
    'Irish Standard Time': 'IST',
    'Israel Daylight Time': 'IDT',
    'Israel Standard Time': 'IST',
    'Japan Standard Time': 'JST',
    'Korean Standard Time': 'KST',
    'Mexican Pacific Standard Time': 'MST',
    'Moscow Standard Time': 'MSK',
    'Mountain Daylight Time': 'MDT',
    'Mountain Standard Time': 'MST',
    'New Zealand Daylight Time': 'NZDT',
    'New Zealand Standard Time': 'NZST',
    'Newfoundland Daylight Time': 'NDT',
    'Newfoundland Standard Time': 'NST',
    'Pacific Daylight Time': 'PDT',
    'Pacific Standard Time': 'PST',
    'Pakistan Standard Time': 'PKT',
    'Philippine Standard Time': 'PST',
    'South Africa Standard Time': 'SAST',
    'Taiwan Standard Time': 'CST',
    'West Africa Time': 'WAT',
    'Western European Standard Time': 'WET',
    'Western European Summer Time': 'WEST',
    'Western Indonesia Time': 'WIB',
    'Yukon Time': 'MST',
};

;// CONCATENATED MODULE: ./build/src/image/time-zone.js

/** Three letters that are a zone's name in the time zone database; Intl takes others too, of which it guesses. */
const threeLetters = /^(CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i;
/** What a clock in the zone shows at that time; undefined where there is no such zone. */
function localTimeOf(time, zone) {
    if (/^(\w{3}|SystemV\/.*|[+-].*)$/i.test(zone) && !threeLetters.test(zone))
        return undefined;
    try {
        const offsetMinutes = minutesOf(nameOf(time, zone, 'longOffset'));
        const local = new Date(time.getTime() + offsetMinutes * 60_000);
        return { local, offsetMinutes, abbreviation: () => abbreviationOf(time, zone, offsetMinutes) };
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
function nameOf(time, zone, timeZoneName) {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName }).formatToParts(time);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
/** `GMT`, `GMT+05:30` */
function minutesOf(longOffset) {
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(longOffset) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
}
/** As the time zone database abbreviates it: a zone without letters of its own is called by its offset. */
function abbreviationOf(time, zone, offsetMinutes) {
    if (/(^|\/)(GMT|Greenwich)/i.test(zone) && offsetMinutes === 0)
        return 'GMT';
    const found = abbreviations[nameOf(time, zone, 'long')];
    if (found !== undefined)
        return found;
    const size = Math.abs(offsetMinutes);
    const minutes = size % 60 === 0 ? '' : String(size % 60).padStart(2, '0');
    return `${offsetMinutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${minutes}`;
}

;// CONCATENATED MODULE: ./build/src/image/moment-format.js


/** What moment calls the long formats of English; those in lower case are shorter. */
const longFormats = {
    LTS: 'h:mm:ss A',
    LT: 'h:mm A',
    L: 'MM/DD/YYYY',
    LL: 'MMMM D, YYYY',
    LLL: 'MMMM D, YYYY h:mm A',
    LLLL: 'dddd, MMMM D, YYYY h:mm A',
    l: 'M/D/YYYY',
    ll: 'MMM D, YYYY',
    lll: 'MMM D, YYYY h:mm A',
    llll: 'ddd, MMM D, YYYY h:mm A',
};
// Text in square brackets is kept, and so is what a backslash stands before.
const longToken = new RegExp(`\\[[^[]*\\]|\\\\?(?:${longestFirst(longFormats)})`, 'g');
const token = new RegExp(`\\[[^[]*\\]|\\\\?(?:${longestFirst(tokens)}|.)`, 'g');
/**
 * Writes a time as moment does in English, the language of the dates in docker/metadata-action.
 * @param format moment's tokens; where missing, ISO 8601
 * @returns undefined where there is no such time zone
 */
function formatTime(time, zone, format) {
    const found = localTimeOf(time, zone);
    if (found === undefined)
        return undefined;
    const iso = `YYYY-MM-DDTHH:mm:ss${found.offsetMinutes === 0 ? '[Z]' : 'Z'}`;
    const expanded = (format || iso).replace(longToken, (name) => longFormats[name] ?? name);
    return [...expanded.matchAll(token)].map(([name]) => write(name)).join('');
    function write(name) {
        const writeToken = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
        if (writeToken !== undefined && found !== undefined)
            return String(writeToken({ time, ...found }));
        return name.length > 1 && name.startsWith('[') ? name.slice(1, -1) : name.replaceAll('\\', '');
    }
}
function longestFirst(table) {
    return Object.keys(table)
        .toSorted((a, b) => b.length - a.length)
        .join('|');
}

// EXTERNAL MODULE: ./build/src/image/template.js + 1 modules
var template = __webpack_require__(519);
;// CONCATENATED MODULE: ./build/src/image/expressions.js




const dateNames = ['date', 'commit_date'];
const versionNames = ['raw', 'version', 'major', 'minor', 'patch', 'prerelease', 'build'];
const globalNames = [
    'branch',
    'tag',
    'sha',
    'base_ref',
    'is_default_branch',
    'is_not_default_branch',
    ...dateNames,
];
/** Events that are about the last commit of the default branch, by parts of their names. */
const ofDefaultBranch = /create|discussion|issues|schedule/;
/** @returns a sentence about a text whose expressions cannot be evaluated, whatever the event */
function expressionProblem(text, offered) {
    const { problem } = (0,template/* parseTemplate */.QC)(text);
    if (problem !== undefined)
        return problem;
    for (const expression of (0,template/* expressionsOf */.Bi)(text)) {
        const { name, source } = expression;
        const wrong = isDate(name) && offered.includes(name) ? dateProblem(expression) : undefined;
        if (wrong !== undefined)
            return `${(0,quoted/* quoted */.T)(source)}: ${wrong}`;
        if (!offered.includes(name) && expression.arguments.length > 0)
            return `${(0,quoted/* quoted */.T)(source)}: ${(0,quoted/* quoted */.T)(name)} is not one of ${offered.join(', ')}`;
    }
    return undefined;
}
function dateProblem({ name, arguments: given, options }) {
    const [format, ...more] = given;
    const isValue = format?.kind === 'literal' && !['false', 'null', 'undefined'].includes(format.value);
    const isKnown = format?.kind === 'name' && globalNames.some((one) => one === format.value);
    if (format === undefined || more.length > 0 || isValue || isKnown)
        return `${name} takes one format, in quotes, such as {{${name} 'YYYYMMDD'}}`;
    const other = options.find(([key]) => key !== 'tz');
    if (other !== undefined)
        return `${name} has no option ${(0,quoted/* quoted */.T)(other[0])}, only tz`;
    const isQuoted = options.every(([, zone]) => zone.kind === 'text' && zone.value !== '');
    return isQuoted ? undefined : "tz takes a time zone, in quotes, such as tz='Europe/Paris'";
}
/**
 * Evaluates an expression. Names that are not offered are empty, with a warning.
 * @throws ActionError COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN
 */
function evaluate(expression, circumstances, speaker) {
    const { event, sha, shaLength } = circumstances;
    const name = globalNames.find((one) => one === expression.name && speaker.offered.includes(one));
    switch (name) {
        case 'branch':
        case 'tag':
            return event.ref.kind === name ? event.ref.name : '';
        case 'sha':
            return sha.slice(0, shaLength);
        case 'base_ref':
            return event.baseRef ?? '';
        case 'is_default_branch':
            return String(isDefaultBranch(circumstances, speaker.owner));
        case 'is_not_default_branch':
            return String(!isDefaultBranch(circumstances, speaker.owner));
        case 'date':
            return writeDate(circumstances.now, expression, speaker);
        case 'commit_date':
            return writeDate(knownTime(circumstances, speaker.owner), expression, speaker);
        case undefined:
            return unknown(expression, speaker);
    }
}
/** What an expression is whose name is not known. */
function unknown({ source, name }, { owner, offered, warn }) {
    warn(`${owner}: ${source} is left empty: ${(0,quoted/* quoted */.T)(name)} is not one of ${offered.join(', ')}.`);
    return '';
}
function isDefaultBranch({ event }, owner) {
    if (ofDefaultBranch.test(event.name))
        return true;
    if (event.ref.kind === 'tag' || event.ref.kind === 'pull-request')
        return false;
    return event.ref.name === knownBranch(event.defaultBranch, owner);
}
function knownBranch(branch, owner) {
    if (branch !== undefined)
        return branch;
    throw new errors/* ActionError */.lZ({
        code: 'DEFAULT_BRANCH_UNKNOWN',
        sentence: `${owner} needs the repository's default branch, which the event does not tell.`,
        hint: 'Give the input github-token the token of a job with `permissions: contents: read`, or write the branch into the rule.',
    });
}
function knownTime({ commitTime, sha }, owner) {
    if (commitTime !== undefined)
        return commitTime;
    throw new errors/* ActionError */.lZ({
        code: 'COMMIT_TIME_UNKNOWN',
        sentence: `${owner} needs the time of commit ${sha.slice(0, 12)}, which the event does not tell.`,
        hint: 'Give the input github-token the token of a job with `permissions: contents: read`, or set SOURCE_DATE_EPOCH.',
    });
}
function writeDate(time, { arguments: [format], options, source }, speaker) {
    const zone = options.at(-1)?.[1].value ?? 'UTC';
    const pattern = format?.kind === 'text' ? format.value : undefined;
    if (pattern === undefined)
        speaker.warn(`${speaker.owner}: ${source} has a format without quotes and is written as ISO 8601.`);
    const written = formatTime(time, zone, pattern);
    if (written === undefined)
        speaker.warn(`${speaker.owner}: ${(0,quoted/* quoted */.T)(zone)} in ${source} is no time zone; it is written in UTC.`);
    return written ?? formatTime(time, 'UTC', pattern) ?? '';
}
function isDate(name) {
    return dateNames.some((one) => one === name);
}


/***/ }),

/***/ 8286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KY: () => (/* binding */ joinFields),
/* harmony export */   Kp: () => (/* binding */ splitFields),
/* harmony export */   T6: () => (/* binding */ splitPair)
/* harmony export */ });
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2756);

/** The parts of a value such as `type=registry,ref=shop:cache`, as buildx reads it: CSV. */
function splitFields(value) {
    return (0,_lists_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesOf */ .M)(value, 'split').flatMap(({ fields }) => fields.map((field) => field.trim()));
}
function joinFields(fields) {
    return fields
        .map((field) => (/[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
        .join(',');
}
/** Splits at the first `=`; undefined where there is none. */
function splitPair(text) {
    const equals = text.indexOf('=');
    return equals < 0 ? undefined : [text.slice(0, equals), text.slice(equals + 1)];
}


/***/ }),

/***/ 5707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ parseFlavor),
/* harmony export */   x: () => (/* binding */ plainFlavor)
/* harmony export */ });
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2756);
/* harmony import */ var _quoted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(889);
/* harmony import */ var _expressions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2366);
/* harmony import */ var _rule_attributes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3759);




const plainFlavor = {
    latest: 'auto',
    prefix: '',
    suffix: '',
    prefixesLatest: false,
    suffixesLatest: false,
};
/** Reads `latest=auto|true|false`, `prefix=…` and `suffix=…`, the latter two with `onlatest=true|false` behind them. */
function parseFlavor(text) {
    const problems = [];
    let flavor = plainFlavor;
    for (const entry of (0,_lists_js__WEBPACK_IMPORTED_MODULE_1__/* .entriesOf */ .M)(text, 'split')) {
        const read = readEntry(entry, flavor);
        if (typeof read !== 'string')
            flavor = read;
        else
            problems.push(`${read} (line ${entry.line}, ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(entry.fields.join(',').trim())})`);
    }
    return { flavor, problems };
}
function readEntry(entry, before) {
    if (!entry.isClosed)
        return 'a double quote is not closed';
    let flavor = before;
    let last = '';
    for (const field of (0,_rule_attributes_js__WEBPACK_IMPORTED_MODULE_3__/* .fieldsOf */ .Pf)(entry)) {
        // Only what stands between the first two `=` counts.
        const [key = '', value] = field.split('=').map((part) => part.trim());
        const isCut = value?.includes('{{') && field.split('=').length > 2;
        if (isCut)
            return `${key} holds an expression with an =, which is more than a flavor takes; give it in the rules`;
        const read = readField(key.toLowerCase(), value, last);
        if (typeof read === 'string')
            return read;
        flavor = { ...flavor, ...read };
        last = key.toLowerCase() === 'onlatest' ? last : key.toLowerCase();
    }
    return flavor;
}
function readField(key, value, last) {
    if (value === undefined)
        return `${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(key)} is not of the form key=value`;
    switch (key) {
        case 'latest':
            if (value === 'auto' || value === 'true' || value === 'false')
                return { latest: value };
            return `latest is ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(value)}, which is not one of auto, true, false`;
        case 'prefix':
        case 'suffix':
            return (0,_expressions_js__WEBPACK_IMPORTED_MODULE_0__/* .expressionProblem */ .qT)(value, _expressions_js__WEBPACK_IMPORTED_MODULE_0__/* .globalNames */ .q1) ?? { [key]: value };
        case 'onlatest':
            if (value !== 'true' && value !== 'false')
                return `onlatest is ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(value)}, which is neither true nor false`;
            if (last === 'prefix')
                return { prefixesLatest: value === 'true' };
            return last === 'suffix' ? { suffixesLatest: value === 'true' } : {};
        default:
            return `${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(key)} is not one of latest, prefix, suffix, onlatest`;
    }
}


/***/ }),

/***/ 3759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   wb: () => (/* binding */ readAttributes)
/* harmony export */ });
/* unused harmony export readField */
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2756);
/* harmony import */ var _quoted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(889);


/**
 * The `key=value` fields of an entry. A field without `=` is the value; keys are lower-cased, values are not.
 * @returns a sentence where the entry is no such list
 */
function readAttributes(entry) {
    if (!entry.isClosed)
        return 'a double quote is not closed';
    const fields = fieldsOf(entry);
    if (fields.filter((field) => !field.includes('=')).length > 1)
        return 'there is more than one value; give one tag a line';
    const cut = fields.find((field) => /^[^=]*\{\{[^=]*=/.test(field));
    if (cut !== undefined)
        return `write value= before ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(cut)}, whose expression holds a =`;
    return new Map(fields.map(readField));
}
/** A field's two sides of its first `=`; a field without one is a value. */
function readField(field) {
    const equals = field.indexOf('=');
    if (equals < 0)
        return ['value', field];
    return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()];
}
/** The fields of an entry without surrounding space, those that are empty left out. */
function fieldsOf({ fields: [first = '', ...others] }) {
    // docker/metadata-action reads every list twice: one pair of quotes around a whole rule does nothing there,
    // and what is to stay together there is quoted twice.
    const isWholeRule = others.length === 0 && /^\s*type\s*=[^,]*,/i.test(first);
    const fields = isWholeRule ? ((0,_lists_js__WEBPACK_IMPORTED_MODULE_1__/* .entriesOf */ .M)(first, 'split')[0]?.fields ?? []) : [first, ...others];
    return fields.map((field) => unquoted(field.trim()).trim()).filter((field) => field !== '');
}
function unquoted(field) {
    return /^".*"$/s.test(field) && field.length > 1 ? field.slice(1, -1).replaceAll('""', '"') : field;
}


/***/ }),

/***/ 3387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ regexProblem),
/* harmony export */   r: () => (/* binding */ findIn)
/* harmony export */ });
/* harmony import */ var _quoted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(889);

/**
 * What a pattern finds in a text; undefined where it does not match. There is no time limit: the pattern is the
 * workflow author's, and the text a ref's name or what the author put in its place.
 * @param form whether `/body/flags` is a form of its own
 */
function findIn(text, pattern, form) {
    return text.match(compile(pattern, form)) ?? undefined;
}
/** @returns a sentence about a pattern that cannot be used; bare ones must hold the group that is taken */
function regexProblem(pattern, form) {
    if (pattern === '')
        return undefined;
    try {
        const { source } = compile(pattern, form);
        if (form === 'slashes')
            return undefined;
        const groups = (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
        return groups === 0 ? `match ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(pattern)} has no group (in parentheses) to take` : undefined;
    }
    catch (error) {
        return `${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(pattern)} is no regular expression: ${error instanceof Error ? reasonOf(error) : 'unknown'}`;
    }
}
function compile(pattern, form) {
    const [, body, flags] = (form === 'slashes' ? /^\/(.+)\/(.*)$/.exec(pattern) : null) ?? [];
    return body === undefined ? new RegExp(pattern) : new RegExp(body, flags);
}
/** The engine repeats the whole pattern, which may be long, before it says why. */
function reasonOf(error) {
    const colon = error.message.lastIndexOf(': ');
    return colon < 0 ? error.message : error.message.slice(colon + 2);
}


/***/ }),

/***/ 519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bi: () => (/* binding */ expressionsOf),
  QC: () => (/* binding */ parseTemplate),
  XX: () => (/* binding */ render)
});

// EXTERNAL MODULE: ./build/src/quoted.js
var quoted = __webpack_require__(889);
;// CONCATENATED MODULE: ./build/src/image/template-words.js
const segment = /\[(?:\\\]|[^\]])*\]|[^\s!"#%&'()*+,./;<=>@[\\\]^`{|}~]+/.source;
const template_words_text = /^(?:"((?:\\"|[^"])*)"|'((?:\\'|[^'])*)')/;
const literal = /^(?:-?\d+(?:\.\d+)?|true|false|null|undefined)(?=[~}\s)\]]|$)/;
const end = '(?=[=~}\\s)\\]|]|$)';
const path = new RegExp(`^(?:(?:\\./|(?:\\.\\./)*)(?:${segment})(?:[./](?:${segment}))*|\\.\\.?)${end}`);
/** Reads words, and behind them `key=word` options, as far as there are any. */
function readWords(from) {
    const words = [];
    const options = [];
    for (let rest = from.trimStart();;) {
        const key = new RegExp(`^(${segment})\\s*=\\s*`).exec(rest);
        const read = readWord(rest.slice(key?.[0].length ?? 0));
        if (read === undefined || (key === null && options.length > 0))
            return { words, options, rest };
        if (key === null)
            words.push(read.word);
        else
            options.push([key[1] ?? '', read.word]);
        rest = read.rest.trimStart();
    }
}
function readWord(from) {
    const [quotedText, double, single] = template_words_text.exec(from) ?? [];
    if (quotedText !== undefined) {
        const value = double?.replaceAll('\\"', '"') ?? single?.replaceAll("\\'", "'") ?? '';
        return { word: { kind: 'text', value }, rest: from.slice(quotedText.length) };
    }
    const found = literal.exec(from)?.[0];
    if (found !== undefined)
        return { word: { kind: 'literal', value: found }, rest: from.slice(found.length) };
    const name = path.exec(from)?.[0];
    return name === undefined
        ? undefined
        : { word: { kind: 'name', value: plainName(name) }, rest: from.slice(name.length) };
}
/** `this.branch`, `./branch` and `[branch]` are all `branch`. */
function plainName(path) {
    return path.replace(/^(?:this[./]|\.\/)/, '').replace(/^\[([^\]]*)\]$/, '$1');
}

;// CONCATENATED MODULE: ./build/src/image/template.js


/** Reads the part of Handlebars' language that tag rules need: expressions, comments, `~` and `\{{`. */
function parseTemplate(text) {
    const pieces = [];
    let trims = false;
    for (let at = 0; at < text.length;) {
        const { value, end } = readLiteral(text, at);
        const mustache = end < text.length ? readMustache(text.slice(end)) : undefined;
        if (typeof mustache === 'string')
            return { pieces, problem: mustache };
        const opened = trims ? value.trimStart() : value;
        const literal = mustache?.trimsBefore ? opened.trimEnd() : opened;
        if (literal !== '')
            pieces.push({ kind: 'text', text: literal });
        if (mustache !== undefined)
            pieces.push(mustache.piece);
        trims = mustache?.trimsAfter ?? false;
        at = end + (mustache?.length ?? 0);
    }
    return { pieces, problem: undefined };
}
/** The expressions of a text; none where it cannot be read. */
function expressionsOf(text) {
    const { pieces, problem } = parseTemplate(text);
    return problem === undefined ? pieces.filter((piece) => piece.kind === 'expression') : [];
}
/** Writes out a template that parses; what `lookup` does not know is empty. */
function render(text, lookup) {
    return parseTemplate(text)
        .pieces.map((piece) => (piece.kind === 'expression' ? lookup(piece) : textOf(piece)))
        .join('');
}
function textOf(piece) {
    return piece.kind === 'text' ? piece.text : '';
}
/** Reads on to the next `{{` that no backslash takes its meaning from; two backslashes stand for one. */
function readLiteral(text, from) {
    let value = '';
    for (let at = from;;) {
        const opening = text.indexOf('{{', at);
        if (opening < 0)
            return { value: value + text.slice(at), end: text.length };
        const before = text.slice(at, opening);
        if (!before.endsWith('\\'))
            return { value: value + before, end: opening };
        if (before.endsWith('\\\\'))
            return { value: value + before.slice(0, -1), end: opening };
        value += `${before.slice(0, -1)}{{`;
        at = opening + 2;
    }
}
/** @returns what stands between these braces, or a sentence about what is wrong */
function readMustache(text) {
    const comment = /^\{\{(~?)!(?:(?=--)[\s\S]*?--|(?!--)[\s\S]*?)(~?)\}\}/.exec(text);
    if (comment !== null) {
        const [{ length }, before, after] = comment;
        return { piece: { kind: 'comment' }, length, trimsBefore: before === '~', trimsAfter: after === '~' };
    }
    const [opening = '', before, sign] = /^\{\{(~?)([{&]?)/.exec(text) ?? [];
    const { words, options, rest } = readWords(text.slice(opening.length));
    const closing = (sign === '{' ? /^\}(?:(~)\}\}|\}\}(?!\}))/ : /^(?:(~)\}\}|\}\}(?!\}))/).exec(rest);
    const [name, ...given] = words;
    const isNoName = name?.value === '' || (name?.kind === 'name' && ['else', 'this', '.'].includes(name.value));
    if (closing === null || name === undefined || isNoName)
        return whatIsWrong(text, opening, rest);
    const length = text.length - rest.length + closing[0].length;
    const source = text.slice(0, length);
    const piece = { kind: 'expression', source, name: name.value, arguments: given, options };
    return { piece, length, trimsBefore: before === '~', trimsAfter: closing[1] === '~' };
}
function whatIsWrong(text, opening, rest) {
    const shown = (0,quoted/* quoted */.T)(/^[\s\S]*?\}\}+/.exec(text)?.[0] ?? text);
    const isOfAnotherKind = /^\s*([#^/>*{]|else\b)/.test(text.slice(opening.length)) || /^[(@|]/.test(rest.trimStart());
    if (isOfAnotherKind)
        return `${shown}: blocks, partials, sub-expressions and @ variables are not offered`;
    return text.includes('}}') ? `${shown} is no expression` : `${shown} is not closed`;
}


/***/ }),

/***/ 1088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ko: () => (/* binding */ readInputs),
  l0: () => (/* binding */ wantedFiles),
  ui: () => (/* binding */ wantsSummary)
});

// UNUSED EXPORTS: inputNames

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
;// CONCATENATED MODULE: ./build/src/intent.js

/**
 * The event table: what a run does on which event, given the input `push`.
 * An event that the table does not know builds only: publishing is never a guess.
 * @throws ActionError FORK_CANNOT_PUSH where a fork's pull request asks to push
 */
function intentOf(event, push) {
    if (push === 'false')
        return 'build';
    if (event === 'fork' && push !== 'auto')
        throw forkCannotPush(push);
    if (push === 'candidate')
        return 'candidate';
    if (push === 'true')
        return 'release';
    return event === 'publishing' ? 'release' : 'build';
}
function forkCannotPush(push) {
    return new errors/* ActionError */.lZ({
        code: 'FORK_CANNOT_PUSH',
        sentence: `This pull request comes from a fork, and \`push: ${push}\` asks to push: GitHub gives such a run no id-token, so no AWS role can be assumed.`,
        hint: 'Leave `push` at `auto`: forks are built only, and pushed after the merge.',
    });
}

// EXTERNAL MODULE: ./build/src/quoted.js
var quoted = __webpack_require__(889);
// EXTERNAL MODULE: ./build/src/deploy/edit-unite.js
var edit_unite = __webpack_require__(3221);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/src/scan/yaml-fields.js
var yaml_fields = __webpack_require__(3488);
// EXTERNAL MODULE: ./build/src/scan/yaml-page.js + 1 modules
var yaml_page = __webpack_require__(7705);
;// CONCATENATED MODULE: ./build/src/inputs/entries.js
/** `NAME=value` sets, `NAME=` sets an empty value, `-NAME` removes; undefined where it is neither. */
function entryOf(text) {
    const [, removed] = /^-([^\s=]+)$/.exec(text) ?? [];
    if (removed !== undefined)
        return { kind: 'remove', name: removed };
    const [, name, value] = /^([^\s=-][^\s=]*)\s*=(.*)$/s.exec(text) ?? [];
    return name === undefined || value === undefined ? undefined : { kind: 'set', name, value };
}
/** The names that a list of edits has more than once, each told once. */
function doublesOf(edits) {
    const names = edits.map(({ name }) => name);
    const seen = new Set();
    const doubles = names.filter((name) => seen.size === seen.add(name).size);
    return [...new Set(doubles)];
}
const secretArn = /^arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+|ssm:[a-z0-9-]+:\d{12}:parameter\/\S+)$/;
/** Whether it names a secret for ECS: an ARN of Secrets Manager or Parameter Store, or a parameter of the same region. */
function isSecretReference(value) {
    return secretArn.test(value) || (!value.startsWith('arn:') && /^[\w./-]{1,1011}$/.test(value));
}
/** Whether a plain value is where a secret is, and not the secret. */
function looksLikeSecretArn(value) {
    return /^\s*arn:aws[\w-]*:(secretsmanager|ssm):/.test(value);
}
/** ECS takes files of variables from S3 alone, and by their ending. */
function isEnvironmentFile(value) {
    return /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/\S+\.env$/.test(value);
}
/** A JSON array of texts; undefined for anything else. */
function wordsOf(text) {
    try {
        const value = JSON.parse(text);
        return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isContainerName(name) {
    return /^[A-Za-z0-9_-]{1,255}$/.test(name);
}
function isLogDriver(name) {
    return /^[a-z][a-z0-9-]{0,63}$/.test(name);
}

;// CONCATENATED MODULE: ./build/src/inputs/container-fields.js




// The values of a container's fields in the input containers.
const longest = 4_096;
const ours = /^\{\{\s*image\s*\}\}$/;
function readImage({ page, text }, field) {
    const { node } = field;
    // Without quotes the braces are a map to YAML, and mean the same here.
    if (ours.test(text.slice(node.range[0], node.range[1])))
        return { kind: 'ours' };
    const image = (0,yaml_fields/* textOf */.b6)(page, field, longest);
    if (image === undefined)
        return undefined;
    if (ours.test(image))
        return { kind: 'ours' };
    if (!/^[A-Za-z0-9][\w.:/@-]*$/.test(image)) {
        page.problem(node, `image ${(0,quoted/* quoted */.T)(image)} is no image, and {{image}} is the one of this run`);
        return undefined;
    }
    return { kind: 'named', image };
}
/** A map, where `-KEY:` removes, or a list of KEY=value and -KEY. */
function readEntries(page, field) {
    if (!field.hasValue)
        page.problem(field.node, `${field.name} has no value`);
    if (!field.hasValue)
        return [];
    const edits = (0,dist/* isSeq */.oP)(field.node) ? readLines(page, field) : readPairs(page, field);
    for (const double of doublesOf(edits))
        page.problem(field.node, `${(0,quoted/* quoted */.T)(double)} is set and removed, or there twice`);
    return edits;
}
function readLines(page, field) {
    return (0,yaml_fields/* itemsOf */.S3)(page, field).flatMap((node) => {
        const text = scalarText(node);
        const edit = text === undefined ? undefined : entryOf(text);
        if (edit === undefined)
            page.problem(node, `an item of ${field.name} is KEY=value, or -KEY to remove it`);
        return edit === undefined ? [] : [edit];
    });
}
function readPairs(page, { name: owner, node }) {
    return membersOf(page, node, owner, owner).flatMap(({ name, key, value }) => {
        const edit = pairOf(page, name, key, value);
        if (edit !== undefined && /[\s=]/.test(edit.name)) {
            page.problem(key, `${(0,quoted/* quoted */.T)(edit.name)} is no name for ${owner}`);
            return [];
        }
        return edit === undefined ? [] : [edit];
    });
}
function pairOf(page, name, key, value) {
    if (name.startsWith('-')) {
        if (value === undefined)
            return { kind: 'remove', name: name.slice(1) };
        page.problem(value, `${(0,quoted/* quoted */.T)(name)} removes, and takes no value`);
        return undefined;
    }
    const text = value === undefined ? undefined : scalarText(value);
    if (text !== undefined)
        return { kind: 'set', name, value: text };
    const problem = value === undefined
        ? `has no value: write "" for an empty one, and -${name}: to remove it`
        : 'must be text';
    page.problem(value ?? key, `${(0,quoted/* quoted */.T)(name)} ${problem}`);
    return undefined;
}
/** Numbers and booleans as they are written: containers get text in any case. */
function scalarText(node) {
    if (!(0,dist/* isScalar */.jn)(node) || node.value === null)
        return undefined;
    return typeof node.value === 'string' ? node.value : String(node.source);
}
function readVariables({ page, warn }, field) {
    const edits = readEntries(page, field);
    for (const edit of edits)
        if (edit.kind === 'set' && looksLikeSecretArn(edit.value))
            warn(`${(0,quoted/* quoted */.T)(edit.name)} holds the ARN of a secret, and the container gets that text; for the secret itself use its secrets.`);
    return edits;
}
function readSecrets(page, field) {
    const edits = readEntries(page, field);
    for (const edit of edits)
        if (edit.kind === 'set' && !isSecretReference(edit.value))
            page.problem(field.node, `${(0,quoted/* quoted */.T)(edit.name)} names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself`);
    return edits;
}
function readFiles(page, field) {
    return (0,yaml_fields/* itemsOf */.S3)(page, field).flatMap((node) => {
        const file = scalarText(node) ?? '';
        if (isEnvironmentFile(file))
            return [file];
        page.problem(node, `${(0,quoted/* quoted */.T)(file)} is not the ARN of a file of variables in S3 such as arn:aws:s3:::bucket/shop.env`);
        return [];
    });
}
/** A list, or the same as JSON in a text. */
function readWords(page, field) {
    if (!(0,dist/* isSeq */.oP)(field.node)) {
        const words = wordsOf(scalarText(field.node) ?? '');
        if (words === undefined)
            page.problem(field.node, `${field.name} must be a list, such as ["node", "server.js"]`);
        return words;
    }
    return (0,yaml_fields/* itemsOf */.S3)(page, field).flatMap((node) => {
        const word = scalarText(node);
        if (word === undefined)
            page.problem(node, `an item of ${field.name} must be text`);
        return word === undefined ? [] : [word];
    });
}
function readDriver(page, field) {
    const driver = (0,yaml_fields/* textOf */.b6)(page, field, 64);
    if (driver === undefined || isLogDriver(driver))
        return driver;
    page.problem(field.node, `log-driver ${(0,quoted/* quoted */.T)(driver)} is not the name of one such as awslogs`);
    return undefined;
}
/** A map whose names are free, each there once. */
function membersOf(page, node, owner, what) {
    if (!(0,dist/* isMap */.jh)(node)) {
        page.problem(node, `${owner} must be a map or a list`);
        return [];
    }
    const seen = new Set();
    return node.items.flatMap(({ key, value }) => {
        const name = (0,dist/* isScalar */.jn)(key) ? String(key.source ?? key.value) : undefined;
        if (name === undefined || name === '')
            page.problem(key, `what stands here is no name of ${what}`);
        else if (seen.has(name))
            page.problem(key, `${(0,quoted/* quoted */.T)(name)} is there twice`);
        if (name === undefined || name === '' || seen.has(name))
            return [];
        seen.add(name);
        const isNothing = value === null || ((0,dist/* isScalar */.jn)(value) && value.value === null);
        return [{ name, key, value: isNothing ? undefined : value }];
    });
}

;// CONCATENATED MODULE: ./build/src/inputs/containers.js






const known = [
    'image',
    'environment',
    'environment-files',
    'secrets',
    'command',
    'entry-point',
    'log-driver',
    'log-options',
    'docker-labels',
];
const ofMap = { known, others: 'refused' };
const ofList = { known: ['name', ...known], others: 'refused' };
/** The input `containers`: YAML, a map from names to edits, or a list of edits that have a name. */
function readContainers(reader) {
    const text = reader.text('containers');
    if (text === undefined)
        return [];
    const page = (0,yaml_page/* readPage */.S)(text);
    const reading = { page, text, warn: (what) => reader.warning(`containers: ${what}`) };
    const edits = page.root === undefined ? [] : readRoot(reading, page.root);
    for (const { line, column, text: what } of page.problems())
        reader.problem('containers', `line ${line}, column ${column}: ${what}`);
    return edits;
}
function readRoot(reading, root) {
    const { page } = reading;
    const named = (0,dist/* isSeq */.oP)(root) ? readList(reading, root) : readMap(reading, root);
    const seen = new Set();
    for (const { name, node } of named) {
        if (!isContainerName(name))
            page.problem(node, `${(0,quoted/* quoted */.T)(name)} is not a container's name of letters, digits, hyphens and underscores`);
        if (seen.has(name))
            page.problem(node, `the container ${(0,quoted/* quoted */.T)(name)} is there twice`);
        seen.add(name);
    }
    return named.map(({ name, fields }) => readEdit(reading, name, fields));
}
function readList({ page }, root) {
    return (0,yaml_fields/* itemsOf */.S3)(page, { name: 'containers', node: root, hasValue: true }).flatMap((node) => {
        const fields = (0,yaml_fields/* fieldsOf */.Pf)(page, node, 'a container', ofList);
        const field = fields?.get('name');
        if (fields !== undefined && field === undefined)
            page.problem(node, 'name is missing');
        const name = field && (0,yaml_fields/* textOf */.b6)(page, field, 255);
        return name === undefined || fields === undefined ? [] : [{ name, node, fields }];
    });
}
function readMap({ page }, root) {
    return membersOf(page, root, 'containers', 'a container').flatMap(({ name, key, value }) => {
        if (value === undefined) {
            page.problem(key, `nothing is said of the container ${(0,quoted/* quoted */.T)(name)}`);
            return [];
        }
        const fields = (0,yaml_fields/* fieldsOf */.Pf)(page, value, 'a container', ofMap);
        return fields === undefined ? [] : [{ name, node: key, fields }];
    });
}
function readEdit(reading, name, fields) {
    const { page } = reading;
    const field = (key, read) => {
        const one = fields.get(key);
        return one && read(one);
    };
    const entries = (key) => field(key, (one) => readEntries(page, one)) ?? [];
    return {
        name,
        image: field('image', (one) => readImage(reading, one)) ?? { kind: 'kept' },
        environment: field('environment', (one) => readVariables(reading, one)) ?? [],
        environmentFiles: field('environment-files', (one) => readFiles(page, one)) ?? [],
        secrets: field('secrets', (one) => readSecrets(page, one)) ?? [],
        command: field('command', (one) => readWords(page, one)),
        entryPoint: field('entry-point', (one) => readWords(page, one)),
        logDriver: field('log-driver', (one) => readDriver(page, one)),
        logOptions: entries('log-options'),
        dockerLabels: entries('docker-labels'),
    };
}

;// CONCATENATED MODULE: ./build/src/inputs/deploy-edits.js




/** The inputs that edit one container, and so need to know which. */
const ofOne = [
    'environment-variables',
    'env-files',
    'task-secrets',
    'command',
    'log-driver',
    'log-options',
    'docker-labels',
];
/** The edits of all containers, each there once; one of them, named or not, gets the image. */
function readContainerEdits(reader) {
    const entries = readContainers(reader);
    const target = readTarget(reader, entries);
    const edit = readOne(reader, target.name, target.isOurs);
    const given = entries.find(({ name }) => name !== undefined && name === target.name);
    const others = entries.filter((one) => one !== given);
    const contradictions = given === undefined ? [] : (0,edit_unite/* contradictionsOf */.W)(given, edit);
    for (const what of contradictions)
        reader.problem('containers', `contradicts another input: ${what} of the container ${(0,quoted/* quoted */.T)(target.name ?? '')}`);
    const united = given === undefined ? edit : (0,edit_unite/* unite */._)(given, edit);
    const all = target.isIdle ? entries : [...others, united];
    for (const one of all)
        checkSecrets(reader, one);
    return all;
}
/** The container that the image goes into, or the first of them, where the inputs name it. */
function readContainerName(reader) {
    return reader.text('container-name') ?? readTargets(readContainers(quiet(reader))).at(0);
}
function readTarget(reader, entries) {
    const name = reader.text('container-name');
    if (name !== undefined && !isContainerName(name))
        reader.problem('container-name', `${(0,quoted/* quoted */.T)(name)} is not one name of letters, digits, hyphens and underscores`);
    const targets = readTargets(entries);
    const given = ofOne.filter(reader.given);
    if (name !== undefined || targets.length < 2)
        return { name: name ?? targets[0], isOurs: true, isIdle: false };
    for (const one of given)
        reader.problem(one, 'needs container-name, since containers puts the image of this run into several');
    return { name: undefined, isOurs: false, isIdle: true };
}
function readTargets(entries) {
    return entries.flatMap(({ name, image }) => (image.kind === 'ours' && name !== undefined ? [name] : []));
}
function readOne(reader, name, isOurs) {
    return {
        name,
        image: { kind: isOurs ? 'ours' : 'kept' },
        environment: deploy_edits_readVariables(reader),
        environmentFiles: deploy_edits_readFiles(reader),
        secrets: deploy_edits_readSecrets(reader),
        command: readCommand(reader),
        entryPoint: undefined,
        logDriver: readLogDriver(reader),
        logOptions: deploy_edits_readEntries(reader, 'log-options'),
        dockerLabels: deploy_edits_readEntries(reader, 'docker-labels'),
    };
}
/** Values may be secrets by mistake: what is wrong is told by the number of the entry, or by the name alone. */
function deploy_edits_readEntries(reader, input) {
    const edits = reader.lines(input).flatMap((text, index) => {
        const edit = entryOf(text);
        if (edit === undefined)
            reader.problem(input, `entry ${index + 1} is not of the form KEY=value, or -KEY to remove it`);
        return edit === undefined ? [] : [edit];
    });
    for (const name of doublesOf(edits))
        reader.problem(input, `${(0,quoted/* quoted */.T)(name)} is there twice`);
    return edits;
}
function deploy_edits_readVariables(reader) {
    const edits = deploy_edits_readEntries(reader, 'environment-variables');
    for (const edit of edits)
        if (edit.kind === 'set' && looksLikeSecretArn(edit.value))
            reader.warning(`environment-variables: ${(0,quoted/* quoted */.T)(edit.name)} holds the ARN of a secret, and the container gets that text; for the secret itself use task-secrets.`);
    return edits;
}
function deploy_edits_readSecrets(reader) {
    const edits = deploy_edits_readEntries(reader, 'task-secrets');
    for (const edit of edits)
        if (edit.kind === 'set' && !isSecretReference(edit.value.trim()))
            reader.problem('task-secrets', `${(0,quoted/* quoted */.T)(edit.name)} names no secret: its value is the ARN of a secret or the name of a parameter, never the secret itself`);
    return edits.map((edit) => (edit.kind === 'set' ? { ...edit, value: edit.value.trim() } : edit));
}
/** ECS refuses a name that is a variable and a secret. */
function checkSecrets(reader, { name, environment, secrets }) {
    const set = (edits) => edits.filter(({ kind }) => kind === 'set').map((edit) => edit.name);
    const variables = new Set(set(environment));
    const of = name === undefined ? '' : ` of the container ${(0,quoted/* quoted */.T)(name)}`;
    const input = reader.given('task-secrets') ? 'task-secrets' : 'containers';
    for (const both of set(secrets).filter((one) => variables.has(one)))
        reader.problem(input, `${(0,quoted/* quoted */.T)(both)}${of} is an environment variable too, and ECS takes one of them`);
}
function deploy_edits_readFiles(reader) {
    const files = reader.list('env-files');
    for (const file of files.filter((one) => !isEnvironmentFile(one)))
        reader.problem('env-files', `${(0,quoted/* quoted */.T)(file)} is not the ARN of a file of variables in S3 such as arn:aws:s3:::bucket/shop.env`);
    return files;
}
function readCommand(reader) {
    const given = reader.text('command');
    const words = given === undefined ? undefined : wordsOf(given);
    if (given !== undefined && words === undefined)
        reader.problem('command', 'what is given is not a JSON array of texts such as ["node", "server.js"]');
    return words;
}
function readLogDriver(reader) {
    const driver = reader.text('log-driver');
    if (driver !== undefined && !isLogDriver(driver))
        reader.problem('log-driver', `${(0,quoted/* quoted */.T)(driver)} is not the name of a log driver such as awslogs`);
    return driver;
}
/** For reading once more what has been complained of before. */
function quiet(reader) {
    return { ...reader, problem: () => undefined, notice: () => undefined, warning: () => undefined };
}

;// CONCATENATED MODULE: ./build/src/inputs/definition.js


function readDefinition(reader) {
    const edits = {
        containers: readContainerEdits(reader),
        cpu: readCpu(reader),
        memory: readMemory(reader),
        taskRoleArn: readRole(reader, 'task-role-arn'),
        executionRoleArn: readRole(reader, 'execution-role-arn'),
    };
    return { source: readSource(reader), edits };
}
const arn = /^arn:[a-z][a-z-]*:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}(:\d{1,9})?$/;
/** A word without dot and slash is a family, unless there is a file of that name. */
function readSource(reader) {
    const given = reader.text('task-definition');
    if (given === undefined)
        return { kind: 'running' };
    if (given.startsWith('arn:')) {
        if (!arn.test(given))
            reader.problem('task-definition', `${(0,quoted/* quoted */.T)(given)} is not the ARN of a task definition such as arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7`);
        return { kind: 'reference', reference: given };
    }
    const [, revision] = /^[A-Za-z0-9_-]{1,255}(?::(.*))?$/s.exec(given) ?? [undefined, given];
    const isFamily = revision === undefined && reader.file(given) === undefined;
    if (isFamily || /^\d{1,9}$/.test(revision ?? ''))
        return { kind: 'reference', reference: given };
    if (/^[A-Za-z0-9_-]+:/.test(given))
        reader.problem('task-definition', `${(0,quoted/* quoted */.T)(given)} is no revision such as shop:7; a family alone means its newest one`);
    return { kind: 'file', path: given, name: given };
}
/** In units of which 1024 are a processor, or with their name. */
function readCpu(reader) {
    const cpu = reader.text('task-cpu');
    const [, number = '', unit] = /^(\d{1,6}|\d{0,3}\.\d{1,3}) ?(vcpu)?$/i.exec(cpu ?? '') ?? [];
    const units = unit === undefined ? wholeOf(number) : Number(number) * 1024;
    if (cpu !== undefined && !(units >= 128 && units <= 196_608))
        reader.problem('task-cpu', `${(0,quoted/* quoted */.T)(cpu)} is not a size from 128 to 196608, such as 256 or 0.25 vCPU`);
    return cpu;
}
function readMemory(reader) {
    const memory = reader.text('task-memory');
    const [, number = '', unit] = /^(\d{1,8}|\d{0,5}\.\d{1,3}) ?(gb)?$/i.exec(memory ?? '') ?? [];
    const mebibytes = unit === undefined ? wholeOf(number) : Number(number) * 1024;
    if (memory !== undefined && !(mebibytes >= 4 && mebibytes <= 33_554_432))
        reader.problem('task-memory', `${(0,quoted/* quoted */.T)(memory)} is not a size in MiB or GB, such as 512 or 2 GB`);
    return memory;
}
function wholeOf(number) {
    return /^\d+$/.test(number) ? Number(number) : Number.NaN;
}
/** A name is enough for ECS where the role is of the same account. */
function readRole(reader, name) {
    const role = reader.text(name);
    if (role !== undefined &&
        !/^(arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}|[\w+=,.@-]{1,64})$/.test(role))
        reader.problem(name, `${(0,quoted/* quoted */.T)(role)} is not a role's ARN such as arn:aws:iam::123456789012:role/shop-task`);
    return role;
}

;// CONCATENATED MODULE: ./build/src/inputs/following.js
function readUpdate(reader) {
    const desiredCount = reader.integer('desired-count', { from: 0, to: 5000, unit: 'tasks' }, 0);
    return {
        desiredCount: reader.given('desired-count') ? desiredCount : undefined,
        forceNewDeployment: reader.flag('force-new-deployment', false),
    };
}
function readFollowing(reader) {
    const timeout = reader.integer('deploy-timeout-minutes', { from: 1, to: 1440, unit: 'minutes' }, 1);
    return {
        wait: reader.flag('wait', true),
        timeoutMinutes: reader.given('deploy-timeout-minutes') ? timeout : undefined,
        onDeployFailure: reader.choice('on-deploy-failure', ['rollback', 'leave'], 'rollback'),
        onTimeout: reader.choice('on-timeout', ['leave', 'rollback'], 'leave'),
        onPause: reader.choice('on-pause', ['wait', 'return'], 'wait'),
        onSuperseded: reader.choice('on-superseded', ['fail', 'warn'], 'fail'),
        onInFlight: reader.choice('on-in-flight', ['replace', 'wait', 'fail'], 'replace'),
        onCancel: reader.choice('on-cancel', ['leave', 'rollback'], 'leave'),
        maxFailedTasks: reader.integer('max-failed-tasks', { from: 1, to: 100, unit: 'tasks' }, 5),
        diagnosticLogLines: reader.integer('diagnostic-log-lines', { from: 0, to: 500, unit: 'lines' }, 30),
    };
}
const ofWaiting = [
    'deploy-timeout-minutes',
    'on-deploy-failure',
    'on-timeout',
    'on-pause',
    'on-superseded',
    'on-cancel',
    'max-failed-tasks',
    'diagnostic-log-lines',
];
/** Whoever does not wait decides nothing about what happens then. */
function noticeUnwatched(reader, { wait, onInFlight }) {
    // It bounds the wait for somebody else's deployment, too.
    const isTimed = (name) => name === 'deploy-timeout-minutes' && onInFlight === 'wait';
    const idle = wait ? [] : ofWaiting.filter((name) => reader.given(name) && !isTimed(name));
    for (const name of idle)
        reader.notice(`${name} has nothing to act on: with \`wait: false\` nobody watches the deploy.`);
}

;// CONCATENATED MODULE: ./build/src/inputs/services.js

/** Reads cluster and services, each by its name or its ARN. ARNs must agree with each other and with the region. */
function readServices(reader) {
    const cluster = readCluster(reader);
    const given = reader.list('service').flatMap((text) => readService(reader, text));
    const [first] = given.flatMap((one) => one.cluster ?? []);
    const name = cluster?.name ?? first ?? 'default';
    for (const one of given)
        if (one.cluster !== undefined && one.cluster !== name)
            reader.problem('service', `${(0,quoted/* quoted */.T)(one.name)} is in the cluster ${(0,quoted/* quoted */.T)(one.cluster)}, and not in ${(0,quoted/* quoted */.T)(name)}`);
    const places = [...(cluster === undefined ? [] : [cluster]), ...given];
    const account = readAccount(reader, places);
    checkRegion(reader, places);
    return { cluster: name, services: [...new Set(given.map((one) => one.name))], account };
}
const services_name = '[A-Za-z0-9_-]{1,255}';
const services_arn = (kind, path) => new RegExp(`^arn:aws[a-z-]*:ecs:([a-z0-9-]+):(\\d{12}):${kind}/${path}$`);
const clusterArn = services_arn('cluster', `(${services_name})`);
/** Services that are older than 2018 may have an ARN without their cluster. */
const serviceArn = services_arn('service', `(?:(${services_name})/)?(${services_name})`);
const plainName = new RegExp(`^${services_name}$`);
function readCluster(reader) {
    const given = reader.text('cluster');
    if (given === undefined)
        return undefined;
    const [, region = '', account = '', ofArn] = clusterArn.exec(given) ?? [];
    if (ofArn === undefined && !plainName.test(given))
        reader.problem('cluster', notOne(given, 'cluster/prod'));
    return { region, account, cluster: undefined, name: ofArn ?? given };
}
function readService(reader, given) {
    const [, region = '', account = '', cluster, ofArn] = serviceArn.exec(given) ?? [];
    if (ofArn === undefined && !plainName.test(given))
        reader.problem('service', notOne(given, 'service/prod/shop'));
    return [{ region, account, cluster, name: ofArn ?? given }];
}
function notOne(given, example) {
    return given.startsWith('arn:')
        ? `${(0,quoted/* quoted */.T)(given)} is not an ARN such as arn:aws:ecs:eu-west-1:123456789012:${example}`
        : `${(0,quoted/* quoted */.T)(given)} is not one name of letters, digits, hyphens and underscores`;
}
function readAccount(reader, places) {
    const [account, ...others] = new Set(places.map((one) => one.account).filter((one) => one !== ''));
    if (others.length > 0)
        reader.problem('service', 'the ARNs of services and cluster name different accounts');
    return account;
}
/** Names are looked for in one region, and there may be the same ones in another. */
function checkRegion(reader, places) {
    const region = reader.text('deploy-region') ??
        reader.text('aws-region') ??
        (reader.environment('AWS_REGION') || reader.environment('AWS_DEFAULT_REGION'));
    const other = places.find((one) => one.region !== '' && region && one.region !== region);
    if (other !== undefined && region)
        reader.problem('service', `an ARN names the region ${(0,quoted/* quoted */.T)(other.region)}, and the deploy goes to ${(0,quoted/* quoted */.T)(region)}: see deploy-region`);
}

;// CONCATENATED MODULE: ./build/src/inputs/deploy.js





/** What edits a task definition: without one there is nothing to edit. */
const ofDefinition = [
    'container-name',
    'containers',
    'environment-variables',
    'env-files',
    'task-secrets',
    'command',
    'task-cpu',
    'task-memory',
    'task-role-arn',
    'execution-role-arn',
    'log-driver',
    'log-options',
    'docker-labels',
];
const ofRole = ['deploy-role-to-assume', 'deploy-role-chaining', 'deploy-region'];
const ofServices = [
    'cluster',
    'desired-count',
    'force-new-deployment',
    'wait',
    'deploy-timeout-minutes',
    'on-deploy-failure',
    'on-timeout',
    'on-pause',
    'on-superseded',
    'on-in-flight',
    'on-cancel',
    'max-failed-tasks',
    'diagnostic-log-lines',
];
/**
 * What is deployed, if anything: services that are named, or a revision that is only registered, on the events that
 * publish, or where `deploy: true` asks for it.
 */
function readDeploy(reader, event, intent) {
    const asked = reader.choice('deploy', ['auto', 'true', 'false'], 'auto');
    const place = readServices(reader);
    const definition = readDefinition(reader);
    const [update, following] = [readUpdate(reader), readFollowing(reader)];
    const isRegistered = definition.source.kind !== 'running';
    noticeIdle(reader, isRegistered);
    if (!isRegistered && !reader.given('service')) {
        if (asked === 'true')
            reader.problem('deploy', '`true` needs the input service, which is not given');
        return { kind: 'none' };
    }
    // What a service runs is judged there, and never brought back over what is newer.
    const isRunning = reader.text('image') === 'deployed';
    if (isRunning && asked === 'true')
        reader.problem('deploy', '`true` contradicts `image: deployed`, which is what the service runs already');
    if (isRunning || !isWanted(reader, event, intent, asked))
        return { kind: 'none' };
    if (!reader.given('service'))
        return { kind: 'register', definition };
    noticeUnwatched(reader, following);
    return { kind: 'services', ...place, definition, update, following };
}
/** The service that `baseline: deployed` and `image: deployed` look at: the first one that is named. */
function readRunning(reader) {
    const { cluster, services } = readServices(reader);
    const [service] = services;
    if (service === undefined)
        return undefined;
    for (const name of services.length > 1 ? ['baseline', 'image'] : [])
        if (reader.text(name) === 'deployed')
            reader.notice(`${name}: \`deployed\` looks at the first of ${services.length} services, ${service}.`);
    return { cluster, service, containerName: readContainerName(reader) };
}
/** What is given and has nothing to act on. */
function noticeIdle(reader, isRegistered) {
    const hasService = reader.given('service');
    const idle = [
        ...(hasService ? [] : ofServices),
        ...(hasService || isRegistered ? [] : [...ofDefinition, ...ofRole]),
    ];
    for (const name of idle.filter(reader.given))
        reader.notice(`${name} has nothing to act on: no service is given.`);
}
function isWanted(reader, event, intent, asked) {
    if (asked === 'auto')
        return intent === 'release' && event.kind === 'publishing';
    if (asked === 'false')
        return false;
    if (['pull-request', 'fork', 'merge-group'].includes(event.kind)) {
        reader.problem('deploy', `\`true\` is not for the event ${(0,quoted/* quoted */.T)(event.name)}: it is deployed after the merge`);
    }
    else if (intent !== 'release') {
        reader.problem('deploy', '`true` contradicts this run, which releases nothing: see the input push');
    }
    if (event.kind === 'pull-request-target') {
        reader.warning('deploy: `true` on pull_request_target may deploy code that nobody of the repository has merged.');
    }
    return true;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/src/inputs/gate-files.js


function readGateFiles(reader) {
    const files = { sarifFile: readPath(reader, 'sarif-file'), reportFile: readPath(reader, 'report-file') };
    const { sarifFile, reportFile } = files;
    const areBoth = sarifFile !== undefined && reportFile !== undefined;
    if (areBoth && external_node_path_.posix.normalize(sarifFile) === external_node_path_.posix.normalize(reportFile))
        reader.problem('report-file', `${(0,quoted/* quoted */.T)(reportFile)} is the sarif-file too; give each a name of its own`);
    return files;
}
function readPath(reader, name) {
    const path = reader.text(name);
    const problem = path === undefined ? undefined : pathProblem(path);
    if (problem !== undefined)
        reader.problem(name, problem);
    return path;
}
/** @returns what is wrong with the path of one file, or undefined */
function pathProblem(path) {
    if (/\p{Cc}/u.test(path))
        return `${(0,quoted/* quoted */.T)(path)} is not the path of one file: it has line breaks or control characters`;
    return /(^|\/)\.{0,2}$/.test(path) ? `${(0,quoted/* quoted */.T)(path)} is a folder; name a file in it` : undefined;
}

;// CONCATENATED MODULE: ./build/src/inputs/exceptions.js



// What takes findings out of the count: entries of ignore files, and what an earlier image has already.
const byDefault = '.slipway-ignore.yml';
/** A file that is named twice counts once; where none is named, there may be one in its usual place. */
function readIgnoreFiles(reader) {
    if (!reader.given('ignore-file'))
        return { ignoreFiles: [byDefault], ignoreFilesGiven: false };
    const files = new Map();
    for (const path of reader.list('ignore-file')) {
        const problem = pathProblem(path);
        if (problem !== undefined)
            reader.problem('ignore-file', problem);
        const place = external_node_path_.posix.normalize(path);
        if (!files.has(place))
            files.set(place, path);
    }
    if (files.size === 0)
        reader.problem('ignore-file', `names no file; give paths such as ${byDefault}, or leave it out`);
    return { ignoreFiles: [...files.values()], ignoreFilesGiven: true };
}
const exceptions_forms = 'none, deployed, tag:<tag> or digest:sha256:<64 hexadecimal digits>';
function readBaseline(reader) {
    const given = reader.text('baseline') ?? 'none';
    if (given === 'none')
        return { kind: 'none' };
    if (given === 'deployed')
        return readDeployed(reader);
    const [, tag] = /^tag:\s*([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/.exec(given) ?? [];
    if (tag !== undefined)
        return { kind: 'tag', tag };
    const [, digest] = /^digest:\s*(sha256:[0-9a-f]{64})$/.exec(given) ?? [];
    if (digest !== undefined)
        return { kind: 'digest', digest };
    reader.problem('baseline', `${(0,quoted/* quoted */.T)(given)} is not ${exceptions_forms}`);
    return { kind: 'none' };
}
function readDeployed(reader) {
    if (!reader.given('service'))
        reader.problem('baseline', '`deployed` is what a service runs, and the input service is not given');
    if (reader.text('image') === 'deployed')
        reader.problem('baseline', '`deployed` contradicts `image: deployed`; nothing is new in an image compared with itself');
    return { kind: 'deployed' };
}

// EXTERNAL MODULE: ./build/src/scan/findings.js
var findings = __webpack_require__(1165);
;// CONCATENATED MODULE: ./build/src/inputs/limits.js


const most = 1_000_000;
/** How many findings a severity may have, such as `high=5,medium=50`. */
function readMaxFindings(reader) {
    const entries = reader.list('max-findings');
    const limits = new Map();
    for (const entry of entries) {
        const limit = limitOf(entry);
        if (typeof limit === 'string')
            reader.problem('max-findings', limit);
        else if (limits.has(limit.severity))
            reader.problem('max-findings', `${(0,quoted/* quoted */.T)(entry)} gives a second number for ${limit.severity}`);
        else
            limits.set(limit.severity, limit.number);
    }
    if (reader.given('max-findings') && entries.length === 0)
        reader.problem('max-findings', 'names no severity; give such as high=5,medium=50, or leave it out');
    return Object.fromEntries(limits);
}
/** @returns what is wrong, as a text */
function limitOf(entry) {
    const [, name, digits] = /^([a-z]+)\s*=\s*(\S+)$/i.exec(entry) ?? [];
    if (name === undefined || digits === undefined)
        return `${(0,quoted/* quoted */.T)(entry)} is not of the form severity=number, such as high=5`;
    const severity = findings/* severities */.gO.find((one) => one === name.toLowerCase());
    if (severity === undefined)
        return `${(0,quoted/* quoted */.T)(entry)} names none of the severities ${findings/* severities */.gO.join(', ')}`;
    const number = /^\d{1,7}$/.test(digits) ? Number(digits) : Number.NaN;
    return number <= most ? { severity, number } : `${(0,quoted/* quoted */.T)(entry)} has no whole number from 0 to ${most}`;
}
/** @returns a probability above 0, at most 1; `0.1` and `10%` are the same */
function readMinEpss(reader) {
    const given = reader.text('min-epss');
    if (given === undefined)
        return undefined;
    const [, digits, percent] = /^(\d{1,3}(?:\.\d{1,10})?|\.\d{1,10})\s*(%)?$/.exec(given) ?? [];
    const value = Number(digits ?? 0) / (percent === undefined ? 1 : 100);
    if (value > 0 && value <= 1)
        return value;
    reader.problem('min-epss', `${(0,quoted/* quoted */.T)(given)} is not a probability above 0 and up to 1, such as 0.1 or 10%`);
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/inputs/override.js

const shortest = 10;
const override_longest = 500;
/** The reason is shown wherever the verdict is, together with who ran the job. */
function readOverride(reader) {
    const given = reader.text('gate-override');
    if (given === undefined)
        return undefined;
    const reason = onOneLine(given);
    if (reason.length < shortest || reason.length > override_longest)
        reader.problem('gate-override', `${(0,quoted/* quoted */.T)(given)} is not a reason of ${shortest} to ${override_longest} characters; leave it empty where the gate is to hold`);
    return { reason, actor: readActor(reader) };
}
/** Who ran the job again answers for it, not who ran it first. */
function readActor(reader) {
    const names = ['GITHUB_TRIGGERING_ACTOR', 'GITHUB_ACTOR'].map((name) => onOneLine(reader.environment(name) ?? ''));
    return names.find((name) => name !== '')?.slice(0, 100) ?? 'unknown';
}
/** Without control characters, and without those that turn the direction of a text or are not seen. */
function onOneLine(text) {
    return text
        .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim();
}

;// CONCATENATED MODULE: ./build/src/inputs/gate.js




const always = ['severity-threshold', 'max-findings', 'only-fixable'];
const escalators = ['fail-on-exploitable', 'fail-on-known-exploited', 'min-epss'];
const closers = ['on-unscanned', 'on-unsupported', 'gate-override'];
const gate_all = [
    ...always,
    ...escalators,
    ...closers,
    ...['ignore-file', 'baseline', 'max-scan-age-hours', 'scan-timeout-minutes', 'sarif-file'],
];
/** @param registry ECR Public scans nothing, so a gate there would have to pass everything or nothing */
function readGate(reader, intent, registry) {
    const inputs = {
        ...readPolicy(reader),
        ...readIgnoreFiles(reader),
        ...readGateFiles(reader),
        baseline: readBaseline(reader),
        maxScanAgeHours: readMaxAge(reader),
        scanTimeoutMinutes: reader.integer('scan-timeout-minutes', { from: 1, to: 360, unit: 'minutes' }, 15),
    };
    if (registry === 'public' && inputs.mode !== 'off' && intent !== 'build') {
        reader.problem('gate', `\`${inputs.mode}\` cannot be kept for ECR Public, which scans no images; say \`gate: off\` to publish without a gate`);
    }
    const reason = idleReason(inputs, intent);
    if (reason !== undefined)
        noteIdle(reader, gate_all, reason);
    else if (inputs.mode === 'report')
        noteIdle(reader, closers, 'the gate only reports');
    else
        warnOfNothing(reader, inputs);
    return inputs;
}
function readPolicy(reader) {
    return {
        mode: reader.choice('gate', ['enforce', 'report', 'off'], 'enforce'),
        threshold: reader.choice('severity-threshold', ['critical', 'high', 'medium', 'low', 'any', 'none'], 'high'),
        maxFindings: readMaxFindings(reader),
        onlyFixable: reader.flag('only-fixable', false),
        failOnExploitable: reader.flag('fail-on-exploitable', false),
        failOnKnownExploited: reader.flag('fail-on-known-exploited', false),
        minEpss: readMinEpss(reader),
        onUnscanned: reader.choice('on-unscanned', ['fail', 'warn'], 'fail'),
        onUnsupported: reader.choice('on-unsupported', ['fail', 'warn'], 'fail'),
        override: readOverride(reader),
    };
}
function readMaxAge(reader) {
    const hours = reader.integer('max-scan-age-hours', { from: 1, to: 8760, unit: 'hours' }, 0);
    return hours === 0 ? undefined : hours;
}
/** An enforced gate that no finding can close is legal, and hardly what anybody means. */
function warnOfNothing(reader, inputs) {
    const escalates = inputs.failOnExploitable || inputs.failOnKnownExploited || inputs.minEpss !== undefined;
    if (inputs.threshold !== 'none' || reader.given('max-findings') || escalates)
        return;
    reader.warning(`severity-threshold: \`none\` without max-findings, ${escalators.join(', ')} lets no finding block. If that is meant, \`gate: report\` says so.`);
}
function noteIdle(reader, names, reason) {
    for (const name of names.filter(reader.given))
        reader.notice(`${name} has nothing to act on: ${reason}.`);
}
function idleReason(inputs, intent) {
    if (inputs.mode === 'off')
        return 'the gate is off';
    return intent === 'build' ? 'nothing is pushed in this run' : undefined;
}

// EXTERNAL MODULE: ./build/src/identity/role.js
var identity_role = __webpack_require__(9898);
;// CONCATENATED MODULE: ./build/src/inputs/account.js

/** Collects a problem where a value is not an account id; YAML reads a bare 012345678901 as a number and drops its zero. */
function checkAccount(reader, input, account) {
    if (/^\d{12}$/.test(account))
        return;
    const lost = /^\d{1,11}$/.test(account) ? '; quote it in YAML, which drops leading zeros of numbers' : '';
    reader.problem(input, `${(0,quoted/* quoted */.T)(account)} is not an account id of 12 digits${lost}`);
}

;// CONCATENATED MODULE: ./build/src/inputs/session.js

function readAssumeInputs(reader) {
    return {
        sessionName: readSessionName(reader),
        durationSeconds: reader.integer('role-duration-seconds', { from: 900, to: 43_200, unit: 'seconds' }, 3600),
        audience: reader.text('audience') ?? 'sts.amazonaws.com',
        externalId: readExternalId(reader),
        policies: { inline: session_readPolicy(reader), managed: readPolicyArns(reader) },
    };
}
function readSessionName(reader) {
    const name = reader.text('role-session-name');
    if (name !== undefined && !/^[\w+=,.@-]{2,64}$/.test(name)) {
        reader.problem('role-session-name', `${(0,quoted/* quoted */.T)(name)} is not 2 to 64 characters out of letters, digits and _+=,.@-`);
    }
    return name;
}
/** It may be meant to be kept to oneself, so the error does not show it. */
function readExternalId(reader) {
    const id = reader.text('role-external-id');
    if (id !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(id))
        reader.problem('role-external-id', 'not 2 to 1224 characters out of letters, digits and _+=,.@:/-');
    return id;
}
const longestPolicy = 2048;
/** Sent without its white space, which counts against the limit of STS. */
function session_readPolicy(reader) {
    const given = reader.text('inline-session-policy');
    if (given === undefined)
        return undefined;
    const policy = compact(given);
    if (policy === undefined) {
        reader.problem('inline-session-policy', `${(0,quoted/* quoted */.T)(given)} is not the JSON object of a policy`);
    }
    else if (policy.length > longestPolicy) {
        reader.problem('inline-session-policy', `${policy.length} characters without white space, and STS takes ${longestPolicy}`);
    }
    return policy;
}
function compact(text) {
    try {
        const policy = JSON.parse(text);
        return typeof policy === 'object' && policy !== null && 'Statement' in policy
            ? JSON.stringify(policy)
            : undefined;
    }
    catch {
        return undefined;
    }
}
const mostPolicies = 10;
function readPolicyArns(reader) {
    const arns = reader.list('managed-session-policies');
    for (const arn of arns) {
        if (!/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/.test(arn)) {
            reader.problem('managed-session-policies', `${(0,quoted/* quoted */.T)(arn)} is not a policy's ARN such as arn:aws:iam::123456789012:policy/push`);
        }
    }
    if (arns.length > mostPolicies)
        reader.problem('managed-session-policies', `${arns.length} policies, and STS takes ${mostPolicies}`);
    return arns;
}

;// CONCATENATED MODULE: ./build/src/inputs/identity.js




/** @param writes whether this run goes to AWS for certain, so that a region must be known */
function readIdentity(reader, env, writes) {
    const region = reader.text('aws-region') ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
    if (region === undefined && writes) {
        reader.problem('aws-region', 'not given, and neither AWS_REGION nor AWS_DEFAULT_REGION is set (for example eu-west-1)');
    }
    identity_checkRegion(reader, 'aws-region', region);
    const inputs = {
        region,
        identity: reader.choice('identity', ['auto', 'oidc', 'ambient'], 'auto'),
        role: readRoleArn(reader, 'role-to-assume'),
        assume: readAssumeInputs(reader),
        allowedAccounts: readAccounts(reader),
        deploy: readDeployRole(reader, region),
    };
    checkTogether(reader, inputs, env);
    return inputs;
}
function readDeployRole(reader, region) {
    const deployRegion = reader.text('deploy-region');
    identity_checkRegion(reader, 'deploy-region', deployRegion);
    return {
        role: readRoleArn(reader, 'deploy-role-to-assume'),
        isChained: reader.flag('deploy-role-chaining', false),
        region: deployRegion ?? region,
    };
}
/** Contradictions are errors; what merely has nothing to act on is a notice. */
function checkTogether(reader, inputs, env) {
    const { role, deploy, identity } = inputs;
    if (identity === 'oidc' && role === undefined && deploy.role === undefined)
        reader.problem('identity', '`oidc` needs role-to-assume, which is not given');
    if (deploy.isChained && deploy.role === undefined)
        reader.problem('deploy-role-chaining', '`true` needs deploy-role-to-assume, which is not given');
    const byToken = identity === 'oidc' || (identity === 'auto' && (0,identity_role/* hasTokenEndpoint */.VM)(env));
    const idle = (names, reason) => {
        for (const name of names.filter(reader.given))
            reader.notice(`${name} has nothing to act on: ${reason}.`);
    };
    if (role === undefined)
        idle(['inline-session-policy', 'managed-session-policies'], 'no role-to-assume is given');
    if (role === undefined && deploy.role === undefined) {
        idle(['role-session-name', 'role-duration-seconds', 'audience', 'role-external-id'], 'no role is given');
    }
    else {
        if (!byToken)
            idle(['audience'], 'no role is assumed through OIDC');
        if (byToken && !deploy.isChained)
            idle(['role-external-id'], 'it is for a role that is assumed from other credentials, and OIDC is used');
    }
}
function identity_checkRegion(reader, name, region) {
    if (region !== undefined && !/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region))
        reader.problem(name, `${(0,quoted/* quoted */.T)(region)} is not a region's name such as eu-west-1`);
}
function readRoleArn(reader, name) {
    const arn = reader.text(name);
    if (arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/.test(arn)) {
        reader.problem(name, `${(0,quoted/* quoted */.T)(arn)} is not a role's ARN such as arn:aws:iam::123456789012:role/release`);
    }
    return arn;
}
function readAccounts(reader) {
    const accounts = reader.list('allowed-account-ids');
    for (const account of accounts)
        checkAccount(reader, 'allowed-account-ids', account);
    return accounts;
}

// EXTERNAL MODULE: ./build/src/image/expressions.js + 4 modules
var expressions = __webpack_require__(2366);
// EXTERNAL MODULE: ./build/src/image/template.js + 1 modules
var template = __webpack_require__(519);
// EXTERNAL MODULE: ./build/src/image/cache.js
var image_cache = __webpack_require__(909);
;// CONCATENATED MODULE: ./build/src/inputs/idle.js
/** Whether nothing is built: then what this machine lacks for a build says nothing of the run. */
function buildsNothing(reader) {
    return ['image', 'local-image'].some(reader.given) || reader.flag('dry-run', false);
}

;// CONCATENATED MODULE: ./build/src/inputs/cache.js


function readCaches(reader) {
    const from = cache_readEntries(reader, 'cache-from');
    const to = cache_readEntries(reader, 'cache-to');
    for (const cache of from)
        checkImport(reader, cache);
    for (const cache of to)
        checkExport(reader, cache);
    return {
        cacheFrom: from.map(withoutKeys).map(image_cache/* cacheFlag */.Z7),
        cacheTo: to.map(withoutKeys).map(image_cache/* exportFlag */.tw),
        cacheKeys: readKeys(reader, [...from, ...to]),
    };
}
function cache_readEntries(reader, name) {
    return reader.lines(name).flatMap((entry, index) => {
        const cache = (0,image_cache/* parseCache */.IW)(entry);
        if ('type' in cache) {
            checkAny(reader, name, cache);
            return [cache];
        }
        reader.problem(name, `entry ${index + 1} ${cache.reason}`);
        return [];
    });
}
function checkAny(reader, name, { type, attributes }) {
    if (type === 'registry' && !attributes.ref)
        reader.problem(name, 'type=registry needs ref=, the reference of the cache');
    if (type === 'gha')
        checkGitHub(reader, name, attributes);
    if (type === 'azblob' && 'secret_access_key' in attributes)
        reader.problem(name, 'secret_access_key would stand on a command line; give it to the builder as BUILDKIT_AZURE_STORAGE_SECRET_ACCESS_KEY');
}
/** buildx leaves a GitHub cache out in silence where it does not know how to reach it. */
function checkGitHub(reader, name, attributes) {
    for (const key of ['token', 'ghtoken'].filter((one) => one in attributes))
        reader.problem(name, `${key} would stand on a command line; without it the runner's own is used`);
    const url = reader.environment('ACTIONS_RESULTS_URL') ?? reader.environment('ACTIONS_CACHE_URL');
    if (buildsNothing(reader))
        return;
    const isReachable = url !== undefined || 'url' in attributes || 'url_v2' in attributes;
    if (!isReachable || reader.environment('ACTIONS_RUNTIME_TOKEN') === undefined)
        reader.problem(name, 'type=gha needs the cache of GitHub, but this runner names none (ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL or ACTIONS_CACHE_URL)');
}
function checkImport(reader, { type, attributes }) {
    if (type === 'inline')
        reader.problem('cache-from', 'type=inline is for cache-to; import such a cache with type=registry,ref=…');
    if (type === 'local' && !attributes.src)
        reader.problem('cache-from', 'type=local needs src=, a folder');
}
function checkExport(reader, { type, attributes }) {
    if (type === 'local' && !attributes.dest)
        reader.problem('cache-to', 'type=local needs dest=, a folder');
    if (attributes.mode !== undefined && !['min', 'max'].includes(attributes.mode))
        reader.problem('cache-to', 'mode is not one of min, max');
}
const keyVariables = {
    access_key_id: 'AWS_ACCESS_KEY_ID',
    secret_access_key: 'AWS_SECRET_ACCESS_KEY',
    session_token: 'AWS_SESSION_TOKEN',
};
/** There is one environment for all of them, so keys of their own must be the same ones. */
function readKeys(reader, caches) {
    const all = caches.filter(({ type }) => type === 's3').map(keysOf);
    const [first = {}] = all;
    if (all.some((keys) => JSON.stringify(keys) !== JSON.stringify(first)))
        reader.problem('cache-to', 'all s3 caches of a step use the same keys; give the same ones everywhere, or none');
    if (Object.keys(first).length > 0 && !(first.AWS_ACCESS_KEY_ID && first.AWS_SECRET_ACCESS_KEY))
        reader.problem('cache-to', 'an s3 cache needs both access_key_id and secret_access_key, or neither');
    return first;
}
function keysOf({ attributes }) {
    return Object.fromEntries(Object.entries(keyVariables).flatMap(([key, variable]) => {
        const value = attributes[key];
        return value === undefined ? [] : [[variable, value]];
    }));
}
function withoutKeys(cache) {
    if (cache.type !== 's3')
        return cache;
    const others = Object.entries(cache.attributes).filter(([key]) => !(key in keyVariables));
    return { ...cache, attributes: Object.fromEntries(others) };
}

;// CONCATENATED MODULE: ./build/src/inputs/machine.js


const networks = ['default', 'none', 'host'];
/** What the machine that runs the Dockerfile's commands looks like to them. */
function readMachine(reader) {
    return {
        network: reader.given('network') ? reader.choice('network', networks, 'default') : undefined,
        addHosts: checked(reader, 'add-hosts', reader.list('add-hosts'), /^[^\s:=]+[:=]\S+$/, 'host:address'),
        shmSize: readSize(reader),
        ulimit: checked(reader, 'ulimit', reader.lines('ulimit'), /^[a-z]+=-?\d+(:-?\d+)?$/, 'name=soft:hard'),
        allow: checked(reader, 'allow', reader.list('allow'), /^(network\.host|security\.insecure|device(=\S+)?)$/, 'network.host, security.insecure or device'),
    };
}
function checked(reader, name, entries, form, example) {
    for (const entry of entries.filter((one) => !form.test(one)))
        reader.problem(name, `${(0,quoted/* quoted */.T)(entry)} is not of the form ${example}`);
    return entries;
}
function readSize(reader) {
    const size = reader.text('shm-size');
    if (size !== undefined && !/^\d+(\.\d+)? ?([kmgtp]i?)?b?$/i.test(size))
        reader.problem('shm-size', `${(0,quoted/* quoted */.T)(size)} is not a size such as 128m or 2g`);
    return size;
}
function readCacheUse(reader) {
    const noCache = reader.flag('no-cache', false);
    const noCacheFilters = reader.list('no-cache-filters');
    if (noCache && noCacheFilters.length > 0)
        reader.problem('no-cache-filters', 'contradicts `no-cache: true`, which leaves no cache to filter');
    return { noCache, noCacheFilters, pull: reader.flag('pull', false) };
}
/** Commas stand between entries and between the keys of one, so what is a path goes on with the entry before it. */
function readSsh(reader) {
    const entries = [];
    for (const part of reader.list('ssh')) {
        const last = entries.at(-1);
        const goesOn = last?.includes('=') && (/^[./~]/.test(part) || /^raw=(true|false)$/.test(part));
        if (goesOn)
            entries[entries.length - 1] = `${last},${part}`;
        else
            entries.push(part);
    }
    for (const entry of entries) {
        if (!/^\w[\w.-]*(=\S.*)?$/.test(entry))
            reader.problem('ssh', `${(0,quoted/* quoted */.T)(entry)} is not of the form default, id=socket or id=key,key`);
        else if (!buildsNothing(reader) &&
            !entry.includes('=') &&
            reader.environment('SSH_AUTH_SOCK') === undefined)
            reader.problem('ssh', `${(0,quoted/* quoted */.T)(entry)} is the agent of this step, but SSH_AUTH_SOCK is not set; start one in an earlier step, or give id=path`);
    }
    return entries;
}

// EXTERNAL MODULE: ./build/src/image/fields.js
var fields = __webpack_require__(8286);
;// CONCATENATED MODULE: ./build/src/inputs/secrets.js



/** Linux takes no environment variable of more than 128 KiB. */
const longestValue = 120_000;
/** Reads the secrets of a build. What is wrong is told by the line: what looks like an id may be half of a value. */
function secrets_readSecrets(reader) {
    const values = [...readValues(reader), ...secrets_readVariables(reader)];
    const files = secrets_readFiles(reader);
    const ids = [...values, ...files].map(({ id }) => id);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
        reader.problem('secrets', `the id ${(0,quoted/* quoted */.T)(id)} is given twice in secrets, secret-envs and secret-files`);
    return { values, files };
}
function readValues(reader) {
    return reader.entries('secrets').flatMap(({ line, fields, isClosed }) => {
        const given = isClosed ? secrets_pairOf(fields[0] ?? '') : undefined;
        if (given === undefined) {
            const why = isClosed ? 'is not of the form id=value' : 'begins with a double quote that nothing closes';
            const advice = 'a value of several lines is quoted together with its id ("id=…")';
            reader.problem('secrets', `line ${line} ${why}; ${advice}`);
            return [];
        }
        return checkValue(reader, given, line);
    });
}
function checkValue(reader, given, line) {
    const { id, value } = given;
    if (value === '') {
        reader.warning(`secrets: line ${line} has no value and was left out; is the secret that it comes from set?`);
        return [];
    }
    if (/^arn:aws[\w-]*:(secretsmanager|ssm):/.test(value.trim()))
        reader.problem('secrets', `${(0,quoted/* quoted */.T)(id)} holds an ARN, but secrets are for the build and take values; a secret of the running container belongs into its task definition: use task-secrets`);
    if (Buffer.byteLength(value) > longestValue)
        reader.problem('secrets', `${(0,quoted/* quoted */.T)(id)} has more than ${longestValue} bytes; use secret-files for it`);
    return [given];
}
function secrets_readVariables(reader) {
    return secrets_readPairs(reader, 'secret-envs', reader.list('secret-envs')).flatMap(({ id, value: name }) => {
        const value = /^[A-Za-z_]\w*$/.test(name) ? reader.environment(name) : undefined;
        if (value !== undefined)
            return [{ id, value }];
        if (buildsNothing(reader))
            return [];
        // Not the name: who wrote the value in its place must not read it here.
        reader.problem('secret-envs', `the variable for ${(0,quoted/* quoted */.T)(id)} is not set in the environment of this step`);
        return [];
    });
}
function secrets_readFiles(reader) {
    return secrets_readPairs(reader, 'secret-files', reader.lines('secret-files')).flatMap(({ id, value: path }) => {
        const text = reader.file(path);
        if (text !== undefined)
            return [{ id, path, text }];
        reader.problem('secret-files', `${(0,quoted/* quoted */.T)(path)} (for ${(0,quoted/* quoted */.T)(id)}) is no file that can be read`);
        return [];
    });
}
function secrets_readPairs(reader, name, entries) {
    return entries.flatMap((entry, index) => {
        const pair = secrets_pairOf(entry);
        if (pair !== undefined && pair.value.trim() !== '')
            return [{ ...pair, value: pair.value.trim() }];
        const what = name === 'secret-files' ? 'path' : 'VARIABLE';
        reader.problem(name, `entry ${index + 1} is not of the form id=${what}`);
        return [];
    });
}
function secrets_pairOf(entry) {
    const [key, value] = (0,fields/* splitPair */.T6)(entry) ?? [];
    const id = key?.trim() ?? '';
    // The end of base64 text, `…==`, is no id with the value `=`.
    return value !== undefined && value !== '=' && /^\w[\w./@:-]*$/.test(id) ? { id, value } : undefined;
}

;// CONCATENATED MODULE: ./build/src/inputs/image.js






function image_readImage(reader) {
    const { cacheKeys, ...caches } = readCaches(reader);
    return {
        context: readContext(reader),
        file: readFile(reader),
        secrets: { ...secrets_readSecrets(reader), cacheKeys },
        builder: readBuilder(reader),
        target: reader.text('target'),
        platforms: readPlatforms(reader),
        buildArguments: readBuildArguments(reader),
        buildContexts: readBuildContexts(reader),
        ssh: readSsh(reader),
        ...caches,
        ...readCacheUse(reader),
        ...readMachine(reader),
        provenance: readAttestation(reader, 'provenance'),
        sbom: readAttestation(reader, 'sbom'),
        annotations: image_readPairs(reader, 'annotations'),
        labels: image_readPairs(reader, 'labels'),
    };
}
function readContext(reader) {
    const given = reader.text('context') ?? '.';
    if (given === '-')
        reader.problem('context', "'-' would be standard input, and an action has none; name a folder");
    if (given.includes('{{'))
        reader.problem('context', `${(0,quoted/* quoted */.T)(given)} holds a template of docker/build-push-action; check out first and name the folder`);
    const remote = /^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(given);
    return remote ? { kind: 'remote', url: given } : { kind: 'folder', path: given };
}
function readFile(reader) {
    const file = reader.text('file');
    if (file === '-')
        reader.problem('file', "'-' would be standard input, and an action has none; name the Dockerfile");
    return file;
}
function readPlatforms(reader) {
    const platforms = reader.list('platforms');
    for (const platform of platforms) {
        if (!/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform)) {
            reader.problem('platforms', `${(0,quoted/* quoted */.T)(platform)} is not a platform such as linux/amd64`);
        }
    }
    return [...new Set(platforms)];
}
function readBuildArguments(reader) {
    const given = reader.lines('build-args');
    for (const entry of given) {
        // The value may be somebody's secret by mistake, so the error shows the name alone.
        const name = entry.split('=', 1)[0] ?? '';
        if (!/^[A-Za-z_][\w.-]*$/.test(name))
            reader.problem('build-args', `${(0,quoted/* quoted */.T)(name)} is not a build argument's name`);
    }
    return given;
}
function image_readPairs(reader, name) {
    const entries = reader.lines(name);
    for (const entry of entries) {
        const wrong = (0,expressions/* expressionProblem */.qT)(entry, expressions/* globalNames */.q1);
        if (entry.indexOf('=') < 1)
            reader.problem(name, `${(0,quoted/* quoted */.T)(entry)} is not of the form key=value`);
        else if (wrong !== undefined)
            reader.problem(name, wrong);
        else
            for (const text of unknownIn(entry))
                reader.warning(`${name}: ${text}`);
    }
    return entries;
}
function unknownIn(entry) {
    const unknown = (0,template/* expressionsOf */.Bi)(entry).filter(({ name }) => !expressions/* globalNames */.q1.some((one) => one === name));
    return unknown.map(({ source }) => `${(0,quoted/* quoted */.T)(source)} is no expression that is known, and is left empty.`);
}
function readBuildContexts(reader) {
    const entries = reader.lines('build-contexts');
    for (const entry of entries) {
        if (!/^[^\s=]+=\S/.test(entry))
            reader.problem('build-contexts', `${(0,quoted/* quoted */.T)(entry)} is not of the form name=folder, name=URL or the like`);
    }
    return entries;
}
function readBuilder(reader) {
    const name = reader.text('builder');
    if (name === undefined)
        return { kind: 'current' };
    if (name === 'create')
        return { kind: 'created' };
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name))
        reader.problem('builder', `${(0,quoted/* quoted */.T)(name)} is neither \`create\` nor the name of a builder`);
    return { kind: 'named', name };
}
/** @returns `true`, `false` or attributes, as the option of buildx takes them */
function readAttestation(reader, name) {
    const given = reader.text(name) ?? 'false';
    if (!/^(true|false|[a-z-]+=[^\s]+)$/.test(given)) {
        const example = name === 'provenance' ? 'mode=min, mode=max' : 'generator=<image>';
        reader.problem(name, `${(0,quoted/* quoted */.T)(given)} is not one of true, false, ${example} or other attributes of --${name}`);
    }
    return given;
}

;// CONCATENATED MODULE: ./build/src/inputs/peers/build.js
const onePerLine = 'none: outputs hold one entry a line';
const earlierBuilder = 'use a builder of an earlier step: `builder` is its name, or left out where it is the current one';
const builderOrCreate = 'use `builder: create` for docker-container; any other is made in an earlier step and named in `builder`';
/** docker/metadata-action */
const metadata = {
    context: 'same; but here it is the build context. Ref and commit come from the event, the commit also from `sha`',
    images: 'use `repository`',
    tags: 'same',
    flavor: 'same',
    labels: 'same',
    annotations: 'same',
    'sep-tags': onePerLine,
    'sep-labels': onePerLine,
    'sep-annotations': onePerLine,
    'bake-target': 'none: Slipway builds a Dockerfile and writes no bake files',
    'github-token': 'same',
};
/** docker/build-push-action */
const buildPush = {
    'add-hosts': 'same',
    allow: 'same',
    annotations: 'same',
    attests: 'use `provenance` and `sbom`',
    'build-args': 'same',
    'build-contexts': 'same',
    builder: 'same; `builder: create` makes one for this run',
    'cache-from': 'same',
    'cache-to': 'same',
    call: 'none: Slipway builds; checks are a step of their own with `docker buildx build --call`',
    'cgroup-parent': 'none: the limits of a builder are set where it is made, in an earlier step',
    context: 'same; but left out it is the workspace, not a Git URL: check out first',
    file: 'same',
    labels: 'same',
    load: 'use `push: false` to build only; to release an image that the engine holds, `local-image`',
    network: 'same',
    'no-cache': 'same',
    'no-cache-filters': 'same',
    outputs: 'use `push`; the image always goes to `repository`',
    platforms: 'same',
    provenance: 'same; but left out it is `provenance: false`, so that one platform gives a plain manifest',
    pull: 'same',
    push: 'same; but left out the event decides',
    sbom: 'same',
    secrets: 'same',
    'secret-envs': 'same',
    'secret-files': 'same',
    'shm-size': 'same',
    ssh: 'same',
    tags: 'same; but rules or bare tags, one a line. The image is named in `repository`',
    target: 'same',
    ulimit: 'same',
    'github-token': 'same; but a private Git context takes its token as `GIT_AUTH_TOKEN` in `secrets`',
};
/** docker/setup-buildx-action, with the three inputs that version 4 no longer has */
const setupBuildx = {
    version: 'none: the buildx of the runner is used; another one is installed in an earlier step',
    driver: builderOrCreate,
    'driver-opts': earlierBuilder,
    'buildkitd-flags': earlierBuilder,
    'buildkitd-config': earlierBuilder,
    'buildkitd-config-inline': earlierBuilder,
    use: 'none: `builder: create` serves this step alone, and the current builder stays the current one',
    'cache-binary': 'none: no buildx is downloaded',
    cleanup: 'none: a builder of `builder: create` is always removed, and no other one ever is',
    'keep-state': 'none: `builder: create` keeps none; use `cache-to`, or a builder of an earlier step',
    name: 'use `builder` for the name of a builder, `repository` for that of a repository',
    endpoint: earlierBuilder,
    platforms: 'same; but the platforms to build for, not those of a node',
    append: earlierBuilder,
    install: 'none: Slipway calls buildx itself and makes no alias',
    config: earlierBuilder,
    'config-inline': earlierBuilder,
};

;// CONCATENATED MODULE: ./build/src/inputs/peers/credentials.js
const ownKeys = 'use `role-to-assume`, or the AWS_* variables in the environment of the step';
const noExport = 'none: no credentials leave the step; other steps that call AWS need a login of their own';
const noSessionTags = 'none: no session tags are sent';
const fixedTries = 'none: what can pass by itself is tried again, a denied role three times at most';
const proxy = 'use `HTTPS_PROXY` and `NO_PROXY` in the environment of the step';
const ownRegistry = 'use `repository` with the full URI, or `registry-id`; other registries need a login step before';
const ownLogin = 'none: Slipway logs in to ECR by itself; other registries need a login step before';
const privateLogin = 'none: the login is private to this step and always removed';
/** aws-actions/configure-aws-credentials */
const configureAwsCredentials = {
    'aws-region': 'same',
    'role-to-assume': 'same; an ARN, not a bare name',
    'aws-access-key-id': ownKeys,
    'aws-secret-access-key': ownKeys,
    'aws-session-token': ownKeys,
    'aws-profile': 'use `AWS_PROFILE` in the environment of the step; Slipway writes no profile',
    'overwrite-aws-profile': 'none: Slipway writes no profile',
    'web-identity-token-file': 'use `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN` in the environment of the step',
    'role-chaining': 'use `identity: ambient`, or `deploy-role-chaining` for the role of the deploy',
    audience: 'same',
    'http-proxy': proxy,
    'no-proxy': proxy,
    'mask-aws-account-id': 'none: account ids are not masked; the output `image-ref` holds none',
    'role-duration-seconds': 'same; the session is renewed while the run lasts',
    'role-external-id': 'same',
    'role-session-name': 'same; without it repository name and run id',
    'role-skip-session-tagging': noSessionTags,
    'transitive-tag-keys': noSessionTags,
    'custom-tags': noSessionTags,
    'inline-session-policy': 'same',
    'managed-session-policies': 'same',
    'output-credentials': noExport,
    'output-env-credentials': noExport,
    'unset-current-credentials': 'use `identity: oidc`, which takes no credentials of the environment',
    'disable-retry': fixedTries,
    'retry-max-attempts': fixedTries,
    'special-characters-workaround': 'none: no shell or tool reads the keys, so every character is fine',
    'use-existing-credentials': 'use the credentials of the environment: leave `role-to-assume` out',
    'allowed-account-ids': 'same',
    'force-skip-oidc': 'use `identity: ambient`',
    'action-timeout-s': 'use timeout-minutes of the step, a key of GitHub',
    'sts-endpoint': 'use `AWS_ENDPOINT_URL_STS` in the environment of the step',
};
/** aws-actions/amazon-ecr-login */
const amazonEcrLogin = {
    'http-proxy': proxy,
    'mask-password': 'none: the password is always masked',
    registries: ownRegistry,
    'registry-type': 'use `repository` with the full URI; public.ecr.aws/… is the public registry',
    'skip-logout': privateLogin,
};
/** docker/login-action */
const dockerLogin = {
    registry: ownRegistry,
    username: ownLogin,
    password: ownLogin,
    ecr: ownLogin,
    scope: privateLogin,
    logout: privateLogin,
    'registry-auth': ownLogin,
};

;// CONCATENATED MODULE: ./build/src/inputs/peers/deploy.js
const reference = 'use `task-definition`, which takes a family, a revision or an ARN too';
const noTasks = 'none: in this version Slipway runs no one-off tasks';
const noCodeDeploy = 'none: in this version services of CodeDeploy are refused';
const onlyDefinition = 'none: Slipway changes the task definition and the number of tasks, and leaves all else as it is';
/** aws-actions/amazon-ecs-render-task-definition */
const renderTaskDefinition = {
    'task-definition': 'same; left out it is what the service runs',
    'task-definition-arn': reference,
    'task-definition-family': reference,
    'task-definition-revision': reference,
    'container-name': 'same; one name, and left out the only container. `containers` edits several',
    image: 'same; but leave it out: the image of this run goes in, by digest. Here it releases one without a build',
    'environment-variables': 'same; and `-KEY` removes one',
    secrets: 'same; but here they are secrets of the build. Those of a container are `task-secrets`',
    'env-files': 'same',
    'log-configuration-log-driver': 'use `log-driver`',
    'log-configuration-options': 'use `log-options`',
    'docker-labels': 'same; they are added to those of the container, and `-KEY` removes one',
    command: 'same; but a JSON array of texts, such as `["node", "server.js"]`',
    'task-role-arn': 'same',
    'execution-role-arn': 'same',
};
/** aws-actions/amazon-ecs-deploy-task-definition */
const deployTaskDefinition = {
    'task-definition': 'same; left out it is what the service runs',
    'desired-count': 'same',
    service: 'same; one or several',
    cluster: 'same',
    'wait-for-service-stability': 'use `wait`',
    'wait-for-minutes': 'use `deploy-timeout-minutes`',
    'wait-max-delay-seconds': 'none: Slipway looks every 5 to 15 seconds',
    'codedeploy-appspec': 'same',
    'codedeploy-application': 'same',
    'codedeploy-deployment-group': 'same',
    'codedeploy-deployment-description': noCodeDeploy,
    'codedeploy-deployment-config': noCodeDeploy,
    'force-new-deployment': 'same',
    'service-managed-ebs-volume-name': onlyDefinition,
    'service-managed-ebs-volume': onlyDefinition,
    'run-task': noTasks,
    'run-task-container-overrides': noTasks,
    'run-task-security-groups': noTasks,
    'run-task-subnets': noTasks,
    'run-task-assign-public-IP': noTasks,
    'run-task-capacity-provider-strategy': noTasks,
    'run-task-launch-type': noTasks,
    'run-task-started-by': noTasks,
    'run-task-tags': noTasks,
    'run-task-managed-ebs-volume-name': noTasks,
    'run-task-managed-ebs-volume': noTasks,
    'wait-for-task-stopped': noTasks,
    'enable-ecs-managed-tags': onlyDefinition,
    'propagate-tags': onlyDefinition,
    'keep-null-value-keys': 'none: nulls in a file are left out, and everything else is kept, empty values too',
    'max-retries': 'none: what can pass by itself is tried again, until the time limit of the wait',
};

;// CONCATENATED MODULE: ./build/src/inputs/peers/scan.js
const thisImage = 'none: the image of this run is scanned, by its digest; the tags that it gets stand in `tags`';
const ignoring = 'use `ignore-file`: its entries have a reason and can have an end';
const ownPauses = 'none: how often the scan is looked at follows from how long it takes; `scan-timeout-minutes` is the limit';
const twoReads = 'none: Slipway itself waits until enhanced findings hold still';
/** alexjurkiewicz/ecr-scan-image */
const ecrScanImage = {
    repository: 'same',
    tag: thisImage,
    fail_threshold: 'use `severity-threshold`',
    ignore_list: ignoring,
    error_missed_ignores: 'none: an entry of an ignore file that matches nothing is a notice',
};
/** ecperth/check-aws-inspector, with the names of earlier versions */
const checkAwsInspector = {
    repository: 'same',
    'registry-id': 'same',
    registryId: 'use `registry-id`',
    'image-tag': thisImage,
    tag: thisImage,
    'image-digest': thisImage,
    'fail-on': 'use `severity-threshold`',
    'fail-severity': 'use `severity-threshold`',
    ignore: ignoring,
    timeout: 'use `scan-timeout-minutes`, in minutes',
    'consistency-delay': twoReads,
    'initial-delay': ownPauses,
    'retry-delay': ownPauses,
    'validation-delay': twoReads,
    'max-retries': 'none: what can pass by itself is tried again, until the time limit of the wait',
};
/** vonsteer/ecr-scan-action */
const ecrScanAction = {
    repository: 'same',
    tag: thisImage,
    fail_threshold: 'use `severity-threshold`',
    region: 'use `aws-region`',
    ignore_list: ignoring,
    pr_comment: 'none: the findings stand in the job summary; nothing is written to pull requests',
    max_retries: ownPauses,
    retry_delay: ownPauses,
};
/** epsylabs/action-ecr-scan */
const actionEcrScan = {
    name: 'use `builder` for the name of a builder, `repository` for that of a repository',
    tag: thisImage,
    region: 'use `aws-region`',
    fail_threshold: 'use `severity-threshold`',
    ignore_errors: ignoring,
};
const tools = 'none: ECR or Inspector scans; no scanner or database is downloaded';
const allowed = 'use `max-findings`, which says how many are allowed: a threshold of 1 is `high=0`';
const noVex = 'none: VEX documents are not read; use `ignore-file`';
/** What scanners that are actions themselves call it: Trivy, Grype, Scout and the SBOM scan of Inspector. */
const scanners = {
    severity: 'use `severity-threshold`, one word: the lowest severity that blocks',
    'severity-cutoff': 'use `severity-threshold`',
    'exit-code': 'use `gate: enforce`, which is the default, or `gate: report`, which blocks nothing',
    'fail-build': 'use `gate: enforce`, which is the default, or `gate: report`, which blocks nothing',
    critical_threshold: allowed,
    high_threshold: allowed,
    medium_threshold: allowed,
    low_threshold: allowed,
    'ignore-unfixed': 'use `only-fixable`',
    'only-fixed': 'use `only-fixable`',
    threshold_fixable_only: 'use `only-fixable`',
    'only-cisa-kev': 'use `fail-on-known-exploited`, which adds to `severity-threshold`',
    trivyignores: 'use `ignore-file`, which takes .trivyignore.yaml, but not the plain text form',
    ignore_findings: ignoring,
    vex: noVex,
    'vex-location': noVex,
    to: 'use `baseline`, as in `tag:main`',
    'to-latest': 'use `baseline`, as in `tag:latest`',
    'to-env': 'use `baseline: deployed`',
    'image-ref': thisImage,
    artifact_path: thisImage,
    'output-format': 'use `sarif-file`, and `report-file` for JSON',
    format: 'use `sarif-file`, and `report-file` for JSON',
    output: 'use `sarif-file`, and `report-file` for JSON',
    'limit-severities-for-sarif': 'none: the gate never changes what is reported',
    'ignore-policy': 'none: no policy language; use `ignore-file`',
    'cache-db': tools,
    'skip-setup-trivy': tools,
    'write-comment': 'none: the findings stand in the job summary; nothing is written to pull requests',
};

;// CONCATENATED MODULE: ./build/src/inputs/peers/replaced.js




/** Names from elsewhere that people try. */
const others = {
    dockerfile: 'use `file`',
    path: 'use `context`',
    role_arn: 'use `role-to-assume`',
    'role-arn': 'use `role-to-assume`',
    image_tag: 'none: the image of this run is scanned, by its digest; the tags that it gets stand in `tags`',
    'fail-threshold': 'use `severity-threshold`',
    'tag-names': 'none: it is an output of Slipway',
};
/** Every action that Slipway replaces, in the order of a workflow. docs/migrating.md shows the same rows. */
const replaced = {
    'aws-actions/configure-aws-credentials': configureAwsCredentials,
    'aws-actions/amazon-ecr-login': amazonEcrLogin,
    'docker/login-action': dockerLogin,
    'docker/metadata-action': metadata,
    'docker/setup-buildx-action': setupBuildx,
    'docker/build-push-action': buildPush,
    'alexjurkiewicz/ecr-scan-image': ecrScanImage,
    'ecperth/check-aws-inspector': checkAwsInspector,
    'vonsteer/ecr-scan-action': ecrScanAction,
    'epsylabs/action-ecr-scan': actionEcrScan,
    'aws-actions/amazon-ecs-render-task-definition': renderTaskDefinition,
    'aws-actions/amazon-ecs-deploy-task-definition': deployTaskDefinition,
    'Names of scanners': scanners,
    'Other names': others,
};

// EXTERNAL MODULE: ./build/src/lists.js
var lists = __webpack_require__(2756);
;// CONCATENATED MODULE: ./build/src/inputs/reader.js


function reader_createReader(env, file) {
    const problems = [];
    const notices = [];
    const warnings = [];
    const names = new Set();
    function text(name) {
        names.add(name);
        return env[variable(name)]?.trim() || undefined;
    }
    function problem(name, what) {
        problems.push(`${name}: ${what}`);
    }
    function parts(name, commas) {
        const found = (0,lists/* entriesOf */.M)(text(name) ?? '', commas);
        const open = found.find(({ isClosed }) => !isClosed);
        if (open !== undefined)
            problem(name, `nothing closes the double quote that begins in line ${open.line}`);
        return found.flatMap(({ fields }) => fields.map((field) => field.trim())).filter((field) => field !== '');
    }
    function choice(name, allowed, fallback) {
        const value = text(name);
        if (value === undefined)
            return fallback;
        const found = allowed.find((one) => one === value);
        if (found === undefined)
            problem(name, `${(0,quoted/* quoted */.T)(value)} is not one of ${allowed.join(', ')}`);
        return found ?? fallback;
    }
    /** As in GitHub's toolkit: YAML's own three ways to write a boolean. */
    function flag(name, fallback) {
        const value = text(name);
        const known = ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].find((one) => one === value);
        if (value !== undefined && known === undefined)
            problem(name, `${(0,quoted/* quoted */.T)(value)} is not one of true, false`);
        return known === undefined ? fallback : known.toLowerCase() === 'true';
    }
    return {
        text,
        lines: (name) => parts(name, 'kept'),
        list: (name) => parts(name, 'split'),
        entries(name) {
            names.add(name);
            return (0,lists/* entriesOf */.M)(env[variable(name)] ?? '', 'kept');
        },
        flag,
        choice,
        integer(name, { from, to, unit }, fallback) {
            const value = text(name);
            if (value === undefined)
                return fallback;
            const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
            if (number >= from && number <= to)
                return number;
            problem(name, `${(0,quoted/* quoted */.T)(value)} is not a whole number of ${unit} from ${from} to ${to}`);
            return fallback;
        },
        given: (name) => text(name) !== undefined,
        file,
        environment: (name) => env[name],
        problem,
        notice: (what) => void notices.push(what),
        warning: (what) => void warnings.push(what),
        problems,
        notices,
        warnings,
        names,
    };
}
/** GitHub's rule for the variable that carries an input: upper case, spaces to underscores, hyphens kept. */
function variable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

;// CONCATENATED MODULE: ./build/src/inputs/peers.js


/** Inputs of Slipway's contract that this version does not act on yet. */
const planned = words(`
  wait-for-replication deploy-revision deploy-registry wait-until pre-deploy-command pre-deploy-container
  pre-deploy-task-definition pre-deploy-timeout-minutes codedeploy-application codedeploy-deployment-group
  codedeploy-appspec`);
/** Variables with which a replaced action changes tags or annotations, and what they are left at. */
const knobs = [
    { name: 'DOCKER_METADATA_PR_HEAD_SHA', harmless: /^false$/i, use: '`pr-head-sha`', input: 'pr-head-sha' },
    { name: 'DOCKER_METADATA_SHORT_SHA_LENGTH', harmless: /^7$/, use: '`sha-length`', input: 'sha-length' },
    {
        name: 'DOCKER_METADATA_ANNOTATIONS_LEVELS',
        harmless: /^manifest$/,
        use: 'a level in front of the entries of `annotations`, as in `index:key=value`',
        // Entries without a level may stand in it still.
        input: undefined,
    },
];
/**
 * Refuses inputs of the replaced actions, and warns of what else is given and does nothing here. GitHub only warns
 * about an undeclared input: a deploy or a secret that silently does nothing would be a false success.
 */
function refusePeers(reader, env) {
    const declared = new Set([...reader.names].map(variable));
    const refusals = refusalsByVariable();
    for (const [key, value] of Object.entries(env)) {
        if (!key.startsWith('INPUT_') || declared.has(key) || !value?.trim())
            continue;
        const refusal = refusals.get(key);
        if (refusal !== undefined)
            reader.problem(refusal.name, refusal.answer);
        else {
            const name = key.slice('INPUT_'.length).toLowerCase();
            reader.warning(`${name} is no input of Slipway and was ignored.`);
        }
    }
    warnOfKnobs(reader, env);
}
function refusalsByVariable() {
    const peers = Object.values(replaced).flatMap((peer) => Object.entries(peer));
    const refusals = [
        ...peers.map(([name, answer]) => ({ name, answer: `no input of Slipway; ${plain(answer)}` })),
        // Last, since a peer's input of the same name is Slipway's in a later version.
        ...planned.map((name) => ({ name, answer: 'Slipway has no such input in this version' })),
    ];
    return new Map(refusals.map((refusal) => [variable(refusal.name), refusal]));
}
/** As an error says it: without the marks of Markdown and of the table. */
function plain(answer) {
    return answer.replace(/^none: /, '').replaceAll('`', '');
}
function warnOfKnobs(reader, env) {
    for (const { name, harmless, use, input } of knobs) {
        const value = env[name]?.trim();
        if (!value || harmless.test(value) || (input !== undefined && reader.given(input)))
            continue;
        reader.warning(`${name} does nothing here; use ${plain(use)}.`);
    }
}
function words(text) {
    return text.trim().split(/\s+/);
}

// EXTERNAL MODULE: ./build/src/registry/reference.js
var registry_reference = __webpack_require__(28);
// EXTERNAL MODULE: ./build/src/registry/settings.js
var settings = __webpack_require__(9756);
;// CONCATENATED MODULE: ./build/src/inputs/new-repository.js


const new_repository_settings = [
    'repository-tag-mutability',
    'repository-encryption',
    'repository-scan-on-push',
    'repository-tags',
    'repository-policy',
    'lifecycle-policy',
];
/** @returns what a missing repository is made with, or undefined where it is not to be made */
function readSettings(reader) {
    const isWanted = reader.flag('create-repository', false);
    const wanted = {
        mutability: readMutability(reader),
        encryption: readEncryption(reader),
        scanOnPush: reader.flag('repository-scan-on-push', true),
        scanOnPushGiven: reader.given('repository-scan-on-push'),
        tags: readTags(reader),
        policy: new_repository_readPolicy(reader, 'repository-policy', 'Statement'),
        lifecyclePolicy: new_repository_readPolicy(reader, 'lifecycle-policy', 'rules'),
    };
    if (isWanted)
        return wanted;
    for (const name of new_repository_settings.filter(reader.given))
        reader.notice(`${name} has nothing to act on: create-repository is not true.`);
    return undefined;
}
const mostFilters = 5;
/** The kind, and after it the filters of tags that are excluded from it. */
function readMutability(reader) {
    const [given, ...exclusions] = reader.list('repository-tag-mutability');
    if (given === undefined)
        return undefined;
    const problem = (text) => reader.problem('repository-tag-mutability', text);
    const kind = settings/* mutabilities */.B8.find((one) => one === given.toUpperCase().replaceAll('-', '_'));
    if (kind === undefined) {
        problem(`${(0,quoted/* quoted */.T)(given)} is not one of ${settings/* mutabilities */.B8.join(', ')}`);
        return undefined;
    }
    const takesFilters = kind.endsWith('_WITH_EXCLUSION');
    if (takesFilters && exclusions.length === 0)
        problem(`${kind} needs the tags that are excluded, one a line`);
    if (!takesFilters && exclusions.length > 0)
        problem(`${kind} takes no filters such as ${(0,quoted/* quoted */.T)(exclusions[0] ?? '')}; use ${kind}_WITH_EXCLUSION`);
    if (exclusions.length > mostFilters)
        problem(`${exclusions.length} filters, and ECR takes ${mostFilters}`);
    for (const filter of exclusions) {
        if (!/^[0-9a-zA-Z._*-]{1,128}$/.test(filter) || filter.split('*').length > 3)
            problem(`${(0,quoted/* quoted */.T)(filter)} is not a filter of letters, digits and ._- with at most two *`);
    }
    return { kind, exclusions };
}
const keyPattern = /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+|alias\/[\w/-]+|[0-9a-f-]{36}|mrk-[0-9a-f]{32})$/;
/** A type, a key, or both: a key alone means KMS. */
function readEncryption(reader) {
    const given = reader.text('repository-encryption');
    if (given === undefined)
        return undefined;
    const [first = '', second, ...rest] = given.split(/\s+/);
    const type = ['AES256', 'KMS', 'KMS_DSSE'].find((one) => one === first.toUpperCase());
    const key = type === undefined ? first : second;
    const isValid = key === undefined || (keyPattern.test(key) && type !== 'AES256');
    const isRest = rest.length > 0 || (type === undefined && second !== undefined);
    if (isValid && !isRest)
        return { type: type ?? 'KMS', key };
    reader.problem('repository-encryption', `${(0,quoted/* quoted */.T)(given)} is not AES256, KMS, KMS_DSSE, or a KMS key (ARN, id or alias/name)`);
    return undefined;
}
function readTags(reader) {
    const tags = [];
    for (const line of reader.lines('repository-tags')) {
        const equals = line.indexOf('=');
        const key = line.slice(0, Math.max(equals, 0)).trim();
        if (key === '' || key.length > 128)
            reader.problem('repository-tags', `${(0,quoted/* quoted */.T)(line)} is not of the form key=value`);
        else if (/^aws:/i.test(key))
            reader.problem('repository-tags', `${(0,quoted/* quoted */.T)(key)} begins with aws:, which AWS keeps for itself`);
        else
            tags.push([key, line.slice(equals + 1).trim()]);
    }
    return Object.fromEntries(tags);
}
/**
 * JSON as it stands in the input, or the file of the workspace that holds it. ECR judges what is in it; that it is
 * the right kind of document is seen here, before a repository is made that would then lack it.
 */
function new_repository_readPolicy(reader, name, member) {
    const given = reader.text(name);
    if (given === undefined)
        return undefined;
    const isInline = given.startsWith('{');
    const text = isInline ? given : reader.file(given);
    if (text === undefined) {
        reader.problem(name, `${(0,quoted/* quoted */.T)(given)} is neither JSON that begins with { nor a file of the workspace that can be read`);
        return undefined;
    }
    const where = isInline ? 'the JSON' : (0,quoted/* quoted */.T)(given);
    try {
        const document = JSON.parse(text);
        if (typeof document === 'object' && document !== null && member in document)
            return text;
        reader.problem(name, `${where} has no member ${member}`);
    }
    catch (error) {
        reader.problem(name, `${where} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/inputs/repository.js




const placeholder = {
    kind: 'private',
    name: 'missing',
    host: undefined,
    account: undefined,
    region: undefined,
};
/** @param region the region that this run works in, where it is known */
function readRepository(reader, region) {
    const account = repository_readAccount(reader);
    const create = readSettings(reader);
    const reference = readReference(reader, region);
    if (reference.kind === 'public') {
        const asked = { 'registry-id': account !== undefined, 'create-repository': create !== undefined };
        for (const [name] of Object.entries(asked).filter(([, isAsked]) => isAsked))
            reader.problem(name, 'has no meaning in ECR Public, where the repository is');
        return { reference, create: undefined };
    }
    if (account !== undefined && reference.account !== undefined && reference.account !== account) {
        reader.problem('registry-id', `${(0,quoted/* quoted */.T)(account)} contradicts the account in repository, ${(0,quoted/* quoted */.T)(reference.account)}`);
    }
    return { reference: { ...reference, account: reference.account ?? account }, create };
}
function readReference(reader, region) {
    const given = reader.text('repository');
    if (given === undefined) {
        reader.problem('repository', 'not given; it is the name of the ECR repository, or its full URI');
        return placeholder;
    }
    const parsed = (0,registry_reference/* parseRepository */.S)(given);
    if (parsed.kind === 'invalid') {
        reader.problem('repository', `${(0,quoted/* quoted */.T)(given)} ${parsed.reason}`);
        return placeholder;
    }
    const { repository } = parsed;
    const contradicts = repository.kind === 'private' && repository.region && region;
    if (contradicts && repository.region !== region)
        reader.problem('repository', `${(0,quoted/* quoted */.T)(given)} is in ${repository.region}, but this run is for ${(0,quoted/* quoted */.T)(region)}`);
    return repository;
}
function repository_readAccount(reader) {
    const account = reader.text('registry-id');
    if (account !== undefined)
        checkAccount(reader, 'registry-id', account);
    return account;
}

// EXTERNAL MODULE: ./build/src/image/rule-attributes.js
var rule_attributes = __webpack_require__(3759);
// EXTERNAL MODULE: ./build/src/image/tag-patterns.js
var tag_patterns = __webpack_require__(3387);
;// CONCATENATED MODULE: ./build/src/image/tag-rules.js





const defaults = 'type=schedule\ntype=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr';
const priorities = {
    schedule: 1000,
    semver: 900,
    pep440: 900,
    match: 800,
    edge: 700,
    ref: 600,
    raw: 200,
    sha: 100,
};
/**
 * Reads tag rules, one a line, in the grammar that people know from docker/metadata-action: comma-separated
 * `key=value` fields, `#` comments, double quotes around a field that holds a comma. No rule given means the
 * default rules. Rules that are switched off by `enable=false` stay: a list of them asks for tags and gives none.
 */
function parseTagRules(text) {
    const given = (0,lists/* entriesOf */.M)(text, 'split');
    const problems = [];
    const rules = [];
    for (const entry of given.length > 0 ? given : (0,lists/* entriesOf */.M)(defaults, 'split')) {
        const source = entry.fields.join(',').trim();
        const attributes = (0,rule_attributes/* readAttributes */.wb)(entry);
        const rule = typeof attributes === 'string' ? attributes : readRule(attributes, source);
        if (typeof rule === 'string')
            problems.push(`${rule} (line ${entry.line}, ${(0,quoted/* quoted */.T)(source)})`);
        else
            rules.push(rule);
    }
    return { rules, problems };
}
/** @returns the rule, or a sentence about what is wrong with it */
function readRule(attributes, source) {
    const type = attributes.get('type') ?? 'raw';
    if (!isKnown(type))
        return `type ${(0,quoted/* quoted */.T)(type)} is not one of ${Object.keys(priorities).join(', ')}`;
    const given = attributes.get('priority');
    const priority = Number(given ?? priorities[type]);
    if (given === '' || !Number.isFinite(priority))
        return `priority ${(0,quoted/* quoted */.T)(given ?? '')} is not a number`;
    const enable = attributes.get('enable') ?? 'true';
    if (!enable.includes('{{') && enable !== 'true' && enable !== 'false')
        return `enable is ${(0,quoted/* quoted */.T)(enable)}, which is neither true nor false`;
    const common = {
        source,
        priority,
        enable,
        prefix: attributes.get('prefix') ?? defaultPrefix(type, attributes),
        suffix: attributes.get('suffix'),
    };
    const rule = ofType(type, attributes, common);
    return typeof rule === 'string' ? rule : (problemIn(rule) ?? rule);
}
function defaultPrefix(type, attributes) {
    if (type === 'sha')
        return 'sha-';
    return type === 'ref' && attributes.get('event') === 'pr' ? 'pr-' : undefined;
}
function ofType(type, attributes, common) {
    const value = attributes.get('value') ?? '';
    const pattern = attributes.get('pattern');
    switch (type) {
        case 'schedule':
            return { type, pattern: pattern ?? 'nightly', ...common };
        case 'semver':
        case 'pep440':
            if (pattern === undefined)
                return `type=${type} needs a pattern, such as pattern={{version}}`;
            return { type, pattern, value, match: attributes.get('match') ?? '', ...common };
        case 'match':
            return matchRule(pattern, attributes.get('group') ?? '0', { value, ...common });
        case 'edge':
            return { type, branch: attributes.get('branch') ?? '', ...common };
        case 'ref':
            return refRule(attributes.get('event'), common);
        case 'raw':
            return attributes.has('value') ? rawRule(value, common) : 'type=raw needs a value';
        case 'sha':
            return shaRule(attributes.get('format') ?? 'short', common);
    }
}
function matchRule(pattern, group, common) {
    if (pattern === undefined)
        return 'type=match needs a pattern, a regular expression';
    if (!/^\d{1,4}$/.test(group))
        return `group ${(0,quoted/* quoted */.T)(group)} is not the number of a group`;
    return { type: 'match', pattern, group: Number(group), ...common };
}
function refRule(event, common) {
    if (event !== 'branch' && event !== 'tag' && event !== 'pr')
        return 'type=ref needs event=branch, event=tag or event=pr';
    return { type: 'ref', event, ...common };
}
function rawRule(value, common) {
    const isAlone = value === common.source;
    if (isReference(value) || (isAlone && isNamed(value.replace(/\{\{.*?\}\}/gs, 'x')))) {
        return `${(0,quoted/* quoted */.T)(value)} is a full image reference; name the repository in the input repository and only the tag here`;
    }
    return { type: 'raw', value, ...common };
}
/** Copied from a peer's `tags:`, where full references belong; sanitised it would be a tag that nobody meant. */
function isReference(value) {
    const registry = /^((\d{12}\.dkr[.-]ecr|public\.ecr|gcr|ghcr|quay|docker)\.[a-z0-9.-]+|[\w.-]+:\d+)\/./i;
    return registry.test(value) || /^[\w./-]+@sha256:\w+$/.test(value);
}
/** `shop:1.4.0` for the whole rule; no name in git holds a colon, so it is none that an expression of the workflow gave. */
function isNamed(value) {
    return /^[\w./-]+:[\w.-]+$/.test(value);
}
function shaRule(format, common) {
    if (format !== 'short' && format !== 'long')
        return `format ${(0,quoted/* quoted */.T)(format)} is neither short nor long`;
    return { type: 'sha', format, ...common };
}
/** Expressions and regular expressions are checked here, before anything is known of the event. */
function problemIn(rule) {
    const texts = [rule.prefix, rule.suffix, rule.enable, 'value' in rule ? rule.value : undefined];
    for (const text of texts) {
        const problem = (0,expressions/* expressionProblem */.qT)(text ?? '', expressions/* globalNames */.q1);
        if (problem !== undefined)
            return problem;
    }
    switch (rule.type) {
        case 'schedule':
            return (0,expressions/* expressionProblem */.qT)(rule.pattern, expressions/* dateNames */.TY);
        case 'semver':
        case 'pep440':
            return (0,expressions/* expressionProblem */.qT)(rule.pattern, expressions/* versionNames */.F4) ?? (0,tag_patterns/* regexProblem */.H)(rule.match, 'bare');
        case 'match':
            return (0,tag_patterns/* regexProblem */.H)(rule.pattern, 'slashes');
        default:
            return undefined;
    }
}
function isKnown(type) {
    return Object.hasOwn(priorities, type);
}

;// CONCATENATED MODULE: ./build/src/inputs/source.js



/** Inputs that say how to build, and have nothing to act on where nothing is built. */
const buildInputs = [
    ...['context', 'file', 'target', 'platforms', 'build-args', 'build-contexts', 'secrets', 'secret-envs'],
    ...['secret-files', 'ssh', 'cache-from', 'cache-to', 'no-cache', 'no-cache-filters', 'pull', 'network'],
    ...['add-hosts', 'shm-size', 'ulimit', 'allow', 'builder', 'provenance', 'sbom', 'annotations', 'labels'],
    'reuse',
];
/** @param repository what the input repository names: an image of another one cannot be tagged there */
function source_readSource(reader, repository) {
    const image = reader.text('image');
    const local = reader.text('local-image');
    const reuse = reader.choice('reuse', ['auto', 'never'], 'auto') === 'auto';
    if (image === undefined && local === undefined)
        return { kind: 'build', reuse };
    const name = image === undefined ? 'local-image' : 'image';
    if (image !== undefined && local !== undefined)
        reader.problem('image', 'contradicts local-image; give one of them');
    const idle = buildInputs.filter((one) => reader.given(one));
    if (idle.length > 0)
        reader.notice(`${idle.join(', ')} ${idle.length === 1 ? 'has' : 'have'} nothing to act on: with ${name} nothing is built.`);
    if (image !== undefined)
        return readStored(reader, image, repository);
    return readLocal(reader, local ?? '');
}
function readLocal(reader, reference) {
    if (!/^[\w][\w.:/@-]{0,500}$/.test(reference))
        reader.problem('local-image', `${(0,quoted/* quoted */.T)(reference)} is no reference or id of an image`);
    return { kind: 'local', reference };
}
function readStored(reader, given, repository) {
    if (repository.kind === 'public')
        reader.problem('image', 'is offered for private repositories only: ECR Public hands out no manifests');
    if (given === 'deployed') {
        if (!reader.given('service'))
            reader.problem('image', '`deployed` is what a service runs, and the input service is not given');
        return { kind: 'stored', image: { kind: 'deployed', host: undefined } };
    }
    const { name, digest, tag = '' } = split(given);
    const host = name === '' ? undefined : readHost(reader, name, repository);
    if (digest !== undefined) {
        if (!/^sha256:[0-9a-f]{64}$/.test(digest))
            reader.problem('image', `${(0,quoted/* quoted */.T)(digest)} is no digest (sha256: and 64 hexadecimal digits)`);
        return { kind: 'stored', image: { kind: 'digest', digest, host } };
    }
    const { rules, problems } = parseTagRules(`type=raw,"value=${tag.replaceAll('"', '""')}"`);
    const wrong = tagProblem(tag) ?? problems[0];
    if (wrong !== undefined)
        reader.problem('image', `${(0,quoted/* quoted */.T)(given)} ${wrong}`);
    return { kind: 'stored', image: { kind: 'tag', text: `:${tag}`, rules, host } };
}
/** Made valid, a tag that is none could be another image's; only what expressions give is treated like tags that are put. */
function tagProblem(tag) {
    if (tag === '')
        return 'names neither a digest (repository@sha256:…) nor a tag (:tag)';
    const plain = tag.replace(/\{\{.*?\}\}\}?/gs, 'x');
    if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(plain))
        return undefined;
    return 'has no valid tag: up to 128 letters, digits and _.-, and no . or - in front';
}
/** `repository@digest`, `@digest`, `:tag`, `repository:tag`; expressions in the tag may hold anything. */
function split(given) {
    const [, before = '', digest] = /^([^{@]*)@(.*)$/s.exec(given) ?? [];
    // The digest says it all; a tag in front of it is what people add for the reader.
    if (digest !== undefined)
        return { name: before.replace(/:[\w.-]*$/, ''), digest };
    const [, name = '', tag] = /^((?:[^/{]*\/)*[^/:{]*):(.*)$/s.exec(given) ?? [];
    return tag === undefined ? { name: given } : { name, tag };
}
/** @returns the host where the image is named by its full URI */
function readHost(reader, name, wanted) {
    const parsed = (0,registry_reference/* parseRepository */.S)(name);
    if (parsed.kind === 'invalid')
        reader.problem('image', `${(0,quoted/* quoted */.T)(name)} ${parsed.reason}`);
    else if (parsed.repository.name !== wanted.name)
        reader.problem('image', `${(0,quoted/* quoted */.T)(name)} is not the repository ${(0,quoted/* quoted */.T)(wanted.name)}: an image is tagged in its own repository`);
    return parsed.kind === 'valid' ? parsed.repository.host : undefined;
}

// EXTERNAL MODULE: ./build/src/image/flavor.js
var flavor = __webpack_require__(5707);
;// CONCATENATED MODULE: ./build/src/inputs/tags.js



/** @param hasImage whether an image that is there already is released: its tags then need to be asked for */
function tags_readTags(reader, intent, hasImage) {
    const inputs = {
        rules: readRules(reader, hasImage),
        flavor: readFlavor(reader),
        shaLength: reader.integer('sha-length', { from: 1, to: 64, unit: 'digits' }, 7),
        prHeadSha: reader.flag('pr-head-sha', false),
        candidatePrefix: readPrefix(reader),
        tagAfter: reader.choice('tag-after', ['gate', 'push', 'deploy'], 'gate'),
        deployedTag: readDeployedTag(reader),
        allowOlder: reader.flag('allow-older', false),
    };
    // Without waiting nobody knows of a successful deploy, after which the tags were to be put.
    const isWaitedFor = reader.flag('wait', true);
    if (inputs.tagAfter === 'deploy' && reader.given('service') && !isWaitedFor)
        reader.problem('tag-after', '`deploy` contradicts `wait: false`; the end of the deploy decides whether tags are put');
    for (const name of withoutEffect(reader, intent, inputs))
        reader.notice(name);
    return inputs;
}
function readRules(reader, hasImage) {
    const given = reader.text('tags');
    if (given === 'none' || (given === undefined && hasImage))
        return [];
    const parsed = parseTagRules(given ?? '');
    for (const problem of parsed.problems)
        reader.problem('tags', problem);
    return parsed.rules;
}
function readFlavor(reader) {
    const parsed = (0,flavor/* parseFlavor */.w)(reader.text('flavor') ?? '');
    for (const problem of parsed.problems)
        reader.problem('flavor', problem);
    return parsed.flavor;
}
function readPrefix(reader) {
    const prefix = reader.text('candidate-tag-prefix') ?? 'candidate-';
    // 128 characters are a tag's limit; run id, attempt and nonce need the rest.
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$/.test(prefix)) {
        reader.problem('candidate-tag-prefix', `${(0,quoted/* quoted */.T)(prefix)} is not the start of a tag (up to 80 letters, digits and _.-)`);
    }
    return prefix;
}
function readDeployedTag(reader) {
    const tag = reader.text('deployed-tag');
    if (tag !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) {
        reader.problem('deployed-tag', `${(0,quoted/* quoted */.T)(tag)} is not one tag (up to 128 letters, digits and _.-, without expressions)`);
    }
    return tag;
}
/** What is given and has nothing to act on, in sentences. */
function withoutEffect(reader, intent, { rules, tagAfter }) {
    // Asked for in any case: what is read must not depend on the event.
    const hasService = reader.given('service');
    const isGiven = (...names) => names.filter(reader.given);
    const of = (names, why) => names.map((name) => `${name} has nothing to act on: ${why}.`);
    if (intent === 'candidate') {
        const unused = isGiven('tags', 'tag-after', 'deployed-tag', 'allow-older');
        return of(unused, 'with `push: candidate` no tag is put');
    }
    if (intent === 'build') {
        const unused = isGiven('candidate-tag-prefix', 'tag-after', 'deployed-tag', 'allow-older');
        return of(unused, 'nothing is pushed in this run');
    }
    return [
        ...of(hasService ? [] : isGiven('deployed-tag'), 'no service is given'),
        ...of(!hasService && tagAfter === 'deploy' ? ['tag-after: deploy'] : [], 'no service is given'),
        ...of(rules.length === 0 ? isGiven('flavor', 'tag-after') : [], 'there are no tag rules'),
    ];
}

;// CONCATENATED MODULE: ./build/src/inputs/inputs.js













const noFile = () => undefined;
/** Every name that action.yml must declare: the names that reading asks for. */
function inputNames(event) {
    const reader = createReader({}, noFile);
    readAll(reader, event, {});
    return reader.names;
}
/**
 * Reads and checks all inputs, and the files that hold some of them.
 * @throws ActionError INPUT_INVALID naming every wrong input with its value and the allowed ones, or
 * FORK_CANNOT_PUSH where a fork's pull request asks to push
 */
function readInputs(env, event, file) {
    const reader = reader_createReader(env, file);
    const inputs = readAll(reader, event, env);
    refusePeers(reader, env);
    if (reader.problems.length > 0)
        throw invalid(reader.problems);
    // Only now: an event that forbids pushing is worth saying when the rest is right.
    return {
        inputs: { ...inputs, intent: intentOf(event.kind, inputs.push) },
        notices: reader.notices,
        warnings: reader.warnings,
    };
}
function readAll(reader, event, env) {
    const push = reader.choice('push', ['auto', 'true', 'false', 'candidate'], 'auto');
    const dryRun = reader.flag('dry-run', false);
    const intent = event.kind === 'fork' ? 'build' : intentOf(event.kind, push);
    readSummary(reader);
    const identity = readIdentity(reader, env, intent !== 'build' && !dryRun);
    const repository = readRepository(reader, identity.region);
    const source = source_readSource(reader, repository.reference);
    if (source.kind !== 'build' && intent === 'build')
        reader.notice('Nothing is pushed in this run, and nothing is built: an image that is there already needs no build.');
    const tags = tags_readTags(reader, intent, source.kind === 'stored');
    return {
        ...{ push, dryRun, identity, repository, source, tags },
        sha: readSha(reader, tags.prHeadSha) ?? (tags.prHeadSha ? event.headSha : undefined) ?? event.sha,
        githubToken: reader.text('github-token'),
        image: image_readImage(reader),
        gate: readGate(reader, intent, repository.reference.kind),
        deploy: readDeploy(reader, event, intent),
        running: readRunning(reader),
    };
}
/** Asked for on its own too: a run whose other inputs are wrong reports as the user wants it. */
function wantsSummary(env) {
    return readSummary(reader_createReader(env, noFile)) === 'full';
}
/** Likewise; a path that is none is left out. */
function wantedFiles(env) {
    const reader = reader_createReader(env, noFile);
    const { sarifFile: sarif, reportFile: report } = readGateFiles(reader);
    return reader.problems.length > 0 ? {} : { sarif, report };
}
function readSummary(reader) {
    return reader.choice('summary', ['full', 'off'], 'full');
}
function readSha(reader, prHeadSha) {
    const sha = reader.text('sha')?.toLowerCase();
    if (sha !== undefined && prHeadSha)
        reader.problem('pr-head-sha', 'contradicts sha; give one of them');
    if (sha !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) {
        reader.problem('sha', `${(0,quoted/* quoted */.T)(sha)} is not a full commit id of 40 or 64 hexadecimal digits`);
    }
    return sha;
}
/** GitHub cuts an annotation at 4096 characters, and what to do stands at its end. */
const mostProblems = 12;
function invalid(problems) {
    const different = [...new Set(problems)];
    const names = new Set(different.map((problem) => problem.split(':', 1)[0]));
    const count = names.size === 1 ? 'An input is wrong' : `${names.size} inputs are wrong`;
    const more = different.length > mostProblems ? `; and ${different.length - mostProblems} more` : '';
    return new errors/* ActionError */.lZ({
        code: 'INPUT_INVALID',
        sentence: `${count}: ${different.slice(0, mostProblems).join('; ')}${more}.`,
        hint: 'Correct the `with:` block of the step; nothing was built or changed.',
    });
}


/***/ }),

/***/ 1648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ ecrClient),
/* harmony export */   HF: () => (/* binding */ configuration),
/* harmony export */   Km: () => (/* binding */ stsClient),
/* harmony export */   iA: () => (/* binding */ prepare)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8249);
/* harmony import */ var _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1695);
/* harmony import */ var _smithy_core_retry__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3609);
/* harmony import */ var _smithy_node_http_handler__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1279);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(538);
/* harmony import */ var _poll_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5192);








/** With 4 attempts, an endpoint that is silent fails the run within half a minute. */
const limits = {
    connectionTimeout: 5_000,
    requestTimeout: 6_500,
    socketTimeout: 6_500,
    throwOnRequestTimeout: true,
};
const usualAttempts = 4;
function ecrClient(settings) {
    return prepare(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .ECRClient */ .S70(configuration(settings)), 'ecr', settings);
}
function stsClient(settings) {
    return prepare(new _aws_sdk_client_sts__WEBPACK_IMPORTED_MODULE_5__/* .STSClient */ .iM(configuration(settings)), 'sts', settings);
}
function configuration({ region, attempts, credentials, signal, pace }) {
    const maxAttempts = attempts ?? usualAttempts;
    return {
        region,
        retryStrategy: new _smithy_core_retry__WEBPACK_IMPORTED_MODULE_6__.StandardRetryStrategy({ maxAttempts, backoff: backOff(pace) }),
        requestHandler: new StoppableHandler(signal),
        ...(credentials && { credentials: credentials.provide }),
    };
}
/** The SDK's own back-off, which lives by real time, at this run's pace. */
function backOff(pace) {
    const longestMs = 20_000;
    let baseMs = 100;
    return {
        setDelayBase: (ms) => {
            baseMs = ms;
        },
        computeNextBackoffDelay: (tried) => (Math.random() * Math.min(baseMs * 2 ** tried, longestMs)) / pace,
    };
}
/** The SDK has no time limits of its own, and a signal per call would have to be remembered at every call. */
class StoppableHandler extends _smithy_node_http_handler__WEBPACK_IMPORTED_MODULE_7__.NodeHttpHandler {
    #signal;
    constructor(signal) {
        super({
            ...limits,
            httpAgent: new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(agentOptions()),
            httpsAgent: new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(agentOptions()),
        });
        this.#signal = signal;
    }
    async handle(...[request, options]) {
        this.#signal.throwIfAborted();
        return super.handle(request, { ...options, abortSignal: this.#signal });
    }
}
/** `proxyEnv` makes Node 24, the action's runtime, honour HTTPS_PROXY and NO_PROXY. */
function agentOptions() {
    return { keepAlive: true, maxSockets: 50, proxyEnv: process.env };
}
/** Notes on every error which operation failed, renews expired keys once, and gives the signal's reason for an abort. */
function prepare(client, service, settings) {
    const stack = client.middlewareStack;
    stack.add((next, context) => async (input) => {
        const operation = `${service}:${(context.commandName ?? 'Unknown').replace(/Command$/, '')}`;
        try {
            return await withKeys(() => next(input), settings);
        }
        catch (error) {
            settings.signal.throwIfAborted();
            throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .noteOperation */ .UI)(error, operation);
        }
    }, { step: 'initialize', name: 'slipway', priority: 'high' });
    return client;
}
/** Pauses before keys that a service does not know yet are shown to it again: 7 s in all. */
const untilKnownMs = [1_000, 2_000, 4_000];
/** Renews keys that are called expired, once, and is patient with new ones that the service does not know yet. */
async function withKeys(call, settings) {
    const { credentials, signal, pace } = settings;
    if (credentials === undefined)
        return call();
    let isRenewed = false;
    for (let tried = 0;;) {
        const beganMs = performance.now();
        try {
            return await call();
        }
        catch (error) {
            if ((0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .isExpiredToken */ .r_)(error) && !isRenewed) {
                isRenewed = true;
                await credentials.renew(beganMs);
                continue;
            }
            const delayMs = untilKnownMs[tried++];
            if (!(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnknownKey */ .qG)(error) || !credentials.areNew?.() || delayMs === undefined)
                throw error;
            await (0,_poll_js__WEBPACK_IMPORTED_MODULE_3__/* .pause */ .v7)((0,_poll_js__WEBPACK_IMPORTED_MODULE_3__/* .jitter */ .p$)(delayMs) / pace, signal);
        }
    }
}


/***/ }),

/***/ 1715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ errorMessage)
/* harmony export */ });
const longest = 600;
/** What the SDK and Node.js add for their own developers, and the readers of an annotation cannot act on. */
const asides = [
    [/^@smithy\/\S+ - (\[ERROR\] )?/, ''],
    [/^@aws-sdk XML parse error: /, 'it is no XML: '],
    [/\s*Deserialization error: to see the raw response.*$/s, ''],
    [/; if the root CA is installed locally, try running Node\.js with --use-system-ca/, ''],
];
/** The reason that an error gives, on one line. An AggregateError (both address families refused) has none of its own. */
function errorMessage(error) {
    if (error instanceof AggregateError && error.message === '')
        return error.errors.map(errorMessage).join(', ');
    const text = error instanceof Error ? error.message : String(error);
    const plain = asides.reduce((rest, [pattern, words]) => rest.replace(pattern, words), text);
    return plain.replace(/\s+/g, ' ').trim().slice(0, longest) || 'no reason given';
}


/***/ }),

/***/ 538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ errorName),
/* harmony export */   Tq: () => (/* binding */ isAnswer),
/* harmony export */   UI: () => (/* binding */ noteOperation),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   k6: () => (/* binding */ badAnswer),
/* harmony export */   qG: () => (/* binding */ isUnknownKey),
/* harmony export */   r_: () => (/* binding */ isExpiredToken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);
/* harmony import */ var _error_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1715);


const operations = new WeakMap();
/** Remembers which operation an SDK error came from; the error itself stays as it is, so that stages can match it. */
function noteOperation(error, operation) {
    if (typeof error === 'object' && error !== null && !operations.has(error))
        operations.set(error, operation);
    return error;
}
/** The SDK's name of an error, which is the service's error code. */
function errorName(error) {
    return error instanceof Error ? error.name : '';
}
/** Whether the service itself refused: then nothing was changed. */
function isAnswer(error) {
    const status = statusOf(error);
    return status >= 400 && status < 500;
}
function isExpiredToken(error) {
    return ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired'].includes(errorName(error));
}
/** Whether the service does not know the keys: for some seconds that is so of keys that were just made. */
function isUnknownKey(error) {
    return ['UnrecognizedClientException', 'InvalidClientTokenId'].includes(errorName(error));
}
/**
 * Turns whatever an AWS call threw into an error that stands alone.
 * @param subject what the call was about, such as "the repository shop in eu-west-1"
 */
function explain(error, subject) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
        return error;
    const operation = (typeof error === 'object' && error !== null && operations.get(error)) || 'an AWS call';
    const about = `${operation} for ${subject}`;
    const name = errorName(error);
    if (/^AccessDenied/.test(name))
        return accessDenied(error, about, operation);
    if (isExpiredToken(error) || refusals.has(name))
        return refused(error, about);
    if (/Throttl|TooManyRequests/.test(name))
        return throttled(error, about);
    if (isUnreadable(error))
        return badAnswer(about, unreadable(error), error);
    if (isUnreachable(error))
        return unreachable(error, about);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'AWS_ERROR',
        sentence: `${about} failed: ${name || 'unknown error'}: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .errorMessage */ .g)(error)}`,
        hint: statusOf(error) >= 500
            ? 'The service failed on its side after 4 tries; run the job again.'
            : 'The service refused the call for the reason it names.',
    }, { cause: error });
}
/** For an answer that arrived and makes no sense: empty, or without what it must hold. */
function badAnswer(about, what, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'AWS_BAD_ANSWER',
        sentence: `The answer to ${about} was ${what}, so nothing was concluded from it.`,
        hint: 'A proxy in between, or a wrong AWS_ENDPOINT_URL, answers in place of AWS; if neither is there, run the job again.',
    }, { cause });
}
const refusals = new Set([
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'MissingAuthenticationTokenException',
]);
function accessDenied(error, about, operation) {
    const message = (0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .errorMessage */ .g)(error);
    const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? operation;
    // Inspector names resources in its answers and takes none in policies.
    const named = action.startsWith('inspector2:') ? undefined : /on resource: (\S+)/.exec(message)?.[1];
    const resource = named ?? '*';
    const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'AWS_ACCESS_DENIED',
        sentence: `${about} was denied: ${message}`,
        hint: `Add this statement to the ${policyIn(message)} (or remove what denies it): ${statement}`,
    }, { cause: error });
}
/** Several policies must allow a call, and AWS names the one that does not. */
function policyIn(message) {
    if (message.includes('resource-based policy'))
        return "resource's own policy, in its account";
    if (message.includes('session policy'))
        return 'session policy, in inline-session-policy or managed-session-policies';
    return "role's policy";
}
function refused(error, about) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'CREDENTIALS_REFUSED',
        sentence: `${about} was refused because of the credentials: ${errorName(error)}: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .errorMessage */ .g)(error)}`,
        hint: "Run the job again; if it stays, check the runner's clock, aws-region, and that the keys still exist.",
    }, { cause: error });
}
function throttled(error, about) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'AWS_THROTTLED',
        sentence: `${about} was throttled in all 4 tries: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .errorMessage */ .g)(error)}`,
        hint: 'Too many jobs ask this account at once; run the job again, or raise the quota.',
    }, { cause: error });
}
function unreachable(error, about) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'AWS_UNREACHABLE',
        sentence: `${about} failed because the endpoint does not answer: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .errorMessage */ .g)(error)}`,
        hint: isUntrusted(error)
            ? 'Node.js does not trust the certificate: where a proxy inspects TLS, name its CA in NODE_EXTRA_CA_CERTS of the step.'
            : 'Check aws-region, the network of the runner, HTTPS_PROXY and AWS_ENDPOINT_URL.',
    }, { cause: error });
}
/** HTML, half an answer or none: the SDK then throws a SyntaxError, or an error it calls Unknown. */
function isUnreadable(error) {
    if (error instanceof SyntaxError || (error instanceof TypeError && '$metadata' in error))
        return true;
    const name = errorName(error);
    return (name === 'Unknown' || name === 'UnknownError' || name === 'Error') && statusOf(error) > 0;
}
function unreadable(error) {
    const status = statusOf(error);
    return `no AWS answer${status > 0 ? ` (HTTP status ${status})` : ''}: ${(0,_error_text_js__WEBPACK_IMPORTED_MODULE_1__/* .errorMessage */ .g)(error).slice(0, 120)}`;
}
const networkCodes = /^(ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ETIMEDOUT|EPIPE|EPROTO|ERR_SSL|ERR_PROXY|ERR_INVALID_URL|HPE_|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_TLS)/;
function isUntrusted(error) {
    return /^(CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT)/.test(codeOf(error));
}
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function isUnreachable(error) {
    return networkCodes.test(codeOf(error)) || ['TimeoutError', 'RequestTimeout'].includes(errorName(error));
}
function statusOf(error) {
    const metadata = typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : undefined;
    const status = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : 0;
    return typeof status === 'number' ? status : 0;
}


/***/ }),

/***/ 7399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AO: () => (/* binding */ debugError),
/* harmony export */   V$: () => (/* binding */ foreign),
/* harmony export */   cv: () => (/* binding */ say),
/* harmony export */   dw: () => (/* binding */ stage)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6058);


/**
 * Writes lines to the log. Text from outside (branch names, findings, build output) may hold what the runner reads
 * as a workflow command: `::name::` at a line's start, and the older `##[name]` anywhere. Neither leaves here intact.
 */
function say(text) {
    for (const line of text.split(/\r\n|\r|\n/))
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(inert(line));
}
/** One group per stage: the log reads as a table of contents. */
async function stage(title, work) {
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .startGroup */ .Oh)(inert(title).trim());
    try {
        return await work();
    }
    finally {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .endGroup */ .N4)();
    }
}
/**
 * Streams foreign output (a build's) with the runner's command processing switched off, as GitHub documents for
 * untrusted logs; masking goes on. The token is a secret of this process, so the output cannot switch it on again.
 */
async function foreign(work) {
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(`::stop-commands::${token}`);
    try {
        return await work((line) => (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(inert(line)));
    }
    finally {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(`::${token}::`);
    }
}
/** Where an error came from, with its causes, for those who switched debug logging on. */
function debugError(error) {
    for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz)(`${depth === 0 ? '' : 'caused by '}${one.stack ?? one.message}`);
    }
}
function inert(line) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal control sequences are what is taken out
    const plain = line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
    // Nor what turns the direction of a line, so that it reads otherwise than it is.
    const straight = plain.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
    return straight.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}


/***/ }),

/***/ 5192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p$: () => (/* binding */ jitter),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   v7: () => (/* binding */ pause),
/* harmony export */   wt: () => (/* binding */ poll)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/**
 * Calls `step` until it gives a value or the limit is reached; a last step is made at the limit, so that what
 * became ready during the last delay is still seen.
 * @throws whatever `step` throws, and the signal's reason when it is aborted
 */
async function poll(step, { delayMs, limitMs, pace, signal }) {
    const started = performance.now();
    const elapsed = () => (performance.now() - started) * pace;
    for (let last = false;;) {
        const value = await step(elapsed());
        if (value !== undefined)
            return { kind: 'done', value, elapsedMs: elapsed() };
        // Decided before the pause: a timer that fires a little early must not cost one more look.
        const left = limitMs - elapsed();
        if (last || left <= 0)
            return { kind: 'timed-out', elapsedMs: elapsed() };
        const delay = delayMs(elapsed());
        last = delay >= left;
        await pause(Math.max(Math.min(delay, left), 0) / pace, signal);
    }
}
/** Waits, and throws the signal's reason when it is aborted. */
async function pause(ms, signal) {
    signal.throwIfAborted();
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        throw error;
    }
}
/** A tenth more or less, so that many jobs do not ask in step. */
function jitter(ms) {
    return ms * (0.9 + Math.random() * 0.2);
}
/**
 * Races work that has no time limit of its own, and no way to be stopped, against a limit and the signal.
 * @throws Error naming the limit, or the signal's reason
 */
async function within(work, limitMs, signal) {
    const done = new AbortController();
    const limit = pause(limitMs, AbortSignal.any([signal, done.signal])).then(() => {
        throw new Error(`no answer within ${limitMs / 1000} s`);
    });
    // Whichever loses the race may still fail, and nobody waits for it any more.
    for (const one of [work, limit])
        one.catch(() => undefined);
    try {
        return await Promise.race([work, limit]);
    }
    finally {
        done.abort();
    }
}


/***/ }),

/***/ 2756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ entriesOf)
/* harmony export */ });
/**
 * Splits a list into entries, one a line, as Docker's actions read their inputs, but once: a double quote in front
 * opens a part that may hold commas and line ends, a doubled one stands for itself, quotes in the middle are kept,
 * a line that begins with `#` is a comment, and empty lines are left out.
 * @param commas whether they split an entry into fields; where they are kept, only a quote in front of all opens
 */
function entriesOf(text, commas) {
    const lines = text.split(/\r?\n/);
    const entries = [];
    for (let at = 0; at < lines.length;) {
        const first = (lines[at] ?? '').trim();
        if (first === '' || first.startsWith('#'))
            at++;
        else {
            const { fields, isClosed, next } = readEntry(lines, at, commas);
            entries.push({ line: at + 1, fields, isClosed });
            at = next;
        }
    }
    return entries;
}
function readEntry(lines, from, commas) {
    const fields = [];
    let text = lines[from] ?? '';
    let next = from + 1;
    for (;;) {
        const quoted = readQuoted(text, lines, next);
        if (quoted?.isClosed === false)
            return { fields: [...fields, quoted.value], isClosed: false, next: quoted.next };
        const { value = '', rest = text } = quoted ?? {};
        next = quoted?.next ?? next;
        const comma = commas === 'split' ? rest.indexOf(',') : -1;
        if (comma < 0)
            return { fields: [...fields, value + rest], isClosed: true, next };
        fields.push(value + rest.slice(0, comma));
        text = rest.slice(comma + 1);
    }
}
/** Reads the quoted part that a text begins with, on into the next lines where it has to. */
function readQuoted(text, lines, from) {
    const opening = /^\s*"/.exec(text)?.[0];
    if (opening === undefined)
        return undefined;
    let rest = text.slice(opening.length);
    let value = '';
    for (let next = from;; next++) {
        const inner = /^(?:[^"]|"")*/.exec(rest)?.[0] ?? '';
        value += inner.replaceAll('""', '"');
        if (inner.length < rest.length)
            return { value, rest: rest.slice(inner.length + 1), isClosed: true, next };
        if (next >= lines.length)
            return { value, rest: '', isClosed: false, next };
        value += '\n';
        rest = lines[next] ?? '';
    }
}


/***/ }),

/***/ 3574:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ readPace)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

/**
 * SLIPWAY_PACE makes waiting times shorter for tests and the demo. It is refused unless AWS is a stand-in on a
 * loopback address: real services do not hurry.
 * @returns a number from 1 to 60
 */
function readPace(env) {
    const given = env.SLIPWAY_PACE;
    if (!given)
        return 1;
    const pace = Number(given);
    if (!(pace >= 1 && pace <= 60))
        throw refused(`SLIPWAY_PACE is '${given.slice(0, 20)}', which is no number from 1 to 60.`);
    if (pace !== 1 && !isLoopback(env.AWS_ENDPOINT_URL)) {
        throw refused('SLIPWAY_PACE is set, but AWS_ENDPOINT_URL is not a loopback address.');
    }
    return pace;
}
function isLoopback(url) {
    try {
        return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(new URL(url ?? '').hostname);
    }
    catch {
        return false;
    }
}
function refused(sentence) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'PACE_REFUSED',
        sentence,
        hint: 'Remove SLIPWAY_PACE: it is for tests and the demo only.',
    });
}


/***/ }),

/***/ 889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ quoted)
/* harmony export */ });
/** Shows a value in an error: on one line, without control characters, and cut where it is long. */
function quoted(value) {
    const line = value.replace(/\p{Cc}+/gu, ' ');
    return `'${line.length > 80 ? `${line.slice(0, 80)}…` : line}'`;
}


/***/ }),

/***/ 28:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ parseRepository),
/* harmony export */   w: () => (/* binding */ hostOf)
/* harmony export */ });
/* harmony import */ var _quoted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(889);

const namePattern = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
/** account.dkr.ecr.region.suffix, or account.dkr-ecr.region.suffix for the dual-stack hosts; both also with -fips. */
const plainHost = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;
const dualStackHost = /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.(on\.aws|on\.amazonwebservices\.(?:com\.cn|eu))$/;
const publicHosts = new Set(['public.ecr.aws', 'ecr-public.aws.com']);
const loopbackHost = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)(?::\d{1,5})?$/;
/** Reads a repository's name, or the full URI of a private or public ECR repository (or of one on a loopback address). */
function parseRepository(text) {
    if (text.includes('://'))
        return invalid('has a scheme; leave it out');
    if (text.includes('@'))
        return invalid('holds a digest; give the repository alone');
    const { host, name } = split(text);
    if (name.includes(':'))
        return invalid('holds a tag; tags belong into the input tags');
    if (name.length < 2 || name.length > 256 || !namePattern.test(name)) {
        return invalid('is not a repository name of ECR (2 to 256 lower-case letters, digits and ._-/)');
    }
    if (host !== undefined && publicHosts.has(host))
        return publicRepository(host, name);
    if (host === undefined)
        return valid({ kind: 'private', name, host, account: undefined, region: undefined });
    const [, account, region] = partsOf(host);
    if (account === undefined && !loopbackHost.test(host)) {
        return invalid(`is on ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(host)}, which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws)`);
    }
    return valid({ kind: 'private', name, host, account, region });
}
/** The suffixes of one registry: a plain and a dual-stack one. */
const plainSuffixes = {
    'on.aws': 'amazonaws.com',
    'on.amazonwebservices.com.cn': 'amazonaws.com.cn',
    'on.amazonwebservices.eu': 'amazonaws.eu',
};
/**
 * The host to push to. The user may name a registry by its plain, FIPS or dual-stack host, whichever of them ECR names it
 * by. Whatever a loopback address serves is a stand-in, and known by that address alone.
 * @param wanted as the user gave it
 * @param told as ECR's API gave it
 * @returns undefined where they are not the same registry
 */
function hostOf(wanted, told) {
    if (wanted === undefined || wanted === told)
        return told;
    if (loopbackHost.test(told))
        return loopbackHost.test(wanted) ? undefined : told;
    const registry = registryIn(wanted);
    return registry !== undefined && registry === registryIn(told) ? wanted : undefined;
}
function registryIn(host) {
    const [, account, region, suffix = ''] = partsOf(host);
    return account && [account, region, plainSuffixes[suffix] ?? suffix].join(' ');
}
function partsOf(host) {
    return plainHost.exec(host) ?? dualStackHost.exec(host) ?? [];
}
function publicRepository(host, path) {
    const slash = path.indexOf('/');
    if (slash < 0)
        return invalid('lacks the alias of the registry: public.ecr.aws/alias/name');
    return valid({ kind: 'public', host, alias: path.slice(0, slash), name: path.slice(slash + 1) });
}
/** As in Docker's references: the first part is a host when it could be nothing else. */
function split(text) {
    const slash = text.indexOf('/');
    const first = text.slice(0, Math.max(slash, 0));
    const isHost = slash > 0 && (/[.:]/.test(first) || first === 'localhost');
    return isHost ? { host: first, name: text.slice(slash + 1) } : { host: undefined, name: text };
}
function valid(repository) {
    return { kind: 'valid', repository };
}
function invalid(reason) {
    return { kind: 'invalid', reason };
}


/***/ }),

/***/ 9756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B8: () => (/* binding */ mutabilities),
/* harmony export */   f5: () => (/* binding */ settingsOf),
/* harmony export */   t3: () => (/* binding */ isImmutable),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
const mutabilities = [
    'MUTABLE',
    'IMMUTABLE',
    'MUTABLE_WITH_EXCLUSION',
    'IMMUTABLE_WITH_EXCLUSION',
];
/** Reads ECR's answer. A kind that is not known here fails nothing before the build: PutImage decides in the end. */
function settingsOf(described) {
    const { imageTagMutability, imageTagMutabilityExclusionFilters = [], encryptionConfiguration } = described;
    return {
        arn: described.repositoryArn ?? '',
        mutability: {
            kind: mutabilities.find((kind) => kind === (imageTagMutability ?? 'MUTABLE')) ?? 'MUTABLE',
            exclusions: imageTagMutabilityExclusionFilters.map(({ filter }) => filter ?? ''),
        },
        encryption: {
            type: encryptionConfiguration?.encryptionType ?? 'AES256',
            key: encryptionConfiguration?.kmsKey,
        },
        scanOnPush: described.imageScanningConfiguration?.scanOnPush ?? false,
    };
}
/** Whether a tag of this repository can never name another image. */
function isImmutable({ kind, exclusions }, tag) {
    const isExcluded = exclusions.some((filter) => matches(filter, tag));
    switch (kind) {
        case 'MUTABLE':
            return false;
        case 'IMMUTABLE':
            return true;
        case 'MUTABLE_WITH_EXCLUSION':
            return isExcluded;
        case 'IMMUTABLE_WITH_EXCLUSION':
            return !isExcluded;
    }
}
function matches(filter, tag) {
    const pattern = filter
        .split('*')
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*');
    return new RegExp(`^${pattern}$`, 's').test(tag);
}
/** Where a repository that exists differs from what the inputs say, in words: `tag mutability is MUTABLE, not IMMUTABLE`. */
function differences(settings, extras, wanted) {
    const { mutability, encryption } = wanted;
    const found = [
        mutability && differs('tag mutability', words(settings.mutability), words(mutability)),
        encryption && encryptionDiffers(settings.encryption, encryption),
        wanted.scanOnPushGiven
            ? differs('scan on push', String(settings.scanOnPush), String(wanted.scanOnPush))
            : undefined,
        extras.tags && tagsDiffer(extras.tags, wanted.tags),
        policyDiffers('repository policy', extras.policy, wanted.policy),
        policyDiffers('lifecycle policy', extras.lifecyclePolicy, wanted.lifecyclePolicy),
    ];
    return found.filter((one) => one !== undefined);
}
function words({ kind, exclusions }) {
    return [kind, ...exclusions.toSorted()].join(' ');
}
function differs(what, is, wanted) {
    return is === wanted ? undefined : `${what} is ${is}, not ${wanted}`;
}
/** ECR answers with a key's ARN, whatever name it was given by; other names of a key cannot be compared. */
function encryptionDiffers(is, wanted) {
    if (is.type !== wanted.type)
        return differs('encryption', is.type, wanted.type);
    if (wanted.key === undefined || wanted.key.startsWith('alias/') || wanted.key.includes(':alias/'))
        return undefined;
    const isSame = is.key === wanted.key || is.key?.endsWith(`:key/${wanted.key}`);
    return isSame ? undefined : differs('encryption key', is.key ?? 'the one of AWS', wanted.key);
}
function tagsDiffer(is, wanted) {
    const missing = Object.entries(wanted).filter(([key, value]) => is?.[key] !== value);
    if (missing.length === 0)
        return undefined;
    return `the resource tags ${missing.map(([key]) => key).join(', ')} are missing or have other values`;
}
function policyDiffers(what, is, wanted) {
    if (wanted === undefined || canonical(is) === canonical(wanted))
        return undefined;
    return is === undefined ? `it has no ${what}` : `its ${what} is another one`;
}
/**
 * The same JSON in the same order. In policies a list of one is the same as its entry, and IAM writes an account as the
 * ARN of its root.
 */
function canonical(text) {
    try {
        return JSON.stringify(sorted(JSON.parse(text ?? 'null')));
    }
    catch {
        return text;
    }
}
function sorted(value) {
    if (Array.isArray(value))
        return value.length === 1 ? sorted(value[0]) : value.map(sorted);
    if (typeof value === 'string')
        return value.replace(/^arn:aws[\w-]*:iam::(\d{12}):root$/, '$1');
    if (typeof value !== 'object' || value === null)
        return value;
    const named = Object.entries(value).filter(([key]) => key !== 'Version');
    const members = named.toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}


/***/ }),

/***/ 1165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tm: () => (/* binding */ rank),
/* harmony export */   WX: () => (/* binding */ findingsOf),
/* harmony export */   gO: () => (/* binding */ severities),
/* harmony export */   h0: () => (/* binding */ short),
/* harmony export */   s_: () => (/* binding */ unnamedId),
/* harmony export */   xJ: () => (/* binding */ severityOf)
/* harmony export */ });
const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unknown'];
/** What a finding is called that comes without a name: it may be any. */
const unnamedId = 'unnamed finding';
/** Inspector's and ECR's words for a severity nobody set (UNDEFINED, UNTRIAGED, and whatever follows) are `unknown`. */
function severityOf(text) {
    return severities.find((one) => one === text?.toLowerCase()) ?? 'unknown';
}
/** Advisories are anybody's text: a name that is longer than names are would fill every report. */
function short(text, longest = 250) {
    return (text
        ?.replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, longest)
        // Half a character is none.
        .replace(/[\ud800-\udbff]$/, '') || undefined);
}
/** Every finding of every platform, as the scans gave them. */
function findingsOf(report) {
    return report.platforms.flatMap((scan) => (scan.kind === 'complete' ? scan.findings : []));
}
/** 0 is the worst. */
function rank(severity) {
    return severities.indexOf(severity);
}


/***/ }),

/***/ 3488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   S3: () => (/* binding */ itemsOf),
/* harmony export */   b6: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _quoted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(889);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1165);



/**
 * Reads a map whose names are each there once; undefined, and a problem, where it is none.
 * @param owner what the map is, for messages
 */
function fieldsOf(page, node, owner, names) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
        page.problem(node, `${owner} is made of names and values, such as ${names.known[0]}: …`);
        return undefined;
    }
    const fields = new Map();
    for (const { key, value } of node.items) {
        const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && typeof key.value === 'string' ? key.value : undefined;
        const isFine = name !== undefined && (names.others === 'passed over' || names.known.includes(name));
        if (!isFine)
            page.problem(key, unknownName(key, owner, names.known));
        else if (fields.has(name))
            page.problem(key, `${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(name)} is there twice`);
        else
            fields.set(name, { name, node: value ?? key, hasValue: value !== null && !isNothing(value) });
    }
    return fields;
}
function unknownName(key, owner, known) {
    const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? (0,_quoted_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(String(key.source ?? key.value)) : 'what stands here';
    return `${name} is no name that ${owner} has: there are ${known.join(', ')}`;
}
function isNothing(node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && node.value === null;
}
/** The text of a field, trimmed and on one line; undefined, and a problem, where it is none or too long. */
function textOf(page, { name, node, hasValue }, longest) {
    if (!hasValue || isNothing(node)) {
        page.problem(node, `${name} has no value`);
        return undefined;
    }
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) || typeof node.value !== 'string') {
        const advice = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? `: put ${(0,_quoted_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .T)(node.source)} in quotes` : '';
        page.problem(node, `${name} must be text${advice}`);
        return undefined;
    }
    const { length } = [...node.value];
    // Of characters that are two to JavaScript, none is cut.
    const text = (0,_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .short */ .h0)(node.value, 2 * longest);
    if (length > longest)
        page.problem(node, `${name} has ${length} characters, and may have ${longest}`);
    else if (text === undefined)
        page.problem(node, `${name} is empty`);
    return length > longest ? undefined : text;
}
const mostItems = 5_000;
/** The items of a list; none where nothing follows its name. No list, or one with more than 5,000, is a problem. */
function itemsOf(page, { name, node, hasValue }) {
    if (!hasValue)
        return [];
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node)) {
        page.problem(node, `${name} must be a list, with a dash in front of each item`);
        return [];
    }
    const items = node.items;
    const excess = items[mostItems];
    if (excess !== undefined)
        page.problem(excess, `${name} has ${items.length} items, and may have ${mostItems}`);
    return items.slice(0, mostItems);
}


/***/ }),

/***/ 7705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ readPage)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/src/scan/findings.js
var findings = __webpack_require__(1165);
;// CONCATENATED MODULE: ./build/src/scan/yaml-guard.js

const mostBytes = 1_048_576;
/** Five thousand entries with all of their keys have 120,000. */
const mostValues = 200_000;
const deepest = 8;
/** The lexer's own, which are no part of the text. */
const marks = ['\x02', '\x18', '\x1f'];
const noAlias = 'anchors and aliases are not read: a value that begins with * or & must stand in quotes, such as "*ssl"';
const refused = {
    anchor: noAlias,
    alias: noAlias,
    tag: 'tags are not read: a value that begins with ! must stand in quotes',
    'directive-line': 'directives are not read: take the line out',
};
/**
 * Looks whether a text can be given to the parser of YAML, which for a hostile one of a megabyte takes ten seconds and
 * two gigabytes: its time goes with the depth and with the errors that it finds.
 * @returns the first thing for which it is not parsed
 */
function refusalOf(text) {
    if (text.length > mostBytes || Buffer.byteLength(text) > mostBytes)
        return { offset: 0, text: `it has more than ${mostBytes} bytes, and is not read` };
    let [offset, values, depth, inLine, isScalar] = [0, 0, 0, 0, false];
    for (const token of new dist/* Lexer */.JG().lex(text)) {
        // What follows the lexer's mark for it is a scalar, whatever it looks like.
        const kind = isScalar ? 'text' : (dist/* CST */.DB.tokenType(token) ?? 'text');
        isScalar = kind === 'scalar';
        if (Object.hasOwn(refused, kind))
            return { offset, text: refused[kind] ?? '' };
        depth += Number(/^flow-(map|seq)-start$/.test(kind)) - Number(/^flow-(map|seq)-end$/.test(kind));
        inLine = kind === 'newline' ? 0 : inLine + Number(/^(seq-item|explicit-key)-ind$/.test(kind));
        values += Number(!/^(space|newline|comment|scalar)$/.test(kind));
        // Each escape can be one more error.
        if (kind === 'double-quoted-scalar')
            values += token.split('\\').length - 1;
        if (depth > deepest || inLine > deepest)
            return { offset, text: 'it is nested too deeply' };
        if (depth < 0)
            return { offset, text: `nothing opens what ${token} closes` };
        if (values > mostValues)
            return { offset, text: 'it has more values than 5,000 entries have' };
        if (!marks.includes(token))
            offset += token.length;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/scan/yaml-page.js



const mostProblems = 10;
/** Never throws. Texts that are too large or too deep, and anchors, aliases and tags are problems. */
function readPage(given) {
    const text = given.replace(/^\uFEFF/, '');
    const lines = new dist/* LineCounter */.HN();
    const found = [];
    const note = (offset, what) => void found.push({ offset, text: what });
    const root = parse(text, lines, note);
    return {
        root,
        lineOf: (node) => lines.linePos(node.range[0]).line,
        problem: (node, what) => note(node.range[0], what),
        problems: () => {
            const all = found.toSorted((a, b) => a.offset - b.offset);
            const more = all.length - mostProblems;
            return all.slice(0, mostProblems + 1).map(({ offset, text: what }, index) => {
                const { line, col: column } = lines.linePos(offset);
                return { line, column, text: index < mostProblems ? what : `and ${more} more` };
            });
        },
    };
}
function parse(text, lines, note) {
    const refusal = refusalOf(text);
    if (refusal !== undefined) {
        // Lines are counted by the parser, which does not get to see this text.
        for (let at = 0; at <= refusal.offset; at = endOfLine(text, at) + 1)
            lines.addNewLine(at);
        note(refusal.offset, refusal.text);
        return undefined;
    }
    const { errors, warnings, contents } = (0,dist/* parseDocument */.Tp)(text, {
        ...{ version: '1.2', schema: 'core', lineCounter: lines, logLevel: 'error', prettyErrors: false },
        // The parser compares each key with each other; those who read the fields do it in one go.
        uniqueKeys: false,
    });
    for (const { code, message, pos } of [...errors, ...warnings])
        note(pos[0], wordsOf(code, message));
    const isUsable = errors.length === 0 && contents !== null && !((0,dist/* isScalar */.jn)(contents) && contents.value === null);
    return isUsable ? contents : undefined;
}
function endOfLine(text, from) {
    const at = text.indexOf('\n', from);
    return at < 0 ? text.length : at;
}
function wordsOf(code, told) {
    // What follows a colon or a backslash is the text itself, which may be a secret.
    const message = told.replace(/[:\\].*$/s, '');
    switch (code) {
        case 'MULTIPLE_DOCS':
            return 'a second document begins, and only one is read';
        case 'RESOURCE_EXHAUSTION':
            return 'it is nested too deeply';
        case 'BAD_SCALAR_START':
            return 'a value that begins with @, % or a backtick must stand in quotes, such as "@acme/web"';
        case 'BLOCK_AS_IMPLICIT_KEY':
            return `it is no YAML: ${(0,findings/* short */.h0)(message, 200)}. A value that holds a colon and a blank must stand in quotes`;
        default:
            return `it is no YAML: ${(0,findings/* short */.h0)(message, 200)}`;
    }
}


/***/ }),

/***/ 1680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ resolverOf),
/* harmony export */   y: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Paths of inputs are relative to the workspace. */
function resolverOf(env) {
    return (path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(env.GITHUB_WORKSPACE || '.', path);
}
function readText(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}


/***/ })

};
