export const id = 70;
export const ids = [70];
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

/***/ 8334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ readContent)
/* harmony export */ });
const indexTypes = new Set([
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
]);
const configTypes = new Set([
    'application/vnd.oci.image.config.v1+json',
    'application/vnd.docker.container.image.v1+json',
]);
/** Reads a manifest; of an index it leaves out what no machine runs: attestations, signatures and other artifacts. */
function readContent(manifest) {
    const parsed = parse(manifest.text);
    if (parsed === undefined)
        return { kind: 'other', what: 'text that is not JSON' };
    if (Array.isArray(parsed.manifests))
        return indexOf(parsed.manifests.map(object));
    const config = object(parsed.config).mediaType;
    if (configTypes.has(config) && parsed.artifactType === undefined)
        return { kind: 'image' };
    return {
        kind: 'other',
        what: `an artifact of type ${String(parsed.artifactType ?? config ?? manifest.mediaType)}`,
    };
}
function indexOf(descriptors) {
    const runnable = descriptors
        .filter((one) => !isAttachment(one))
        .map((one) => ({ ...one, digest: String(one.digest) }));
    const isIndex = (one) => indexTypes.has(one.mediaType);
    return {
        kind: 'index',
        images: runnable
            .filter((one) => !isIndex(one))
            .map((one) => ({ digest: one.digest, platform: platformOf(one) })),
        indexes: runnable.filter(isIndex).map((one) => one.digest),
    };
}
function isAttachment(descriptor) {
    const platform = object(descriptor.platform);
    return (platform.os === 'unknown' ||
        descriptor.artifactType !== undefined ||
        object(descriptor.annotations)['vnd.docker.reference.type'] !== undefined);
}
function platformOf(descriptor) {
    const { os, architecture, variant } = object(descriptor.platform);
    const parts = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '');
    return parts.join('/') || 'unnamed platform';
}
function parse(text) {
    try {
        return object(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function object(value) {
    return typeof value === 'object' && value !== null ? value : {};
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

/***/ 1049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ docker)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(481);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);



const keptLines = 400;
const keptOutput = 1_000_000;
const graceMs = 2_000;
/**
 * Runs docker in a process group of its own, so that the CLI's plugins end with it. Never throws for what docker
 * does; it throws the signal's reason when the run was cancelled, after the whole group has ended.
 */
async function docker(args, run) {
    run.signal.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('docker', args, {
        env: run.env,
        cwd: run.cwd,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const limit = run.limitMs === undefined ? undefined : AbortSignal.timeout(run.limitMs);
    const stop = AbortSignal.any([run.signal, ...(limit ? [limit] : [])]);
    const ending = stopWith(child, stop);
    const output = collect(child, run.onLine);
    const exitCode = await new Promise((resolve) => {
        child.once('error', () => resolve(undefined));
        child.once('close', (code) => resolve(code ?? 1));
    });
    if (stop.aborted)
        await ending();
    run.signal.throwIfAborted();
    if (limit?.aborted)
        return { kind: 'too-slow' };
    return exitCode === undefined ? { kind: 'missing' } : { kind: 'ended', exitCode, ...output };
}
function collect(child, onLine) {
    const output = { stdout: '', lines: [] };
    for (const stream of [child.stdout, child.stderr]) {
        if (stream === null)
            continue;
        (0,node_readline__WEBPACK_IMPORTED_MODULE_1__.createInterface)({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
            if (stream === child.stdout && output.stdout.length < keptOutput)
                output.stdout += `${line}\n`;
            output.lines.push(line);
            if (output.lines.length > keptLines)
                output.lines.shift();
            onLine?.(line);
        });
    }
    return output;
}
/** Ends the whole group: politely first, so that buildx can tell BuildKit, and for certain after two seconds. */
function stopWith(child, signal) {
    const group = child.pid;
    if (group === undefined)
        return async () => undefined;
    let killed;
    const end = async () => {
        killGroup(group, 'SIGTERM');
        for (const started = performance.now(); killGroup(group, 0); await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(20)) {
            if (performance.now() - started > graceMs)
                killGroup(group, 'SIGKILL');
            if (performance.now() - started > 2 * graceMs)
                return;
        }
    };
    const onAbort = () => {
        killed ??= end();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    child.once('close', () => signal.removeEventListener('abort', onAbort));
    return async () => {
        onAbort();
        await killed;
    };
}
/** @returns whether any process of the group was there */
function killGroup(group, signal) {
    try {
        return process.kill(-group, signal);
    }
    catch {
        return false;
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

/***/ 3547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kw: () => (/* binding */ mediaTypeIn),
/* harmony export */   PX: () => (/* binding */ readManifests),
/* harmony export */   nw: () => (/* binding */ digestsOf)
/* harmony export */ });
/* unused harmony export manifestTypes */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8249);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);



const manifestTypes = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
const mostAtOnce = 100;
/**
 * Reads manifests by tag or digest; what is not there is left out. Their bytes are checked against the digest.
 * @throws ActionError what the call failed with, and AWS_BAD_ANSWER for an answer that makes no sense
 */
async function readManifests(ecr, repository, ids) {
    const found = [];
    for (let at = 0; at < ids.length; at += mostAtOnce) {
        found.push(...(await readSome(ecr, repository, ids.slice(at, at + mostAtOnce))));
    }
    return found;
}
async function readSome(ecr, { account: registryId, name: repositoryName }, imageIds) {
    const acceptedMediaTypes = [...manifestTypes];
    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .BatchGetImageCommand */ .P8n({
        registryId,
        repositoryName,
        imageIds: [...imageIds],
        acceptedMediaTypes,
    });
    const subject = subjectOf(repositoryName, imageIds);
    const { images = [], failures = [] } = await ecr.send(command).catch((error) => {
        throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, subject);
    });
    const about = `ecr:BatchGetImage for ${subject}`;
    const failure = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound');
    if (failure !== undefined)
        throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(about, `a refusal: ${failure.failureCode}: ${failure.failureReason}`);
    if (images.length + failures.length === 0)
        throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(about, 'neither an image nor a failure');
    const asked = new Set(imageIds.map((id) => ('imageTag' in id ? id.imageTag : id.imageDigest)));
    return images.map(({ imageId, imageManifest: text, imageManifestMediaType }) => {
        const digest = imageId?.imageDigest;
        if (!digest || text === undefined)
            throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(about, 'without a manifest');
        if (!asked.has(digest) && !asked.has(imageId.imageTag ?? ''))
            throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(about, 'another image than was asked for');
        if (`sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex')}` !== digest)
            throw (0,_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(about, 'a manifest whose bytes are not those of the digest');
        return { tag: imageId?.imageTag, digest, text, mediaType: imageManifestMediaType ?? mediaTypeIn(text) };
    });
}
function subjectOf(name, ids) {
    const [first] = ids;
    if (ids.length > 1 || first === undefined)
        return `the tags of ${name}`;
    return `the image ${name}${'imageTag' in first ? `:${first.imageTag}` : `@${first.imageDigest}`}`;
}
/** Older manifests carry no type beside them, and some not even inside. */
function mediaTypeIn(text) {
    const manifest = parse(text);
    const known = manifestTypes.find((one) => one === manifest.mediaType);
    return known ?? (Array.isArray(manifest.manifests) ? manifestTypes[0] : manifestTypes[2]);
}
function parse(text) {
    try {
        const parsed = JSON.parse(text);
        return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {};
    }
    catch {
        return {};
    }
}
/** What tags name now; a tag that names nothing is left out. */
async function digestsOf(ecr, repository, tags) {
    const found = await readManifests(ecr, repository, tags.map((imageTag) => ({ imageTag })));
    return new Map(found.map(({ tag, digest }) => [tag ?? '', digest]));
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

/***/ 3432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ untaggingIn),
/* harmony export */   u: () => (/* binding */ removeCandidate)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6058);
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8249);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);
/* harmony import */ var _lib_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3547);
/* harmony import */ var _lib_log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7399);
/* harmony import */ var _promote_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3793);






/**
 * Takes the candidate tag away once other tags name the image. ECR deletes an image with its last tag, so the tags are
 * read afresh, and the removal goes by tag, never by digest. Being denied that costs nothing but tidiness.
 * @returns whether the tag no longer names the image
 */
async function removeCandidate(image, untagging) {
    const { candidateTag, digest } = image;
    try {
        // Any one of the other tags keeps the image alive; 99 of them are more than enough to ask for.
        const named = await untagging.read([candidateTag, ...image.tags.slice(0, 99)]);
        const others = image.tags.filter((tag) => named.get(tag) === digest);
        if (others.length === 0 || named.get(candidateTag) !== digest)
            return named.get(candidateTag) !== digest;
        const [failure] = await untagging.remove(candidateTag);
        if (failure !== undefined)
            throw new Error(`${failure.failureCode}: ${failure.failureReason}`);
    }
    catch (error) {
        const reason = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, `the candidate tag ${candidateTag}`).message;
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm)(`The candidate tag ${candidateTag} stays beside the release tags: ${reason}`);
        return false;
    }
    return isStillTagged(image, untagging);
}
/**
 * No call of ECR removes a tag on a condition. Where another run moved all other tags between our look and the removal,
 * the image went with its last tag; it may be deployed by then, so it gets the tag back, and with it its life.
 */
async function isStillTagged({ candidateTag, digest, tags }, untagging) {
    const named = await untagging.read(tags.slice(0, 100)).catch(() => new Map());
    if (tags.some((tag) => named.get(tag) === digest)) {
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_3__/* .say */ .cv)(`Removed the candidate tag ${candidateTag}`);
        return true;
    }
    const restored = await untagging.restore(candidateTag);
    if (restored.kind === 'refused')
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e)(`No tag keeps the image ${digest} in the registry any more: ${restored.reason}. ${restored.hint}`);
    else
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm)(`The candidate tag ${candidateTag} stays: another run moved the other tags meanwhile.`);
    return restored.kind === 'refused';
}
function untaggingIn(ecr, repository, manifest) {
    return {
        read: (tags) => (0,_lib_images_js__WEBPACK_IMPORTED_MODULE_2__/* .digestsOf */ .nw)(ecr, repository, tags),
        restore: (tag) => (0,_promote_js__WEBPACK_IMPORTED_MODULE_4__/* .putTag */ .go)(ecr, repository, manifest, tag),
        remove: async (imageTag) => {
            const { account: registryId, name: repositoryName } = repository;
            const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_5__/* .BatchDeleteImageCommand */ .wau({ registryId, repositoryName, imageIds: [{ imageTag }] });
            return (await ecr.send(command)).failures ?? [];
        },
    };
}


/***/ }),

/***/ 8674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ keyUnusable),
/* harmony export */   y: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8249);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);
/* harmony import */ var _lib_error_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1715);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);




/**
 * Whether ECR can use the key of an encrypted repository. Only an upload tells, so one is begun, which leaves nothing
 * behind: ECR forgets uploads that never end.
 * @throws ActionError ENCRYPTION_KEY_UNUSABLE, or what the call failed with
 */
async function checkKey(ecr, repository, { encryption }) {
    if (encryption.type === 'AES256')
        return;
    const { account: registryId, name: repositoryName } = repository;
    try {
        await ecr.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .InitiateLayerUploadCommand */ .Do9({ registryId, repositoryName }));
    }
    catch (error) {
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error) === 'KmsException'
            ? keyUnusable(repositoryName, encryption.key, error)
            : (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, `an upload to the repository ${repositoryName}`);
    }
}
function keyUnusable(name, key, cause) {
    const which = key === undefined ? 'the AWS managed key' : `the key ${key}`;
    const kms = typeof cause === 'object' && cause !== null && 'kmsError' in cause && typeof cause.kmsError === 'string'
        ? ` (${cause.kmsError})`
        : '';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'ENCRYPTION_KEY_UNUSABLE',
        sentence: `ECR cannot use ${which} of the repository ${name}: ${(0,_lib_error_text_js__WEBPACK_IMPORTED_MODULE_3__/* .errorMessage */ .g)(cause)}${kms}`,
        hint: 'The key must be enabled, in the region of the repository, and its policy must let ECR and this role use it (kms:CreateGrant and kms:DescribeKey for a new repository).',
    }, { cause });
}


/***/ }),

/***/ 1802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Gq: () => (/* binding */ authorize),
  DD: () => (/* binding */ ownHost),
  qm: () => (/* binding */ prepareDocker),
  mN: () => (/* binding */ readLogin)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
;// CONCATENATED MODULE: ./build/src/registry/docker-config.js
/**
 * The user's Docker configuration with our login put in. The empty credential helper makes the file's entry win
 * over a credential store or helper, broken ones included.
 * @param user the parsed config.json of the user; anything but an object counts as empty
 * @param pluginFolder the folder of the user's CLI plugins, which a private configuration would hide
 */
function withLogin(user, login, pluginFolder) {
    const base = object(user);
    const folders = Array.isArray(base.cliPluginsExtraDirs) ? base.cliPluginsExtraDirs : [];
    const plugins = { ...base, cliPluginsExtraDirs: [...folders, pluginFolder] };
    if (login === undefined)
        return plugins;
    return {
        ...plugins,
        auths: { ...object(base.auths), [login.host]: { auth: login.token } },
        credHelpers: { ...object(base.credHelpers), [login.host]: '' },
    };
}
/** DOCKER_AUTH_CONFIG beats the file: our host is taken out of it, everything else is left in. */
function withoutHost(authConfig, host) {
    try {
        const parsed = object(JSON.parse(authConfig));
        const others = Object.entries(object(parsed.auths)).filter(([name]) => name !== host);
        return JSON.stringify({ ...parsed, auths: Object.fromEntries(others) });
    }
    catch {
        return authConfig;
    }
}
const docker_config_hidden = /^(INPUT_|STATE_|ACTIONS_ID_TOKEN_|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CONTAINER_AUTHORIZATION_TOKEN)$)/;
/** The environment for docker and buildx: everything of the job but what could leak credentials or inputs. */
function dockerEnvironment(env, config) {
    const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !docker_config_hidden.test(name));
    const child = Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
    const { DOCKER_AUTH_CONFIG: authConfig } = child;
    if (authConfig !== undefined && config.host !== undefined) {
        child.DOCKER_AUTH_CONFIG = withoutHost(authConfig, config.host);
    }
    // The certificates of an engine behind TLS lie beside the configuration, where nothing else is said.
    const isTls = Boolean(child.DOCKER_TLS_VERIFY || child.DOCKER_TLS);
    if (isTls)
        child.DOCKER_CERT_PATH ||= config.userFolder;
    // A builder that is current for the user must stay so, although the configuration is a private one.
    return { ...child, DOCKER_CONFIG: config.folder, BUILDX_CONFIG: config.buildxFolder };
}
function object(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

;// CONCATENATED MODULE: ./build/src/registry/login.js







/**
 * Asks ECR for a registry password; one call, no `docker login` process.
 * @param host the registry's host as the repository's URI names it
 */
async function authorize(ecr, host) {
    const answer = await ecr.send(new dist_cjs/* GetAuthorizationTokenCommand */.Eu6({})).catch((error) => {
        throw (0,explain/* explain */.WE)(error, `the registry ${host}`);
    });
    return readLogin(host, answer.authorizationData?.[0]?.authorizationToken, 'ecr');
}
/** The host of the registry of these credentials: its login names it, and for a repository that is not made yet, nothing else does. */
async function ownHost(ecr) {
    const answer = await ecr.send(new dist_cjs/* GetAuthorizationTokenCommand */.Eu6({})).catch((error) => {
        throw (0,explain/* explain */.WE)(error, 'the registry of these credentials');
    });
    const [data] = answer.authorizationData ?? [];
    const about = 'ecr:GetAuthorizationToken for the registry of these credentials';
    if (!data?.proxyEndpoint)
        throw (0,explain/* badAnswer */.k6)(about, 'without an endpoint');
    const host = data.proxyEndpoint.replace(/^https?:\/\//, '');
    readLogin(host, data.authorizationToken, 'ecr');
    return host;
}
/** Masks the password in both its forms. */
function readLogin(host, token, service) {
    const password = Buffer.from(token ?? '', 'base64')
        .toString('utf8')
        .split(':')[1];
    if (!token || !password)
        throw (0,explain/* badAnswer */.k6)(`${service}:GetAuthorizationToken for the registry ${host}`, 'without a token');
    (0,core/* setSecret */.Pq)(token);
    (0,core/* setSecret */.Pq)(password);
    return { host, token };
}
/**
 * Writes a private Docker configuration (the user's own plus our login) that only this run's processes see, so
 * that nothing is left to later steps and other jobs of the machine are not disturbed.
 * @param privateFolder removed at the end, on signals and by the post step
 */
function prepareDocker(login, privateFolder, env) {
    const user = (0,external_node_path_.resolve)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), '.docker'));
    const folder = (0,external_node_path_.join)(privateFolder, 'docker');
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true, mode: 0o700 });
    const config = withLogin(readUserConfig((0,external_node_path_.join)(user, 'config.json')), login, (0,external_node_path_.join)(user, 'cli-plugins'));
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, 'config.json'), JSON.stringify(config), { mode: 0o600 });
    // Also called to renew a login, when the link is there.
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(user, 'contexts')) && !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'contexts')))
        (0,external_node_fs_.symlinkSync)((0,external_node_path_.join)(user, 'contexts'), (0,external_node_path_.join)(folder, 'contexts'));
    const buildxFolder = (0,external_node_path_.resolve)(env.BUILDX_CONFIG || (0,external_node_path_.join)(user, 'buildx'));
    return { env: dockerEnvironment(env, { folder, userFolder: user, buildxFolder, host: login?.host }) };
}
function readUserConfig(path) {
    if (!(0,external_node_fs_.existsSync)(path))
        return {};
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        (0,core/* warning */.$e)(`${path} is not JSON: Slipway goes on without the logins and settings in it.`);
        return {};
    }
}


/***/ }),

/***/ 3793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ putAll),
/* harmony export */   VK: () => (/* binding */ tagged),
/* harmony export */   Zc: () => (/* binding */ immutableTag),
/* harmony export */   go: () => (/* binding */ putTag),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   pt: () => (/* binding */ promote),
/* harmony export */   qG: () => (/* binding */ accepted)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8249);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(538);
/* harmony import */ var _lib_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3547);
/* harmony import */ var _lib_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7399);




/** All tags that name the image now. */
function tagged(promotion) {
    return [...promotion.existing, ...promotion.put];
}
/**
 * Gives the image its tags by putting the same manifest bytes again: no upload, the same digest. One after the
 * other, because ECR allows 10 PutImage calls a second in a region. Never throws for a tag: what was put must be known.
 */
function promote(ecr, repository, manifest, tags) {
    return putAll(repository, tags, (tag) => putTag(ecr, repository, manifest, tag));
}
/** Puts tag after tag, until one is refused. */
async function putAll(repository, tags, putOne) {
    const put = [];
    const existing = [];
    for (const [index, tag] of tags.entries()) {
        const result = await putOne(tag);
        if (result.kind === 'refused') {
            const { kind: _, ...refused } = result;
            return { put, existing, refused: { tag, ...refused }, untried: tags.slice(index + 1) };
        }
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_2__/* .say */ .cv)(result.kind === 'put'
            ? `Put ${repository.uri}:${tag}`
            : `${repository.uri}:${tag} names this image already`);
        if (result.kind === 'put')
            put.push(tag);
        else
            existing.push(tag);
    }
    return { put, existing, refused: undefined, untried: [] };
}
/** Puts one tag; never throws. */
async function putTag(ecr, repository, manifest, tag) {
    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_3__/* .PutImageCommand */ .SUU({
        registryId: repository.account,
        repositoryName: repository.name,
        imageTag: tag,
        imageManifest: manifest.text,
        imageManifestMediaType: manifest.mediaType,
        imageDigest: manifest.digest,
    });
    try {
        const answer = await ecr.send(command);
        return accepted(answer.image?.imageId?.imageDigest, manifest);
    }
    catch (error) {
        if ((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .errorName */ .Is)(error) === 'ImageAlreadyExistsException')
            return { kind: 'existing' };
        if ((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .errorName */ .Is)(error) === 'ImageTagAlreadyExistsException')
            return immutable(ecr, repository, manifest.digest, tag);
        return failed(error, `${repository.name}:${tag}`, (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .isAnswer */ .Tq)(error));
    }
}
/** Reads the answer to a PutImage: only our own digest in it is a tag that was put. */
function accepted(digest, manifest) {
    if (digest === manifest.digest)
        return { kind: 'put' };
    const hint = 'Look at what the tag names, and run the job again.';
    return refusal(`ECR answered with ${digest ?? 'no digest'}`, hint, false);
}
/** An immutable repository refuses even the same digest (containers-roadmap 2380), so the tag is read to tell them apart. */
async function immutable(ecr, repository, digest, tag) {
    try {
        const named = (await (0,_lib_images_js__WEBPACK_IMPORTED_MODULE_1__/* .digestsOf */ .nw)(ecr, repository, [tag])).get(tag);
        if (named === digest)
            return { kind: 'existing' };
        return { kind: 'refused', ...immutableTag(named) };
    }
    catch (error) {
        return failed(error, `${repository.name}:${tag}`, true);
    }
}
/** @param names the other image that an immutable tag names */
function immutableTag(names) {
    const reason = `the tag is immutable and names another image (${names ?? 'unknown'})`;
    const hint = 'Release under a new tag, or exclude this one from immutability.';
    return { reason, hint, certain: true, names };
}
function refusal(reason, hint, certain) {
    return { kind: 'refused', reason: reason.replace(/\.$/, ''), hint, certain };
}
/** @param certain whether the tag was certainly not put */
function failed(error, subject, certain) {
    const { message, hint } = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error, subject);
    return refusal(message, hint, certain);
}


/***/ }),

/***/ 75:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   SM: () => (/* binding */ withCode),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   n7: () => (/* binding */ plainAddress),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/** Text from outside goes into Markdown through here alone: nothing of it may become markup, a link, a mention or HTML. */
/** Inline code for a table cell; a backtick or a pipe would end it. */
function code(text) {
    const safe = flat(text).replaceAll('`', 'ˋ').replaceAll('|', '∣');
    return `\`${safe === '' ? ' ' : safe}\``;
}
/** Plain prose: every character that Markdown or HTML could read is escaped. */
function prose(text, isStart = true) {
    return ((isStart ? flat(text).trimStart() : flat(text))
        .replace(/^([-+]|\d+[.)])(?=\s)/, '\u200b$1')
        // Nor a command, for a runner that is shown the Markdown in a log.
        .replace(/^::/, ':\u200b:')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/[\\`*_{}[\]#|~$]/g, '\\$&')
        .replace(/@(?=\w)/g, '@\u200b')
        .replace(/:\/\//g, ':\u200b//')
        .replace(/(www)\./gi, '$1\u200b.'));
}
/** Prose in which settings stand between backticks, as our own hints have them: `push: auto`. Nothing else is code. */
function withCode(text) {
    return text
        .split(/`([a-z-]+: [\w {},:-]+)`/)
        .map((part, index) => (index % 2 === 1 ? code(part) : prose(part, index === 0)))
        .join('');
}
/** A link where the address is a plain https one, else the text alone. */
function link(text, address) {
    const safe = plainAddress(address);
    return safe === undefined ? prose(text) : `[${prose(text)}](${safe})`;
}
/** Gives an address back that is https and holds nothing that ends a link; undefined for any other. */
function plainAddress(address) {
    if (address === undefined || address.length > 500)
        return undefined;
    return /^https:\/\/[\w.-]+(\/[\w./?=&%~+:-]*)?$/.test(address) ? address : undefined;
}
function table(header, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
/** On one line, bounded, and without what is not seen or turns the direction of what follows. */
function flat(text) {
    if (text.length <= 2000 && /^[ -~]*$/.test(text))
        return text;
    return text
        .slice(0, 8000)
        .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/\p{Cf}+/gu, '')
        .slice(0, 2000);
}


/***/ }),

/***/ 2670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ tallyOf)
/* harmony export */ });
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3629);

const parts = {
    violation: 'violations',
    ignored: 'ignored',
    baseline: 'baseline',
    suppressed: 'other',
    closed: 'other',
    unfixable: 'other',
    'within-limit': 'other',
    'below-threshold': 'other',
};
/** One tally for each severity, the worst first, those without a finding included. */
function tallyOf(findings) {
    const tallies = Object.fromEntries(_words_js__WEBPACK_IMPORTED_MODULE_0__/* .severityKeys */ .mT.map((severity) => [
        severity,
        { violations: 0, ignored: 0, baseline: 0, other: 0, total: 0 },
    ]));
    for (const { severity, decision } of findings) {
        tallies[severity][parts[decision.kind]]++;
        tallies[severity].total++;
    }
    return tallies;
}


/***/ }),

/***/ 3629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CN: () => (/* binding */ isJudgedOnly),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   RH: () => (/* binding */ candidateOf),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   dT: () => (/* binding */ imageOf),
/* harmony export */   mT: () => (/* binding */ severityKeys),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   qx: () => (/* binding */ severityNames)
/* harmony export */ });
/** The worst first. */
const severityNames = {
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    informational: 'Informational',
    unknown: 'Unknown',
};
/** The worst first. */
const severityKeys = Object.keys(severityNames);
/** The image as sentences name it: without the registry's host, which is long and says little. */
function imageOf({ repository, digest }) {
    return `${repository?.name ?? 'image'}@${digest?.slice(0, 19) ?? ''}…`;
}
function list(names) {
    const shown = names.slice(0, 10).join(', ');
    return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown || 'none';
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
/** @param probability 0 to 1 */
function percent(probability, digits = 2) {
    return `${Number((probability * 100).toPrecision(digits))} %`;
}
/** Anybody's text for the middle of a sentence: bounded, on one line, and without what is not seen or turns the direction. */
function oneLine(text, longest) {
    // Nearly all of them are so already, and there may be very many.
    if (text.length <= longest && /^[!-~]+(?: [!-~]+)*$/.test(text))
        return text;
    const plain = text
        .slice(0, longest * 4)
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .replace(/\p{Cf}+/gu, '')
        .trim();
    return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}
/** A stored image without a tag to put and a service to deploy to: the gate was all that was asked for. */
function isJudgedOnly({ image, plan, rollout, deployedTag }) {
    const isTagged = (plan?.tags ?? []).length > 0 || deployedTag !== undefined;
    return image?.origin === 'stored' && !isTagged && rollout === undefined;
}
/** The candidate tag that names the released image; one of a run whose image was replaced names another. */
function candidateOf({ candidateTag, candidateRemoved, image }) {
    const isOurs = image === undefined || image.origin === 'built' || image.origin === 'local';
    return isOurs && !candidateRemoved ? candidateTag : undefined;
}


/***/ }),

/***/ 2070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run_run)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./build/src/lib/error-text.js
var error_text = __webpack_require__(1715);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(4942);
// EXTERNAL MODULE: ./build/src/lib/poll.js
var poll = __webpack_require__(5192);
;// CONCATENATED MODULE: ./build/src/lib/github.js



const tries = 3;
const limitMs = 8_000;
const pauseMs = 1_000;
/**
 * When a commit was made, ISO 8601.
 * @throws Error in words for a sentence, after three tries of 8 s each
 */
async function readCommitTime(github, sha) {
    const answer = await get(github, `/commits/${sha}`);
    const date = object(object(answer.commit).committer).date;
    if (typeof date !== 'string' || Number.isNaN(Date.parse(date)))
        throw new Error('GitHub answered without the time of the commit');
    return date;
}
/** @throws Error in words for a sentence, after three tries of 8 s each */
async function readDefaultBranch(github) {
    const branch = (await get(github, '')).default_branch;
    if (typeof branch !== 'string' || branch === '')
        throw new Error('GitHub answered without the default branch');
    return branch;
}
/**
 * Reads a text file of a commit.
 * @returns undefined where the commit has no such file, and where the token may not see it: GitHub does not tell these apart
 * @throws Error in words for a sentence, after three tries of 8 s each
 */
async function readFileAt(github, sha, path) {
    const at = path.split('/').map(encodeURIComponent).join('/');
    const answer = await get(github, `/contents/${at}?ref=${sha}`).catch((error) => {
        if (error instanceof NotFound)
            return undefined;
        throw error;
    });
    if (answer === undefined)
        return undefined;
    const { content, encoding, size } = answer;
    // Above 1 MB the content is left out.
    if (typeof content !== 'string' || encoding !== 'base64')
        throw new Error(`GitHub answered without the text of ${path} (${size} bytes)`);
    return Buffer.from(content, 'base64').toString('utf8');
}
/** In the words of a sentence. */
class NotFound extends Error {
}
async function get(github, path) {
    const { apiUrl, repository, signal, pace } = github;
    const url = `${apiUrl}/repos/${repository}${path}`;
    for (let left = tries;; left--) {
        signal.throwIfAborted();
        try {
            return await (0,poll/* within */.ux)(ask(url, github.token), limitMs, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            const status = error instanceof lib/* HttpClientError */.Kg ? error.statusCode : 0;
            const isFinal = status >= 400 && status < 500 && status !== 429;
            if (left === 1 || isFinal)
                throw inWords(error, status, url);
            await (0,poll/* pause */.v7)((0,poll/* jitter */.p$)(pauseMs) / pace, signal);
        }
    }
}
async function ask(url, token) {
    const client = new lib/* HttpClient */.Qq('slipway', [], { socketTimeout: limitMs });
    try {
        const { result, statusCode } = await client.getJson(url, {
            authorization: `Bearer ${token}`,
            'x-github-api-version': '2022-11-28',
        });
        // The client gives 404 as an answer without a result.
        if (statusCode !== 200)
            throw new lib/* HttpClientError */.Kg('Not Found', statusCode);
        return object(result);
    }
    finally {
        client.dispose();
    }
}
function inWords(error, status, url) {
    const { host } = new URL(url);
    const said = (0,error_text/* errorMessage */.g)(error).slice(0, 200);
    const Kind = status === 404 ? NotFound : Error;
    return new Kind(status === 0 ? `${host}: ${said}` : `${host} answered with status ${status}: ${said}`);
}
function object(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

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
    const { problem } = parseTemplate(text);
    if (problem !== undefined)
        return problem;
    for (const expression of expressionsOf(text)) {
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

;// CONCATENATED MODULE: ./build/src/image/labels.js



const prefix = 'org.opencontainers.image.';
/**
 * The OCI labels of an image, by key; `given` ones, entries of the form key=value that may hold expressions, override.
 * @throws ActionError COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN where a given one needs what is not known
 */
function computeLabels(subject, given) {
    const entries = given.flatMap((entry) => pairOf(writeEntry('label', entry, subject.circumstances)));
    return sorted([...Object.entries(generatedLabels(subject)), ...entries]);
}
/**
 * What is known of repository, commit and version. `created` is the commit's time and never the clock's, so that the
 * same commit gives the same bytes; what is not known is left out.
 */
function generatedLabels({ event, sha, version, circumstances }) {
    const { fullName, description, url, license } = event.repository;
    const generated = {
        title: fullName.split('/').at(-1),
        description,
        url,
        source: url,
        version,
        created: circumstances.commitTime?.toISOString(),
        revision: sha,
        licenses: license,
    };
    return sorted(Object.entries(generated).flatMap(([key, value]) => value ? [[`${prefix}${key}`, oneLine(value)]] : []));
}
/** Evaluates an entry as a whole: key and value may both hold expressions. */
function writeEntry(kind, entry, circumstances) {
    const owner = `The ${kind} ${(0,quoted/* quoted */.T)(entry)}`;
    // Names that are not known were told of with the inputs.
    const speaker = { owner, offered: globalNames, warn: () => undefined };
    return oneLine(render(entry, (expression) => evaluate(expression, circumstances, speaker)));
}
/** Both sides of the first `=`, in a list; none where there is no key. */
function pairOf(entry) {
    const equals = entry.indexOf('=');
    const key = entry.slice(0, equals).trim();
    return equals < 1 || key === '' ? [] : [[key, entry.slice(equals + 1).trim()]];
}
/** A label is one line in every list of labels, and UTF-8 has no half characters (lone surrogates). */
function oneLine(value) {
    return value
        .replace(/\p{Cs}/gu, '\ufffd')
        .replace(/\p{Cc}+/gu, ' ')
        .trim();
}
function sorted(entries) {
    return Object.fromEntries([...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

;// CONCATENATED MODULE: ./build/src/image/annotations.js

const level = /(?:index|manifest)(?:-descriptor)?(?:\[[^\]=]*\])?/.source;
const levels = new RegExp(`^(${level}(?:,${level})*):`);
/**
 * The annotations of an image, each as buildx takes them, `level:key=value`: what the generated labels say, at the level
 * `manifest`, and the given ones, each at the levels that stand before its key. The last of a level and a key wins.
 * @throws ActionError COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN where a given one needs what is not known
 */
function computeAnnotations(subject, given) {
    const written = given.map((entry) => writeEntry('annotation', entry, subject.circumstances));
    const all = [
        ...Object.entries(generatedLabels(subject)).map(([key, value]) => [`manifest:${key}`, value]),
        ...written.flatMap(atItsLevels),
    ];
    return [...new Map(all)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`);
}
function atItsLevels(entry) {
    const [prefix = '', named = 'manifest'] = levels.exec(entry) ?? [];
    const pairs = pairOf(entry.slice(prefix.length));
    return splitLevels(named).flatMap((one) => pairs.map(([key, value]) => [`${one}:${key}`, value]));
}
function splitLevels(named) {
    return named.match(new RegExp(level, 'g')) ?? [];
}

;// CONCATENATED MODULE: ./build/src/image/builder-choice.js
/** @param nonce makes the name of a builder of our own another one in every step */
function chosenBuilder(choice, nonce) {
    switch (choice.kind) {
        case 'current':
            return { builder: undefined, createsBuilder: false };
        case 'named':
            return { builder: choice.name, createsBuilder: false };
        case 'created':
            return { builder: `slipway-${nonce}`, createsBuilder: true };
    }
}

;// CONCATENATED MODULE: ./build/src/image/fingerprint.js

/** The label in which an image carries what it was built from. */
const fingerprintLabel = 'slipway.fingerprint';
const revisionLabel = 'org.opencontainers.image.revision';
const createdLabel = 'org.opencontainers.image.created';
/**
 * What makes two builds of one commit the same build: the Dockerfile and everything that the workflow says of it and
 * that changes the image. Computed labels are left out, since the same image serves a branch and a git tag.
 */
function fingerprintOf(plan, given) {
    const contents = [
        plan.target ?? '',
        plan.platforms,
        plan.buildArguments,
        plan.buildContexts,
        plan.provenance,
        plan.sbom,
        [given.dockerfile, given.ignoreFile, given.context],
        [given.labels, given.annotations, given.secrets],
    ];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 32);
}

;// CONCATENATED MODULE: ./build/src/lists.js
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

;// CONCATENATED MODULE: ./build/src/image/rule-attributes.js


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
        return `write value= before ${(0,quoted/* quoted */.T)(cut)}, whose expression holds a =`;
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
    const fields = isWholeRule ? (entriesOf(first, 'split')[0]?.fields ?? []) : [first, ...others];
    return fields.map((field) => unquoted(field.trim()).trim()).filter((field) => field !== '');
}
function unquoted(field) {
    return /^".*"$/s.test(field) && field.length > 1 ? field.slice(1, -1).replaceAll('""', '"') : field;
}

;// CONCATENATED MODULE: ./build/src/image/flavor.js




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
    for (const entry of entriesOf(text, 'split')) {
        const read = flavor_readEntry(entry, flavor);
        if (typeof read !== 'string')
            flavor = read;
        else
            problems.push(`${read} (line ${entry.line}, ${(0,quoted/* quoted */.T)(entry.fields.join(',').trim())})`);
    }
    return { flavor, problems };
}
function flavor_readEntry(entry, before) {
    if (!entry.isClosed)
        return 'a double quote is not closed';
    let flavor = before;
    let last = '';
    for (const field of fieldsOf(entry)) {
        // Only what stands between the first two `=` counts.
        const [key = '', value] = field.split('=').map((part) => part.trim());
        const isCut = value?.includes('{{') && field.split('=').length > 2;
        if (isCut)
            return `${key} holds an expression with an =, which is more than a flavor takes; give it in the rules`;
        const read = flavor_readField(key.toLowerCase(), value, last);
        if (typeof read === 'string')
            return read;
        flavor = { ...flavor, ...read };
        last = key.toLowerCase() === 'onlatest' ? last : key.toLowerCase();
    }
    return flavor;
}
function flavor_readField(key, value, last) {
    if (value === undefined)
        return `${(0,quoted/* quoted */.T)(key)} is not of the form key=value`;
    switch (key) {
        case 'latest':
            if (value === 'auto' || value === 'true' || value === 'false')
                return { latest: value };
            return `latest is ${(0,quoted/* quoted */.T)(value)}, which is not one of auto, true, false`;
        case 'prefix':
        case 'suffix':
            return expressionProblem(value, globalNames) ?? { [key]: value };
        case 'onlatest':
            if (value !== 'true' && value !== 'false')
                return `onlatest is ${(0,quoted/* quoted */.T)(value)}, which is neither true nor false`;
            if (last === 'prefix')
                return { prefixesLatest: value === 'true' };
            return last === 'suffix' ? { suffixesLatest: value === 'true' } : {};
        default:
            return `${(0,quoted/* quoted */.T)(key)} is not one of latest, prefix, suffix, onlatest`;
    }
}

;// CONCATENATED MODULE: ./build/src/image/fields.js

/** The parts of a value such as `type=registry,ref=shop:cache`, as buildx reads it: CSV. */
function splitFields(value) {
    return entriesOf(value, 'split').flatMap(({ fields }) => fields.map((field) => field.trim()));
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

;// CONCATENATED MODULE: ./build/src/image/secrets.js

/**
 * Hands the values over in the environment of one process: command lines can be read by every process of the
 * machine, and files outlive a killed one.
 */
function secretFlags({ values, files, cacheKeys }, resolve) {
    const named = values.map(({ id, value }, index) => ({ id, value, variable: `SLIPWAY_SECRET_${index + 1}` }));
    return {
        secrets: [
            ...named.map(({ id, variable }) => joinFields([`id=${id}`, `env=${variable}`])),
            ...files.map(({ id, path }) => joinFields([`id=${id}`, `src=${resolve(path)}`])),
        ],
        secretEnvironment: {
            ...Object.fromEntries(named.map(({ variable, value }) => [variable, value])),
            ...cacheKeys,
        },
    };
}
const shortestLine = 4;
const longestFile = 65_536;
/**
 * Everything that the log must not show. GitHub's runner masks line by line: a bracket that stands alone in a JSON
 * secret would be masked in the whole log, so the short lines of longer texts are left out.
 */
function secretValues({ secrets }) {
    const texts = [
        ...secrets.values.map(({ value }) => value),
        ...secrets.files.filter(({ text }) => text.length <= longestFile).map(({ text }) => text),
        ...Object.values(secrets.cacheKeys),
    ];
    return [...new Set(texts.flatMap(maskable))];
}
/** The passwords in addresses such as that of a Git context. */
function urlPasswords(addresses) {
    return addresses.flatMap((one) => [...one.matchAll(/:\/\/[^/@\s]*?:?([^/:@\s]+)@/g)].map(([, password = '']) => password));
}
/** Takes secrets out of what an error will say: outputs are not masked, and people send them on. The longest go first. */
function withoutSecrets(lines, { hidden }) {
    const values = hidden.toSorted((a, b) => b.length - a.length);
    return lines.map((line) => values.reduce((text, value) => text.replaceAll(value, '***'), line));
}
function maskable(text) {
    const lines = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return lines.length === 1 ? lines : lines.filter((line) => line.length >= shortestLine);
}

;// CONCATENATED MODULE: ./build/src/image/mobility.js
/** How tags are put: those of commits and versions first, those that move last. */
const mobilities = {
    commit: 0,
    version: 1,
    raw: 2,
    day: 3,
    line: 4,
    branch: 5,
    latest: 6,
};

;// CONCATENATED MODULE: ./build/src/image/tag-patterns.js

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
        return groups === 0 ? `match ${(0,quoted/* quoted */.T)(pattern)} has no group (in parentheses) to take` : undefined;
    }
    catch (error) {
        return `${(0,quoted/* quoted */.T)(pattern)} is no regular expression: ${error instanceof Error ? reasonOf(error) : 'unknown'}`;
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

// EXTERNAL MODULE: ./node_modules/semver/functions/parse.js
var parse = __webpack_require__(6353);
;// CONCATENATED MODULE: ./build/src/image/pep440.js
const pattern = new RegExp([
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<preNumber>\d+)?)?/,
    /(?<post>-(?<bare>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>\d+)?)?/,
    /(?<dev>[-_.]?dev[-_.]?(?<devNumber>\d+)?)?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
]
    .map(({ source }) => source)
    .join(''), 'i');
const spellings = {
    alpha: 'a',
    beta: 'b',
    c: 'rc',
    pre: 'rc',
    preview: 'rc',
};
/** Reads a version as PEP 440 has it; undefined where the text is none. */
function parsePythonVersion(text) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined)
        return undefined;
    const { epoch, pre, post, dev, local } = groups;
    const release = (groups.release ?? '').split('.').map(Number);
    const [major = 0, minor = 0, patch = 0] = release;
    const letters = pre?.toLowerCase() ?? '';
    const parts = [
        Number(epoch ?? 0) === 0 ? '' : `${Number(epoch)}!`,
        release.join('.'),
        pre && `${spellings[letters] ?? letters}${Number(groups.preNumber ?? 0)}`,
        post && `.post${Number(groups.bare ?? groups.postNumber ?? 0)}`,
        dev && `.dev${Number(groups.devNumber ?? 0)}`,
        local && `+${normaliseLocal(local)}`,
    ];
    return { version: parts.join(''), major, minor, patch, isFinal: !pre && !post && !dev };
}
/**
 * PEP 440 joins with full stops. docker/metadata-action joins with commas, which a tag shows as hyphens: `1.2+deb.1`
 * has always been `1.2-deb-1`, and a workflow that moves here keeps its tags.
 */
function normaliseLocal(local) {
    return local
        .split(/[-_.]/)
        .map((part) => (Number.isNaN(Number(part)) ? part.toLowerCase() : String(Number(part))))
        .join(',');
}

;// CONCATENATED MODULE: ./build/src/image/version-values.js







/** The value of a rule of type semver or pep440; undefined where there is no version of that kind. */
function makeVersion(rule, source, speaker) {
    const text = source === undefined ? undefined : chosen(rule, source, speaker);
    if (text === undefined)
        return undefined;
    const version = rule.type === 'semver' ? semantic(text) : python(text);
    if (version === undefined) {
        const kind = rule.type === 'semver' ? 'semantic version' : 'version as PEP 440 has it';
        speaker.warn(`${speaker.owner}: ${(0,quoted/* quoted */.T)(text)} is no ${kind}.`);
        return undefined;
    }
    const { isFinal, parts } = version;
    // A pre-release is never called by a part of its version: `1.2` of 1.2.3-rc.1 would move back to it.
    const pattern = isFinal || isRaw(rule.pattern) ? rule.pattern : '{{version}}';
    const offered = versionNames.filter((name) => Object.hasOwn(parts, name));
    const isWhole = expressionsOf(pattern).some(({ name }) => ['raw', 'version', 'patch'].includes(name));
    return {
        text: render(pattern, (one) => offered.some((name) => name === one.name)
            ? (parts[one.name] ?? '')
            : unknown(one, { ...speaker, offered })),
        bringsLatest: isFinal,
        mobility: isWhole ? mobilities.version : mobilities.line,
    };
}
/** What `match` takes out of the source, which stays whole where it does not match. */
function chosen({ match }, source, { owner, warn }) {
    const groups = match === '' ? [source, source] : findIn(source, match, 'bare');
    if (groups === undefined)
        warn(`${owner}: ${(0,quoted/* quoted */.T)(match)} does not match ${(0,quoted/* quoted */.T)(source)}.`);
    const text = groups === undefined ? source : groups[1];
    if (text === undefined)
        warn(`${owner}: the group of ${(0,quoted/* quoted */.T)(match)} is not in ${(0,quoted/* quoted */.T)(source)}.`);
    return text?.replaceAll('/', '-');
}
function semantic(text) {
    const parsed = parse(text);
    if (parsed === null)
        return undefined;
    const { raw, version, major, minor, patch, prerelease, build } = parsed;
    const parts = { raw, version, major, minor, patch, prerelease, build };
    return {
        isFinal: prerelease.length === 0,
        parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, String(part)])),
    };
}
function python(text) {
    const parsed = parsePythonVersion(text);
    if (parsed === undefined)
        return undefined;
    const { version, major, minor, patch, isFinal } = parsed;
    const parts = { raw: text, version, major: String(major), minor: String(minor), patch: String(patch) };
    return { isFinal, parts };
}
/** A pattern that is `{{raw}}` and nothing else. */
function isRaw(pattern) {
    const [first, ...others] = parseTemplate(pattern).pieces;
    return others.length === 0 && first?.kind === 'expression' && first.name === 'raw';
}

;// CONCATENATED MODULE: ./build/src/image/tag-values.js






/** What a rule gives for the event, before prefix and suffix; undefined where it does not apply. */
function makeValue(rule, circumstances, writer) {
    const { event, sha, shaLength } = circumstances;
    switch (rule.type) {
        case 'schedule':
            return event.name.includes('schedule') ? scheduled(rule.pattern, circumstances, writer) : undefined;
        case 'semver':
        case 'pep440':
            return makeVersion(rule, sourceOf(rule.value, event, writer), writer);
        case 'match':
            return matched(rule, sourceOf(rule.value, event, writer), writer);
        case 'edge':
            return isEdge(rule.branch, event, writer.owner) ? plain('edge', mobilities.branch) : undefined;
        case 'ref':
            return refValue(rule.event, event.ref);
        case 'raw':
            return plain(writer.write(rule.value), mobilities.raw);
        case 'sha':
            return plain(rule.format === 'short' ? sha.slice(0, shaLength) : sha, mobilities.commit);
    }
}
function plain(text, mobility) {
    return { text, bringsLatest: false, mobility };
}
function scheduled(pattern, circumstances, writer) {
    const speaker = { ...writer, offered: dateNames };
    const text = render(pattern, (expression) => evaluate(expression, circumstances, speaker));
    const hasDate = expressionsOf(pattern).some(({ name }) => dateNames.some((one) => one === name));
    return plain(text, hasDate ? mobilities.day : mobilities.branch);
}
/** What a version is read from: the value that the rule gives, else the git tag. */
function sourceOf(value, { ref }, writer) {
    if (value !== '')
        return writer.write(value);
    return ref.kind === 'tag' ? ref.name : undefined;
}
function matched(rule, source, { owner, warn }) {
    if (source === undefined)
        return undefined;
    const groups = findIn(source, rule.pattern, 'slashes');
    const text = groups?.[rule.group];
    if (groups === undefined)
        warn(`${owner}: the pattern does not match ${(0,quoted/* quoted */.T)(source)}.`);
    else if (text === undefined)
        warn(`${owner}: there is no group ${rule.group} in the match of ${(0,quoted/* quoted */.T)(source)}.`);
    if (text === undefined)
        return undefined;
    // `1.2` of `v1.2.3` moves on to the next patch; `1.2.3`, which reaches to the end, is this version's alone.
    return { text, bringsLatest: true, mobility: source.endsWith(text) ? mobilities.version : mobilities.line };
}
function isEdge(branch, { ref, defaultBranch }, owner) {
    if (ref.kind !== 'branch')
        return false;
    return ref.name === (branch === '' ? knownBranch(defaultBranch, owner) : branch);
}
function refValue(wanted, ref) {
    if (ref.kind !== (wanted === 'pr' ? 'pull-request' : wanted))
        return undefined;
    if (wanted === 'tag')
        return { text: ref.name, bringsLatest: true, mobility: mobilities.version };
    return plain(wanted === 'pr' ? ref.name.replace(/\/merge$/, '') : ref.name, mobilities.branch);
}

;// CONCATENATED MODULE: ./build/src/image/tags.js






const longest = 128;
/**
 * Computes the tags of a release as docker/metadata-action does: rules by priority, the first value is the version,
 * and decides whether `latest` is added. Differences: see docs/tags.md.
 * @throws ActionError INPUT_INVALID where an `enable` is neither true nor false; COMMIT_TIME_UNKNOWN and
 * DEFAULT_BRANCH_UNKNOWN where a rule needs what is not known
 */
function computeTags(rules, flavor, circumstances) {
    const warnings = new Set();
    const warn = (text) => void warnings.add(text);
    const made = rules
        .toSorted((a, b) => b.priority - a.priority)
        .flatMap((rule) => make(rule, flavor, circumstances, warn));
    const latest = latestName(flavor, made[0]);
    if (latest !== undefined)
        made.push({ name: latest, bringsLatest: false, mobility: mobilities.latest });
    const names = [...new Set(made.map(({ name }) => name))];
    const mobility = (name) => Math.max(...made.filter((one) => one.name === name).map((one) => one.mobility));
    return {
        names,
        putOrder: names.toSorted((a, b) => mobility(a) - mobility(b)),
        version: made[0]?.name,
        warnings: [...warnings],
    };
}
/** @param texts entries of labels and annotations, which hold expressions, too */
function needsOf(rules, flavor, texts) {
    const enabled = rules.filter(({ enable }) => enable !== 'false');
    const ofRules = enabled.flatMap((rule) => [
        rule.enable,
        rule.prefix ?? flavor.prefix,
        rule.suffix ?? flavor.suffix,
        ...('value' in rule ? [rule.value] : []),
        ...(rule.type === 'schedule' ? [rule.pattern] : []),
    ]);
    const names = new Set([...ofRules, ...texts].flatMap(expressionsOf).map(({ name }) => name));
    return {
        commitTime: names.has('commit_date'),
        defaultBranch: names.has('is_default_branch') ||
            names.has('is_not_default_branch') ||
            enabled.some((rule) => rule.type === 'edge' && rule.branch === ''),
    };
}
function make(rule, flavor, circumstances, warn) {
    const owner = `The tag rule ${(0,quoted/* quoted */.T)(rule.source)}`;
    const speaker = { owner, offered: globalNames, warn };
    const write = (text) => render(text, (one) => evaluate(one, circumstances, speaker));
    if (!isEnabled(write(rule.enable), owner))
        return [];
    const value = makeValue(rule, circumstances, { ...speaker, write });
    if (value === undefined)
        return [];
    const suffix = write(rule.suffix ?? flavor.suffix);
    const name = sanitise(write(rule.prefix ?? flavor.prefix) + value.text + suffix);
    if (name.length > longest)
        warn(`${owner}: the tag is longer than ${longest} characters and was cut.`);
    const cut = shortened(name, suffix);
    const mobility = cut === 'latest' ? mobilities.latest : value.mobility;
    return cut === '' ? [] : [{ name: cut, bringsLatest: value.bringsLatest, mobility }];
}
function isEnabled(written, owner) {
    if (written === 'true' || written === 'false')
        return written === 'true';
    throw new errors/* ActionError */.lZ({
        code: 'INPUT_INVALID',
        sentence: `tags: ${owner} has an enable that gives ${(0,quoted/* quoted */.T)(written)}, which is neither true nor false.`,
        hint: 'Correct the `with:` block of the step; nothing was built or changed.',
    });
}
/** The first tag decides; expressions in the flavor are not evaluated here, as with docker/metadata-action. */
function latestName(flavor, first) {
    if (first === undefined)
        return undefined;
    if (flavor.latest === 'auto' ? !first.bringsLatest : flavor.latest === 'false')
        return undefined;
    const prefix = flavor.prefixesLatest ? flavor.prefix : '';
    const suffix = flavor.suffixesLatest ? flavor.suffix : '';
    return sanitise(`${prefix}latest${suffix}`).slice(0, longest);
}
/** Cuts in front of the suffix, which is what tells the legs of a matrix apart. */
function shortened(name, suffix) {
    if (name.length <= longest)
        return name;
    const end = suffix.replace(/[^A-Za-z0-9._-]+/g, '-');
    const kept = name.endsWith(end) && end.length < longest ? end : '';
    return name.slice(0, longest - kept.length) + kept;
}
/** Makes a valid tag, but for its length: other characters become one hyphen, no leading `.` or `-`. */
function sanitise(value) {
    return value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
}

;// CONCATENATED MODULE: ./build/src/plan.js









/** What rules and labels need of the commit that an event may not tell. */
function needsOfPlan({ tags, image, source }) {
    const stored = source.kind === 'stored' && source.image.kind === 'tag' ? source.image.rules : [];
    // The flavor is for tags that are put: the input image names one as it stands.
    const ofStored = needsOf(stored, plainFlavor, []);
    const ofTags = needsOf(tags.rules, tags.flavor, [...image.labels, ...image.annotations]);
    return {
        commitTime: ofStored.commitTime || ofTags.commitTime,
        defaultBranch: ofStored.defaultBranch || ofTags.defaultBranch,
    };
}
/**
 * What the event tells. SOURCE_DATE_EPOCH, in seconds since 1970, goes before the commit's own time: it is the convention
 * of reproducible builds.
 */
function knownFacts({ sha }, event, env) {
    const epoch = /^\d{1,12}$/.test(env.SOURCE_DATE_EPOCH ?? '')
        ? Number(env.SOURCE_DATE_EPOCH) * 1000
        : Number.NaN;
    const commit = event.sha === sha ? Date.parse(event.commitTime ?? '') : Number.NaN;
    const time = Number.isNaN(epoch) ? commit : epoch;
    return { time: Number.isNaN(time) ? undefined : new Date(time), defaultBranch: event.defaultBranch };
}
/**
 * @throws ActionError NO_TAGS where tags are asked for and the rules give none, and what a rule cannot do without:
 * COMMIT_TIME_UNKNOWN, DEFAULT_BRANCH_UNKNOWN
 */
function makePlan(inputs, event, setting) {
    const { sha, tags: asked } = inputs;
    const circumstances = {
        ...{ sha, shaLength: asked.shaLength, now: setting.now, commitTime: setting.commit.time },
        event: { ...event, defaultBranch: setting.commit.defaultBranch },
    };
    const tags = computeTags(asked.rules, asked.flavor, circumstances);
    if (tags.names.length === 0 && asked.rules.length > 0 && inputs.intent === 'release')
        throw noTags(event, tags.warnings);
    const subject = { event, sha, version: tags.version, circumstances };
    const labels = computeLabels(subject, inputs.image.labels);
    const annotations = computeAnnotations(subject, inputs.image.annotations);
    const contextFolder = inputs.image.context.kind === 'folder' ? setting.resolve(inputs.image.context.path) : undefined;
    return {
        ...{ sha, tags: tags.names, putOrder: tags.putOrder, version: tags.version, warnings: tags.warnings },
        ...{ labels, annotations, contextFolder },
        build: buildPlan(inputs, { labels, annotations, contextFolder }, setting),
        candidateTag: `${asked.candidatePrefix}${event.run.id}-${event.run.attempt}-${setting.nonce}`,
        storedTag: storedTagOf(inputs, circumstances),
        ...standIns(inputs, event, labels[revisionLabel] === sha),
    };
}
/** @throws ActionError INPUT_INVALID where its expressions give nothing for this event */
function storedTagOf({ source }, circumstances) {
    if (source.kind !== 'stored' || source.image.kind !== 'tag')
        return undefined;
    const { rules } = source.image;
    const { version, warnings } = computeTags(rules, plainFlavor, circumstances);
    if (version !== undefined && warnings.length === 0)
        return version;
    throw new errors/* ActionError */.lZ({
        code: 'INPUT_INVALID',
        sentence: `image: ${(0,quoted/* quoted */.T)(source.image.text)} names no tag for this event: ${warnings[0] ?? 'its expressions are empty'}.`,
        hint: 'Name a tag that every event has, such as `:sha-{{sha}}`, or a digest; nothing was built or changed.',
    });
}
function buildPlan({ image }, computed, setting) {
    const { contextFolder, labels } = computed;
    const isLocal = contextFolder !== undefined;
    const options = {
        ...image,
        context: image.context.kind === 'folder' ? setting.resolve(image.context.path) : image.context.url,
        file: image.file !== undefined && isLocal ? setting.resolve(image.file) : image.file,
        annotations: image.annotations.length > 0 ? computed.annotations : [],
        sourceDateEpoch: setting.commit.time && String(Math.floor(setting.commit.time.getTime() / 1000)),
        ...secretFlags(image.secrets, setting.resolve),
        hidden: secretValues(image),
        ...chosenBuilder(image.builder, setting.nonce),
    };
    // Only what is computed here may count as proof.
    const { [fingerprintLabel]: _, ...others } = labels;
    const dockerfile = isLocal ? dockerfileOf(options.file, contextFolder, setting) : undefined;
    if (dockerfile === undefined)
        return { ...options, labels: others };
    const given = {
        dockerfile,
        ignoreFile: ignoreFileOf(options.file, contextFolder ?? '', setting),
        context: image.context.kind === 'folder' ? image.context.path : image.context.url,
        labels: image.labels,
        annotations: image.annotations,
        secrets: [...image.secrets.values, ...image.secrets.files].map(({ id }) => id),
    };
    const { DOCKER_DEFAULT_PLATFORM, RUNNER_ARCH } = setting.env;
    const platforms = image.platforms.length > 0 ? image.platforms : [DOCKER_DEFAULT_PLATFORM || RUNNER_ARCH || setting.arch];
    // A name alone stands for the variable of that name, if there is one.
    const buildArguments = image.buildArguments.map((entry) => entry.includes('=') || setting.env[entry] === undefined ? entry : `${entry}=${setting.env[entry]}`);
    const fingerprint = fingerprintOf({ ...options, platforms, buildArguments }, given);
    return { ...options, labels: { ...others, [fingerprintLabel]: fingerprint } };
}
/** The one beside the Dockerfile goes before the one of the context. */
function ignoreFileOf(file, folder, { read }) {
    const own = read(`${file ?? `${folder}/Dockerfile`}.dockerignore`);
    return own ?? read(`${folder}/.dockerignore`) ?? '';
}
function dockerfileOf(file, folder, { read }) {
    return file === undefined ? (read(`${folder}/Dockerfile`) ?? read(`${folder}/dockerfile`)) : read(file);
}
/**
 * Who asks for a fresh build gets one; a schedule's runs are there to pick up what is new in base images. An immutable tag
 * cannot be moved to it all the same.
 * @param isSaid whether the image will say of which commit it is
 */
function standIns({ source, image }, event, isSaid) {
    const wantsFresh = image.noCache || image.noCacheFilters.length > 0 || image.pull;
    const allowsAdoption = source.kind === 'build' && source.reuse && isSaid;
    return { allowsAdoption, allowsReuse: allowsAdoption && !wantsFresh && !event.name.includes('schedule') };
}
/** @param reasons what the rules themselves say, such as a git tag that is no version */
function noTags(event, reasons) {
    const why = reasons.slice(0, 5).map((one) => ` ${one}`);
    return new errors/* ActionError */.lZ({
        code: 'NO_TAGS',
        sentence: `The input tags gives no tag for the event ${event.name} on ${event.ref.kind} ${(0,quoted/* quoted */.T)(event.ref.name)}.${why.join('')}`,
        hint: 'Add a rule that always gives one, such as type=sha, or `tags: none` for an image that is meant to have none.',
    });
}

;// CONCATENATED MODULE: ./build/src/commit.js




/**
 * Asks GitHub for what the event does not tell of the commit and somebody needs: the rules, or the label `created` of
 * an image that is pushed. Without a token, or an answer, it stays unknown; a rule that cannot do without says so.
 */
async function commitFacts(inputs, event, asking) {
    const known = knownFacts(inputs, event, asking.env);
    const token = inputs.githubToken;
    if (token === undefined)
        return known;
    const needs = needsOfPlan(inputs);
    const isPushed = inputs.intent !== 'build' && inputs.source.kind === 'build';
    const apiUrl = asking.env.GITHUB_API_URL || 'https://api.github.com';
    const github = { ...asking, apiUrl, token, repository: event.repository.fullName };
    const needsTime = needs.commitTime || isPushed;
    const time = needsTime && known.time === undefined
        ? await tryTo('time of the commit', asking, () => readCommitTime(github, inputs.sha))
        : undefined;
    const defaultBranch = needs.defaultBranch && known.defaultBranch === undefined
        ? await tryTo('default branch', asking, () => readDefaultBranch(github))
        : undefined;
    return {
        time: time === undefined ? known.time : new Date(time),
        defaultBranch: defaultBranch ?? known.defaultBranch,
    };
}
async function tryTo(what, { signal }, ask) {
    try {
        return await ask();
    }
    catch (error) {
        signal.throwIfAborted();
        (0,core/* notice */.lm)(`The ${what} is not known: ${(0,error_text/* errorMessage */.g)(error)}`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/event.js


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
    const pullRequest = event_object(payload.pull_request);
    const ref = refOf(name, required(env, 'GITHUB_REF'), payload);
    return {
        kind: kindOf(name, payload),
        name,
        ref,
        baseRef: baseRefOf(ref, payload),
        defaultBranch: event_text(event_object(payload.repository).default_branch),
        sha,
        headSha: event_text(event_object(pullRequest.head).sha)?.toLowerCase(),
        headRepository: name === 'merge_group' ? env.GITHUB_REPOSITORY : event_text(event_object(event_object(pullRequest.head).repo).full_name),
        baseSha: (event_text(event_object(pullRequest.base).sha) ?? event_text(event_object(payload.merge_group).base_sha))?.toLowerCase(),
        commitTime: commitTimeOf(payload, sha),
        repository: repositoryOf(env, event_object(payload.repository)),
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
    const pullRequest = event_object(payload.pull_request);
    const head = event_text(event_object(event_object(pullRequest.head).repo).full_name);
    const base = event_text(event_object(event_object(pullRequest.base).repo).full_name);
    return head === undefined || head !== base;
}
/** `pull_request_target` runs on the base branch, but what it is about is the pull request. */
function refOf(name, ref, payload) {
    const number = event_object(payload.pull_request).number ?? payload.number;
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
        return event_text(payload.base_ref)?.replace(/^refs\/heads\//, '');
    return ref.kind === 'pull-request' ? event_text(event_object(event_object(payload.pull_request).base).ref) : undefined;
}
function commitTimeOf(payload, sha) {
    const commits = Array.isArray(payload.commits) ? payload.commits : [];
    const heads = [payload, event_object(payload.workflow_run), event_object(payload.merge_group)].map((one) => one.head_commit);
    const commit = [...heads, ...commits].map(event_object).find((one) => one.id === sha);
    return event_text(commit?.timestamp);
}
function repositoryOf(env, repository) {
    const fullName = required(env, 'GITHUB_REPOSITORY');
    return {
        fullName,
        url: event_text(repository.html_url) ?? `${serverUrl(env)}/${fullName}`,
        description: event_text(repository.description),
        license: event_text(event_object(repository.license).spdx_id),
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
        return event_object(JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8')));
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
    return new errors/* ActionError */.lZ({ code: 'EVENT_UNREADABLE', sentence, hint }, { cause });
}
function event_object(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function event_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

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

;// CONCATENATED MODULE: ./build/src/inputs/deploy.js

const others = [
    'cluster',
    'task-definition',
    'container-name',
    'wait',
    'deploy-timeout-minutes',
    'deploy-role-to-assume',
    'deploy-role-chaining',
    'deploy-region',
];
/** What is deployed, if anything: a named service, on the events that publish, or where `deploy: true` asks for it. */
function readDeploy(reader, event, intent) {
    const asked = reader.choice('deploy', ['auto', 'true', 'false'], 'auto');
    const { cluster, service, containerName } = readPlace(reader);
    const order = {
        ...{ cluster, containerName },
        source: readSource(reader),
        wait: reader.flag('wait', true),
        timeoutMinutes: reader.integer('deploy-timeout-minutes', { from: 1, to: 1440, unit: 'minutes' }, 30),
    };
    if (service === undefined) {
        if (asked === 'true')
            reader.problem('deploy', '`true` needs the input service, which is not given');
        for (const name of others.filter(reader.given))
            reader.notice(`${name} has nothing to act on: no service is given.`);
        return { kind: 'none' };
    }
    // What a service runs is judged there, and never brought back over what is newer.
    const isRunning = reader.text('image') === 'deployed';
    if (isRunning && asked === 'true')
        reader.problem('deploy', '`true` contradicts `image: deployed`, which is what the service runs already');
    if (isRunning)
        return { kind: 'none' };
    return isWanted(reader, event, intent, asked) ? { kind: 'service', service, ...order } : { kind: 'none' };
}
/** The service that `baseline: deployed` and `image: deployed` look at. */
function readRunning(reader) {
    const { service, ...place } = readPlace(reader);
    return service === undefined ? undefined : { service, ...place };
}
function readPlace(reader) {
    return {
        cluster: readName(reader, 'cluster') ?? 'default',
        service: readName(reader, 'service'),
        containerName: reader.text('container-name'),
    };
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
/** A name, as ECS allows it; ARNs are for a later version. */
function readName(reader, input) {
    const name = reader.text(input);
    if (name !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
        reader.problem(input, `${(0,quoted/* quoted */.T)(name)} is not one name of letters, digits, hyphens and underscores`);
    }
    return name;
}
function readSource(reader) {
    const path = reader.text('task-definition');
    if (path === undefined)
        return { kind: 'running' };
    if (path.startsWith('arn:'))
        reader.problem('task-definition', `${(0,quoted/* quoted */.T)(path)} is an ARN; this version takes a JSON file only`);
    return { kind: 'file', path, name: path };
}

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
var scan_findings = __webpack_require__(1165);
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
    const severity = scan_findings/* severities */.gO.find((one) => one === name.toLowerCase());
    if (severity === undefined)
        return `${(0,quoted/* quoted */.T)(entry)} names none of the severities ${scan_findings/* severities */.gO.join(', ')}`;
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
    checkRegion(reader, 'aws-region', region);
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
    checkRegion(reader, 'deploy-region', deployRegion);
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
function checkRegion(reader, name, region) {
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

;// CONCATENATED MODULE: ./build/src/image/cache.js

const cacheTypes = ['registry', 'gha', 's3', 'local', 'inline', 'azblob'];
/** A reference alone is a cache in a registry. The reason for a refusal shows no value, since some are keys. */
function parseCache(entry) {
    const fields = splitFields(entry);
    const [first = ''] = fields;
    if (fields.length === 1 && !first.includes('='))
        return { type: 'registry', attributes: { ref: first } };
    const pairs = fields.map(splitPair);
    if (pairs.includes(undefined))
        return { reason: 'has a part that is not of the form key=value' };
    const { type, ...attributes } = Object.fromEntries(pairs.flatMap((pair) => (pair === undefined ? [] : [[pair[0].trim().toLowerCase(), pair[1].trim()]])));
    const known = cacheTypes.find((one) => one === type);
    if (known === undefined)
        return { reason: `has a type that is not one of ${cacheTypes.join(', ')}` };
    return { type: known, attributes };
}
function cacheFlag({ type, attributes }) {
    return joinFields([`type=${type}`, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)]);
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

;// CONCATENATED MODULE: ./build/src/inputs/idle.js
/** Whether nothing is built: then what this machine lacks for a build says nothing of the run. */
function buildsNothing(reader) {
    return ['image', 'local-image'].some(reader.given) || reader.flag('dry-run', false);
}

;// CONCATENATED MODULE: ./build/src/inputs/cache.js


function readCaches(reader) {
    const from = readEntries(reader, 'cache-from');
    const to = readEntries(reader, 'cache-to');
    for (const cache of from)
        checkImport(reader, cache);
    for (const cache of to)
        checkExport(reader, cache);
    return {
        cacheFrom: from.map(withoutKeys).map(cacheFlag),
        cacheTo: to.map(withoutKeys).map(exportFlag),
        cacheKeys: readKeys(reader, [...from, ...to]),
    };
}
function readEntries(reader, name) {
    return reader.lines(name).flatMap((entry, index) => {
        const cache = parseCache(entry);
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

;// CONCATENATED MODULE: ./build/src/inputs/secrets.js



/** Linux takes no environment variable of more than 128 KiB. */
const longestValue = 120_000;
/** Reads the secrets of a build. What is wrong is told by the line: what looks like an id may be half of a value. */
function readSecrets(reader) {
    const values = [...readValues(reader), ...readVariables(reader)];
    const files = readFiles(reader);
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
        reader.problem('secrets', `${(0,quoted/* quoted */.T)(id)} holds an ARN, but secrets are for the build and take values; a secret of the running container belongs into the task definition, for which this version has no input (task-secrets): write it into the file that task-definition names`);
    if (Buffer.byteLength(value) > longestValue)
        reader.problem('secrets', `${(0,quoted/* quoted */.T)(id)} has more than ${longestValue} bytes; use secret-files for it`);
    return [given];
}
function readVariables(reader) {
    return readPairs(reader, 'secret-envs', reader.list('secret-envs')).flatMap(({ id, value: name }) => {
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
function readFiles(reader) {
    return readPairs(reader, 'secret-files', reader.lines('secret-files')).flatMap(({ id, value: path }) => {
        const text = reader.file(path);
        if (text !== undefined)
            return [{ id, path, text }];
        reader.problem('secret-files', `${(0,quoted/* quoted */.T)(path)} (for ${(0,quoted/* quoted */.T)(id)}) is no file that can be read`);
        return [];
    });
}
function readPairs(reader, name, entries) {
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
    const [key, value] = splitPair(entry) ?? [];
    const id = key?.trim() ?? '';
    // The end of base64 text, `…==`, is no id with the value `=`.
    return value !== undefined && value !== '=' && /^\w[\w./@:-]*$/.test(id) ? { id, value } : undefined;
}

;// CONCATENATED MODULE: ./build/src/inputs/image.js






function readImage(reader) {
    const { cacheKeys, ...caches } = readCaches(reader);
    return {
        context: readContext(reader),
        file: readFile(reader),
        secrets: { ...readSecrets(reader), cacheKeys },
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
        const wrong = expressionProblem(entry, globalNames);
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
    const unknown = expressionsOf(entry).filter(({ name }) => !globalNames.some((one) => one === name));
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
const base = 'none: the base is what the service runs, or the JSON file in `task-definition`';
const logging = 'use the JSON file in `task-definition`: in this version only the image changes';
const noTasks = 'none: in this version Slipway runs no one-off tasks';
const noCodeDeploy = 'none: in this version services of CodeDeploy are refused';
const onlyDefinition = 'none: UpdateService changes the task definition and leaves all else as it is';
/** aws-actions/amazon-ecs-render-task-definition */
const renderTaskDefinition = {
    'task-definition': 'same; left out it is what the service runs',
    'task-definition-arn': base,
    'task-definition-family': base,
    'task-definition-revision': base,
    'container-name': 'same; one name, and left out the only container',
    image: 'same; but leave it out: the image of this run goes in, by digest. Here it releases one without a build',
    'environment-variables': 'same',
    secrets: 'same; but here they are secrets of the build. Those of a container stand in its task definition',
    'env-files': 'same',
    'log-configuration-log-driver': logging,
    'log-configuration-options': logging,
    'docker-labels': 'same',
    command: 'same',
    'task-role-arn': 'same',
    'execution-role-arn': 'same',
};
/** aws-actions/amazon-ecs-deploy-task-definition */
const deployTaskDefinition = {
    'task-definition': 'same; JSON, not YAML, and left out it is what the service runs',
    'desired-count': 'same',
    service: 'same',
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
    'keep-null-value-keys': 'none: the JSON of the task definition is kept as it is, empty values too',
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
const replaced_others = {
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
    'Other names': replaced_others,
};

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
        const found = entriesOf(text(name) ?? '', commas);
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
            return entriesOf(env[variable(name)] ?? '', 'kept');
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
  wait-for-replication containers environment-variables env-files task-secrets command task-cpu task-memory
  task-role-arn execution-role-arn log-driver log-options docker-labels desired-count force-new-deployment
  deploy-revision deploy-registry wait-until on-deploy-failure on-timeout on-pause on-superseded on-in-flight
  on-cancel max-failed-tasks diagnostic-log-lines pre-deploy-command pre-deploy-container
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
        ...peers.map(([name, answer]) => ({ name, answer: `no input of Slipway; ${peers_plain(answer)}` })),
        // Last, since a peer's input of the same name is Slipway's in a later version.
        ...planned.map((name) => ({ name, answer: 'Slipway has no such input in this version' })),
    ];
    return new Map(refusals.map((refusal) => [variable(refusal.name), refusal]));
}
/** As an error says it: without the marks of Markdown and of the table. */
function peers_plain(answer) {
    return answer.replace(/^none: /, '').replaceAll('`', '');
}
function warnOfKnobs(reader, env) {
    for (const { name, harmless, use, input } of knobs) {
        const value = env[name]?.trim();
        if (!value || harmless.test(value) || (input !== undefined && reader.given(input)))
            continue;
        reader.warning(`${name} does nothing here; use ${peers_plain(use)}.`);
    }
}
function words(text) {
    return text.trim().split(/\s+/);
}

;// CONCATENATED MODULE: ./build/src/registry/reference.js

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
        return invalid(`is on ${(0,quoted/* quoted */.T)(host)}, which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws)`);
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

;// CONCATENATED MODULE: ./build/src/registry/settings.js
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
        mutability && differs('tag mutability', settings_words(settings.mutability), settings_words(mutability)),
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
function settings_words({ kind, exclusions }) {
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
        return JSON.stringify(settings_sorted(JSON.parse(text ?? 'null')));
    }
    catch {
        return text;
    }
}
function settings_sorted(value) {
    if (Array.isArray(value))
        return value.length === 1 ? settings_sorted(value[0]) : value.map(settings_sorted);
    if (typeof value === 'string')
        return value.replace(/^arn:aws[\w-]*:iam::(\d{12}):root$/, '$1');
    if (typeof value !== 'object' || value === null)
        return value;
    const named = Object.entries(value).filter(([key]) => key !== 'Version');
    const members = named.toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(members.map(([key, member]) => [key, settings_sorted(member)]));
}

;// CONCATENATED MODULE: ./build/src/inputs/new-repository.js


const settings = [
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
    for (const name of settings.filter(reader.given))
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
    const kind = mutabilities.find((one) => one === given.toUpperCase().replaceAll('-', '_'));
    if (kind === undefined) {
        problem(`${(0,quoted/* quoted */.T)(given)} is not one of ${mutabilities.join(', ')}`);
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
    const account = readAccount(reader);
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
    const parsed = parseRepository(given);
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
function readAccount(reader) {
    const account = reader.text('registry-id');
    if (account !== undefined)
        checkAccount(reader, 'registry-id', account);
    return account;
}

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
    const given = entriesOf(text, 'split');
    const problems = [];
    const rules = [];
    for (const entry of given.length > 0 ? given : entriesOf(defaults, 'split')) {
        const source = entry.fields.join(',').trim();
        const attributes = readAttributes(entry);
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
        const problem = expressionProblem(text ?? '', globalNames);
        if (problem !== undefined)
            return problem;
    }
    switch (rule.type) {
        case 'schedule':
            return expressionProblem(rule.pattern, dateNames);
        case 'semver':
        case 'pep440':
            return expressionProblem(rule.pattern, versionNames) ?? regexProblem(rule.match, 'bare');
        case 'match':
            return regexProblem(rule.pattern, 'slashes');
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
    const { name, digest, tag = '' } = source_split(given);
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
function source_split(given) {
    const [, before = '', digest] = /^([^{@]*)@(.*)$/s.exec(given) ?? [];
    // The digest says it all; a tag in front of it is what people add for the reader.
    if (digest !== undefined)
        return { name: before.replace(/:[\w.-]*$/, ''), digest };
    const [, name = '', tag] = /^((?:[^/{]*\/)*[^/:{]*):(.*)$/s.exec(given) ?? [];
    return tag === undefined ? { name: given } : { name, tag };
}
/** @returns the host where the image is named by its full URI */
function readHost(reader, name, wanted) {
    const parsed = parseRepository(name);
    if (parsed.kind === 'invalid')
        reader.problem('image', `${(0,quoted/* quoted */.T)(name)} ${parsed.reason}`);
    else if (parsed.repository.name !== wanted.name)
        reader.problem('image', `${(0,quoted/* quoted */.T)(name)} is not the repository ${(0,quoted/* quoted */.T)(wanted.name)}: an image is tagged in its own repository`);
    return parsed.kind === 'valid' ? parsed.repository.host : undefined;
}

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
    const parsed = parseFlavor(reader.text('flavor') ?? '');
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
        throw inputs_invalid(reader.problems);
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
        image: readImage(reader),
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
function inputs_invalid(problems) {
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

// EXTERNAL MODULE: ./build/src/lib/log.js
var log = __webpack_require__(7399);
;// CONCATENATED MODULE: ./build/src/pace.js

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
    return new errors/* ActionError */.lZ({
        code: 'PACE_REFUSED',
        sentence,
        hint: 'Remove SLIPWAY_PACE: it is for tests and the demo only.',
    });
}

// EXTERNAL MODULE: ./build/src/lib/images.js
var lib_images = __webpack_require__(3547);
// EXTERNAL MODULE: ./build/src/image/manifest.js
var image_manifest = __webpack_require__(8334);
;// CONCATENATED MODULE: ./build/src/image/pushed.js




const freshPushMs = 30_000;
const deepest = 3;
/**
 * Reads an image: the manifest's own bytes (from the registry, because the classic image store does not tell) and the
 * platforms in it.
 * @throws ActionError IMAGE_NOT_FOUND, NOT_AN_IMAGE, or what the call failed with
 */
async function readPushed(ecr, repository, wanted, waiting) {
    const manifest = await readManifest(ecr, repository, wanted, waiting);
    const platforms = await platformsOf(ecr, repository, manifest, { ...waiting, ...wanted, depth: 1 });
    if (platforms.length === 0)
        throw notAnImage(repository, manifest.digest, 'an index without any platform');
    return { manifest, platforms };
}
async function platformsOf(ecr, repository, manifest, options) {
    const content = (0,image_manifest/* readContent */.c)(manifest);
    if (content.kind === 'image')
        return [{ digest: manifest.digest, platform: options.platform }];
    if (content.kind === 'other')
        throw notAnImage(repository, manifest.digest, content.what);
    if (options.depth > deepest)
        throw notAnImage(repository, manifest.digest, `an index more than ${deepest} levels deep`);
    const found = [...content.images];
    for (const imageDigest of content.indexes) {
        const inner = await readManifest(ecr, repository, { ...options, id: { imageDigest } }, options);
        found.push(...(await platformsOf(ecr, repository, inner, { ...options, depth: options.depth + 1 })));
    }
    return [...new Map(found.map((one) => [one.digest, one])).values()];
}
async function readManifest(ecr, repository, { id, withinMs }, waiting) {
    const result = await (0,poll/* poll */.wt)(async () => (await (0,lib_images/* readManifests */.PX)(ecr, repository, [id]))[0], {
        delayMs: () => 2_000,
        limitMs: withinMs,
        ...waiting,
    });
    if (result.kind === 'timed-out')
        throw imageNotFound(repository, { id, withinMs });
    const { digest, mediaType, text } = result.value;
    return { digest, mediaType, text };
}
function imageNotFound({ name }, { id, withinMs }) {
    const image = 'imageTag' in id ? `${name}:${id.imageTag}` : `${name}@${id.imageDigest}`;
    if (withinMs < freshPushMs) {
        return new errors/* ActionError */.lZ({
            code: 'IMAGE_NOT_FOUND',
            sentence: `There is no image ${image} in ECR.`,
            hint: 'Check the input image, the repository and its account (registry-id); a lifecycle rule may have removed the image.',
        });
    }
    return new errors/* ActionError */.lZ({
        code: 'IMAGE_NOT_FOUND',
        sentence: `ECR does not know the image ${image} ${withinMs / 1000} s after it was pushed.`,
        hint: 'Something removed it at once (a lifecycle rule, another job), or the push went to another registry.',
    });
}
function notAnImage(repository, digest, what) {
    return new errors/* ActionError */.lZ({
        code: 'NOT_AN_IMAGE',
        sentence: `${repository.name}@${digest} is no image that could be scanned: it is ${what}.`,
        hint: 'Slipway releases container images; push other artifacts by other means.',
    });
}

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
;// CONCATENATED MODULE: ./build/src/scan/convert.js

const unnamed = { id: scan_findings/* unnamedId */.s_, package: 'unknown package', version: 'unknown version' };
/** A finding of basic scanning is of one package, and tells of no fix. */
function fromBasic(raw, platform) {
    const attribute = (key) => (0,scan_findings/* short */.h0)(raw.attributes?.find((one) => one.key === key)?.value);
    return {
        id: (0,scan_findings/* short */.h0)(raw.name) ?? unnamed.id,
        severity: (0,scan_findings/* severityOf */.xJ)(raw.severity),
        packageName: attribute('package_name') ?? unnamed.package,
        packageVersion: attribute('package_version') ?? unnamed.version,
        ...{ packageManager: undefined, paths: [], fixedIn: undefined, fix: 'unknown', exploit: 'unknown' },
        score: scoreOf([attribute('CVSS3_SCORE'), attribute('CVSS2_SCORE')]),
        description: (0,scan_findings/* short */.h0)(raw.description, longestDescription),
        uri: (0,scan_findings/* short */.h0)(raw.uri, longestAddress),
        ...{ standing: 'active', arn: undefined, epss: undefined, knownExploited: undefined },
        platforms: [platform],
    };
}
/** A finding of Inspector is of one vulnerability in any number of packages; each name and version is one of ours. */
function fromEnhanced(raw, platform) {
    const details = raw.packageVulnerabilityDetails ?? {};
    const common = {
        id: (0,scan_findings/* short */.h0)(details.vulnerabilityId) ?? (0,scan_findings/* short */.h0)(raw.title) ?? unnamed.id,
        severity: (0,scan_findings/* severityOf */.xJ)(raw.severity),
        fix: choice(raw.fixAvailable, { YES: 'yes', PARTIAL: 'partial', NO: 'no' }, 'unknown'),
        exploit: choice(raw.exploitAvailable, { YES: 'yes', NO: 'no' }, 'unknown'),
        score: scoreOf([raw.score, ...(details.cvss ?? []).map(({ baseScore }) => baseScore)]),
        description: (0,scan_findings/* short */.h0)(raw.description, longestDescription),
        uri: (0,scan_findings/* short */.h0)(details.sourceUrl, longestAddress),
        standing: choice(raw.status, { SUPPRESSED: 'suppressed', CLOSED: 'closed' }, 'active'),
        ...{ arn: raw.findingArn, epss: undefined, knownExploited: undefined },
        platforms: [platform],
    };
    const packages = details.vulnerablePackages ?? [];
    return byNameAndVersion(packages.length > 0 ? packages : [{}]).map((some) => ({
        ...common,
        ...some,
    }));
}
function byNameAndVersion(packages) {
    const found = new Map();
    for (const one of packages) {
        const [packageName, packageVersion] = [(0,scan_findings/* short */.h0)(one.name) ?? unnamed.package, versionOf(one)];
        const path = (0,scan_findings/* short */.h0)(one.filePath, longestAddress);
        // A place that is not told is no place that an entry of an ignore file may cover.
        const key = JSON.stringify([packageName, packageVersion, one.packageManager, path === undefined]);
        const known = found.get(key);
        if (known !== undefined)
            known.paths.push(...(path === undefined ? [] : [path]));
        else
            found.set(key, {
                ...{ packageName, packageVersion, packageManager: (0,scan_findings/* short */.h0)(one.packageManager) },
                paths: path === undefined ? [] : [path],
                fixedIn: fixOf(one),
            });
    }
    return [...found.values()];
}
/** As distributions write it: epoch, version and release in one. */
function versionOf({ version, epoch = 0, release }) {
    const known = (0,scan_findings/* short */.h0)(version);
    if (known === undefined)
        return unnamed.version;
    const revision = (0,scan_findings/* short */.h0)(release);
    const whole = `${epoch > 0 ? `${epoch}:` : ''}${known}${revision === undefined ? '' : `-${revision}`}`;
    return (0,scan_findings/* short */.h0)(whole) ?? unnamed.version;
}
/** Inspector writes epoch 0 into fixes and leaves it out of versions. */
function fixOf({ fixedInVersion }) {
    return fixedInVersion === 'NotAvailable' ? undefined : (0,scan_findings/* short */.h0)(fixedInVersion)?.replace(/^0:/, '');
}
function choice(text, words, otherwise) {
    return (text !== undefined && Object.hasOwn(words, text) ? words[text] : undefined) ?? otherwise;
}
/** The first that is a score of CVSS. */
function scoreOf(given) {
    return given
        .filter((one) => one !== undefined && one !== '')
        .map(Number)
        .find((one) => one >= 0 && one <= 10);
}
const longestDescription = 500;
const longestAddress = 500;

;// CONCATENATED MODULE: ./build/src/scan/states.js
const running = { kind: 'wait', why: 'running' };
const throttled = { kind: 'wait', why: 'throttled' };
const failed = { kind: 'unavailable', reason: 'failed' };
/** Every status of ECR, and the errors of DescribeImageScanFindings that are no end of the wait. */
const readings = {
    PENDING: running,
    IN_PROGRESS: running,
    COMPLETE: { kind: 'findings', continuous: false },
    // It is said before the first result is there, too (aws-cli 6759).
    ACTIVE: { kind: 'findings', continuous: true },
    FAILED: failed,
    UNSUPPORTED_IMAGE: { kind: 'unavailable', reason: 'unsupported' },
    SCAN_ELIGIBILITY_EXPIRED: { kind: 'unavailable', reason: 'stale' },
    FINDINGS_UNAVAILABLE: { kind: 'wait', why: 'unreadable' },
    LIMIT_EXCEEDED: failed,
    IMAGE_ARCHIVED: failed,
    ScanNotFoundException: { kind: 'wait', why: 'absent' },
    ImageNotFoundException: { kind: 'wait', why: 'hidden' },
    ThrottlingException: throttled,
    TooManyRequestsException: throttled,
};
/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
function readStatus(status, description) {
    // Basic scanning calls an unsupported system a failure, and says which in words only.
    if (status === 'FAILED' && /UnsupportedImage/.test(description))
        return { kind: 'unavailable', reason: 'unsupported' };
    return rowOf(status) ?? running;
}
/** @returns undefined for an error that is no state of a scan */
function readError(name) {
    const row = /Exception$/.test(name) ? rowOf(name) : undefined;
    return row?.kind === 'wait' ? row : undefined;
}
function rowOf(name) {
    return Object.hasOwn(readings, name) ? readings[name] : undefined;
}

;// CONCATENATED MODULE: ./build/src/scan/read.js






const pageSize = 1000;
/** Inspector's own pages have 100 findings at most, so this is 200,000 of them. */
const mostPages = 2_000;
const mostFindings = 100_000;
/**
 * Looks at the scan of one manifest and, where there may be findings, reads all pages of them.
 * @param isLate whether the time is over: no further page is read then
 * @throws ActionError where the call is refused; what may pass by itself is a look of the kind `fault`
 */
async function lookAt(ecr, repository, target, isLate = () => false) {
    const subject = `the image ${repository.name}@${target.digest}`;
    try {
        const first = await page(ecr, repository, target.digest, undefined);
        const status = first.imageScanStatus?.status;
        if (status === undefined)
            throw (0,explain/* badAnswer */.k6)(`${operation} for ${subject}`, 'without a scan status');
        const state = stateOf(first);
        const reading = readStatus(status, first.imageScanStatus?.description ?? '');
        if (reading.kind === 'wait')
            return { ...reading, state };
        if (reading.kind === 'unavailable')
            return { ...reading, detail: state };
        // A continuous scan is called so before it has shown anything.
        if (reading.continuous && first.imageScanFindings === undefined)
            return { kind: 'wait', why: 'running', state: `${state}, but without findings` };
        const found = await readFindings(ecr, repository, { ...target, isLate }, first);
        return 'changed' in found
            ? { kind: 'wait', why: 'running', state: found.changed }
            : { ...reading, state, ...found };
    }
    catch (error) {
        return readFailure(error, subject);
    }
}
const operation = 'ecr:DescribeImageScanFindings';
/** As the log and the error name it. */
function stateOf({ imageScanStatus }) {
    const status = (0,scan_findings/* short */.h0)(imageScanStatus?.status) ?? 'without a status';
    const description = (0,scan_findings/* short */.h0)(imageScanStatus?.description, 200);
    return description === undefined ? status : `${status} (${description})`;
}
/** What says that something is refused for good is thrown: to ask again would change nothing. */
function readFailure(error, subject) {
    const name = (0,explain/* errorName */.Is)(error);
    const reading = readError(name);
    if (reading !== undefined)
        return { ...reading, state: reading.why in read_words ? read_words[reading.why] : name };
    const explained = (0,explain/* explain */.WE)(error, subject);
    if (explained.code === 'AWS_THROTTLED')
        return { kind: 'wait', why: 'throttled', state: read_words.throttled };
    const mayPass = ['AWS_BAD_ANSWER', 'AWS_UNREACHABLE'].includes(explained.code);
    const isServers = explained.code === 'AWS_ERROR' && !(error instanceof errors/* ActionError */.lZ) && !(0,explain/* isAnswer */.Tq)(error);
    if (mayPass || isServers)
        return { kind: 'fault', state: 'no answer that can be read', error: explained };
    throw explained;
}
const read_words = {
    absent: 'no scan yet',
    hidden: 'image not visible yet',
    throttled: 'ECR throttles the calls',
};
async function readFindings(ecr, repository, { digest, platform, isLate }, first) {
    const about = `${operation} for the image ${repository.name}@${digest}`;
    const basic = [];
    const enhanced = [];
    let isInspectors = false;
    const tokens = new Set();
    for (let current = first;;) {
        const list = current.imageScanFindings;
        // Without a list it is not clean: it is an answer that lacks what it is asked for.
        if (list?.findings === undefined && list?.enhancedFindings === undefined)
            throw (0,explain/* badAnswer */.k6)(about, `${first.imageScanStatus?.status} without any findings list`);
        isInspectors ||= list.enhancedFindings !== undefined && list.findings === undefined;
        basic.push(...(list.findings ?? []));
        enhanced.push(...(list.enhancedFindings ?? []));
        const token = current.nextToken;
        if (!token)
            break;
        const isEndless = tokens.has(token) || tokens.size >= mostPages;
        if (isEndless || basic.length + enhanced.length > mostFindings || isLate())
            throw (0,explain/* badAnswer */.k6)(about, `a list that does not end after ${tokens.size + 1} pages`);
        tokens.add(token);
        current = await page(ecr, repository, digest, token).catch((error) => {
            // A list that changes may take its tokens along.
            const isGone = /^(InvalidParameter|Validation)Exception$/.test((0,explain/* errorName */.Is)(error));
            throw isGone ? (0,explain/* badAnswer */.k6)(about, 'a page that is gone', error) : error;
        });
        // A scan that begins again in between leaves nothing of the pages before.
        const { status } = current.imageScanStatus ?? {};
        if (status !== undefined && status !== first.imageScanStatus?.status)
            return { changed: stateOf(current) };
    }
    const isEnhanced = enhanced.length > 0 || (isInspectors && basic.length === 0);
    return {
        // Two empty lists tell nothing of the mode: enhanced scanning shows them before the first result.
        mode: isEnhanced ? 'enhanced' : basic.length > 0 ? 'basic' : undefined,
        findings: [
            ...basic.map((one) => fromBasic(one, platform)),
            ...enhanced.flatMap((one) => fromEnhanced(one, platform)),
        ],
        completedAt: first.imageScanFindings?.imageScanCompletedAt,
    };
}
function page(ecr, repository, imageDigest, nextToken) {
    return ecr.send(new dist_cjs/* DescribeImageScanFindingsCommand */.TQ0({
        registryId: repository.account,
        repositoryName: repository.name,
        imageId: { imageDigest },
        maxResults: pageSize,
        nextToken,
    }));
}

;// CONCATENATED MODULE: ./build/src/comparison.js





/** How long a stored image may take to be seen, in ms. */
const storedMs = 6_000;
/**
 * Finds the image that the input baseline names, before this run moves a tag or touches a service. That it cannot be found
 * is no failure: without a baseline every finding counts, which a warning says.
 * @returns undefined where nothing is to be compared
 * @throws ActionError INPUT_INVALID for a tag that this release puts before the gate
 */
async function findBaseline(run, registry) {
    const { baseline: source, mode } = run.inputs.gate;
    if (source.kind === 'none' || mode === 'off' || registry.kind === 'public')
        return undefined;
    checkTag(run);
    return orAbsent(run, comparison_nameOf(run), () => find(run, registry));
}
/** Reads what is known of that image; what cannot be read is no failure either. */
async function comparison_readBaseline(run, registry, compared) {
    if (compared === undefined || compared.kind === 'absent')
        return compared;
    return orAbsent(run, compared.name, () => comparison_readFindings(run, registry, compared));
}
async function orAbsent(run, name, read) {
    try {
        const found = await read();
        return typeof found === 'string' ? absent(name, found) : found;
    }
    catch (error) {
        run.signal.throwIfAborted();
        const { code, sentence, hint } = (0,errors/* failureOf */.g5)(error);
        return absent(name, sentence.replace(/\.$/, ''), code === 'IMAGE_NOT_FOUND' ? '' : ` ${hint}`);
    }
}
/** A tag that is put before the gate names what was blocked, too: the next release would be compared with that. */
function checkTag({ inputs, plan }) {
    const { baseline } = inputs.gate;
    const isEarly = inputs.tags.tagAfter === 'push';
    if (baseline.kind !== 'tag' || !isEarly || !plan.tags.includes(baseline.tag))
        return;
    throw new errors/* ActionError */.lZ({
        code: 'INPUT_INVALID',
        sentence: `baseline: tag:${baseline.tag} is a tag of this release, which \`tag-after: push\` puts before the gate, so images would be compared with what was blocked.`,
        hint: 'Compare with `baseline: deployed` or with a tag that only passed images get; nothing was built or changed.',
    });
}
/**
 * A tag may name the very image that is judged: a release that was blocked after its tags were put, and is tried again. Such
 * a baseline would excuse everything; what a service runs adds nothing to itself.
 */
function withoutItself({ inputs: { gate } }, compared, { manifest }) {
    const isSame = compared?.kind === 'found' && compared.digest === manifest.digest;
    if (!isSame || gate.baseline.kind === 'deployed')
        return compared;
    return absent(compared.name, 'it is the image that is judged');
}
function comparison_nameOf({ inputs: { gate, running } }) {
    switch (gate.baseline.kind) {
        case 'deployed':
            return `what the service ${running?.service} runs`;
        case 'tag':
            return `the tag ${gate.baseline.tag}`;
        case 'digest':
            return gate.baseline.digest;
        case 'none':
            return 'nothing';
    }
}
/** @returns why there is none, in words */
async function find(run, registry) {
    const { baseline: source } = run.inputs.gate;
    const name = comparison_nameOf(run);
    switch (source.kind) {
        case 'deployed': {
            const { runningImage } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 9584));
            const running = await runningImage(run, registry);
            if (running.kind === 'unknown')
                return running.reason;
            return { kind: 'found', name: `${name}, ${running.revision}`, digest: running.digest };
        }
        case 'tag': {
            const digest = await registry.digestOf(source.tag);
            return digest === undefined
                ? `${registry.repository.name} has no such tag`
                : { kind: 'found', name, digest };
        }
        case 'digest':
            return { kind: 'found', name, digest: source.digest };
        case 'none':
            return 'nothing is to be compared';
    }
}
/** One look at each platform: a scan of the past is there, or it is not. @returns why there is none, in words */
async function comparison_readFindings(run, { ecr, repository }, { name, digest }) {
    const wanted = { id: { imageDigest: digest }, platform: 'the image', withinMs: storedMs };
    const { platforms } = await readPushed(ecr, repository, wanted, run);
    const looks = await Promise.all(platforms.map((target) => lookAt(ecr, repository, target)));
    const found = looks.flatMap((look) => (look.kind === 'findings' ? [look] : []));
    const other = looks.find(({ kind }) => kind !== 'findings');
    if (found.length === 0)
        return other === undefined ? 'it has no platform' : 'detail' in other ? other.detail : other.state;
    const findings = found.flatMap((look) => look.findings);
    const part = found.length < looks.length ? `, from ${found.length} of ${looks.length} platforms` : '';
    const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
    (0,log/* say */.cv)(`The baseline is ${name}, ${digest}, with ${count}${part}`);
    return { kind: 'compared', name, digest, findings };
}
function absent(name, reason, hint = '') {
    (0,core/* warning */.$e)(`There is no baseline, so every finding counts: of ${name} no findings are known: ${reason}.${hint}`);
    return { kind: 'absent', name, reason };
}

// EXTERNAL MODULE: ./build/src/access.js + 7 modules
var access = __webpack_require__(6124);
// EXTERNAL MODULE: ./build/src/lib/aws.js
var aws = __webpack_require__(1648);
;// CONCATENATED MODULE: ./build/src/registry/compare.js





/** A repository that exists is left as it is: where it is not what the inputs say, one warning lists it all. */
async function warnOfDifferences(ecr, { repository, settings }, wanted) {
    if (settings === undefined)
        return;
    const about = { registryId: repository.account, repositoryName: repository.name };
    const unread = [];
    const read = (what, isAsked, call) => isAsked ? call().catch((error) => missing(error, what, unread)) : Promise.resolve(undefined);
    const tags = await read('resource tags', Object.keys(wanted.tags).length > 0, () => ecr.send(new dist_cjs/* ListTagsForResourceCommand */.a_e({ resourceArn: settings.arn })));
    const policy = await read('repository policy', wanted.policy !== undefined, () => ecr.send(new dist_cjs/* GetRepositoryPolicyCommand */.MeN(about)));
    const lifecycle = await read('lifecycle policy', wanted.lifecyclePolicy !== undefined, () => ecr.send(new dist_cjs/* GetLifecyclePolicyCommand */.O0C(about)));
    const extras = {
        tags: tags && Object.fromEntries((tags.tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
        policy: policy?.policyText,
        lifecyclePolicy: lifecycle?.lifecyclePolicyText,
    };
    const known = differences(settings, extras, withoutUnread(wanted, unread));
    const found = [...known, ...unread.map((what) => `its ${what} could not be read`)];
    if (found.length === 0)
        return;
    (0,core/* warning */.$e)(`The repository ${repository.name} exists and was left as it is, though the inputs say otherwise: ${found.join('; ')}.`);
}
function withoutUnread(wanted, unread) {
    return {
        ...wanted,
        policy: unread.includes('repository policy') ? undefined : wanted.policy,
        lifecyclePolicy: unread.includes('lifecycle policy') ? undefined : wanted.lifecyclePolicy,
    };
}
/** That there is none is an answer; that it cannot be read is said in the warning, and fails nothing. */
function missing(error, what, unread) {
    if (error instanceof errors/* ActionError */.lZ)
        throw error;
    if (!/PolicyNotFoundException$/.test((0,explain/* errorName */.Is)(error)))
        unread.push(what);
    return undefined;
}

// EXTERNAL MODULE: ./build/src/registry/login.js + 1 modules
var registry_login = __webpack_require__(1802);
;// CONCATENATED MODULE: ./build/src/registry/repository.js





/**
 * Reads the repository before anything is built, so that a wrong name fails in seconds.
 * @returns undefined where there is none
 * @throws ActionError REPOSITORY_MISMATCH, or what the call failed with
 */
async function describeRepository(ecr, wanted, region) {
    const subject = `the repository ${wanted.name} in ${region}`;
    const command = new dist_cjs/* DescribeRepositoriesCommand */.pE_({
        repositoryNames: [wanted.name],
        registryId: wanted.account,
    });
    const answer = await ecr.send(command).catch((error) => {
        if ((0,explain/* errorName */.Is)(error) === 'RepositoryNotFoundException')
            return undefined;
        throw (0,explain/* explain */.WE)(error, subject);
    });
    if (answer === undefined)
        return undefined;
    const found = answer.repositories?.[0];
    if (!found?.repositoryUri || !found.registryId)
        throw (0,explain/* badAnswer */.k6)(`ecr:DescribeRepositories for ${subject}`, 'without a repository');
    const told = found.repositoryUri.slice(0, -wanted.name.length - 1);
    const host = hostOf(wanted.host, told);
    if (host === undefined)
        throw mismatch(wanted.host ?? '', found.repositoryUri);
    const { registryId: account, repositoryArn: arn } = found;
    const repository = { name: wanted.name, uri: `${host}/${wanted.name}`, host, account, arn };
    return { repository, settings: settingsOf(found) };
}
function notFound({ name, account }, region) {
    return new errors/* ActionError */.lZ({
        code: 'REPOSITORY_NOT_FOUND',
        sentence: `There is no repository ${name} in ${region} of ${account ?? 'the account of these credentials'}.`,
        hint: `Check repository, registry-id and aws-region; or create it: \`create-repository: true\`, or aws ecr create-repository --repository-name ${name} --region ${region}`,
    });
}
function mismatch(wanted, uri) {
    return new errors/* ActionError */.lZ({
        code: 'REPOSITORY_MISMATCH',
        sentence: `The input repository names the host ${wanted}, but ECR says that the repository is ${uri}.`,
        hint: 'Give the name alone, or the URI that ECR gives.',
    });
}

;// CONCATENATED MODULE: ./build/src/registry/template.js



const template_mostPages = 20;
/**
 * Looks for a creation template by which a push makes the repository. Templates work in the account of the credentials
 * only. Being denied the look is a notice: then a repository that is not there is missing.
 * @returns the account whose template applies
 */
async function templateAccount(ecr, name) {
    const found = [];
    let nextToken;
    for (let page = 0; page < template_mostPages; page++) {
        const answer = await read(ecr, name, nextToken);
        if (answer === undefined)
            return undefined;
        found.push(...(answer.repositoryCreationTemplates ?? []).filter(({ prefix }) => covers(prefix, name)));
        nextToken = answer.nextToken;
        // The most specific template is the one that ECR uses, and no other.
        if (nextToken === undefined) {
            const [first] = found.toSorted((one, other) => rank(other) - rank(one));
            return first?.appliedFor?.includes('CREATE_ON_PUSH') ? answer.registryId : undefined;
        }
    }
    return undefined;
}
async function read(ecr, name, nextToken) {
    const command = new dist_cjs/* DescribeRepositoryCreationTemplatesCommand */.v18({ maxResults: 100, nextToken });
    try {
        return await ecr.send(command);
    }
    catch (error) {
        const explained = (0,explain/* explain */.WE)(error, `a template for the repository ${name}`);
        if (!/^AccessDenied/.test((0,explain/* errorName */.Is)(error)))
            throw explained;
        (0,core/* notice */.lm)(`Whether a creation template makes the repository ${name} on push is not known. ${explained.message}`);
        return undefined;
    }
}
/** A prefix stands for whole path parts; ROOT is the template of everything else. */
function covers(prefix = '', name) {
    return prefix === 'ROOT' || name.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
function rank({ prefix = '' }) {
    return prefix === 'ROOT' ? 0 : prefix.length;
}

;// CONCATENATED MODULE: ./build/src/entrance.js












function enter(run, learn) {
    const { reference } = run.inputs.repository;
    return (0,log/* stage */.dw)(`Identify and find the repository ${reference.name}`, async () => {
        const credentials = await (0,access/* registryIdentity */.QF)(run);
        const registry = reference.kind === 'private'
            ? await enterPrivate(run, reference, credentials)
            : await enterPublic(run, reference, credentials);
        learn({ repository: registry.repository });
        (0,log/* say */.cv)(`The repository is ${registry.repository.uri}.`);
        return registry;
    });
}
async function enterPrivate(run, reference, credentials) {
    const region = run.inputs.identity.region ?? '';
    const ecr = (0,aws/* ecrClient */.GD)({ ...run, region, credentials });
    const found = await findRepository(run, ecr, reference, region);
    const digestOf = async (tag) => (await (0,lib_images/* digestsOf */.nw)(ecr, found.repository, [tag])).get(tag);
    return { kind: 'private', ecr, ...found, credentials, digestOf, known: new Map() };
}
async function enterPublic(run, reference, credentials) {
    const [{ ecrPublicClient }, { describePublic, publicDigestOf }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(661)]).then(__webpack_require__.bind(__webpack_require__, 8661)),
        Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(144)]).then(__webpack_require__.bind(__webpack_require__, 4144)),
    ]);
    const api = ecrPublicClient({ ...run, credentials });
    const repository = await describePublic(api, reference);
    const digestOf = (tag) => publicDigestOf(api, repository, tag);
    return { kind: 'public', api, repository, credentials, digestOf };
}
/** Finds the repository, makes it where that is asked for, or finds that the push will. */
async function findRepository(run, ecr, reference, region) {
    const { create } = run.inputs.repository;
    const found = await describeRepository(ecr, reference, region);
    if (found !== undefined && create !== undefined)
        await warnOfDifferences(ecr, found, create);
    if (found !== undefined)
        return found;
    const changes = run.inputs.intent !== 'build' && !run.inputs.dryRun;
    if (create !== undefined && changes) {
        const { createRepository } = await __webpack_require__.e(/* import() */ 913).then(__webpack_require__.bind(__webpack_require__, 3913));
        await createRepository(ecr, reference, create);
        return awaitRepository(run, ecr, reference, region);
    }
    // What the inputs would make is not looked for among the templates.
    if (create !== undefined)
        throw notFound(reference, region);
    const account = await templateAccount(ecr, reference.name);
    if (account === undefined || (reference.account ?? account) !== account)
        throw notFound(reference, region);
    const told = await (0,registry_login/* ownHost */.DD)(ecr);
    const host = hostOf(reference.host, told);
    if (host === undefined)
        throw mismatch(reference.host ?? '', `${told}/${reference.name}`);
    (0,log/* say */.cv)(`There is no repository ${reference.name} yet; a creation template makes it with the push.`);
    const repository = { name: reference.name, uri: `${host}/${reference.name}`, host, account };
    return { repository, settings: undefined };
}
const visibleWithinMs = 20_000;
async function awaitRepository(run, ecr, reference, region) {
    const options = { delayMs: () => 1_000, limitMs: visibleWithinMs, signal: run.signal, pace: run.pace };
    const result = await (0,poll/* poll */.wt)(() => describeRepository(ecr, reference, region), options);
    if (result.kind === 'done')
        return result.value;
    throw notFound(reference, region);
}
/** The registry's password. Asked for once everything that can be read is read. */
async function authorizeAt(registry) {
    const { host } = registry.repository;
    if (registry.kind === 'private')
        return (0,registry_login/* authorize */.Gq)(registry.ecr, host);
    const { authorizePublic } = await Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(144)]).then(__webpack_require__.bind(__webpack_require__, 4144));
    return authorizePublic(registry.api, host);
}
/**
 * For a build without a push: where a role can be assumed, its login serves private base images. What refuses that
 * is no reason to fail, since most builds need none. Never for code of strangers.
 */
async function tryToAuthorize(run, learn) {
    const isStrangers = ['fork', 'pull-request-target', 'other'].includes(run.event.kind);
    if (isStrangers || !(0,access/* canAssumeRole */.tn)(run))
        return undefined;
    try {
        const registry = await enter(run, learn);
        return { login: await authorizeAt(registry), credentials: registry.credentials };
    }
    catch (error) {
        run.signal.throwIfAborted();
        const { code, sentence, hint } = (0,errors/* failureOf */.g5)(error);
        if (code === 'REPOSITORY_NOT_FOUND' && run.inputs.repository.create !== undefined) {
            (0,log/* say */.cv)('The repository is made with the first release; building without a login to it.');
            return undefined;
        }
        (0,core/* warning */.$e)(`Building without a login to ECR. ${sentence} ${hint}`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/image/checkout.js



/**
 * Makes sure that the files to build are those of the commit that tags and labels will name.
 * @param folder the build context; its repository is found upwards
 * @param commits what may be checked out
 * @throws ActionError CHECKOUT_MISMATCH
 */
function checkCheckout(folder, commits) {
    const head = readHead(folder);
    const fitting = [commits.sha, commits.event, commits.pullRequestHead];
    if (head === undefined || fitting.includes(head))
        return;
    throw new errors/* ActionError */.lZ({
        code: 'CHECKOUT_MISMATCH',
        sentence: `The commit ${head} is checked out in ${folder}, but this run is for ${describe(commits)}: its tags and labels would lie.`,
        hint: 'Check out the commit that is released, or name the one that is checked out in the input sha.',
    });
}
function describe({ sha, event, pullRequestHead }) {
    const head = pullRequestHead === undefined ? '' : `, or ${pullRequestHead} (the pull request's head)`;
    return sha === event
        ? `${event} (the event's commit)${head}`
        : `${sha} (the input sha), or ${event} (the event's commit)${head}`;
}
/**
 * The commit that HEAD names, read from the .git files: in a container the checkout belongs to another user, and
 * git then refuses to answer. Undefined without a repository, or where the files do not tell.
 */
function readHead(folder) {
    const git = findGit((0,external_node_path_.resolve)(folder));
    if (git === undefined)
        return undefined;
    const head = checkout_read((0,external_node_path_.join)(git, 'HEAD'));
    const ref = /^ref: (.+)$/.exec(head ?? '')?.[1];
    return commitId(ref === undefined ? head : readRef(git, ref));
}
/** The folder that holds a repository's `.git`; undefined where there is none above this folder. */
function repositoryRoot(folder) {
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, '.git')))
        return folder;
    return (0,external_node_path_.dirname)(folder) === folder ? undefined : repositoryRoot((0,external_node_path_.dirname)(folder));
}
/** The same, past submodules, which are part of what a pull request brings. */
function outermostRoot(folder) {
    const root = repositoryRoot(folder);
    if (root === undefined || (0,external_node_fs_.statSync)((0,external_node_path_.join)(root, '.git')).isDirectory())
        return root;
    const above = (0,external_node_path_.dirname)(root) === root ? undefined : outermostRoot((0,external_node_path_.dirname)(root));
    // A worktree has a file for its `.git`, too, and nothing above it.
    return above ?? root;
}
/**
 * Which repository was cloned, as owner/name, read from the .git files. A submodule is none of its own: the pull request
 * chooses what it is.
 * @returns undefined where nothing tells: a checkout without a remote, such as one that was made by hand
 */
function originOf(root) {
    const config = checkout_read((0,external_node_path_.join)(root, '.git', 'config'));
    const [, section = ''] = /^\[remote "origin"\]\n([^[]*)/m.exec(config ?? '') ?? [];
    const url = /^\s*url = (.+)$/m
        .exec(section)?.[1]
        ?.trim()
        .replace(/(\.git)?\/*$/, '');
    const isHosted = /^(https?:|ssh:|[\w.-]+@)/.test(url ?? '');
    return isHosted ? /([^/:]+\/[^/:]+)$/.exec(url ?? '')?.[1] : undefined;
}
function findGit(folder) {
    const path = (0,external_node_path_.join)(folder, '.git');
    if ((0,external_node_fs_.existsSync)(path))
        return (0,external_node_fs_.statSync)(path).isDirectory() ? path : gitLink(folder, path);
    return (0,external_node_path_.dirname)(folder) === folder ? undefined : findGit((0,external_node_path_.dirname)(folder));
}
/** In a worktree or submodule `.git` is a file that names the folder. */
function gitLink(folder, path) {
    const target = /^gitdir: (.+)$/m.exec(checkout_read(path) ?? '')?.[1];
    if (target === undefined)
        return undefined;
    return (0,external_node_path_.isAbsolute)(target) ? target : (0,external_node_path_.join)(folder, target);
}
function readRef(git, ref) {
    const common = checkout_read((0,external_node_path_.join)(git, 'commondir'));
    const folders = common === undefined ? [git] : [git, (0,external_node_path_.resolve)(git, common)];
    return folders
        .map((one) => checkout_read((0,external_node_path_.join)(one, ref)) ?? packedRef(one, ref))
        .find((value) => value !== undefined);
}
function packedRef(git, ref) {
    const lines = (checkout_read((0,external_node_path_.join)(git, 'packed-refs')) ?? '').split('\n');
    return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0];
}
function checkout_read(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8').trim();
    }
    catch {
        return undefined;
    }
}
function commitId(text) {
    return text !== undefined && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/src/lib/git.js


const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
const git_limitMs = 10_000;
const mostBytes = 8 * 1024 * 1024;
/**
 * Reads a file of another commit from the history of a checkout, as far as that was fetched.
 * @param root the folder that holds `.git`
 * @param path in the repository, with forward slashes
 */
async function fileAt(root, commit, path, signal) {
    const git = async (...args) => {
        const { stdout } = await run('git', ['-C', root, '-c', 'safe.directory=*', '--literal-pathspecs', ...args], {
            ...{ timeout: git_limitMs, maxBuffer: mostBytes, signal },
            // Nothing is fetched, and nobody is asked for a password.
            env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
        });
        return stdout;
    };
    try {
        // cat-file shows the bytes as they are: no filter of the checkout's own configuration runs.
        const listed = await git('ls-tree', '-z', commit, '--', path);
        if (listed === '')
            return { kind: 'missing' };
        return { kind: 'text', text: await git('cat-file', 'blob', `${commit}:${path}`) };
    }
    catch {
        signal.throwIfAborted();
        return { kind: 'unknown' };
    }
}

;// CONCATENATED MODULE: ./build/src/ignores.js










/**
 * Reads the ignore files, before anything is built. On pull requests those of the base commit count: else a pull request
 * could let through what it brings.
 * @throws ActionError IGNORE_FILE_INVALID
 */
async function readIgnores(run) {
    const { ignoreFiles, ignoreFilesGiven, mode } = run.inputs.gate;
    if (mode === 'off' || run.inputs.intent === 'build')
        return { entries: [], notes: [] };
    const entries = [];
    const notes = [];
    for (const name of ignoreFiles) {
        const { text, note, from } = await readOne(run, name);
        if (note !== undefined)
            notes.push(note);
        const isNew = text === undefined && from === 'base commit' && (0,external_node_fs_.existsSync)(run.resolve(name));
        if (text === undefined && ignoreFilesGiven && !isNew)
            throw ignores_missing(name, from);
        if (text === undefined)
            continue;
        const read = await ignores_parse(text, name);
        entries.push(...read);
        const count = `${read.length} ${read.length === 1 ? 'entry' : 'entries'}`;
        (0,log/* say */.cv)(`${name}: ${count}${note === undefined ? '' : ` (${note})`}`);
    }
    return { entries, notes };
}
async function readOne(run, name) {
    const { event, signal } = run;
    const path = run.resolve(name);
    const place = ignores_placeOf(run, path);
    if (event.baseSha === undefined || place.kind === 'outside')
        return { text: atHand(path, name), from: 'checkout' };
    if (place.root !== undefined) {
        const found = await fileAt(place.root, event.baseSha, place.path, signal);
        if (found.kind !== 'unknown')
            return ofBase(found.kind === 'text' ? found.text : undefined, path, name);
    }
    if (place.kind === 'foreign')
        return foreign(path, name, place.origin);
    // Without a repository in the workspace nothing says where in it the file would be.
    if (place.root === undefined && !(0,external_node_fs_.existsSync)(path))
        return { text: undefined, from: 'checkout' };
    const github = githubOf(run);
    if (github === undefined)
        return instead(path, name, 'there is no github-token');
    try {
        return ofBase(await readFileAt(github, event.baseSha, place.path), path, name);
    }
    catch (error) {
        signal.throwIfAborted();
        return instead(path, name, (0,error_text/* errorMessage */.g)(error));
    }
}
function ignores_placeOf(run, path) {
    const { repository, headRepository } = run.event;
    const workspace = run.resolve('.');
    const root = rootOf(path, workspace);
    const inside = (0,external_node_path_.relative)(root ?? workspace, path)
        .split(external_node_path_.sep)
        .join('/');
    if (inside === '..' || inside.startsWith('../') || (0,external_node_path_.isAbsolute)(inside))
        return { kind: 'outside' };
    const origin = root === undefined || root === rootOf((0,external_node_path_.join)(workspace, 'x'), workspace) ? undefined : originOf(root);
    const own = [repository.fullName, headRepository].map((one) => one?.toLowerCase());
    const isForeign = origin !== undefined && headRepository !== undefined && !own.includes(origin.toLowerCase());
    return root !== undefined && isForeign
        ? { kind: 'foreign', root, path: inside, origin }
        : { kind: 'own', root, path: inside };
}
/** A folder that is a link leads elsewhere, and a pull request may have put it there: then the checkout around it counts. */
function rootOf(path, workspace) {
    const root = outermostRoot((0,external_node_path_.dirname)(path));
    if (root === undefined || !root.startsWith(`${workspace}${external_node_path_.sep}`))
        return root;
    const isLinked = (0,external_node_fs_.realpathSync)(root) !== (0,external_node_path_.join)((0,external_node_fs_.realpathSync)(workspace), (0,external_node_path_.relative)(workspace, root));
    return isLinked ? outermostRoot(workspace) : root;
}
/** What another repository has is not the pull request's to change, as long as its checkout is what it says. */
function foreign(path, name, origin) {
    const text = atHand(path, name);
    const note = `${name} is read as it is, since it is of the repository ${origin.slice(0, 200)}.`;
    return { text, from: 'checkout', ...(text !== undefined && { note }) };
}
function githubOf({ env, inputs, event, signal, pace }) {
    const { githubToken: token } = inputs;
    if (token === undefined)
        return undefined;
    const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
    return { apiUrl, token, repository: event.repository.fullName, signal, pace };
}
function ofBase(text, path, name) {
    if (text === undefined && (0,external_node_fs_.existsSync)(path))
        (0,core/* notice */.lm)(`${name} is not in the base commit of this pull request, so it does not count yet.`);
    return { text, from: 'base commit' };
}
/** A pull request's own file decides, which must be seen, also where there is no summary. */
function instead(path, name, why) {
    const text = atHand(path, name);
    const note = `${name} is that of the checkout and not of the base commit, which could not be read: ${why}.`;
    if (text !== undefined)
        (0,core/* warning */.$e)(note);
    return { text, from: 'checkout', ...(text !== undefined && { note }) };
}
const ignores_mostBytes = 1024 * 1024;
function atHand(path, name) {
    try {
        const stat = (0,external_node_fs_.statSync)(path);
        if (!stat.isFile())
            throw ignores_invalid(name, 'cannot be read: it is no file', { file: name, line: 1 });
        const { size } = stat;
        if (size > ignores_mostBytes)
            throw ignores_invalid(name, `has ${size} bytes, and ${ignores_mostBytes} are read at most`, undefined);
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        if (!(0,external_node_fs_.existsSync)(path))
            return undefined;
        throw ignores_invalid(name, `cannot be read: ${(0,error_text/* errorMessage */.g)(error)}`, { file: name, line: 1 });
    }
}
async function ignores_parse(text, name) {
    // Loaded only where there is such a file: the parser of YAML is large.
    const { entries, problems, notes } = (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(207)]).then(__webpack_require__.bind(__webpack_require__, 207))).parseIgnores(text, name);
    for (const note of notes)
        (0,core/* notice */.lm)(`${name}: ${note}`);
    const [first] = problems;
    if (first === undefined)
        return entries;
    const words = problems.map((one) => `line ${one.line}, column ${one.column}: ${one.text}`);
    throw ignores_invalid(name, `is wrong: ${words.join('; ')}`, { file: name, line: first.line });
}
function ignores_missing(name, from) {
    const where = from === 'checkout'
        ? 'in the workspace'
        : 'in the base commit of this pull request, or github-token may not read it (`contents: read`)';
    return ignores_invalid(name, `is not there ${where}`, undefined);
}
function ignores_invalid(name, what, location) {
    return new errors/* ActionError */.lZ({
        code: 'IGNORE_FILE_INVALID',
        sentence: `The ignore file ${(0,quoted/* quoted */.T)(name)} ${what}. Nothing was built.`,
        hint: 'Correct the file (its format is in docs/gate.md), or take it out of the input ignore-file.',
        location,
    });
}

;// CONCATENATED MODULE: ./build/src/lib/download.js



const download_limitMs = 10_000;
const download_longest = 4_000_000;
/**
 * Gets a small text from a signed address; the toolkit's client honours the job's proxy.
 * @throws Error that does not show the address, whose signature is as good as a key for some minutes
 */
async function download(url, signal) {
    signal.throwIfAborted();
    const client = new lib/* HttpClient */.Qq('slipway', [], { socketTimeout: download_limitMs, maxRetries: 2, allowRetries: true });
    try {
        return await (0,poll/* within */.ux)(download_get(client, url), download_limitMs, signal);
    }
    catch (error) {
        signal.throwIfAborted();
        const reason = (0,error_text/* errorMessage */.g)(error).replace(/\S*[?&]\S*/g, '(the signed address)');
        throw new Error(`the download failed: ${reason}`);
    }
    finally {
        client.dispose();
    }
}
async function download_get(client, url) {
    const response = await client.get(url);
    const status = response.message.statusCode ?? 0;
    if (status !== 200)
        throw new Error(`it was answered with HTTP status ${status}`);
    const text = await response.readBody();
    if (text.length > download_longest)
        throw new Error(`it is longer than ${download_longest} bytes`);
    return text;
}

;// CONCATENATED MODULE: ./build/src/image/config.js





/**
 * Reads the labels of an image, or of the first platform of an index, from its configuration blob.
 * @throws ActionError what a call failed with
 */
async function readLabels(ecr, repository, image, signal) {
    const content = (0,image_manifest/* readContent */.c)(image);
    const [first] = content.kind === 'index' ? content.images : [];
    const [manifest] = first
        ? await (0,lib_images/* readManifests */.PX)(ecr, repository, [{ imageDigest: first.digest }])
        : [content.kind === 'image' ? image : undefined];
    if (manifest === undefined)
        return {};
    const { config } = await readConfig(ecr, repository, manifest, signal);
    const found = Object.entries(config_object(config_object(config).Labels));
    return Object.fromEntries(found.map(([key, value]) => [key, String(value)]));
}
/**
 * Reads what one image is for, such as linux/arm64, from its configuration blob.
 * @returns undefined where it does not tell
 * @throws ActionError what a call failed with
 */
async function readPlatform(ecr, repository, image, signal) {
    const { os, architecture, variant } = await readConfig(ecr, repository, image, signal);
    const parts = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '');
    return parts.length < 2 ? undefined : parts.join('/').toLowerCase();
}
async function readConfig(ecr, { account: registryId, name: repositoryName }, { text, digest }, signal) {
    const subject = `the configuration of ${repositoryName}@${digest}`;
    try {
        const layerDigest = String(config_object(config_object(JSON.parse(text)).config).digest);
        const { downloadUrl } = await ecr.send(new dist_cjs/* GetDownloadUrlForLayerCommand */.pKL({ registryId, repositoryName, layerDigest }));
        if (!downloadUrl)
            throw (0,explain/* badAnswer */.k6)(`ecr:GetDownloadUrlForLayer for ${repositoryName}@${digest}`, 'without an address');
        return config_object(JSON.parse(await download(downloadUrl, signal)));
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,explain/* explain */.WE)(error, subject);
    }
}
function config_object(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/src/scan/policy.js
/** What only Inspector knows: without enhanced scanning such a policy cannot be kept. */
function enhancedNeeds(policy) {
    const needs = [
        ['fail-on-exploitable', policy.failOnExploitable],
        ['fail-on-known-exploited', policy.failOnKnownExploited],
        ['min-epss', policy.minEpss !== undefined],
    ];
    return needs.flatMap(([name, isAsked]) => (isAsked ? [name] : []));
}

;// CONCATENATED MODULE: ./build/src/scan/coverage.js






const unknownScanning = { mode: undefined, frequency: undefined };
/**
 * Reads how the repository is scanned, before the build. Fails where the findings that an enforcing gate waits for can
 * never come: enhanced scanning that does not cover the repository, or that is asked for across accounts
 * (containers-roadmap 2541). Scans that merely have to be started are no failure, and what may not be read is none.
 * @param isDryRun leaves the other account alone: nothing but an attempt to start a scan tells its mode
 * @throws ActionError SCANNING_NOT_COVERED, ENHANCED_SCANNING_NEEDED, or what the call failed with
 */
async function readScanning(ecr, repository, policy, isDryRun) {
    const subject = `the scanning configuration of the registry of ${repository.name}`;
    const isStrict = policy.mode === 'enforce';
    const answer = await optional(() => ecr.send(new dist_cjs/* GetRegistryScanningConfigurationCommand */.Mhg({})), subject);
    if (answer === undefined)
        return unknownScanning;
    const { registryId, scanningConfiguration: configuration } = answer;
    if (registryId === undefined && configuration === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecr:GetRegistryScanningConfiguration for ${subject}`, 'empty');
    // The configuration is always that of the credentials' own account.
    if (registryId !== undefined && registryId !== repository.account) {
        const mode = !isDryRun && isStrict ? await checkOtherAccount(ecr, repository) : undefined;
        return { mode, frequency: undefined, isOthers: true };
    }
    const mode = wordOf(modes, configuration?.scanType ?? 'BASIC');
    if (isStrict && mode === 'basic')
        checkNeeds(repository, policy);
    const frequency = await readFrequency(ecr, repository, mode);
    if (isStrict && mode === 'enhanced' && frequency === 'manual')
        throw leftOut(repository);
    return { mode, frequency };
}
const modes = { BASIC: 'basic', ENHANCED: 'enhanced' };
const frequencies = {
    SCAN_ON_PUSH: 'on-push',
    CONTINUOUS_SCAN: 'continuous',
    MANUAL: 'manual',
};
function wordOf(words, text) {
    return Object.hasOwn(words, text) ? words[text] : undefined;
}
async function readFrequency(ecr, { name }, mode) {
    const command = new dist_cjs/* BatchGetRepositoryScanningConfigurationCommand */.TxZ({ repositoryNames: [name] });
    const subject = `the scanning configuration of the repository ${name}`;
    // With basic scanning it saves 15 s where scans are manual, and is worth no word where it may not be read.
    const answer = await optional(() => ecr.send(command), subject, mode === 'basic');
    return wordOf(frequencies, answer?.scanningConfigurations?.[0]?.scanFrequency ?? '');
}
const nobody = `sha256:${'0'.repeat(64)}`;
/** Another account's mode cannot be read. A scan asked for an image that is not there is refused in words that tell. */
async function checkOtherAccount(ecr, { account, name }) {
    const imageId = { imageDigest: nobody };
    try {
        await ecr.send(new dist_cjs/* StartImageScanCommand */.Qc9({ registryId: account, repositoryName: name, imageId }));
        return undefined;
    }
    catch (error) {
        if ((0,explain/* errorName */.Is)(error) === 'ImageNotFoundException')
            return 'basic';
        const isDenied = /^AccessDenied/.test((0,explain/* errorName */.Is)(error));
        if (isDenied)
            noticeUnknown(error, `the mode of scanning in the account ${account}`);
        if ((0,explain/* errorName */.Is)(error) !== 'ValidationException' || !/disabled|enhanced/i.test((0,error_text/* errorMessage */.g)(error)))
            return undefined;
        throw notCovered(`The repository ${name} is in the account ${account}, which has enhanced scanning, and ECR gives its findings to no other account.`, 'Assume a role in the account of the repository, or set `gate: off`.');
    }
}
async function optional(call, subject, isSilent = false) {
    try {
        return await call();
    }
    catch (error) {
        if (!/^AccessDenied/.test((0,explain/* errorName */.Is)(error)))
            throw (0,explain/* explain */.WE)(error, subject);
        if (!isSilent)
            noticeUnknown(error, subject);
        return undefined;
    }
}
function noticeUnknown(error, subject) {
    (0,core/* notice */.lm)(`Whether scans cover the repository shows only after the push. ${(0,explain/* explain */.WE)(error, subject).message}`);
}
function leftOut({ name }) {
    return notCovered(`The registry has enhanced scanning, whose rules leave the repository ${name} out, so its images are never scanned.`, `Add a rule for ${name} to the scanning configuration of the registry, or set \`gate: off\`.`);
}
function notCovered(sentence, hint) {
    return new errors/* ActionError */.lZ({ code: 'SCANNING_NOT_COVERED', sentence: `${sentence} Nothing was built.`, hint });
}
function checkNeeds({ name }, policy) {
    const needs = enhancedNeeds(policy);
    if (needs.length > 0)
        throw enhancedNeeded(name, needs, 'Nothing was built.');
}
/** @param end what has been done by then */
function enhancedNeeded(name, needs, end) {
    const [what, verb] = [needs.join(', '), needs.length === 1 ? 'needs' : 'need'];
    return new errors/* ActionError */.lZ({
        code: 'ENHANCED_SCANNING_NEEDED',
        sentence: `${what} ${verb} enhanced scanning, and ${name} has basic scanning, which knows nothing of exploits. ${end}`,
        hint: `Turn on enhanced scanning (Amazon Inspector) for the registry, or leave ${what} out.`,
    });
}

;// CONCATENATED MODULE: ./build/src/scan/decide.js

/** Makes the rules ready for any number of findings; the first that applies decides. */
function createDecider(policy, ignores, baseline) {
    const isOld = createBaseline(baseline ?? []);
    return (finding) => {
        const entry = ignores.match(finding);
        if (finding.standing !== 'active')
            return { kind: finding.standing };
        if (entry !== undefined)
            return { kind: 'ignored', entry };
        const why = escalation(finding, policy);
        if (why !== undefined)
            return { kind: 'violation', why };
        if (isOld(finding))
            return { kind: 'baseline' };
        if (policy.onlyFixable && finding.fix === 'no')
            return { kind: 'unfixable' };
        return { kind: isCounted(finding.severity, policy) ? 'counted' : 'below-threshold' };
    };
}
function escalation(finding, policy) {
    if (policy.failOnExploitable && finding.exploit === 'yes')
        return 'exploitable';
    if (policy.failOnKnownExploited && finding.knownExploited === true)
        return 'known-exploited';
    const { epss } = finding;
    return epss !== undefined && policy.minEpss !== undefined && epss >= policy.minEpss ? 'epss' : undefined;
}
/**
 * The image that is compared with has a finding where it has the vulnerability in that package, whatever its version,
 * and rated no lower. A severity that nobody set compares with its like only.
 */
function createBaseline(findings) {
    const worst = new Map();
    const keyOf = ({ id, packageName, severity }) => JSON.stringify([id, packageName, severity === 'unknown']);
    // A finding that is gone from that image is new when it comes back, and one without a name is not known again.
    for (const finding of findings.filter(({ standing, id }) => standing !== 'closed' && id !== scan_findings/* unnamedId */.s_)) {
        const key = keyOf(finding);
        worst.set(key, Math.min(worst.get(key) ?? Number.POSITIVE_INFINITY, (0,scan_findings/* rank */.Tm)(finding.severity)));
    }
    if (worst.size === 0)
        return () => false;
    return (finding) => (worst.get(keyOf(finding)) ?? Number.POSITIVE_INFINITY) <= (0,scan_findings/* rank */.Tm)(finding.severity);
}
function isCounted(severity, { threshold, maxFindings }) {
    return maxFindings[severity] !== undefined || reaches(severity, threshold);
}
/** A severity that nobody set is below every named threshold, but not below `any`. */
function reaches(severity, threshold) {
    if (threshold === 'none')
        return false;
    return threshold === 'any' || (0,scan_findings/* rank */.Tm)(severity) <= (0,scan_findings/* rank */.Tm)(threshold);
}

;// CONCATENATED MODULE: ./build/src/scan/limit.js

/**
 * Holds the rows that count against max-findings: as many of a severity as it allows, or all of them are violations. A
 * row that platforms rate differently is one of each of its severities: else it would make room at the lower one when a
 * platform is found that rates it higher, and a gate that was closed would open.
 */
function limit(rows, maxFindings) {
    const counts = new Map();
    const counted = rows.filter(({ decision }) => decision.kind === 'counted');
    for (const severity of counted.flatMap((row) => [...row.severities]))
        counts.set(severity, (counts.get(severity) ?? 0) + 1);
    const allowed = (severity) => maxFindings[severity] ?? 0;
    const tooMany = scan_findings/* severities */.gO.filter((severity) => (counts.get(severity) ?? 0) > allowed(severity));
    return rows.map(({ finding, decision, severities: own }) => {
        if (decision.kind !== 'counted')
            return { ...finding, decision };
        if (tooMany.some((severity) => own.has(severity)))
            return { ...finding, decision: { kind: 'violation', why: 'severity' } };
        return { ...finding, decision: { kind: 'within-limit', limit: allowed(finding.severity) } };
    });
}

// EXTERNAL MODULE: ./build/src/scan/days.js
var scan_days = __webpack_require__(560);
// EXTERNAL MODULE: ./build/src/scan/glob.js
var glob = __webpack_require__(5069);
// EXTERNAL MODULE: ./build/src/scan/purl.js
var scan_purl = __webpack_require__(5122);
;// CONCATENATED MODULE: ./build/src/scan/entry-fit.js



/**
 * Makes an entry ready for findings whose id is the entry's.
 * @param today YYYY-MM-DD
 * @returns a function that gives undefined for findings of another package, place or platform
 */
function fitOf(entry, today) {
    const tests = [...platformTests(entry), ...packageTests(entry), ...pathTests(entry), ...purlTests(entry)];
    const isExpired = entry.until !== undefined && entry.until < today;
    return (finding) => {
        for (const test of tests)
            if (!test(finding))
                return undefined;
        if (isExpired)
            return 'expired';
        if (entry.untilFixed && (finding.fix === 'yes' || finding.fix === 'partial'))
            return 'fixed';
        return isCovered(finding, entry) ? 'holds' : 'raised';
    };
}
/** A severity that nobody set may turn out to be any: no cap covers it. */
function isCovered({ severity }, { severity: cap }) {
    return cap === undefined || (severity !== 'unknown' && (0,scan_findings/* rank */.Tm)(severity) >= (0,scan_findings/* rank */.Tm)(cap));
}
/** linux/arm covers linux/arm/v7, too. */
function platformTests({ platform }) {
    if (platform === undefined)
        return [];
    const isSame = (one) => one === platform || one.startsWith(`${platform}/`);
    return [({ platforms }) => platforms.every(isSame)];
}
function packageTests({ packages }) {
    return anyOf(packages.map(packageTest));
}
/** The @ in front is that of an npm scope; any later one begins a version. */
function packageTest(text) {
    const at = text.lastIndexOf('@');
    if (at <= 0) {
        const isName = (0,glob/* compileGlob */.S)(text);
        return ({ packageName }) => isName(packageName);
    }
    const [isName, isVersion] = [(0,glob/* compileGlob */.S)(text.slice(0, at)), (0,glob/* compileGlob */.S)(text.slice(at + 1))];
    return ({ packageName, packageVersion }) => isName(packageName) && isVersion(packageVersion);
}
function pathTests({ paths }) {
    if (paths.length === 0)
        return [];
    const globs = paths.map((path) => (0,glob/* compileGlob */.S)(rooted(path)));
    const isThere = (path) => globs.some((isMatch) => isMatch(rooted(path)));
    return [(finding) => finding.paths.length > 0 && finding.paths.every(isThere)];
}
/** Inspector's paths have a slash in front or have none, and so may those that people write. */
function rooted(path) {
    return path.startsWith('/') || path.startsWith('.') ? path.replace(/^(\.?\/)+/, '') : path;
}
function purlTests({ purls }) {
    const wanted = purls.map(scan_purl/* parsePurl */.$);
    return anyOf(wanted.map((purl) => (finding) => purl !== undefined && (0,scan_purl/* matchesPurl */.L)(purl, finding)));
}
function anyOf(tests) {
    const [only] = tests;
    if (only === undefined || tests.length === 1)
        return tests;
    return [(finding) => tests.some((test) => test(finding))];
}

;// CONCATENATED MODULE: ./build/src/scan/entry-index.js

/**
 * Finds the entries that may be about a finding without a look at each of them: there may be thousands of both.
 * @returns a function that gives their places, in order
 */
function indexEntries(entries) {
    if (entries.length === 0)
        return () => [];
    const shelves = new Map();
    for (const [at, entry] of entries.entries()) {
        const id = entry.id.toLowerCase();
        const shelf = shelves.get(id) ?? { byPackage: new Map(), rest: [] };
        shelves.set(id, shelf);
        const name = literalPackage(entry);
        if (name === undefined)
            shelf.rest.push(at);
        else
            add(shelf.byPackage, name, at);
    }
    const find = shelfFinder(shelves);
    return ({ id, packageName }) => {
        const found = find(id.toLowerCase());
        const places = found.flatMap(({ byPackage, rest }) => [...(byPackage.get(packageName) ?? []), ...rest]);
        return places.sort((a, b) => a - b);
    };
}
function literalPackage({ packages }) {
    const [text = '*', ...more] = packages;
    const at = text.lastIndexOf('@');
    const name = at > 0 ? text.slice(0, at) : text;
    return more.length > 0 || (0,glob/* hasWildcard */.r)(name) ? undefined : name;
}
/** Globs are told apart by what they begin with, and looked at once for every id there is. */
function shelfFinder(shelves) {
    const byHead = new Map();
    for (const [text, shelf] of shelves)
        if ((0,glob/* hasWildcard */.r)(text))
            add(byHead, text.slice(0, text.search(/[*?]/)), { shelf, isMatch: (0,glob/* compileGlob */.S)(text) });
    const lengths = [...new Set([...byHead.keys()].map((head) => head.length))];
    const known = new Map();
    return (id) => {
        const before = known.get(id);
        if (before !== undefined)
            return before;
        const globbed = lengths.flatMap((length) => byHead.get(id.slice(0, length)) ?? []);
        const own = shelves.get(id);
        const found = globbed.filter(({ isMatch }) => isMatch(id)).map(({ shelf }) => shelf);
        if (own !== undefined)
            found.push(own);
        known.set(id, found);
        return found;
    };
}
function add(lists, key, value) {
    const list = lists.get(key);
    if (list === undefined)
        lists.set(key, [value]);
    else
        list.push(value);
}

;// CONCATENATED MODULE: ./build/src/scan/matcher.js



/** Makes the entries ready for any number of findings. They hold through the day of `until`, in UTC. */
function createMatcher(entries, now) {
    const today = (0,scan_days/* dayOf */.kb)(now);
    const candidates = entries.map((entry) => ({
        ...{ entry, isMet: false, covers: false, failed: undefined },
        fit: fitOf(entry, today),
    }));
    const find = indexEntries(entries);
    return {
        match: (finding) => meet(find(finding).flatMap((at) => candidates[at] ?? []), finding),
        experiences: () => candidates,
    };
}
function meet(candidates, finding) {
    // A finding that is gone is nothing that an entry would be needed for.
    if (finding.standing === 'closed')
        return undefined;
    const isActive = finding.standing === 'active';
    const failing = [];
    let first;
    for (const one of candidates) {
        const fit = one.fit(finding);
        if (fit === undefined)
            continue;
        one.isMet = true;
        if (fit !== 'holds')
            failing.push([one, fit]);
        else if (isActive) {
            one.covers = true;
            first ??= one.entry;
        }
    }
    if (isActive && first === undefined)
        for (const [one, fit] of failing)
            one.failed ??= { fit, finding };
    return first;
}

;// CONCATENATED MODULE: ./build/src/scan/merge.js

/**
 * Brings findings together that are one to a reader: the same vulnerability of the same version of a package, of which
 * the same was decided.
 */
function mergeFindings(decided) {
    const nameOf = createNames();
    const groups = new Map();
    for (const [index, [finding, decision]] of decided.entries()) {
        const { id, packageName, packageVersion } = finding;
        // Without a name each may be another one.
        const own = id === scan_findings/* unnamedId */.s_ ? index : undefined;
        const key = JSON.stringify([id, packageName, packageVersion, nameOf(decision), own]);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, { decision, findings: [finding] });
        else
            group.findings.push(finding);
    }
    return [...groups.values()].map(({ decision, findings }) => ({
        finding: join(findings),
        decision,
        severities: new Set(findings.map(({ severity }) => severity)),
    }));
}
/** Tells decisions apart; entries of ignore files by their place in memory, since two may read alike. */
function createNames() {
    const entries = new Map();
    return (decision) => {
        if (decision.kind === 'violation')
            return `violation ${decision.why}`;
        if (decision.kind !== 'ignored')
            return decision.kind;
        const number = entries.get(decision.entry) ?? entries.size;
        entries.set(decision.entry, number);
        return `ignored ${number}`;
    };
}
/** The worst of what they are rated, the best that is known of a fix, and all platforms and places. */
function join(findings) {
    const [first] = findings;
    if (findings.length === 1)
        return first.paths.length < 2 ? first : { ...first, paths: union([first.paths]) };
    const all = (key) => findings.map((one) => one[key]);
    return {
        ...first,
        severity: best(all('severity'), scan_findings/* severities */.gO) ?? first.severity,
        packageManager: known(all('packageManager')),
        paths: union(all('paths')),
        fixedIn: known(all('fixedIn')),
        fix: best(all('fix'), ['yes', 'partial', 'no']) ?? 'unknown',
        exploit: best(all('exploit'), ['yes', 'no']) ?? 'unknown',
        score: highest(all('score')),
        description: known(all('description')),
        uri: known(all('uri')),
        arn: known(all('arn')),
        epss: highest(all('epss')),
        knownExploited: best(all('knownExploited'), [true, false]),
        platforms: union(all('platforms')),
    };
}
function best(values, order) {
    return order.find((one) => values.includes(one));
}
function known(values) {
    return values.find((one) => one !== undefined);
}
/** Not by spreading them into Math.max, which takes no more than some ten thousand. */
function highest(values) {
    return values.reduce((most, one) => (one !== undefined && one > (most ?? -1) ? one : most), undefined);
}
/** In an order that does not depend on how the findings came. */
function union(lists) {
    return [...new Set(lists.flat())].sort((a, b) => (a < b ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/src/scan/remarks.js



const mostWarnings = 3;
const soonDays = 7;
/**
 * Says which entries hold no longer, which will soon not, and which are about nothing: at most three warnings, and one
 * notice for all the rest.
 * @param isWhole whether all platforms were scanned: else an entry that met nothing may still be about something
 */
function remarksOf(all, now, isWhole) {
    const failed = all.filter(({ failed: one }) => one !== undefined);
    const warnings = failed.slice(0, mostWarnings).map(warn);
    const soon = all.filter((one) => one.covers && daysLeft(one, now) <= soonDays);
    const idle = isWhole ? all.filter(({ isMet }) => !isMet) : [];
    const parts = [
        [failed.slice(mostWarnings), (count) => `${count} more that ended`, labelOf],
        [soon, (count) => `${count} ending within ${soonDays} days`, (one) => expiryOf(one, now)],
        [idle, (count) => `${count} matching nothing`, labelOf],
    ];
    return [...warnings, ...collect(parts)];
}
function collect(parts) {
    const [first] = parts.flatMap(([about]) => about);
    if (first === undefined)
        return [];
    const texts = parts.flatMap(([about, title, label]) => about.length === 0 ? [] : [`${title(about.length)}: ${listed(about.map(label))}`]);
    return [{ level: 'notice', text: `Entries of ignore files: ${texts.join('; ')}.`, location: locate(first) }];
}
/** As many as are read, since the notice has one line for all. */
function listed(labels) {
    const shown = labels.slice(0, labels.join(', ').length > 100 ? 1 : 3);
    const more = labels.length - shown.length;
    return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
function warn(one) {
    const location = locate(one);
    const what = `${(0,scan_findings/* short */.h0)(one.entry.id, 60)} counts again`;
    const entry = `its entry (${(0,scan_findings/* short */.h0)(location.file, 60)}:${location.line})`;
    return { level: 'warning', text: `${what}${whyOf(one, entry)}`, location };
}
function whyOf({ entry, failed }, name) {
    const { packageName = '', packageVersion = '', fixedIn, severity } = failed?.finding ?? {};
    const where = (0,scan_findings/* short */.h0)(`${packageName} ${packageVersion}`, 80);
    switch (failed?.fit) {
        case 'fixed': {
            const fix = fixedIn === undefined ? 'has one' : `has it: ${(0,scan_findings/* short */.h0)(fixedIn, 60)}`;
            return `: ${name} holds until there is a fix, and ${where} ${fix}. Take the fix, and the entry out.`;
        }
        case 'raised': {
            const rated = severity === 'unknown' ? 'not rated' : `rated ${severity}`;
            return `: ${name} covers it up to ${entry.severity}, and in ${where} it is ${rated}. Weigh it again.`;
        }
        case 'expired':
        case undefined:
            return `${sinceOf(entry)}: ${name} expired. Take a fix, or give the entry a new day and reason.`;
    }
}
function sinceOf({ until }) {
    return until === undefined ? '' : ` since ${(0,scan_days/* addDays */.fi)(until, 1)}`;
}
function expiryOf(one, now) {
    const days = daysLeft(one, now);
    const left = days === 0 ? 'today is the last day' : `${days} ${days === 1 ? 'day' : 'days'} left`;
    return `${labelOf(one)}, ${left}`;
}
function labelOf(one) {
    const { file, line } = locate(one);
    return `${(0,scan_findings/* short */.h0)(one.entry.id, 30)} (${(0,scan_findings/* short */.h0)((0,external_node_path_.basename)(file), 30)}:${line})`;
}
function daysLeft({ entry }, now) {
    return entry.until === undefined ? Number.POSITIVE_INFINITY : (0,scan_days/* daysBetween */.YM)((0,scan_days/* dayOf */.kb)(now), entry.until);
}
function locate({ entry: { file, line } }) {
    return { file, line };
}

;// CONCATENATED MODULE: ./build/src/scan/gate.js






/** Whether a verdict lets the image have its tags. */
function opens(verdict) {
    switch (verdict.kind) {
        case 'passed':
        case 'reported':
        case 'overridden':
        case 'skipped':
            return true;
        case 'blocked':
            return false;
        case 'unscanned':
            return !verdict.closed;
    }
}
/**
 * Judges a scan. A violation on one platform blocks whatever is known of the others; without a violation, a
 * platform that has no list of findings is never a pass.
 */
function judge(report, policy, evidence) {
    return judgeWithRemarks(report, policy, evidence).verdict;
}
/** The same, and what is to be said of the entries of ignore files. */
function judgeWithRemarks(report, policy, evidence) {
    const matcher = createMatcher(evidence.ignores, evidence.now);
    const findings = decideAll((0,scan_findings/* findingsOf */.WX)(report), policy, evidence, matcher).toSorted(byWeight);
    const missing = report.platforms.filter((scan) => scan.kind === 'unavailable');
    const isWhole = missing.length === 0 && report.platforms.length > 0;
    const judgement = { findings, violations: findings.filter(isViolation), missing, policy };
    return {
        verdict: conclude(judgement, isWhole),
        remarks: remarksOf(matcher.experiences(), evidence.now, isWhole),
    };
}
/** Whether findings block by themselves: more of them, or more platforms, cannot change that any more. */
function isBlocking(findings, policy, evidence) {
    const matcher = createMatcher(evidence.ignores, evidence.now);
    return decideAll(findings, policy, evidence, matcher).some(isViolation);
}
function decideAll(findings, policy, evidence, matcher) {
    const decide = createDecider(policy, matcher, evidence.baseline);
    const rows = mergeFindings(findings.map((one) => [one, decide(one)]));
    return limit(rows, policy.maxFindings);
}
function conclude(judgement, isWhole) {
    const { violations, missing, policy } = judgement;
    const isBad = violations.length > 0;
    if (!isBad && isWhole)
        return { ...judgement, kind: 'passed' };
    if (policy.mode === 'report')
        return isBad ? { ...judgement, kind: 'reported' } : { ...judgement, kind: 'unscanned', closed: false };
    const closed = isBad || isClosed(missing, policy);
    const { override } = policy;
    if (closed && override !== undefined)
        return { ...judgement, kind: 'overridden', override };
    return isBad ? { ...judgement, kind: 'blocked' } : { ...judgement, kind: 'unscanned', closed };
}
/** One platform that must not be missing closes the gate, and so does an image without any. */
function isClosed(missing, { onUnsupported, onUnscanned }) {
    return (missing.length === 0 ||
        missing.some(({ reason }) => (reason === 'unsupported' ? onUnsupported : onUnscanned) === 'fail'));
}
function isViolation({ decision }) {
    return decision.kind === 'violation';
}
/** The worst first; the texts by their code units, so that the order is the same on every machine. */
function byWeight(a, b) {
    return (Number(isViolation(b)) - Number(isViolation(a)) ||
        (0,scan_findings/* rank */.Tm)(a.severity) - (0,scan_findings/* rank */.Tm)(b.severity) ||
        danger(b) - danger(a) ||
        (b.score ?? 0) - (a.score ?? 0) ||
        compare(a.id, b.id) ||
        compare(a.packageName, b.packageName) ||
        compare(a.packageVersion, b.packageVersion) ||
        compare(traceOf(a), traceOf(b)));
}
/** What tells rows apart that are of the same finding. */
function traceOf({ decision, platforms, paths }) {
    const entry = decision.kind === 'ignored' ? `${decision.entry.file} ${decision.entry.line}` : '';
    return [decision.kind, entry, ...platforms, ...paths].join('\n');
}
function danger({ knownExploited, exploit }) {
    return knownExploited ? 2 : Number(exploit === 'yes');
}
function compare(a, b) {
    return a < b ? -1 : Number(a > b);
}

;// CONCATENATED MODULE: ./build/src/scan/gather.js
/** An answer on one platform takes nothing from what another shows: what blocks there blocks. */
function gather(targets, results, isBlocking) {
    const done = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const isBlocked = done.some((scan) => scan.kind === 'complete' && isBlocking(scan.findings));
    return targets.flatMap((target, index) => {
        const result = results[index];
        if (result?.status !== 'rejected')
            return result === undefined ? [] : [result.value];
        if (!isBlocked)
            throw result.reason;
        const detail = result.reason instanceof Error ? result.reason.message : String(result.reason);
        return [{ ...target, kind: 'unavailable', reason: 'failed', detail }];
    });
}
/** Inspector's findings on one platform say what the registry has. */
function modeOf(platforms, scanning) {
    const modes = platforms.flatMap((scan) => (scan.kind === 'complete' ? [scan.mode] : []));
    if (modes.includes('enhanced'))
        return 'enhanced';
    const silent = ['timed-out', 'not-started'];
    const isAnswered = platforms.some((scan) => scan.kind === 'complete' || !silent.includes(scan.reason));
    return modes[0] ?? (isAnswered ? scanning.mode : undefined);
}
/** A look is judged once, however often it is asked about: with tens of thousands of findings that takes a second. */
function once(isBlocking) {
    const known = new WeakMap();
    return (findings) => {
        const answer = known.get(findings) ?? isBlocking(findings);
        known.set(findings, answer);
        return answer;
    };
}

;// CONCATENATED MODULE: ./build/src/scan/start.js





/** Asks for a basic scan of one manifest. @throws the signal's reason, and nothing else */
async function startScan(ecr, repository, target) {
    const { account: registryId, name: repositoryName } = repository;
    const imageId = { imageDigest: target.digest };
    try {
        await ecr.send(withoutRetry(new dist_cjs/* StartImageScanCommand */.Qc9({ registryId, repositoryName, imageId })));
        return { kind: 'started' };
    }
    catch (error) {
        // The run was cancelled.
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        return readRefusal(error, `the image ${repository.name}@${target.digest}`);
    }
}
const scannedToday = 'ScannedToday';
/** ECR says "scanned already" by a name that the SDK takes for throttling and would ask again for. */
function withoutRetry(command) {
    command.middlewareStack.add((next) => async (args) => {
        try {
            return await next(args);
        }
        catch (error) {
            if (error instanceof Error && error.name === 'LimitExceededException')
                error.name = scannedToday;
            throw error;
        }
    }, { step: 'deserialize', priority: 'high', name: 'scannedToday' });
    return command;
}
function readRefusal(error, subject) {
    const name = (0,explain/* errorName */.Is)(error);
    const reason = (0,error_text/* errorMessage */.g)(error);
    if (name === scannedToday)
        return { kind: 'too-early', reason: 'ECR scans an image only once in 24 hours' };
    if (name === 'UnsupportedImageTypeException')
        return { kind: 'unsupported', reason };
    // Enhanced registries refuse to be asked for a basic scan (containers-roadmap 2656).
    if (name === 'ValidationException' && /disabled/.test(reason))
        return { kind: 'enhanced' };
    const { code, message, hint } = (0,explain/* explain */.WE)(error, subject);
    const mayPass = name === 'ImageNotFoundException' || !(0,explain/* isAnswer */.Tq)(error) || code === 'AWS_THROTTLED';
    if (mayPass)
        return { kind: 'later', reason: message };
    (0,core/* warning */.$e)(`${message.replace(/\.?$/, '.')} ${hint} Waiting for a scan that something else starts.`);
    return { kind: 'refused', reason: message };
}
/** How often it is asked for again where it could not be asked for. */
const mostStartTries = 5;
function refusedAtLast(answer) {
    return answer.kind === 'later' ? { kind: 'refused', reason: answer.reason } : answer;
}

;// CONCATENATED MODULE: ./build/src/scan/timed-out.js
/** What blocks is final, even where it was not seen twice; nothing else is taken from a wait that ran out. */
function timedOut(last, memory, said, timeoutMinutes) {
    if (memory.blocked !== undefined)
        return { kind: 'complete', look: memory.blocked };
    if (last?.kind === 'wait' && last.why === 'absent' && memory.start?.kind === 'refused') {
        const detail = `no scan began, and it could not be started: ${memory.start.reason}`;
        return { kind: 'unavailable', reason: 'not-started', detail };
    }
    const { witness, start: asked } = memory;
    const isTold = witness === undefined || said.includes(witness.reason);
    const words = isTold ? said : `${said}, Inspector says ${witness.reason}`;
    const refusal = asked?.kind === 'too-early' ? `; no scan could be asked for: ${asked.reason}` : '';
    const detail = `after ${timeoutMinutes} min its state was: ${words}${refusal}`;
    return { kind: 'unavailable', reason: 'timed-out', detail };
}

;// CONCATENATED MODULE: ./build/src/scan/settle.js

/** How long findings must stay as they are before they are taken for all, in ms. */
const settleMs = {
    usual: 10_000,
    /** Where nothing was found yet, or nothing tells that the scan is done. */
    doubtful: 20_000,
    /** A scan that was done longer ago than this has nothing to come. */
    waived: 600_000,
};
/** Adds a look at the findings to what was seen before. */
function see(before, findings, isBlocking, elapsedMs) {
    const key = keyOf(findings);
    return {
        ...{ key, isBlocking },
        sinceMs: before?.key === key ? before.sinceMs : elapsedMs,
        blockingSinceMs: isBlocking ? (before?.blockingSinceMs ?? elapsedMs) : undefined,
    };
}
/**
 * How long it takes, in ms, until the findings count as all: 0 when they do. What blocks is final with the first look;
 * one more look, whatever it shows, makes the report complete.
 * @param circumstances `age` of the scan's end, undefined where it has none
 */
function msToSettle(sighting, { age, isEmpty, elapsedMs }) {
    if (isLongOver(age, elapsedMs))
        return 0;
    if (sighting.blockingSinceMs !== undefined)
        return Math.max(sighting.blockingSinceMs + settleMs.usual - elapsedMs, 0);
    const needed = isEmpty || age === undefined ? settleMs.doubtful : settleMs.usual;
    return Math.max(sighting.sinceMs + needed - elapsedMs, 0);
}
/** Whether the scan was done long before the wait began: one that grows old while it is waited for is none. */
function isLongOver(age, elapsedMs) {
    return age !== undefined && age - elapsedMs > settleMs.waived;
}
/** Equal for the same findings in whatever order. */
function keyOf(findings) {
    const keys = findings.map(({ id, packageName, packageVersion, paths, severity, standing, fix, exploit }) => JSON.stringify([id, packageName, packageVersion, paths.toSorted(), severity, standing, fix, exploit]));
    return (0,external_node_crypto_.createHash)('sha256').update(keys.sort().join('\n')).digest('hex');
}

;// CONCATENATED MODULE: ./build/src/scan/found.js

/** What follows from a look that shows findings: they are all, or old, or may still be joined by others. */
function found(look, memory, known) {
    if (isTooOld(look, known))
        return renewal(look, memory, known);
    const isOfBasic = look.mode === 'basic' || (look.mode === undefined && known.mode === 'basic');
    const isBasic = isOfBasic && !look.continuous;
    const isUntimed = look.completedAt === undefined;
    const mayBeOld = isUntimed && known.maxAgeMs !== undefined && !look.continuous;
    if (mayBeOld && !known.isBlocking(look.findings))
        return { kind: 'wait', state: `${look.state}, but without a time` };
    // Registries are seen to say COMPLETE before findings and time are there (aws-sdk 289).
    if (isBasic && isUntimed && look.findings.length === 0)
        return { kind: 'wait', state: `${look.state}, but without a time and without findings` };
    return isBasic && !isUntimed ? { kind: 'complete', look } : settling(look, memory, known);
}
/** Inspector keeps findings of a continuous scan up to date, however long ago it scanned. */
function isTooOld({ completedAt, continuous }, { maxAgeMs, ageOf }) {
    if (maxAgeMs === undefined || completedAt === undefined || continuous)
        return false;
    return ageOf(completedAt) > maxAgeMs;
}
/** Only a basic scan can be asked for, and only 24 hours after the last one. */
function renewal(look, { start }, known) {
    const { mode, maxAgeMs = 0, ageOf, isBlocking } = known;
    const hours = Math.round((look.completedAt === undefined ? 0 : ageOf(look.completedAt)) / 3_600_000);
    const old = `it was scanned ${hours} h ago, and ${maxAgeMs / 3_600_000} h are allowed`;
    const isInspectors = look.mode === 'enhanced' || mode === 'enhanced';
    if (!isInspectors && start === undefined)
        return { kind: 'start' };
    // What an old scan found that blocks has not gone away by itself.
    const isOver = isInspectors || start?.kind !== 'started';
    if (isOver && isBlocking(look.findings))
        return { kind: 'complete', look };
    if (start === undefined || isInspectors) {
        const detail = `${old}; Inspector renews scans by rules of its own`;
        return { kind: 'unavailable', reason: 'stale', detail };
    }
    if (start.kind === 'started')
        return { kind: 'wait', state: 'a new scan is on its way' };
    return { kind: 'unavailable', reason: 'stale', detail: `${old}; it cannot be renewed: ${start.reason}` };
}
/** Findings of Inspector trickle in after it says that it is done: a pass needs them to stay, and its own word. */
function settling(look, memory, known) {
    const { sighting, witness, askedMs } = memory;
    const age = look.completedAt && known.ageOf(look.completedAt);
    if (sighting === undefined)
        return { kind: 'wait', state: look.state };
    const { isBlocking } = sighting;
    if (look.continuous && look.completedAt === undefined && !isBlocking && witness?.kind !== 'done') {
        const mayAsk = known.hasWitness && known.elapsedMs - (askedMs ?? Number.NEGATIVE_INFINITY) >= settleMs.usual;
        return mayAsk ? { kind: 'ask' } : { kind: 'wait', state: `${look.state}, but without a first result` };
    }
    const left = msToSettle(sighting, { age, isEmpty: look.findings.length === 0, elapsedMs: known.elapsedMs });
    if (left > 0)
        return { kind: 'wait', state: `${look.state}, waiting whether more findings come`, withinMs: left };
    const isOld = isLongOver(age, known.elapsedMs);
    if (isBlocking || isOld || !known.hasWitness)
        return { kind: 'complete', look };
    if (askedMs === undefined || askedMs < sighting.sinceMs)
        return { kind: 'ask' };
    if (witness?.kind === 'unavailable') {
        const detail = `${look.state}, but Inspector says ${witness.reason}`;
        return { kind: 'unavailable', reason: witness.because, detail };
    }
    // Its word is on what there was when it was asked: a look from before may have missed the last of it.
    if (witness?.kind !== 'pending' && known.elapsedMs >= askedMs)
        return { kind: 'complete', look };
    if (witness?.kind !== 'pending')
        return { kind: 'wait', state: `${look.state}, looking once more`, withinMs: 0 };
    const isAskedLately = known.elapsedMs - askedMs < settleMs.usual;
    return isAskedLately
        ? {
            kind: 'wait',
            state: `${look.state}, but Inspector says ${witness.reason}`,
            withinMs: settleMs.usual,
        }
        : { kind: 'ask' };
}

;// CONCATENATED MODULE: ./build/src/scan/watch.js


const nothing = {
    ...{ waiting: undefined, sighting: undefined, blocked: undefined, faults: 0, throttles: 0 },
    ...{ start: undefined, witness: undefined, askedMs: undefined },
};
const startAfterMs = 15_000;
/** What should pass by itself and does not: a refused start without any scan, an image that ECR does not show. */
const giveUpAfterMs = 120_000;
const mostFaults = 3;
/** How often Inspector is asked why nothing comes. */
const askEveryMs = 60_000;
/** The rules of the wait: what to do after this look. */
function decide(look, before, known) {
    const memory = remember(look, before, known);
    return { memory, next: watch_final(nextOf(look, memory, known), memory, known) };
}
function nextOf(look, memory, known) {
    switch (look.kind) {
        case 'unavailable':
            return look;
        case 'fault':
            return memory.faults >= mostFaults
                ? { kind: 'failed', error: look.error }
                : { kind: 'wait', state: look.state };
        case 'wait':
            return waiting(look, memory, known);
        case 'findings':
            return found(look, memory, known);
    }
}
/** What blocks is final: no end that comes later takes it back, but for a new scan in place of one that is too old. */
function watch_final(next, { blocked }, known) {
    if (blocked === undefined || !['complete', 'unavailable', 'failed'].includes(next.kind))
        return next;
    const isNewer = next.kind === 'complete' && isTooOld(blocked, known);
    const blocks = next.kind === 'complete' && known.isBlocking(next.look.findings);
    return isNewer || blocks ? next : { kind: 'complete', look: blocked };
}
function remember(look, before, { elapsedMs, seenMs = elapsedMs, isBlocking }) {
    const blocks = look.kind === 'findings' && isBlocking(look.findings);
    const isThrottled = look.kind === 'wait' && look.why === 'throttled';
    const since = look.kind === 'wait' && before.waiting?.why === look.why ? before.waiting.sinceMs : elapsedMs;
    return {
        ...before,
        waiting: look.kind === 'wait' ? { why: look.why, sinceMs: since } : undefined,
        faults: look.kind === 'fault' ? before.faults + 1 : 0,
        throttles: isThrottled ? before.throttles + 1 : 0,
        sighting: look.kind === 'findings' ? see(before.sighting, look.findings, blocks, seenMs) : kept(look, before),
        blocked: blocks ? look : before.blocked,
    };
}
/** A scan that goes on again may find more: only what blocks stays what it was. */
function kept(look, { sighting }) {
    const goesOn = look.kind === 'wait' && look.why !== 'throttled';
    return goesOn && !sighting?.isBlocking ? undefined : sighting;
}
function waiting(look, memory, known) {
    const { start, witness } = memory;
    const sinceMs = known.elapsedMs - (memory.waiting?.sinceMs ?? known.elapsedMs);
    const state = witness === undefined || known.mode !== 'enhanced'
        ? look.state
        : `${look.state}, Inspector says ${witness.reason}`;
    if (['hidden', 'unreadable'].includes(look.why) && sinceMs >= giveUpAfterMs)
        return {
            kind: 'unavailable',
            reason: 'failed',
            detail: `${look.state} for ${giveUpAfterMs / 60_000} min`,
        };
    if (known.mode === 'enhanced') {
        if (witness?.kind === 'unavailable') {
            const detail = `Inspector says ${witness.reason}`;
            return { kind: 'unavailable', reason: witness.because, detail };
        }
        // The registry's rules leave the repository out, which only a gate that reports comes to see.
        if (look.why === 'absent' && known.isManual)
            return { kind: 'unavailable', reason: 'not-started', detail: watch_leftOut };
        return isStuck(look, memory, known) ? { kind: 'ask' } : { kind: 'wait', state };
    }
    if (look.why !== 'absent')
        return { kind: 'wait', state };
    if (start === undefined && (known.isManual || known.elapsedMs >= startAfterMs))
        return { kind: 'start' };
    if (start?.kind === 'refused' && known.elapsedMs >= giveUpAfterMs)
        return {
            kind: 'unavailable',
            reason: 'not-started',
            detail: `no scan began, and it could not be started: ${start.reason}`,
        };
    return { kind: 'wait', state };
}
const watch_leftOut = "no rule of the registry's enhanced scanning covers the repository";
/** Inspector knows why a scan does not come. */
function isStuck({ why }, { askedMs = 0 }, { elapsedMs, hasWitness }) {
    return hasWitness && ['absent', 'running'].includes(why) && elapsedMs - askedMs >= askEveryMs;
}
/** Milliseconds until the next look: never later than a sixth of the time that the scan took, and never over 10 s. */
function pauseAfter(next, memory, { mode, elapsedMs }) {
    const least = mode === 'basic' ? 1_000 : 2_000;
    const usual = Math.min(Math.max(elapsedMs * 0.15, least), 10_000);
    const slowed = Math.min(usual * 2 ** memory.throttles, 60_000);
    return next.kind === 'wait' && next.withinMs !== undefined
        ? Math.min(Math.max(next.withinMs, 500), 10_000)
        : slowed;
}

;// CONCATENATED MODULE: ./build/src/scan/wait.js







/**
 * Waits for the findings of every platform, all at once. The SDK's own waiter is not used: it hangs on half of the
 * states. What each look means, and what follows from it, is in watch.ts.
 * @throws ActionError for refusals and senseless answers; a scan that fails or takes too long is part of the report
 */
async function awaitFindings(ecr, repository, targets, wait) {
    const started = performance.now();
    const others = { decidedAt: undefined };
    const all = { ...wait, isBlocking: once(wait.isBlocking) };
    const results = await Promise.allSettled(targets.map((target) => awaitOne({ ecr, repository, target, wait: all, others })));
    wait.signal.throwIfAborted();
    const platforms = gather(targets, results, all.isBlocking);
    const seconds = Math.round(((performance.now() - started) * wait.pace) / 1000);
    return { mode: modeOf(platforms, wait.scanning), platforms, seconds };
}
async function awaitOne(subject) {
    const { target, wait, others } = subject;
    const watch = {
        ...{ memory: nothing, mode: wait.scanning.mode, hasWitness: wait.hasWitness },
        ...{ last: undefined, said: '', pauseMs: 0, startTries: 0 },
    };
    const { timeoutMinutes, signal, pace } = wait;
    try {
        const result = await (0,poll/* poll */.wt)(async (elapsedMs) => (await look(subject, watch, elapsedMs)) ?? overtaken(subject, watch), { delayMs: () => watch.pauseMs, limitMs: timeoutMinutes * 60_000, signal, pace });
        const end = result.kind === 'done' ? result.value : timedOut(watch.last, watch.memory, watch.said, timeoutMinutes);
        const isDecided = end.kind === 'complete' && !wait.onlyReports && wait.isBlocking(end.look.findings);
        if (isDecided)
            others.decidedAt ??= performance.now();
        return wait_conclude(target, end, watch, result.elapsedMs);
    }
    catch (error) {
        others.decidedAt ??= performance.now();
        throw error;
    }
}
/** How long the others are waited for once one platform decided: they complete the report, and change nothing. */
const othersMs = 60_000;
function overtaken({ others, wait }, { memory, said }) {
    const sinceMs = others.decidedAt === undefined ? 0 : (performance.now() - others.decidedAt) * wait.pace;
    if (sinceMs < othersMs)
        return undefined;
    if (memory.blocked !== undefined)
        return { kind: 'complete', look: memory.blocked };
    const detail = `not waited for any longer, since another platform decided; its state was: ${said}`;
    return { kind: 'unavailable', reason: 'timed-out', detail };
}
/** What follows from one look may be a call and a second thought, and a second call at most. */
const mostActs = 2;
async function look(subject, watch, elapsedMs) {
    const { ecr, repository, target } = subject;
    const beganMs = performance.now();
    const now = () => elapsedMs + (performance.now() - beganMs) * subject.wait.pace;
    const limitMs = subject.wait.timeoutMinutes * 60_000;
    watch.last = await lookAt(ecr, repository, target, () => now() > limitMs);
    const seenMs = now();
    for (let acts = 0;; acts++) {
        const known = { ...knownOf(subject, watch, elapsedMs), seenMs };
        const { memory, next } = decide(watch.last, watch.memory, known);
        watch.memory = memory;
        watch.pauseMs = (0,poll/* jitter */.p$)(pauseAfter(next, memory, known));
        if (next.kind === 'failed')
            throw next.error;
        if (next.kind === 'complete' || next.kind === 'unavailable')
            return next;
        if (next.kind === 'wait')
            tell(target, watch, next.state, elapsedMs);
        if (next.kind === 'wait' || acts === mostActs)
            return undefined;
        if (next.kind === 'ask')
            await wait_ask(subject, watch, now);
        else if (!(await start(subject, watch, elapsedMs)))
            return watch.memory.start && unsupported(watch);
    }
}
async function wait_ask({ target, wait }, watch, now) {
    const answer = await wait.ask(target.digest);
    const askedMs = now();
    if (answer === 'denied')
        watch.hasWitness = false;
    // What it said before holds until it says something else.
    const witness = answer === 'denied' ? undefined : (answer ?? watch.memory.witness);
    watch.memory = { ...watch.memory, askedMs, witness };
}
/** @returns whether to look at it at once: not where there can be no scan, nor where it is to be asked for again */
async function start({ ecr, repository, target }, watch, elapsedMs) {
    (0,log/* say */.cv)(`${target.platform}: a scan is asked for, ${wait_seconds(elapsedMs)} s`);
    const answer = await startScan(ecr, repository, target);
    if (answer.kind === 'enhanced')
        watch.mode = 'enhanced';
    else if (answer.kind === 'later' && ++watch.startTries < mostStartTries)
        return false;
    else
        watch.memory = { ...watch.memory, start: refusedAtLast(answer) };
    return answer.kind !== 'unsupported';
}
function unsupported({ memory: { start: answer, blocked } }) {
    if (blocked !== undefined)
        return { kind: 'complete', look: blocked };
    const detail = answer && 'reason' in answer ? answer.reason : '';
    return { kind: 'unavailable', reason: 'unsupported', detail };
}
function knownOf({ ecr, wait }, { mode, hasWitness }, elapsedMs) {
    const { maxAgeHours, scanning, isBlocking, pace } = wait;
    // The SDK measures how far this machine's clock is from that of AWS.
    const now = Date.now() + (ecr.config.systemClockOffset ?? 0);
    return {
        ...{ mode, elapsedMs, isBlocking, hasWitness },
        isManual: scanning.frequency === 'manual',
        maxAgeMs: maxAgeHours === undefined ? undefined : maxAgeHours * 3_600_000,
        ageOf: (time) => (now - time.getTime()) * pace,
    };
}
function wait_conclude(target, end, { mode, memory }, elapsedMs) {
    const { platform } = target;
    if (end.kind === 'unavailable') {
        const { reason, detail } = end;
        (0,log/* say */.cv)(`${platform}: no findings (${reason}): ${detail}, ${wait_seconds(elapsedMs)} s`);
        return { ...target, kind: 'unavailable', reason, detail };
    }
    const { findings, completedAt } = end.look;
    const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
    (0,log/* say */.cv)(`${platform}: scan complete with ${count}, ${wait_seconds(elapsedMs)} s`);
    // Two empty lists are those of basic scanning where nothing tells of Inspector.
    const isInspectors = end.look.continuous || memory.witness !== undefined;
    const byData = end.look.mode ?? (isInspectors ? 'enhanced' : (mode ?? 'basic'));
    return { ...target, kind: 'complete', mode: byData, findings, completedAt };
}
/** The log tells changes and not looks. */
function tell({ platform }, watch, state, elapsedMs) {
    if (state !== watch.said)
        (0,log/* say */.cv)(`${platform}: ${state}, ${wait_seconds(elapsedMs)} s`);
    watch.said = state;
}
function wait_seconds(ms) {
    return Math.round(ms / 1000);
}

;// CONCATENATED MODULE: ./build/src/judging.js










/** Waits for the findings of an image and judges them. */
async function gate(run, registry, setup, image, learn) {
    // The inputs refuse a gate for ECR Public, which scans nothing.
    const verdict = run.inputs.gate.mode === 'off' || registry.kind === 'public'
        ? { kind: 'skipped' }
        : await judgeImage({ run, registry, setup, learn }, image);
    learn({ verdict });
    return verdict;
}
function judgeImage(judging, image) {
    const { run, registry, setup, learn } = judging;
    const policy = run.inputs.gate;
    return (0,log/* stage */.dw)(`Wait for the scan of ${image.manifest.digest}`, async () => {
        const baseline = await comparison_readBaseline(run, registry, withoutItself(run, setup.compared, image));
        learn({ baseline, gateNotes: setup.ignores.notes });
        const evidence = {
            ignores: setup.ignores.entries,
            baseline: baseline?.kind === 'compared' ? baseline.findings : undefined,
            now: new Date(),
        };
        const report = await awaitFindings(registry.ecr, registry.repository, await targetsOf(judging, image), {
            ...waitOf(judging),
            isBlocking: (findings) => isBlocking(findings, policy, evidence),
        });
        learn({ scan: report });
        const isBlocked = isBlocking((0,scan_findings/* findingsOf */.WX)(report), policy, evidence);
        const full = await withExploitsOf(judging, report, isBlocked);
        learn({ scan: full });
        const { verdict, remarks } = judgeWithRemarks(full, policy, evidence);
        learn({ remarks });
        if (policy.onlyFixable && full.mode === 'basic')
            (0,core/* warning */.$e)('only-fixable changed nothing: basic scanning does not tell whether there is a fix.');
        judging_tell(verdict);
        return verdict;
    });
}
/** A manifest of its own says in its configuration what it is for; that is asked only where an entry depends on it. */
async function targetsOf({ run, registry, setup }, { manifest, platforms }) {
    const [only, ...others] = platforms;
    const isNamed = only === undefined || others.length > 0 || only.platform.includes('/');
    if (isNamed || setup.ignores.entries.every(({ platform }) => platform === undefined))
        return platforms;
    try {
        const platform = await readPlatform(registry.ecr, registry.repository, manifest, run.signal);
        return platform === undefined ? platforms : [{ ...only, platform }];
    }
    catch (error) {
        run.signal.throwIfAborted();
        (0,core/* warning */.$e)(`Entries of ignore files for a platform do not count, since that of the image could not be read. ${(0,errors/* failureOf */.g5)(error).sentence}`);
        return platforms;
    }
}
function waitOf({ run, registry, setup }) {
    const { signal, pace } = run;
    const { scanning } = setup;
    const { repository } = registry;
    const { mode, scanTimeoutMinutes: timeoutMinutes, maxScanAgeHours: maxAgeHours } = run.inputs.gate;
    let inspector;
    return {
        ...{ timeoutMinutes, maxAgeHours, scanning, signal, pace, onlyReports: mode === 'report' },
        hasWitness: scanning.mode !== 'basic' && !scanning.isOthers && repository.arn !== undefined,
        ask: async (digest) => {
            const { readCoverage } = await Promise.all(/* import() */[__webpack_require__.e(222), __webpack_require__.e(999)]).then(__webpack_require__.bind(__webpack_require__, 2999));
            inspector ??= inspectorOf(run, registry);
            return readCoverage(await inspector, repository, digest);
        },
    };
}
/** Loaded only where Inspector is asked: its client is large. */
async function inspectorOf(run, { credentials }) {
    const { inspectorClient } = await Promise.all(/* import() */[__webpack_require__.e(222), __webpack_require__.e(592)]).then(__webpack_require__.bind(__webpack_require__, 1592));
    return inspectorClient({ ...run, region: run.inputs.identity.region ?? '', credentials });
}
/** What the policy asks of exploits is known, or the gate says that it cannot judge. */
async function withExploitsOf({ run, registry }, report, isBlocked) {
    const policy = run.inputs.gate;
    const needs = enhancedNeeds(policy);
    if (needs.length === 0 || report.mode === undefined)
        return report;
    if (report.mode === 'basic') {
        // What blocks already needs no more.
        const isStrict = policy.mode === 'enforce' && !isBlocked;
        const end = isStrict ? 'No tag was put after it.' : 'The findings are judged without that.';
        const failure = enhancedNeeded(registry.repository.name, needs, end);
        if (isStrict)
            throw failure;
        (0,core/* warning */.$e)(`${failure.message} ${failure.hint}`);
        return report;
    }
    const { needsExploits, withExploits } = await Promise.all(/* import() */[__webpack_require__.e(222), __webpack_require__.e(999)]).then(__webpack_require__.bind(__webpack_require__, 2999));
    if (!needsExploits(policy))
        return report;
    const inspector = await inspectorOf(run, registry);
    try {
        const platforms = [];
        for (const scan of report.platforms)
            platforms.push(await withExploits(inspector, registry.repository, scan, policy));
        return { ...report, platforms };
    }
    catch (error) {
        run.signal.throwIfAborted();
        // What blocks already needs no more; and what only reports, reports what it has.
        if (policy.mode === 'enforce' && !isBlocked)
            throw error;
        const { sentence, hint } = (0,errors/* failureOf */.g5)(error);
        (0,core/* warning */.$e)(`What Inspector knows of exploits is left out. ${sentence} ${hint}`);
        return report;
    }
}
const mostLines = 20;
/** The log has the worst of what blocks; the summary and the files have all. */
function judging_tell(verdict) {
    if (verdict.kind === 'skipped')
        return;
    const { violations, findings } = verdict;
    (0,log/* say */.cv)(`Verdict: ${verdict.kind}, with ${violations.length} of ${findings.length} findings counting against it`);
    for (const one of violations.slice(0, mostLines)) {
        const fix = one.fixedIn === undefined ? '' : `, fixed in ${one.fixedIn}`;
        (0,log/* say */.cv)(`  ${one.severity} ${one.id} in ${one.packageName} ${one.packageVersion}${fix}`);
    }
    if (violations.length > mostLines)
        (0,log/* say */.cv)(`  … and ${violations.length - mostLines} more`);
}

// EXTERNAL MODULE: ./build/src/lib/docker.js
var docker = __webpack_require__(1049);
;// CONCATENATED MODULE: ./build/src/image/arguments.js
/**
 * The arguments of `docker buildx build`. Provenance and SBOM are always said, because their defaults change with
 * builder, store and version, and turn a plain image into an index.
 * @param push the full reference to push to; without one the image is built and thrown away
 */
function buildArguments(plan, push, metadataFile) {
    const labels = Object.entries(plan.labels).map(([key, value]) => `${key}=${value}`);
    return [
        ...['buildx', 'build', '--progress', 'plain', '--metadata-file', metadataFile],
        ...one('--builder', plan.builder),
        ...['--provenance', plan.provenance, '--sbom', plan.sbom],
        ...one('--file', plan.file),
        ...one('--target', plan.target),
        ...one('--platform', plan.platforms.join(',') || undefined),
        ...each('--build-arg', plan.buildArguments),
        ...each('--build-context', plan.buildContexts),
        ...each('--secret', plan.secrets),
        ...each('--ssh', plan.ssh),
        ...each('--label', labels),
        ...each('--annotation', plan.annotations),
        ...each('--cache-from', plan.cacheFrom),
        ...each('--cache-to', plan.cacheTo),
        ...(plan.noCache ? ['--no-cache'] : []),
        ...each('--no-cache-filter', plan.noCacheFilters),
        ...(plan.pull ? ['--pull'] : []),
        ...one('--network', plan.network),
        ...each('--add-host', plan.addHosts),
        ...one('--shm-size', plan.shmSize),
        ...each('--ulimit', plan.ulimit),
        ...each('--allow', plan.allow),
        ...outputOf(plan, push),
        ...['--', plan.context],
    ];
}
/** Manifests of Docker's own type have no place for annotations, and BuildKit before 0.31 makes those. */
function outputOf({ annotations }, push) {
    if (push === undefined)
        return ['--output', 'type=cacheonly'];
    if (annotations.length === 0)
        return ['--tag', push, '--push'];
    return ['--tag', push, '--output', 'type=registry,oci-mediatypes=true,unpack=false'];
}
function one(option, value) {
    return value === undefined ? [] : [option, value];
}
function each(option, values) {
    return values.flatMap((value) => [option, value]);
}

;// CONCATENATED MODULE: ./build/src/image/build-hints.js
/** In this order: what is known best comes first. */
const hints = [
    [
        /no space left on device/i,
        () => 'The disk of the runner is full: free some of it, or use a larger runner.',
    ],
    [
        /exec format error/i,
        () => 'A command of another platform than the machine’s cannot run there: set up emulation in an earlier step (docker/setup-qemu-action), or name a builder that has machines of that platform.',
    ],
    [
        /granting entitlement \S+ is not allowed/,
        () => 'The builder does not allow that to any build: with `builder: create` one is made that does, or allow it in the configuration of yours.',
    ],
    [/failed to calculate checksum.*not found/, missingFile],
    [
        /\bsecret \S+: not found/,
        () => 'Give the secret that the Dockerfile asks for in secrets, secret-envs or secret-files.',
    ],
    [
        /toomanyrequests|429 Too Many Requests/i,
        () => 'The registry of a base image lets nobody pull so often: log in to it in an earlier step, whose login Slipway takes over, or take the image from a mirror.',
    ],
    [
        /pull access denied|insufficient_scope|failed to authorize|(40[13] (Unauthorized|Forbidden))/,
        () => 'A base image, or a context from a registry, may not be pulled: log in to its registry in an earlier step, whose login Slipway takes over; in ECR the role needs ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on its repository.',
    ],
    [
        /cannot connect to the docker daemon|error reading from server|\bEOF$|connection (reset|refused)|transport is closing/i,
        () => 'The engine or the builder went away in the middle of the build; look at its own log, and run the job again.',
    ],
];
/** @param text the error, the line of the Dockerfile and what the failed command said last */
function buildHint(text, sources) {
    const [, hint] = hints.find(([said]) => said.test(text)) ?? [];
    return (hint?.(text, sources) ??
        'The full output of the build stands in the log of this step; the same Dockerfile fails with `docker buildx build` alone.');
}
function missingFile(text, sources) {
    if (text.includes('--from='))
        return 'The path is looked for in the stage, image or build context that --from names.';
    if (sources === undefined)
        return 'The path is looked for in the Git repository that is the build context.';
    const { context, ignoreFile } = sources;
    const where = `The path is looked for in the build context ${context}, not beside the Dockerfile`;
    if (ignoreFile === undefined)
        return `${where}.`;
    const what = ignoreFile.leavesOutAll ? 'leaves everything out of it' : 'may leave it out';
    return `${where}, and ${ignoreFile.path} ${what}.`;
}

;// CONCATENATED MODULE: ./build/src/image/build-log.js
const mostWords = 5;
const longestWord = 240;
/** Reads the end of a log; undefined where no line of it is an error. */
function failedStep(lines) {
    const last = lines.findLast((line) => /^(ERROR|error)\b|failed to solve/.test(line));
    if (last === undefined)
        return undefined;
    const error = last.trim().replace(/^(ERROR|error): (failed to build: )?(failed to solve: )?/, '');
    const step = stepThatSaid(lines, error);
    return {
        error: shortProcess(error),
        at: markIn(lines),
        title: step && titleOf(lines, step),
        lastWords: step === undefined ? [] : meaningful(build_log_outputOf(lines, step)),
    };
}
/** The last lines that say something: no empty ones, no rulers, and not where a program keeps its own log. */
function meaningful(lines) {
    return (lines
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal are what is taken out
        .map((line) => line.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '').trim())
        .filter((line) => /[\p{L}\p{N}]/u.test(line))
        .filter((line) => !/^npm notice|A complete log of this run/.test(line))
        .slice(-mostWords)
        .map((line) => line.slice(0, longestWord)));
}
/** Steps run side by side, and a cache that cannot be imported is an error too that ends nothing. */
function stepThatSaid(lines, error) {
    const errors = lines.flatMap((line) => {
        const [, step, said] = /^#(\d+) ERROR: (.+)$/.exec(line) ?? [];
        return step !== undefined && said !== undefined && error.includes(said.trim()) ? [step] : [];
    });
    return errors.at(-1);
}
function titleOf(lines, step) {
    const title = lines.find((line) => line.startsWith(`#${step} `) && !/^#\d+ (\d+\.\d+|ERROR|DONE)\b/.test(line));
    return title?.slice(`#${step} `.length);
}
function build_log_outputOf(lines, step) {
    return lines.flatMap((line) => {
        const [, of, text] = /^#(\d+) \d+\.\d+ (.*)$/.exec(line) ?? [];
        return of === step && text !== undefined ? [text] : [];
    });
}
/** BuildKit shows some lines of the Dockerfile under its name, with `>>>` where the error is. */
function markIn(lines) {
    const ruler = lines.findLastIndex((line, index) => /^-{20}$/.test(line) && nameAt(lines, index) !== undefined);
    const name = nameAt(lines, ruler);
    const marks = lines.slice(ruler + 1).map((line) => /^\s*(\d+) \| >>> (.*)$/.exec(line));
    const [, line, source] = marks.find((mark) => mark !== null) ?? [];
    if (name === undefined || line === undefined || source === undefined)
        return undefined;
    return { name, line: Number(line), source: source.trim().slice(0, longestWord) };
}
function nameAt(lines, ruler) {
    return /^(\S.*):\d+$/.exec(lines[ruler - 1] ?? '')?.[1];
}
/** The whole command stands in the Dockerfile already. */
function shortProcess(error) {
    return error.replace(/process "(.{100}).+" did not/, 'process "$1…" did not');
}

;// CONCATENATED MODULE: ./build/src/image/failure.js



const longestError = 1_000;
/** What the engine's own push, on the classic store, ends with: the registry's words without a reference. */
const refusedByRegistry = /^(?:ERROR|error): (?:failed to build: )?(?:failed to solve: )?(?:denied|tag invalid|name unknown|unauthorized|no basic auth credentials|toomanyrequests|received unexpected HTTP status|unexpected status from|unknown blob|blob upload|manifest|Put "|Post "|Head "|Patch "|EOF|error parsing HTTP|unexpected EOF)/;
const nothingKnown = {
    scopedLogin: undefined,
    isPublic: false,
    sources: undefined,
    fileOf: () => undefined,
};
/** Digests the log of a build that failed: its error, the line of the Dockerfile and what the command said last. */
function buildFailure(lines, push, circumstances = nothingKnown) {
    const step = failedStep(lines);
    const kind = failureKind(lines, push);
    if (step !== undefined && kind === 'push' && push !== undefined)
        return pushFailed(push, step.error.slice(0, longestError), circumstances);
    if (step !== undefined && kind === 'cache')
        return cacheFailed(step.error.slice(0, longestError));
    return notBuilt(step, step?.error || meaningful(lines).join(' | ') || 'docker said nothing', circumstances);
}
function notBuilt(step, error, { fileOf, sources }) {
    const { at, lastWords = [] } = step ?? {};
    const file = at && fileOf(at.name);
    const where = at === undefined ? '' : `${file ?? at.name}:${at.line} (${at.source}): `;
    const said = lastWords.length === 0 ? '' : `. Its last lines: ${lastWords.join(' | ')}`;
    const text = `${where}${error.slice(0, longestError)}${said}`;
    return new errors/* ActionError */.lZ({
        code: 'BUILD_FAILED',
        sentence: `The image could not be built: ${text}`,
        hint: buildHint(text, sources),
        location: at === undefined || file === undefined ? undefined : { file, line: at.line },
    });
}
/** What of a build that failed: a push and a cache come after the image is built. */
function failureKind(lines, push) {
    const step = failedStep(lines);
    if (step?.title?.startsWith('exporting cache'))
        return 'cache';
    const last = lines.findLast((line) => /^(ERROR|error)\b|failed to solve/.test(line));
    return push !== undefined && last !== undefined && isPush(last, push) ? 'push' : 'build';
}
/** A base image that may not be pulled, or a command that has to do with pushing, fails the build and not the push. */
function isPush(line, push) {
    if (line.includes(`failed to push ${push}`) || refusedByRegistry.test(line))
        return true;
    // The engine's own push begins with a look at the registry, which stands without the name of the image.
    const [host = '', ...path] = push.split('/');
    const repository = path.join('/').replace(/:[^:]*$/, '');
    const asksRegistry = line.includes(`://${host}/v2/"`) || line.includes(`://${host}/v2/${repository}/`);
    return asksRegistry && !/source metadata|load metadata|httpReadSeeker|process "/.test(line);
}
function pushFailed(push, text, access) {
    const said = text.replace(`failed to push ${push}: `, '');
    if (isUnreachable(said))
        return registryUnreachable(push, said);
    return new errors/* ActionError */.lZ({
        code: 'PUSH_FAILED',
        sentence: `The image was built, but the push to ${push} failed: ${said}`,
        hint: pushHint(said, access),
    });
}
/** The words of registry, proxy or network for what is gone at the next try: a push loses nothing by one. */
function isPassing(said) {
    const isBusy = /\b50[0234] (Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)|\b429 Too Many Requests|toomanyrequests|Rate exceeded/i;
    const isCut = /connection reset|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|use of closed network connection|server sent GOAWAY|stream error|server misbehaving/;
    // ECR's own words for a failure of its own, which BuildKit tells without the status.
    const isFailing = /\bunknown: .*(has failed|internal|unavailable|try again)/i;
    return [isBusy, isCut, isFailing].some((words) => words.test(said)) || isExpiredLogin(said);
}
/** A registry's password lives twelve hours, and some builds take longer. */
function isExpiredLogin(said) {
    return /authori[sz]ation token has expired|token (has |is )?expired|login expired/i.test(said);
}
/**
 * A refusal of a HEAD request, which has no words: BuildKit begins a push with one, so an expired login looks like this
 * as often as a missing permission does. A new login tells the two apart.
 */
function isWordlessRefusal(said) {
    return (/unexpected status from HEAD request to \S+: 40[13] \w+$/.test(said.trim()) ||
        /error parsing HTTP 40[13] response body: unexpected end of JSON/.test(said));
}
/** The words of Go's network library, which engine, buildx and BuildKit share. */
function isUnreachable(said) {
    return /dial tcp|proxyconnect|no such host|i\/o timeout|TLS handshake timeout|x509: |network is unreachable|Client\.Timeout|server gave HTTP response to HTTPS client/.test(said);
}
/** The action has talked to ECR's API by then, so it is the engine's way to the registry that is closed. */
function registryUnreachable(push, said) {
    const host = push.split('/', 1)[0];
    return new errors/* ActionError */.lZ({
        code: 'REGISTRY_UNREACHABLE',
        sentence: `The image was built, but the docker engine or builder cannot reach the registry ${host}: ${said}`,
        hint: 'Engine and builder have network settings of their own: for an engine the proxies in daemon.json or of its service, for a builder its driver options or buildkitd.toml; HTTPS_PROXY of the job does not reach them.',
    });
}
function isRefusal(said) {
    return /\bdenied:|\b401 Unauthorized\b|\b403 Forbidden\b|\bunauthorized\b|no basic auth/i.test(said);
}
function pushHint(said, { scopedLogin, isPublic }) {
    if (isExpiredLogin(said))
        return 'The registry login expired while the image was built; run the job again.';
    if (scopedLogin !== undefined && isRefusal(said))
        return `buildx has a login of its own for this registry in ${scopedLogin}, which goes before the one of this step: remove it there (docker/login-action with scope wrote it).`;
    // Not the bare number: it stands in ports, digests and account ids too.
    if (/(^|[:] )denied:|\b403 Forbidden\b|HTTP 403 response/.test(said)) {
        return `The role needs ${isPublic ? 'ecr-public' : 'ecr'}:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload${isPublic ? ' and PutImage' : ', PutImage and BatchGetImage'} on the repository; a full quota of images is refused the same way.`;
    }
    if (/name unknown|repository .*does not exist/i.test(said))
        return 'The repository was not there and the push did not make it: where a creation template should, the role needs ecr:CreateRepository; else something deleted it meanwhile.';
    return 'The registry or the network between failed; no release tag was put, so run the job again.';
}
function cacheFailed(said) {
    return new errors/* ActionError */.lZ({
        code: 'CACHE_EXPORT_FAILED',
        sentence: `The image was built, but its cache could not be exported: ${said}`,
        hint: 'Look at the entry of cache-to and at the rights to write there; with ignore-error=true in it a build goes on without its cache.',
    });
}

;// CONCATENATED MODULE: ./build/src/image/metadata.js


function metadataFile(privateFolder) {
    return (0,external_node_path_.join)(privateFolder, 'metadata.json');
}
/** What an earlier try wrote must not be taken for the next one's. */
function forgetMetadata(privateFolder) {
    (0,external_node_fs_.rmSync)(metadataFile(privateFolder), { force: true });
}
/** The digest of what the last build pushed, or why it cannot be told. */
function digestInMetadata(privateFolder) {
    let metadata;
    try {
        metadata = JSON.parse((0,external_node_fs_.readFileSync)(metadataFile(privateFolder), 'utf8'));
    }
    catch (error) {
        const isMissing = error instanceof Error && 'code' in error;
        const reason = `the metadata file of buildx ${isMissing ? 'is missing' : 'is not JSON'}`;
        return { digest: undefined, reason };
    }
    const members = typeof metadata === 'object' && metadata !== null ? Object.entries(metadata) : [];
    const digest = new Map(members).get('containerimage.digest');
    if (typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest))
        return { digest };
    return { digest: undefined, reason: 'the metadata file of buildx holds no containerimage.digest' };
}

;// CONCATENATED MODULE: ./build/src/image/sources.js


/** @param workspace what paths are shown relative to */
function sourcesOf({ context, file }, workspace) {
    const own = file === undefined ? [] : [`${file}.dockerignore`];
    const path = [...own, (0,external_node_path_.join)(context, '.dockerignore')].find(isFile);
    return {
        context: shown(context, workspace),
        ignoreFile: path === undefined ? undefined : { path: shown(path, workspace), leavesOutAll: isTotal(path) },
    };
}
/** The Dockerfile that a log names, relative to the workspace; undefined where that would be a guess. */
function dockerfileIn({ context, file }, name, workspace) {
    const path = file === undefined ? (0,external_node_path_.join)(context, name) : file;
    const shortened = (0,external_node_path_.relative)(workspace, path);
    return (0,external_node_path_.basename)(path) === name && !shortened.startsWith(`..${external_node_path_.sep}`) ? shortened : undefined;
}
function shown(path, workspace) {
    const shortened = (0,external_node_path_.relative)(workspace, path);
    return shortened.startsWith('..') ? path : shortened || '.';
}
function isFile(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}
/** A pattern for everything, and none that takes something back in. */
function isTotal(path) {
    const patterns = (0,external_node_fs_.readFileSync)(path, 'utf8')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    const isAll = (pattern) => /^\/?\*\*?(\/\*\*?)?\/?$/.test(pattern);
    return patterns.some(isAll) && !patterns.some((pattern) => pattern.startsWith('!'));
}

;// CONCATENATED MODULE: ./build/src/image/build.js











/**
 * Checks that what is to be built is there, before any engine is asked.
 * @param toPath the path of what is relative to the workspace
 * @throws ActionError CONTEXT_MISSING or DOCKERFILE_MISSING
 */
function checkSources(plan, isRemote, toPath = external_node_path_.resolve) {
    for (const { name, value } of plan.buildContexts.map(namedContext)) {
        if (!isFolderName(value) || isFolder(toPath(value)))
            continue;
        throw build_missing('CONTEXT_MISSING', `The build context ${name} is no folder: ${toPath(value)}.`);
    }
    if (isRemote)
        return;
    if (!isFolder(plan.context)) {
        const what = (0,external_node_fs_.existsSync)(plan.context) ? 'is no folder' : 'does not exist';
        throw build_missing('CONTEXT_MISSING', `The build context ${plan.context} ${what}.`);
    }
    const candidates = plan.file === undefined
        ? ['Dockerfile', 'dockerfile'].map((name) => (0,external_node_path_.join)(plan.context, name))
        : [plan.file];
    const found = candidates.find((path) => (0,external_node_fs_.existsSync)(path));
    if (found === undefined)
        throw build_missing('DOCKERFILE_MISSING', `There is no Dockerfile at ${candidates[0]}.`);
    if (isFolder(found))
        throw build_missing('DOCKERFILE_MISSING', `${found} is a folder and no Dockerfile.`);
}
function namedContext(entry) {
    const [name, value] = splitPair(entry) ?? [entry, ''];
    return { name, value };
}
/** Anything else is an image, another target or a repository, of which the builder knows. */
function isFolderName(value) {
    return !/^[a-z][a-z0-9+-]*:|^git@|^github\.com\//.test(value);
}
/** What the system cannot even look for, such as a name that is too long, is no folder either. */
function isFolder(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isDirectory();
    }
    catch {
        return false;
    }
}
/**
 * Builds, and pushes where a reference is given; the log streams.
 * @throws ActionError BUILD_FAILED, PUSH_FAILED, REGISTRY_UNREACHABLE or CACHE_EXPORT_FAILED
 */
async function build(plan, push, access) {
    const workspace = (access.resolve ?? external_node_path_.resolve)('.');
    const result = await (0,log/* foreign */.V$)((write) => (0,docker/* docker */.T)(buildArguments(plan, push, metadataFile(access.privateFolder)), {
        // The provenance that buildx would add to the metadata holds build arguments in clear.
        env: {
            ...(plan.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: plan.sourceDateEpoch }),
            ...{ ...access.env, ...plan.secretEnvironment, BUILDX_METADATA_PROVENANCE: 'disabled' },
        },
        ...(isFolder(workspace) && { cwd: workspace }),
        signal: access.signal,
        onLine: write,
    }));
    if (result.kind !== 'ended')
        throw new Error(`docker ended as ${result.kind}`);
    if (result.exitCode === 0)
        return;
    const isLocal = isFolder(plan.context);
    throw buildFailure(withoutSecrets(result.lines, plan), push, {
        scopedLogin: scopedLogin(push, access),
        isPublic: access.isPublic ?? false,
        sources: isLocal ? sourcesOf(plan, workspace) : undefined,
        fileOf: (name) => (isLocal ? dockerfileIn(plan, name, workspace) : undefined),
    });
}
/** buildx 0.31 and newer look there before they look into the configuration. */
function scopedLogin(push, { env }) {
    const folder = (0,external_node_path_.join)(env.BUILDX_CONFIG ?? '', 'config', push?.split('/', 1)[0] ?? '');
    return push !== undefined && env.BUILDX_CONFIG !== undefined && (0,external_node_fs_.existsSync)(folder) ? folder : undefined;
}
const removalMs = 20_000;
/**
 * Takes the copy away that the engine's own builder keeps of everything it pushes, failed pushes included: on a
 * machine that lives on, every run would leave one behind. The build cache stays.
 */
async function removeLocalCopy(reference, access) {
    if (access.signal.aborted)
        return;
    await (0,docker/* docker */.T)(['image', 'rm', '--force', reference], { ...access, limitMs: removalMs });
}
function build_missing(code, sentence) {
    const hint = 'Paths of context and file are relative to the workspace; did actions/checkout run before this step?';
    return new errors/* ActionError */.lZ({ code, sentence, hint });
}

;// CONCATENATED MODULE: ./build/src/image/local.js



const probeLimitMs = 20_000;
/**
 * Makes sure that the engine has the image.
 * @returns its platform, and whether it has a name of its own: without one, taking another away would delete it
 * @throws ActionError LOCAL_IMAGE_MISSING, or DOCKER_MISSING
 */
async function checkLocalImage(reference, access) {
    const format = '{{.Os}}/{{.Architecture}}{{if .Variant}}/{{.Variant}}{{end}} {{len .RepoTags}}';
    const args = ['image', 'inspect', '--format', format, '--', reference];
    const result = await (0,docker/* docker */.T)(args, { ...access, limitMs: probeLimitMs });
    if (result.kind === 'missing') {
        throw new errors/* ActionError */.lZ({
            code: 'DOCKER_MISSING',
            sentence: 'There is no `docker` on the PATH of this runner.',
            hint: 'The input local-image names an image of a Docker engine: use the runner that has it.',
        });
    }
    if (result.kind === 'ended' && result.exitCode === 0) {
        const [platform = '', names = '0'] = result.stdout.trim().split(' ');
        return { platform, isNamed: Number(names) > 0 };
    }
    const said = result.kind === 'ended' ? lastOf(result.lines) : `no answer within ${probeLimitMs / 1000} s`;
    if (!/no such image/i.test(said)) {
        throw new errors/* ActionError */.lZ({
            code: 'DOCKER_UNREACHABLE',
            sentence: `The Docker engine could not be asked for the local image ${reference}: ${said}`,
            hint: 'Start the engine, and check DOCKER_HOST and the permission on its socket.',
        });
    }
    throw new errors/* ActionError */.lZ({
        code: 'LOCAL_IMAGE_MISSING',
        sentence: `The local engine has no image ${reference} to push: ${said}`,
        hint: 'Build it in an earlier step of the same job with `--load` or `docker build --tag`, and give the same name; an image of another job is not on this runner.',
    });
}
/**
 * Pushes an image of the engine under another name; the log streams.
 * @returns undefined when it is pushed, or the engine's last words
 */
async function pushLocalImage(reference, target, access) {
    const named = await (0,docker/* docker */.T)(['image', 'tag', '--', reference, target], { ...access, limitMs: probeLimitMs });
    if (named.kind !== 'ended' || named.exitCode !== 0)
        return named.kind === 'ended' ? lastOf(named.lines) : named.kind;
    const pushed = await (0,log/* foreign */.V$)((write) => (0,docker/* docker */.T)(['push', '--', target], { ...access, onLine: write }));
    if (pushed.kind !== 'ended')
        return pushed.kind;
    return pushed.exitCode === 0 ? undefined : lastOf(pushed.lines);
}
function lastOf(lines) {
    return (lines
        .findLast((line) => line.trim() !== '')
        ?.trim()
        .slice(0, 600) ?? 'docker said nothing');
}

// EXTERNAL MODULE: ./build/src/lib/state.js
var state = __webpack_require__(4948);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(1260);
;// CONCATENATED MODULE: ./build/src/image/created-builder.js






const created_builder_limitMs = 300_000;
const created_builder_tries = 3;
const created_builder_pauseMs = 5_000;
/** Buildx allows network.host to every builder in a container, but no longer where another one is named. */
const entitlements = ['network.host', 'security.insecure', 'device'];
/**
 * Makes a builder in a container of its own and boots it. The post step removes it, whatever becomes of this process:
 * it knows the name from before there is anything to remove.
 * @throws ActionError BUILDER_FAILED
 */
async function createBuilder({ name, allow }, access) {
    (0,state/* saveBuilder */.LS)({ name, folder: access.env.BUILDX_CONFIG ?? '' });
    (0,log/* say */.cv)(`Making the builder ${name}, which the post step removes.`);
    const began = performance.now();
    const flags = entitlements.filter((one) => allow.some((given) => given.split('=', 1)[0] === one));
    const args = ['buildx', 'create', '--driver', 'docker-container', '--name', name];
    const daemon = flags.map((one) => `--allow-insecure-entitlement ${one}`).join(' ');
    await created_builder_ask([...args, ...(daemon === '' ? [] : ['--buildkitd-flags', daemon])], { ...access, began });
    await created_builder_ask(['buildx', 'inspect', '--bootstrap', name], { ...access, began });
}
/** Asks again for what passes; all tries together have the time of one. */
async function created_builder_ask(args, access) {
    for (let left = created_builder_tries;; left--) {
        const leftMs = Math.max(Math.ceil(created_builder_limitMs - (performance.now() - access.began)), 1);
        const result = await (0,docker/* docker */.T)(args, { env: access.env, signal: access.signal, limitMs: leftMs });
        if (result.kind === 'ended' && result.exitCode === 0)
            return;
        const said = wordsOf(result);
        if (left === 1 || result.kind !== 'ended' || !isPassing(said))
            throw created_builder_failed(said);
        (0,log/* say */.cv)(`${said} Trying again in ${created_builder_pauseMs / 1000} s.`);
        await (0,poll/* pause */.v7)(created_builder_pauseMs / (access.pace ?? 1), access.signal);
    }
}
function wordsOf(result) {
    if (result.kind === 'too-slow')
        return `it was not ready within ${created_builder_limitMs / 60_000} minutes`;
    if (result.kind === 'missing')
        return 'docker is gone';
    const line = result.lines.findLast((one) => one.trim() !== '') ?? 'docker said nothing';
    return line
        .trim()
        .replace(/^ERROR: /, '')
        .slice(0, 600);
}
function created_builder_failed(said) {
    return new errors/* ActionError */.lZ({
        code: 'BUILDER_FAILED',
        sentence: `The builder that \`builder: create\` asks for could not be made: ${said}`,
        hint: `${reasonFor(said)} Or make a builder in an earlier step whose driver option image= names a mirror, and leave builder out.`,
    });
}
/** The engine pulls the builder's image, moby/buildkit, from Docker Hub. */
function reasonFor(said) {
    if (/toomanyrequests|429 Too Many Requests|rate limit/i.test(said))
        return 'Docker Hub limits how often its images are pulled: log in to it in an earlier step, or give the engine a mirror.';
    if (/no such host|dial tcp|proxyconnect|timeout|TLS|x509|EOF|reset|within/i.test(said))
        return 'The engine must reach Docker Hub, where the image of the builder is; look at its proxy settings, or give it a mirror.';
    return 'Look at what the engine says; it must be allowed to run privileged containers and to pull moby/buildkit from Docker Hub.';
}

;// CONCATENATED MODULE: ./build/src/image/features.js


/**
 * What the docker driver cannot do, on the classic image store, that of today's hosted runners, and on containerd's. Some of
 * it it does not even refuse: annotations and caches that it does not know get lost in silence.
 */
function lackOf(store, wanted) {
    const lacking = [...(store === 'classic' ? lackOfClassic(wanted) : []), ...cachesLackedBy(store, wanted)];
    if (lacking.length === 0)
        return undefined;
    const switched = store === 'classic' ? ', or switch the engine to the containerd image store' : '';
    return new errors/* ActionError */.lZ({
        code: 'BUILDER_LACKS_FEATURE',
        sentence: `The builder at hand cannot ${lacking.join(', nor ')}: the engine uses the ${store} image store.`,
        hint: `Give \`builder: create\`, which makes a builder that can; or make another builder the current one in an earlier step (docker/setup-buildx-action)${switched}.`,
    });
}
function lackOfClassic({ platforms, provenance, sbom, annotations }) {
    const lacking = [
        [platforms.length > 1, `build ${platforms.length} platforms into one image`],
        [provenance !== 'false', `attach provenance (\`provenance: ${provenance}\`)`],
        [sbom !== 'false', `attach an SBOM (\`sbom: ${sbom}\`)`],
        [annotations.length > 0, 'keep annotations'],
    ];
    return lacking.flatMap(([isWanted, what]) => (isWanted ? [what] : []));
}
/** Measured with Docker 28: what is not in here is refused in the middle, or left out in silence. */
const caches = {
    classic: { imports: ['registry', 'local', 'inline'], exports: ['inline'] },
    containerd: {
        imports: ['registry', 'local', 'inline', 'gha'],
        exports: ['registry', 'local', 'inline', 'gha'],
    },
};
function cachesLackedBy(store, { cacheFrom, cacheTo }) {
    const { imports, exports } = caches[store];
    const imported = typesOf(cacheFrom).filter((type) => !imports.includes(type));
    const exported = typesOf(cacheTo).filter((type) => !exports.includes(type));
    return [
        ...(imported.length > 0 ? [`import a cache of type ${imported.join(', ')}`] : []),
        ...(exported.length > 0 ? [`export a cache of type ${exported.join(', ')}`] : []),
    ];
}
function typesOf(entries) {
    const types = entries.map(parseCache).flatMap((cache) => ('type' in cache ? [cache.type] : []));
    return [...new Set(types)];
}

;// CONCATENATED MODULE: ./build/src/image/builder.js








const builder_probeLimitMs = 20_000;
/**
 * Asks for what the build will need before it starts: docker, buildx, an engine that answers where the builder is
 * the engine's own, and a builder that can do what is asked; one that is to be made is made here.
 * @returns whether the builder keeps a copy of what it pushes in the engine's image store
 * @throws ActionError DOCKER_MISSING, BUILDX_MISSING, BUILDER_FAILED, BUILDER_NOT_FOUND, DOCKER_UNREACHABLE,
 * DOCKER_WINDOWS_ENGINE or BUILDER_LACKS_FEATURE
 */
async function checkBuilder(plan, access) {
    const { builder } = plan;
    const version = await buildxVersion(access);
    if (plan.createsBuilder && builder !== undefined)
        await createBuilder({ name: builder, allow: plan.allow }, access);
    const inspected = await probe(['buildx', 'inspect', ...(builder === undefined ? [] : [builder])], access);
    if (inspected.kind === 'ended' && inspected.lines.some((line) => /no builder .* found/.test(line))) {
        throw builderMissing(builder, lastLine(inspected.lines));
    }
    const named = builder === undefined ? '' : ` builder ${builder},`;
    const driver = fieldOf('Driver', inspected);
    if (driver !== undefined && driver !== 'docker') {
        (0,log/* say */.cv)(`Building with ${version},${named} driver ${driver}.`);
        return false;
    }
    const store = await checkEngine(access, builder && fieldOf('Endpoint', inspected));
    (0,log/* say */.cv)(`Building with ${version},${named} driver docker, ${store} image store.`);
    const lack = lackOf(store, plan);
    if (lack !== undefined)
        throw lack;
    return true;
}
/** The client alone answers this one, so the toolkit's exec will do; what hangs all the same is ended by the post step. */
async function buildxVersion({ env, signal }) {
    const options = { env: { ...env }, silent: true, ignoreReturnCode: true };
    const probing = (0,exec/* getExecOutput */.H)('docker', ['buildx', 'version'], options);
    const result = await (0,poll/* within */.ux)(probing, builder_probeLimitMs, signal).catch((cause) => {
        signal.throwIfAborted();
        throw dockerMissing(cause);
    });
    if (result.exitCode !== 0)
        throw buildxMissing(result.stderr);
    return `buildx ${/v?\d+\.\d+\.\S+/.exec(result.stdout)?.[0] ?? 'of unknown version'}`;
}
/** @param context of the engine whose own builder was named, which need not be the current one */
async function checkEngine(access, context) {
    const engine = context === undefined || context === 'default' ? [] : ['--context', context];
    const result = await probe([...engine, 'info', '--format', '{{json .}}'], access);
    const info = parseInfo(builder_text(result));
    if (info === undefined || result.kind !== 'ended' || result.exitCode !== 0)
        throw unreachable(result);
    if (info.OSType === 'windows')
        throw windowsEngine();
    return JSON.stringify(info.DriverStatus ?? '').includes('io.containerd.snapshotter')
        ? 'containerd'
        : 'classic';
}
/** Without an engine `docker info` still prints JSON, about the client alone. */
function parseInfo(json) {
    try {
        const parsed = JSON.parse(json);
        const info = typeof parsed === 'object' && parsed !== null ? parsed : {};
        return typeof info.ServerVersion === 'string' && info.ServerVersion !== '' ? info : undefined;
    }
    catch {
        return undefined;
    }
}
function probe(args, { env, signal }) {
    return (0,docker/* docker */.T)(args, { env, signal, limitMs: builder_probeLimitMs });
}
/** What `buildx inspect` says of the builder, or of its first machine. */
function fieldOf(key, inspected) {
    return new RegExp(`^${key}:[ \\t]*(\\S+)`, 'm').exec(builder_text(inspected))?.[1];
}
function builder_text(result) {
    return result.kind === 'ended' ? result.stdout : '';
}
function dockerMissing(cause) {
    return new errors/* ActionError */.lZ({
        code: 'DOCKER_MISSING',
        sentence: /no answer within/.test((0,error_text/* errorMessage */.g)(cause))
            ? `The docker on the PATH of this runner does not answer: ${(0,error_text/* errorMessage */.g)(cause)}.`
            : 'There is no `docker` on the PATH of this runner.',
        hint: 'Use a runner that has Docker (ubuntu-latest does, ubuntu-slim does not), or install it in an earlier step.',
    }, { cause });
}
function buildxMissing(stderr) {
    return new errors/* ActionError */.lZ({
        code: 'BUILDX_MISSING',
        sentence: `docker has no working buildx plugin: ${firstLine(stderr.split('\n'))}`,
        hint: 'Install docker-buildx-plugin (Docker) or docker-buildx (Debian, Ubuntu) on the runner.',
    });
}
function builderMissing(name, said) {
    const [who, otherwise] = name === undefined
        ? ['BUILDX_BUILDER or the current context', 'leave BUILDX_BUILDER unset']
        : ['the input builder', 'leave builder out for the current one, or give `builder: create`'];
    return new errors/* ActionError */.lZ({
        code: 'BUILDER_NOT_FOUND',
        sentence: `The builder that ${who} names is not there: ${said}`,
        hint: `Make the builder in an earlier step of the job, or ${otherwise}.`,
    });
}
function unreachable(result) {
    const reason = result.kind === 'too-slow'
        ? `no answer within ${builder_probeLimitMs / 1000} s`
        : lastLine(result.kind === 'ended' ? result.lines : []);
    return new errors/* ActionError */.lZ({
        code: 'DOCKER_UNREACHABLE',
        sentence: `The Docker engine does not answer: ${reason}`,
        hint: 'Start the engine, check DOCKER_HOST and the permission on its socket, or make a remote builder the current one.',
    });
}
function windowsEngine() {
    return new errors/* ActionError */.lZ({
        code: 'DOCKER_WINDOWS_ENGINE',
        sentence: 'The Docker engine of this runner builds Windows containers, and Slipway builds with BuildKit for Linux.',
        hint: 'Use a Linux runner, or switch the engine to Linux containers.',
    });
}
/** Docker says what is wrong first, and how to get help after it. */
function firstLine(lines) {
    return (lines
        .find((one) => one.trim() !== '')
        ?.trim()
        .slice(0, 300) ?? 'no reason given');
}
function lastLine(lines) {
    const line = lines.findLast((one) => one.trim() !== '' && !one.startsWith('{'));
    return line?.trim().slice(0, 300) ?? 'no reason given';
}

;// CONCATENATED MODULE: ./build/src/steps.js







/** Nothing of the workspace is looked at where nothing is built from it. */
function checkFiles({ plan, event, inputs, resolve }) {
    if (inputs.source.kind !== 'build')
        return;
    checkSources(plan.build, plan.contextFolder === undefined, resolve);
    if (plan.contextFolder === undefined)
        return;
    checkCheckout(plan.contextFolder, { sha: plan.sha, event: event.sha, pullRequestHead: event.headSha });
}
/** The Dockerfile as the repository knows it, where one is built from: what scanners' reports point at. */
function steps_dockerfileOf({ plan, inputs }) {
    if (inputs.source.kind !== 'build' || plan.contextFolder === undefined)
        return undefined;
    const file = plan.build.file ?? (0,external_node_path_.join)(plan.contextFolder, 'Dockerfile');
    const root = repositoryRoot(plan.contextFolder);
    const path = root === undefined ? '..' : (0,external_node_path_.relative)(root, file).replaceAll('\\', '/');
    return path.startsWith('..') ? undefined : path;
}
/** One private Docker configuration for all docker processes of the run, and a builder that can do what is asked. */
function prepareBuild(run, entry) {
    return (0,log/* stage */.dw)('Log in and check the builder', async () => {
        const { env } = (0,registry_login/* prepareDocker */.qm)(entry?.login, run.privateFolder, run.env);
        const docker = { env: { ...env, ...(await cacheKeys(run, entry?.credentials)) } };
        const keepsCopy = await checkBuilder(run.plan.build, { ...run, ...docker });
        return { ...docker, keepsCopy };
    });
}
/** Docker's processes get no AWS keys but for a cache in S3, which buildx reads and writes with those it finds. */
async function cacheKeys({ plan, env }, credentials) {
    if (!wantsAwsKeys(plan.build))
        return {};
    const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
    if (credentials === undefined)
        return Object.fromEntries(names.flatMap((one) => (env[one] ? [[one, env[one]]] : [])));
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials.provide();
    const values = [accessKeyId, secretAccessKey, sessionToken];
    return Object.fromEntries(names.flatMap((one, index) => (values[index] ? [[one, values[index]]] : [])));
}
/** For what needs the engine's client alone. */
function prepareClient(run, login) {
    return (0,log/* stage */.dw)('Log in', async () => ({
        ...(0,registry_login/* prepareDocker */.qm)(login, run.privateFolder, run.env),
        keepsCopy: false,
    }));
}
function renewLogin(run, login, docker) {
    const { env } = (0,registry_login/* prepareDocker */.qm)(login, run.privateFolder, run.env);
    return { ...docker, env: { ...docker.env, ...env } };
}
async function buildWithoutPushing(run, docker, learn) {
    await (0,log/* stage */.dw)(`Build ${run.plan.build.context} without pushing`, () => build(run.plan.build, undefined, { ...run, ...docker }));
    learn({ built: true });
}

;// CONCATENATED MODULE: ./build/src/candidate.js












// The image of this run goes to the registry once, under a candidate tag: every try to push has a tag of its own, so
// that a half-done one can never be mistaken for another.
const candidate_tries = 3;
const candidate_pauseMs = 10_000;
/** Builds and pushes. @throws ActionError BUILD_FAILED, PUSH_FAILED and their kin */
function buildAndPush(run, registry, docker, learn) {
    const { build: plan } = run.plan;
    return (0,log/* stage */.dw)(`Build ${plan.context} and push it to ${registry.repository.uri}`, () => pushed(run, registry, { docker, learn }, async (reference, access, attempt) => {
        // What the first try built is in the builder's cache: a second build must not make another image of it.
        const again = { noCache: false, noCacheFilters: [], pull: false };
        const isPublic = registry.kind === 'public';
        try {
            if (access.keepsCopy)
                (0,state/* saveCopy */.zb)(reference);
            await build(attempt === 1 ? plan : { ...plan, ...again }, reference, { ...run, ...access, isPublic });
            learn({ built: true });
        }
        catch (error) {
            if (isAboutPush(error))
                learn({ built: true });
            throw error;
        }
        finally {
            if (access.keepsCopy)
                await forgetCopy(run, access, reference);
        }
    }));
}
/** Pushes an image that the engine has. @throws ActionError PUSH_FAILED */
function pushLocal(run, registry, local, learn) {
    return (0,log/* stage */.dw)(`Push ${local.reference} to ${registry.repository.uri}`, () => pushed(run, registry, { docker: local.docker, learn }, async (reference, access) => {
        // The candidate's name would be the only one of an image without a name, and go with the image.
        if (local.isNamed)
            (0,state/* saveCopy */.zb)(reference);
        const failure = await pushLocalImage(local.reference, reference, { ...run, ...access });
        if (local.isNamed)
            await forgetCopy(run, access, reference);
        if (failure !== undefined)
            throw candidate_pushFailed(local.reference, reference, failure);
    }));
}
/** In a cancelled run the post step does it. */
async function forgetCopy(run, access, reference) {
    if (run.signal.aborted)
        return;
    await removeLocalCopy(reference, { ...run, ...access });
    (0,state/* saveCopy */.zb)('');
}
async function pushed(run, registry, { docker, learn }, push) {
    let access = docker;
    for (let attempt = 1;; attempt++) {
        const tag = tagOfTry(run.plan.candidateTag, attempt);
        const reference = `${registry.repository.uri}:${tag}`;
        try {
            (0,log/* say */.cv)(`The candidate is ${reference}`);
            forgetMetadata(run.privateFolder);
            await push(reference, access, attempt);
            const digest = await digestOfPush(run, registry, tag);
            learn({ candidateTag: tag });
            return { digest, candidateTag: tag };
        }
        catch (error) {
            run.signal.throwIfAborted();
            const digest = await pushedAnyway(registry, tag, error);
            if (digest !== undefined) {
                (0,core/* warning */.$e)(`The image is in the registry, so the run goes on. ${saidIn(error)}`);
                learn({ candidateTag: tag });
                return { digest, candidateTag: tag };
            }
            const way = attempt < candidate_tries && isAboutPush(error) ? wayOn((0,errors/* failureOf */.g5)(error).sentence, attempt) : 'none';
            if (way === 'none')
                throw error;
            access = await again(run, registry, { docker: access, error, way });
        }
    }
}
/** A new name for every try; the first is the one that the plan shows. */
function tagOfTry(candidateTag, attempt) {
    return attempt === 1 ? candidateTag : `${candidateTag}-${attempt}`;
}
/** The digest comes from buildx; where it does not tell, the candidate tag is this run's alone and names the image. */
async function digestOfPush(run, registry, tag) {
    const told = run.inputs.source.kind === 'local'
        ? { digest: undefined, reason: 'it is not in the registry' }
        : digestInMetadata(run.privateFolder);
    if (told.digest !== undefined)
        return told.digest;
    const options = { delayMs: () => 2_000, limitMs: freshPushMs, signal: run.signal, pace: run.pace };
    const found = await (0,poll/* poll */.wt)(() => registry.digestOf(tag), options);
    if (found.kind === 'done')
        return found.value;
    throw new errors/* ActionError */.lZ({
        code: 'DIGEST_UNKNOWN',
        sentence: `The image was pushed, but its digest is not known: ${told.reason}, and ${registry.repository.name} has no tag ${tag}.`,
        hint: 'Use buildx 0.13 or newer; without the digest nothing can be scanned or tagged safely.',
    });
}
/** What docker said last may lack its full stop. */
function saidIn(error) {
    return (0,errors/* failureOf */.g5)(error).sentence.replace(/[^.!?…]$/, '$&.');
}
function isAboutPush(error) {
    const { code } = (0,errors/* failureOf */.g5)(error);
    return ['PUSH_FAILED', 'REGISTRY_UNREACHABLE', 'CACHE_EXPORT_FAILED'].includes(code);
}
/**
 * What may help a push that failed. A registry refuses a HEAD without words, so that after a long build an expired login
 * looks like a missing permission: a fresh login, once, tells them apart.
 */
function wayOn(sentence, attempt) {
    if (isExpiredLogin(sentence) || (attempt === 1 && isWordlessRefusal(sentence)))
        return 'log in';
    return isPassing(sentence) ? 'wait' : 'none';
}
/** The connection may have broken after the manifest had arrived: what is there is not pushed again. */
async function pushedAnyway(registry, tag, error) {
    if (!isAboutPush(error))
        return undefined;
    return registry.digestOf(tag).catch(() => undefined);
}
async function again(run, registry, { docker, error, way }) {
    const sentence = saidIn(error);
    if (way === 'log in') {
        (0,log/* say */.cv)(`${sentence} Perhaps the registry login has expired: logging in again for another try.`);
        return renewLogin(run, await authorizeAt(registry), docker);
    }
    (0,log/* say */.cv)(`${sentence} Trying again in about ${candidate_pauseMs / 1000} s, at most ${candidate_tries} times in all.`);
    await (0,poll/* pause */.v7)((0,poll/* jitter */.p$)(candidate_pauseMs) / run.pace, run.signal);
    return docker;
}
function candidate_pushFailed(image, reference, said) {
    return new errors/* ActionError */.lZ({
        code: 'PUSH_FAILED',
        sentence: `The local image ${image} could not be pushed as ${reference}: ${said}`,
        hint: 'No release tag was put. Look at what the registry said, at the rights of the role to push, and run the job again.',
    });
}

;// CONCATENATED MODULE: ./build/src/image/kinship.js

/** Whether an image is of the same commit and was built from the same inputs: its own labels are the proof. */
function isTwin(existing, ours) {
    const { labels } = existing;
    if (!existing.isImage || labels === undefined)
        return false;
    return [revisionLabel, fingerprintLabel].every((name) => ours[name] && labels[name] === ours[name]);
}
/**
 * The image that makes a build needless. Under an immutable tag there is only one; elsewhere the first tag decides.
 * @param putOrder the plan's tags, specific ones first
 */
function twinOf(existing, ours, { putOrder, isImmutable }) {
    const twins = putOrder.flatMap((tag) => existing.filter((one) => one.tag === tag && isTwin(one, ours)));
    return twins.find(({ tag }) => isImmutable(tag)) ?? twins[0];
}
/**
 * The immutable tag that cannot be this run's: an image whose labels name another commit, or other inputs, cannot have
 * the digest of ours. Where no such labels are there the digests decide after the push.
 */
function takenBy(existing, ours, isImmutable) {
    return existing
        .filter(({ tag }) => isImmutable(tag))
        .find(({ isImage, labels }) => {
        if (!isImage)
            return true;
        const isOurKind = Object.keys(ours).some((key) => labels?.[key] !== undefined);
        if (isOurKind && labels?.[revisionLabel] !== ours[revisionLabel])
            return true;
        const fingerprint = labels?.[fingerprintLabel];
        return fingerprint !== undefined && fingerprint !== (ours[fingerprintLabel] ?? fingerprint);
    });
}
/** The tags that name an image of a later commit: a run that finishes late must not turn them back. */
function newerOnes(existing, ours) {
    const created = Date.parse(ours[createdLabel] ?? '');
    return existing.filter(({ labels }) => labels?.[revisionLabel] !== undefined &&
        labels[revisionLabel] !== ours[revisionLabel] &&
        Date.parse(labels[createdLabel] ?? '') > created);
}

;// CONCATENATED MODULE: ./build/src/obtain.js













/** An image that is not fresh is there at once, or not at all; one that an earlier job pushed just now may take a moment. */
const obtain_storedMs = 6_000;
/** The image of this run: one that is proven to be the same, one that ECR or the engine has, or a new one. */
async function obtain(run, registry, existing, learn) {
    const { source } = run.inputs;
    const image = await imageFrom(run, registry, existing, learn);
    learn({ image, digest: image.manifest.digest });
    // What a service runs is of another commit than the one at hand, as a rule.
    const isDeployed = source.kind === 'stored' && source.image.kind === 'deployed';
    if (source.kind !== 'build' && !isDeployed)
        warnOfOtherCommit(run, image);
    run.signal.throwIfAborted();
    return image;
}
function imageFrom(run, registry, existing, learn) {
    const { source } = run.inputs;
    switch (source.kind) {
        case 'stored':
            return obtain_readStored(run, registry, source.image);
        case 'local':
            return localImage(run, registry, source.reference, learn);
        case 'build': {
            const twin = reusable(run, registry, existing);
            return twin === undefined
                ? builtImage(run, registry, learn)
                : readTwin(run, registry, { ...twin, origin: 'reused' });
        }
    }
}
/** The image of an earlier run that makes a build needless. */
function reusable(run, registry, existing) {
    if (registry.kind === 'public' || !run.plan.allowsReuse)
        return undefined;
    const { settings } = registry;
    return twinOf(existing, run.plan.build.labels, {
        putOrder: run.plan.putOrder,
        isImmutable: (tag) => settings !== undefined && isImmutable(settings.mutability, tag),
    });
}
/** Takes another run's image of the same commit and the same inputs. */
function readTwin(run, registry, { tag, digest, origin }) {
    const { name } = registry.repository;
    return (0,log/* stage */.dw)(`Take ${name}@${digest}`, async () => {
        const why = origin === 'reused' ? 'nothing is built' : 'another run was faster, and its image is taken';
        (0,log/* say */.cv)(`${name}:${tag} is of this commit and was built from the same inputs: ${why}.`);
        const pushed = await readIn(run, registry, { imageDigest: digest }, { withinMs: obtain_storedMs });
        // They are what proved that it is the same.
        const labels = registry.kind === 'private' ? registry.known.get(digest) : undefined;
        return { ...pushed, origin, labels: labels ?? run.plan.build.labels, candidateTag: undefined };
    });
}
async function builtImage(run, registry, learn) {
    const login = await authorizeAt(registry);
    const docker = await prepareBuild(run, { login, credentials: registry.credentials });
    const { digest, candidateTag } = await buildAndPush(run, registry, docker, learn);
    const platform = run.plan.build.platforms[0] ?? 'the image';
    const pushed = await readFresh(run, registry, docker, { digest, platform, learn });
    return { ...pushed, origin: 'built', labels: run.plan.build.labels, candidateTag };
}
async function localImage(run, registry, reference, learn) {
    const docker = await prepareClient(run, await authorizeAt(registry));
    const { platform, isNamed } = await checkLocalImage(reference, { ...docker, signal: run.signal });
    const local = { reference, isNamed, docker };
    const { digest, candidateTag } = await pushLocal(run, registry, local, learn);
    const pushed = await readFresh(run, registry, docker, { digest, platform, learn });
    return { ...pushed, origin: 'local', labels: await labelsOf(run, registry, pushed), candidateTag };
}
async function readFresh(run, registry, docker, { digest, platform, learn }) {
    learn({ digest });
    (0,log/* say */.cv)(`Pushed ${registry.repository.uri}@${digest}`);
    if (registry.kind === 'private')
        return readIn(run, registry, { imageDigest: digest }, { withinMs: freshPushMs, platform });
    const { readPublicPushed } = await __webpack_require__.e(/* import() */ 842).then(__webpack_require__.bind(__webpack_require__, 4842));
    return readPublicPushed(registry.repository, { digest, platform }, { ...run, ...docker });
}
/** Finds the image that the input image names. @throws ActionError IMAGE_NOT_FOUND, REPOSITORY_MISMATCH */
function obtain_readStored(run, registry, image) {
    const { repository } = registry;
    return (0,log/* stage */.dw)(`Find the image ${obtain_nameOf(run, image, repository.name)}`, async () => {
        const id = await idOf(run, registry, image);
        if (hostOf(image.host, repository.host) === undefined)
            throw otherRegistry(image.host ?? '', repository.uri);
        const pushed = await readIn(run, registry, id, { withinMs: obtain_storedMs });
        (0,log/* say */.cv)(`It is ${repository.uri}@${pushed.manifest.digest}`);
        const labels = await labelsOf(run, registry, pushed);
        return { ...pushed, origin: 'stored', labels, candidateTag: undefined };
    });
}
function obtain_nameOf({ inputs, plan }, image, repository) {
    switch (image.kind) {
        case 'digest':
            return `${repository}@${image.digest}`;
        case 'tag':
            return `${repository}:${plan.storedTag}`;
        case 'deployed':
            return `of ${repository} that the service ${inputs.running?.service} runs`;
    }
}
/** @throws ActionError IMAGE_NOT_FOUND where it is not known what the service runs */
async function idOf(run, registry, image) {
    if (image.kind === 'digest')
        return { imageDigest: image.digest };
    if (image.kind === 'tag')
        return { imageTag: run.plan.storedTag ?? '' };
    const { runningImage } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 9584));
    const running = await runningImage(run, registry);
    if (running.kind === 'found')
        return { imageDigest: running.digest };
    throw new errors/* ActionError */.lZ({
        code: 'IMAGE_NOT_FOUND',
        sentence: `Which image the service ${run.inputs.running?.service} runs is not known: ${running.reason}.`,
        hint: 'Check service, cluster, container-name and repository, or name the image by its digest or tag.',
    });
}
/** ECR Public hands out no manifests, so the inputs refuse everything there that would need one. */
function readIn(run, registry, id, { withinMs, platform = 'the image' }) {
    if (registry.kind === 'public')
        throw new Error('images of ECR Public are not read through its API');
    return readPushed(registry.ecr, registry.repository, { id, platform, withinMs }, run);
}
/** What an image says of itself decides only what is warned of, so not being able to read it is no failure. */
async function labelsOf(run, registry, { manifest }) {
    if (registry.kind === 'public')
        return {};
    try {
        return await readLabels(registry.ecr, registry.repository, manifest, run.signal);
    }
    catch (error) {
        run.signal.throwIfAborted();
        (0,core/* warning */.$e)(`Of which commit the image is could not be read: ${error instanceof Error ? error.message : String(error)}`);
        return {};
    }
}
function warnOfOtherCommit({ plan }, { labels, manifest }) {
    const commit = labels[revisionLabel];
    if (commit === undefined || commit === '' || commit === plan.sha)
        return;
    (0,core/* warning */.$e)(`The image ${manifest.digest} says that it is of the commit ${JSON.stringify(commit.slice(0, 80))}, and this run is for ${plan.sha}. If that is meant, name its commit in the input sha.`);
}
function otherRegistry(host, uri) {
    return new errors/* ActionError */.lZ({
        code: 'REPOSITORY_MISMATCH',
        sentence: `The input image is on ${host}, and the repository is ${uri}.`,
        hint: 'An image is tagged in its own repository: name that in repository, with registry-id and aws-region.',
    });
}

;// CONCATENATED MODULE: ./build/src/image/existing.js





/** Every further image costs two calls; more than so many different ones under one run's tags tell nothing new. */
const mostImages = 10;
/**
 * Reads what the tags of a plan name now, with the labels of those images.
 * @param known filled with the labels that were read
 * @throws ActionError what ecr:BatchGetImage failed with; labels that cannot be read are undefined, with a notice
 */
async function readExisting(ecr, repository, tags, { known, signal }) {
    const ids = tags.map((imageTag) => ({ imageTag }));
    const found = ids.length === 0 ? [] : await (0,lib_images/* readManifests */.PX)(ecr, repository, ids);
    await readUnknown(ecr, repository, found, { known, signal });
    return found.map((image) => ({
        tag: image.tag ?? '',
        digest: image.digest,
        isImage: (0,image_manifest/* readContent */.c)(image).kind !== 'other',
        labels: known.get(image.digest),
    }));
}
async function readUnknown(ecr, repository, found, { known, signal }) {
    let left = mostImages;
    for (const image of found) {
        if (known.has(image.digest) || left-- <= 0)
            continue;
        const { labels, isDenied } = await tryToReadLabels(ecr, repository, image, signal);
        known.set(image.digest, labels);
        // A permission that is missing is missing for all of them, and is said once.
        if (isDenied)
            return forgo(found, known);
    }
}
function forgo(found, known) {
    for (const { digest } of found)
        known.set(digest, known.get(digest));
}
async function tryToReadLabels(ecr, repository, image, signal) {
    try {
        return { labels: await readLabels(ecr, repository, image, signal), isDenied: false };
    }
    catch (error) {
        signal.throwIfAborted();
        const { message, code } = (0,explain/* explain */.WE)(error, `the image ${repository.name}:${image.tag}`);
        (0,core/* notice */.lm)(`What the image of the tag ${image.tag} says of itself could not be read: nothing is reused, and no tag is spared for a later commit. ${message}`);
        return { labels: undefined, isDenied: code === 'AWS_ACCESS_DENIED' };
    }
}

// EXTERNAL MODULE: ./build/src/registry/key.js
var key = __webpack_require__(8674);
;// CONCATENATED MODULE: ./build/src/preflight.js










/** Reads what must fail so that it fails now, in seconds, and not after the build. */
async function preflight(run, registry) {
    const found = await preflightReads(run, registry);
    const isPushed = run.inputs.source.kind !== 'stored';
    if (isPushed && registry.kind === 'private' && registry.settings !== undefined)
        await (0,key/* checkKey */.y)(registry.ecr, registry.repository, registry.settings);
    return found;
}
/** The part of the preflight that a dry run may do, too: nothing is begun. */
async function preflightReads(run, registry) {
    if (registry.kind === 'public')
        return { existing: [], scanning: unknownScanning };
    const { ecr, repository } = registry;
    const { gate, dryRun, intent } = run.inputs;
    const existing = intent === 'release' ? await preflight_readTags(run, registry) : [];
    const scanning = gate.mode === 'off' ? unknownScanning : await readScanning(ecr, repository, gate, dryRun);
    return { existing, scanning };
}
async function preflight_readTags(run, registry) {
    const { ecr, repository, settings, known } = registry;
    if (settings === undefined)
        return [];
    const { deployedTag } = run.inputs.tags;
    const isDeployed = run.inputs.deploy.kind !== 'none';
    if (isDeployed && deployedTag !== undefined && isImmutable(settings.mutability, deployedTag))
        throw deployedTagImmutable(repository, deployedTag);
    warnOfFixedCaches(run, registry);
    const existing = await readExisting(ecr, repository, run.plan.putOrder, { known, signal: run.signal });
    // Whether a stored or local image is another one than the tag's shows when its digest is known, and costs no build.
    const isTaken = (tag) => isImmutable(settings.mutability, tag);
    const taken = run.inputs.source.kind === 'build' ? takenBy(existing, run.plan.build.labels, isTaken) : undefined;
    if (taken !== undefined)
        throw tagTaken(repository, taken, run.plan.sha);
    return existing;
}
function tagTaken(repository, { tag, digest, labels }, sha) {
    const commit = labels?.[revisionLabel];
    const whose = commit === undefined
        ? 'does not say of which commit it is'
        : commit === sha
            ? 'is of this commit, but was built from another Dockerfile, target, platforms or arguments'
            : `is of the commit ${(0,quoted/* quoted */.T)(commit)}`;
    return new errors/* ActionError */.lZ({
        code: 'IMMUTABLE_TAG_TAKEN',
        sentence: `The tag ${tag} of ${repository.name} is immutable and names another image, ${digest}, which ${whose}; nothing was built.`,
        hint: commit === sha
            ? 'Build with what it was built from, give what differs tags of its own (a suffix), or exclude this tag from the immutability of the repository.'
            : "Release under tags that are this commit's alone, such as type=sha, or exclude this tag from the immutability of the repository.",
    });
}
function deployedTagImmutable({ name }, tag) {
    return new errors/* ActionError */.lZ({
        code: 'IMMUTABLE_TAG_TAKEN',
        sentence: `The deployed-tag ${tag} moves with every deploy, but tags of its name are immutable in ${name}; nothing was built.`,
        hint: 'Exclude this tag from the immutability of the repository, or leave deployed-tag out.',
    });
}
/** The first export of a cache makes its tag, and every later one moves it. */
function warnOfFixedCaches({ plan }, { repository, settings }) {
    const ours = registryCaches(plan.build.cacheTo).filter((one) => one.host === repository.host && one.repository === repository.name);
    const fixed = ours.filter(({ tag }) => settings !== undefined && isImmutable(settings.mutability, tag));
    for (const { tag } of fixed) {
        (0,core/* warning */.$e)(`cache-to names the tag ${tag} of ${repository.name}, where such tags are immutable: the cache can be written once and never again. Use another repository for it, or exclude the tag from immutability.`);
    }
}

;// CONCATENATED MODULE: ./build/src/rehearsal.js







/** A dry run needs no checkout, but says what the real run would stumble over. */
function foreseeFiles(run) {
    try {
        checkFiles(run);
    }
    catch (error) {
        const { sentence, hint } = (0,errors/* failureOf */.g5)(error);
        (0,core/* warning */.$e)(`The real run would fail: ${sentence} ${hint}`);
    }
}
/** For a dry run: without credentials, and without the repository, there is still a plan to show. */
async function tryToEnter(run, learn) {
    if (run.inputs.identity.region === undefined)
        return unread('no region is given');
    try {
        const registry = await enter(run, learn);
        const isIdle = run.inputs.intent === 'build';
        const { existing } = isIdle ? { existing: [] } : await preflightReads(run, registry);
        const { source } = run.inputs;
        if (source.kind === 'stored' && !isIdle)
            await obtain_readStored(run, registry, source.image);
        return { registry, existing };
    }
    catch (error) {
        const reason = rehearsal_reasonOf((0,errors/* failureOf */.g5)(error).code, run);
        if (reason === undefined)
            throw error;
        return unread(reason);
    }
}
function rehearsal_reasonOf(code, { inputs }) {
    if (code === 'CREDENTIALS_MISSING')
        return 'there are no AWS credentials';
    if (code === 'ID_TOKEN_PERMISSION_MISSING')
        return 'the runner offers no OIDC token; the real run needs `permissions: id-token: write`';
    const isToBeMade = code === 'REPOSITORY_NOT_FOUND' && inputs.repository.create !== undefined;
    return isToBeMade ? 'the repository does not exist; the real run creates it' : undefined;
}
function unread(reason) {
    (0,core/* notice */.lm)(`Nothing was read from AWS: ${reason}.`);
}
async function showPlan(run, readings) {
    const { inputs } = run;
    if (readings !== undefined && inputs.deploy.kind !== 'none') {
        const { foreseeDiff, prepare } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 9584));
        const deployment = await prepare(run, readings.registry);
        if (deployment !== undefined)
            await foreseeDiff(deployment, readings.registry);
    }
    await (0,log/* stage */.dw)('What this run would do', async () => {
        const name = readings?.registry.repository.uri ?? inputs.repository.reference.name;
        for (const line of [...imageLines(run, name, readings), ...releaseLines(run, name, readings)])
            (0,log/* say */.cv)(line);
    });
}
function imageLines(run, name, readings) {
    const { plan, inputs } = run;
    const { source } = inputs;
    const push = `Push the candidate ${name}:${plan.candidateTag}`;
    const isPushed = inputs.intent !== 'build';
    if (!isPushed && source.kind !== 'build')
        return ['Nothing, as this event or the input push says'];
    switch (source.kind) {
        case 'stored':
            return [`Take the image ${name}${storedName(run)} of ECR`];
        case 'local':
            return [`Take the image ${source.reference} of the local engine`, push];
        case 'build': {
            const twin = readings && reusable(run, readings.registry, readings.existing);
            if (twin !== undefined)
                return [`Build nothing: ${name}:${twin.tag} is of this commit and the same inputs`];
            const build = `Build ${plan.build.context} for commit ${plan.sha}`;
            return [build, isPushed ? push : 'Push nothing, as this event or the input push says'];
        }
    }
}
function storedName({ inputs: { source }, plan }) {
    if (source.kind !== 'stored')
        return '';
    switch (source.image.kind) {
        case 'digest':
            return `@${source.image.digest}`;
        case 'tag':
            return `:${plan.storedTag}`;
        case 'deployed':
            return ` that the service runs`;
    }
}
function releaseLines({ inputs, plan }, name, readings) {
    const { gate, intent, deploy, tags } = inputs;
    if (intent === 'build')
        return [];
    const judged = gate.mode === 'off'
        ? 'Judge nothing: the gate is off'
        : `Judge it at ${gate.threshold} (gate: ${gate.mode})`;
    if (intent === 'candidate')
        return [judged, 'Put no tag, as the input push says'];
    const put = plan.tags.map((tag) => `Put ${name}:${tag}${namedNow(tag, readings)}`);
    const to = deploy.kind === 'service' ? [`Deploy it to the service ${deploy.service} in ${deploy.cluster}`] : [];
    switch (tags.tagAfter) {
        case 'gate':
            return [judged, ...put, ...to];
        case 'push':
            return [...put, judged, ...to];
        case 'deploy':
            return [judged, ...to, ...put];
    }
}
function namedNow(tag, readings) {
    if (readings === undefined || readings.registry.kind === 'public')
        return '';
    return `, which names ${readings.existing.find((one) => one.tag === tag)?.digest ?? 'nothing'} now`;
}

// EXTERNAL MODULE: ./build/src/registry/candidate.js
var candidate = __webpack_require__(3432);
// EXTERNAL MODULE: ./build/src/registry/promote.js
var promote = __webpack_require__(3793);
;// CONCATENATED MODULE: ./build/src/tagging.js








/** Puts the tags of the plan on an image, after a fresh look at what they name now. */
function publish(run, registry, image, options) {
    const { digest } = image.manifest;
    return (0,log/* stage */.dw)(`Tag ${registry.repository.uri}@${digest}`, async () => {
        const existing = await readNow(run, registry, run.plan.putOrder);
        const twin = options.mayAdopt ? conflictingTwin(run, registry, image, existing) : undefined;
        if (twin !== undefined)
            return { kind: 'twin', ...twin };
        const newer = newerThan(run, registry, image, existing);
        for (const one of newer)
            sayKept(one);
        const kept = newer.map(({ tag }) => tag);
        const there = existing.filter((one) => one.digest === digest).map(({ tag }) => tag);
        for (const tag of there)
            (0,log/* say */.cv)(`${registry.repository.uri}:${tag} names this image already`);
        const order = run.plan.putOrder.filter((tag) => !kept.includes(tag) && !there.includes(tag));
        const done = await promoteIn(registry, image, order);
        const promotion = { ...done, existing: [...there, ...done.existing], kept };
        options.learn({ promotion });
        run.signal.throwIfAborted();
        if (promotion.refused !== undefined)
            return options.mayAdopt ? lateTwin(run, registry, image, promotion) : { kind: 'refused' };
        await removeCandidateOf(run, registry, image, { promotion, learn: options.learn });
        return { kind: 'tagged', kept };
    });
}
/** Puts the moving tag that says what is deployed. */
function putDeployedTag(run, registry, image, learn) {
    const { deployedTag } = run.inputs.tags;
    if (deployedTag === undefined)
        return Promise.resolve();
    return (0,log/* stage */.dw)(`Tag ${registry.repository.uri}@${image.manifest.digest} as deployed`, async () => learn({ deployedTag: await promoteIn(registry, image, [deployedTag]) }));
}
/**
 * Looks whether the tags could be put now, for a deploy that goes before them: what cannot be tagged is not deployed.
 * @returns what is in the way, or the tags that would be left alone
 */
async function foreseeTags(run, registry, image, { mayAdopt, learn }) {
    const existing = await readNow(run, registry, run.plan.putOrder);
    const twin = mayAdopt ? conflictingTwin(run, registry, image, existing) : undefined;
    if (twin !== undefined)
        return { kind: 'twin', ...twin };
    const isFixed = (tag) => registry.kind === 'private' && isImmutableIn(registry, tag);
    const other = existing.find(({ tag, digest }) => isFixed(tag) && digest !== image.manifest.digest);
    if (other === undefined)
        return { kind: 'tagged', kept: newerThan(run, registry, image, existing).map(({ tag }) => tag) };
    const refused = { tag: other.tag, ...(0,promote/* immutableTag */.Zc)(other.digest) };
    const untried = run.plan.putOrder.filter((tag) => tag !== other.tag);
    learn({ promotion: { put: [], existing: [], refused, untried } });
    return { kind: 'refused' };
}
async function readNow(run, registry, tags) {
    if (registry.kind === 'public')
        return [];
    const { ecr, repository, known } = registry;
    return readExisting(ecr, repository, tags, { known, signal: run.signal });
}
function conflictingTwin(run, registry, image, existing) {
    if (registry.kind === 'public' || !run.plan.allowsAdoption)
        return undefined;
    const immutable = existing.filter(({ tag }) => isImmutableIn(registry, tag));
    const others = immutable.filter(({ digest }) => digest !== image.manifest.digest);
    const twin = twinOf(others, image.labels, { putOrder: run.plan.putOrder, isImmutable: () => true });
    return twin && { digest: twin.digest, tag: twin.tag };
}
/** Somebody was faster between our look and our put. Only where nothing has a tag of ours yet can theirs take its place. */
async function lateTwin(run, registry, image, promotion) {
    const { refused } = promotion;
    if ((0,promote/* tagged */.VK)(promotion).length > 0 || refused?.names === undefined)
        return { kind: 'refused' };
    const twin = conflictingTwin(run, registry, image, await readNow(run, registry, [refused.tag]));
    return twin === undefined ? { kind: 'refused' } : { kind: 'twin', ...twin };
}
function isImmutableIn({ settings }, tag) {
    return settings !== undefined && isImmutable(settings.mutability, tag);
}
/**
 * The moving tags that name an image of a later commit. Only times that are the commits' own are compared, and only for an
 * image that says to be of this run's commit: labels of a base image, or a SOURCE_DATE_EPOCH, tell nothing of order.
 */
function newerThan({ inputs, plan, env }, registry, image, existing) {
    const isOrdered = !env.SOURCE_DATE_EPOCH && image.labels[revisionLabel] === plan.sha;
    if (inputs.tags.allowOlder || !isOrdered)
        return [];
    const others = existing.filter(({ digest }) => digest !== image.manifest.digest);
    const moving = others.filter(({ tag }) => registry.kind === 'public' || !isImmutableIn(registry, tag));
    return newerOnes(moving, image.labels);
}
function sayKept({ tag, digest }) {
    (0,core/* notice */.lm)(`The tag ${tag} is left alone: it names ${digest}, which is of a later commit. With \`allow-older: true\` it would be turned back.`);
}
async function promoteIn(registry, { manifest }, tags) {
    const { repository } = registry;
    if (registry.kind === 'private')
        return (0,promote/* promote */.pt)(registry.ecr, repository, manifest, tags);
    const { promotePublic } = await Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(144)]).then(__webpack_require__.bind(__webpack_require__, 4144));
    return promotePublic(registry.api, repository, manifest, tags);
}
async function removeCandidateOf(run, registry, { manifest, candidateTag }, { promotion, learn }) {
    if (candidateTag === undefined || (0,promote/* tagged */.VK)(promotion).length === 0)
        return;
    const image = { digest: manifest.digest, candidateTag, tags: (0,promote/* tagged */.VK)(promotion) };
    learn({ candidateRemoved: await untag(registry, image, manifest) });
    run.signal.throwIfAborted();
}
async function untag(registry, image, manifest) {
    const { repository } = registry;
    if (registry.kind === 'private')
        return (0,candidate/* removeCandidate */.u)(image, (0,candidate/* untaggingIn */.e)(registry.ecr, repository, manifest));
    const { removePublicCandidate } = await Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(144)]).then(__webpack_require__.bind(__webpack_require__, 4144));
    return removePublicCandidate(registry.api, repository, image, manifest);
}

;// CONCATENATED MODULE: ./build/src/release.js






/**
 * Releases an image. Where another run's image of the same build holds an immutable tag by now, that one takes its
 * place, once, and is judged like any other.
 */
async function releaseImage(release, image) {
    const outcome = await releaseOne(release, image, true);
    if (outcome?.kind !== 'twin')
        return;
    const { run, registry, learn } = release;
    const twin = await readTwin(run, registry, { ...outcome, origin: 'adopted' });
    learn({
        image: twin,
        digest: twin.manifest.digest,
        promotion: undefined,
        verdict: undefined,
        scan: undefined,
        baseline: undefined,
        remarks: [],
        gateNotes: [],
    });
    await releaseOne(release, twin, false);
}
/**
 * @returns what ended it early, if anything
 * @throws ActionError OLDER_RELEASE, or what a stage failed with
 */
async function releaseOne(release, image, mayAdopt) {
    const { run, registry, gateSetup, learn } = release;
    const { tagAfter } = run.inputs.tags;
    const tag = () => publish(run, registry, image, { mayAdopt, learn });
    const early = tagAfter === 'push' ? await tag() : undefined;
    if (early !== undefined && early.kind !== 'tagged')
        return early;
    if (!opens(await gate(run, registry, gateSetup, image, learn)))
        return undefined;
    // What is deployed must be what gets the tags afterwards.
    const later = () => (tagAfter === 'gate' ? tag() : foreseeTags(run, registry, image, { mayAdopt, learn }));
    const tagged = early ?? (await later());
    if (tagged.kind !== 'tagged')
        return tagged;
    if (!(await rollOut(release, image, tagged.kept)))
        return undefined;
    return tagAfter === 'deploy' ? publish(run, registry, image, { mayAdopt: false, learn }) : undefined;
}
/** @returns whether nothing keeps the tags of a deployed image from being put */
async function rollOut({ run, registry, deployment, learn }, image, kept) {
    if (deployment === undefined)
        return true;
    if (kept.length > 0)
        throw olderRelease(kept, deployment.order.service);
    const { rollOut: roll } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 9584));
    const ending = await roll(deployment, registry, image, learn);
    if (ending === 'successful' || ending === 'no-change') {
        await putDeployedTag(run, registry, image, learn);
        return true;
    }
    if (ending === 'not-waited' && run.inputs.tags.deployedTag !== undefined)
        (0,core/* notice */.lm)('deployed-tag was not put: with `wait: false` it is not known whether the image is deployed.');
    return false;
}
/** A run that finishes late must not bring an old image back; which one the service runs now, the tags tell. */
function olderRelease(kept, service) {
    const tags = kept.slice(0, 5).join(', ');
    return new errors/* ActionError */.lZ({
        code: 'OLDER_RELEASE',
        sentence: `The service ${service} was not touched: ${tags} ${kept.length === 1 ? 'names' : 'name'} an image of a later commit already, so this release is an older one.`,
        hint: 'Release the later commit again if that is what should run; with `allow-older: true` tags and service go back to this one.',
    });
}

;// CONCATENATED MODULE: ./build/src/pipeline.js











/** The whole story. Never throws: what is known when a stage fails is in the outcome, together with the failure. */
async function pipeline(run) {
    const { intent, dryRun } = run.inputs;
    const { sarifFile: sarif, reportFile: report } = run.inputs.gate;
    const files = { sarif, report };
    let outcome = { intent, dryRun, plan: run.plan, files, dockerfile: steps_dockerfileOf(run) };
    const learn = (news) => {
        outcome = { ...outcome, ...news };
    };
    try {
        if (dryRun)
            await rehearse(run, learn);
        else if (intent === 'build')
            await buildOnly(run, learn);
        else
            await release(run, learn);
    }
    catch (error) {
        (0,log/* debugError */.AO)(error);
        learn({ failure: (0,errors/* failureOf */.g5)(error) });
    }
    return outcome;
}
/** What fails without a build fails first: files, identity, repository, service, builder. */
async function release(run, learn) {
    checkFiles(run);
    const ignores = await readIgnores(run);
    const registry = await enter(run, learn);
    const { existing, scanning } = await preflight(run, registry);
    const gateSetup = { scanning, ignores, compared: await findBaseline(run, registry) };
    const deploying = run.inputs.deploy.kind === 'none' ? undefined : await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(584)]).then(__webpack_require__.bind(__webpack_require__, 9584));
    const deployment = await deploying?.prepare(run, registry);
    const image = await obtain(run, registry, existing, learn);
    if (run.inputs.intent === 'release')
        await releaseImage({ run, registry, deployment, gateSetup, learn }, image);
    else
        await gate(run, registry, gateSetup, image, learn);
}
/** A pull request's build: with a role at hand it logs in for private base images; without one it needs no AWS at all. */
async function buildOnly(run, learn) {
    if (run.inputs.source.kind !== 'build')
        return;
    checkFiles(run);
    const docker = await prepareBuild(run, await tryToAuthorize(run, learn));
    await buildWithoutPushing(run, docker, learn);
}
/** A dry run shows the plan and, where there are credentials, reads AWS; it never builds and never changes anything. */
async function rehearse(run, learn) {
    foreseeFiles(run);
    await readIgnores(run);
    const readings = await tryToEnter(run, learn);
    await showPlan(run, readings);
}

;// CONCATENATED MODULE: ./build/src/proxy.js

const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
const exceptions = ['NO_PROXY', 'no_proxy'];
/**
 * The job's proxy variables in the form that all readers of them take alike. Node.js, GitHub's toolkit and docker each
 * have rules of their own: Node.js wants a scheme and takes a bare domain for one host, the toolkit does not know `*.`.
 * @returns the variables that have to change
 * @throws ActionError PROXY_INVALID, which never shows the value: it may hold a password
 */
function normalisedProxies(env) {
    const changed = {};
    for (const name of proxies) {
        const value = env[name]?.trim();
        if (value)
            changed[name] = addressOf(name, value);
    }
    for (const name of exceptions) {
        const value = env[name];
        if (value)
            changed[name] = hostsOf(value);
    }
    return Object.fromEntries(Object.entries(changed).filter(([name, value]) => env[name] !== value));
}
/** The passwords in the proxy variables, as they stand there and as they are meant. */
function proxyPasswords(env) {
    return proxies.flatMap((name) => {
        const address = env[name] ?? '';
        const password = URL.canParse(address) ? new URL(address).password : '';
        return password ? [...new Set([password, decodeURIComponent(password)])] : [];
    });
}
/** Node.js 24 honours proxies from its version 24.5 on; below, AWS calls would go past them without a word. */
function isProxyIgnored(env, nodeVersion) {
    const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
    const isOld = major < 24 || (major === 24 && minor < 5);
    return isOld && proxies.some((name) => Boolean(env[name]));
}
function addressOf(name, value) {
    const address = value.includes('://') ? value : `http://${value}`;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
    if (!url || !isHttp || url.hostname === '' || url.pathname.length > 1 || url.hash || url.search)
        throw proxy_invalid(name);
    try {
        decodeURIComponent(url.username + url.password);
    }
    catch (cause) {
        throw proxy_invalid(name, cause);
    }
    return address;
}
/** A bare domain stands for itself and its subdomains, with and without the leading dot or star. */
function hostsOf(value) {
    const entries = value.split(/[\s,]+/).filter((entry) => entry !== '');
    const forms = entries.flatMap((entry) => {
        if (entry.startsWith('*.'))
            return [entry, entry.slice(1), entry.slice(2)];
        if (/^\.[a-z]/i.test(entry))
            return [entry, entry.slice(1)];
        const isDomain = /^[a-z][\w-]*(\.[\w-]+)+$/i.test(entry);
        return isDomain ? [entry, `.${entry}`] : [entry];
    });
    return [...new Set(forms)].join(',');
}
function proxy_invalid(name, cause) {
    return new errors/* ActionError */.lZ({
        code: 'PROXY_INVALID',
        sentence: `The variable ${name} is not the address of a proxy.`,
        hint: 'Give http://host:port; a user and a password in it must be percent-encoded, so that # is %23, / is %2F and % is %25.',
    }, { cause });
}

// EXTERNAL MODULE: ./build/src/report/words.js
var report_words = __webpack_require__(3629);
;// CONCATENATED MODULE: ./build/src/report/gate-words.js

/** How many findings block, and by which rules: `3 findings at or above high`. */
function violationWords({ violations, policy }) {
    const rules = rulesOf(violations, policy);
    return rules.length === 1 ? `${rules[0]}` : `${(0,report_words/* count */.U9)(violations.length, 'finding')} (${rules.join('; ')})`;
}
function rulesOf(violations, policy) {
    const numbers = new Map();
    for (const one of violations) {
        const key = ruleOf(one, policy);
        numbers.set(key, (numbers.get(key) ?? 0) + 1);
    }
    const { maxFindings, minEpss = 0, threshold } = policy;
    // What is exploited may be above the threshold as well.
    const others = numbers.size > 1 ? 'other findings' : 'findings';
    const limited = report_words/* severityKeys */.mT.map((severity) => [severity, limitWords(severity, maxFindings[severity])]);
    const words = {
        'known-exploited': 'findings that CISA lists as exploited',
        exploitable: 'findings with a known exploit',
        epss: `findings with an EPSS of ${(0,report_words/* percent */.KN)(minEpss, 6)} or more`,
        ...Object.fromEntries(limited),
        threshold: `${others} ${threshold === 'any' ? 'of any severity' : `at or above ${threshold}`}`,
    };
    return Object.entries(words).flatMap(([key, rule]) => {
        const number = numbers.get(key);
        return number === undefined ? [] : [`${number} ${number === 1 ? singular(rule) : rule}`];
    });
}
/** Findings that max-findings counts are told by their severity, the others by the threshold. */
function ruleOf({ decision, severity }, { maxFindings }) {
    const why = decision.kind === 'violation' ? decision.why : 'severity';
    if (why !== 'severity')
        return why;
    return maxFindings[severity] === undefined ? 'threshold' : severity;
}
function limitWords(severity, limit = 0) {
    const allowed = limit === 0 ? 'none is allowed' : `at most ${limit} ${limit === 1 ? 'is' : 'are'} allowed`;
    return `${severity} findings, ${allowed}`;
}
function singular(rule) {
    return rule.replace(/^(\w+ )?findings/, '$1finding');
}
/** A finding in the middle of a sentence: `CVE-2026-0001 (high) in openssl 3.0.1 → 3.0.2`. */
function findingWords(finding) {
    const { severity, decision, fix, fixedIn } = finding;
    const more = decision.kind === 'violation' ? gate_words_escalation(decision, finding.epss) : '';
    const name = `${(0,report_words/* oneLine */.TN)(finding.packageName, 100)} ${(0,report_words/* oneLine */.TN)(finding.packageVersion, 60)}`;
    const remedy = fixedIn === undefined ? (fix === 'no' ? ', which has no fix' : '') : ` → ${(0,report_words/* oneLine */.TN)(fixedIn, 60)}`;
    return `${(0,report_words/* oneLine */.TN)(finding.id, 60)} (${severity}${more}) in ${name}${remedy}`;
}
function gate_words_escalation(decision, epss) {
    switch (decision.why) {
        case 'severity':
            return '';
        case 'exploitable':
            return ', with a known exploit';
        case 'known-exploited':
            return ', known to be exploited';
        case 'epss':
            return `, EPSS ${(0,report_words/* percent */.KN)(epss ?? 0)}`;
    }
}
/** The verdict as the end of the sentence that tells of a release. */
function gateWords(verdict) {
    switch (verdict.kind) {
        case 'passed':
            return `the gate passed ${passedWords(verdict)}`;
        case 'reported':
            return `the gate only reports, and ${(0,report_words/* count */.U9)(verdict.violations.length, 'finding')} would have blocked`;
        case 'overridden':
            return `the gate was ${overrideWords(verdict.override)}`;
        case 'unscanned':
            return `it was not scanned, and the gate ${verdict.policy.mode === 'report' ? 'only reports' : 'was told to let that pass'}`;
        case 'skipped':
            return 'the gate is off';
        case 'blocked':
            return 'the gate blocked it';
    }
}
function overrideWords({ actor, reason }) {
    return `overridden by ${(0,report_words/* oneLine */.TN)(actor, 100)}: ${(0,report_words/* oneLine */.TN)(reason, 500).replace(/[.\s]+$/, '')}`;
}
function passedWords({ findings, policy }) {
    if (findings.length === 0)
        return 'without any finding';
    const words = {
        ignored: 'ignored',
        suppressed: 'suppressed',
        closed: 'closed',
        baseline: 'in the baseline',
        unfixable: 'without a fix',
        'within-limit': 'within max-findings',
        'below-threshold': below(policy.threshold),
    };
    const parts = Object.entries(words).flatMap(([kind, text]) => {
        const number = findings.filter(({ decision }) => decision.kind === kind).length;
        return number === 0 ? [] : [`${number} ${text}`];
    });
    const all = `with ${(0,report_words/* count */.U9)(findings.length, 'finding')}`;
    if (parts.length > 1)
        return `${all}: ${parts.join(', ')}`;
    const only = findings[0]?.decision.kind;
    if (only === 'below-threshold' && policy.threshold === 'none')
        return `${all}, none of which may block`;
    return `${all}, all ${(only && words[only]) ?? ''}`;
}
function below(threshold) {
    return threshold === 'none' ? 'that may not block' : `below ${threshold}`;
}
/** The platform that keeps the gate from judging, and what its scan said. */
function whyUnscanned(judgement) {
    const [first] = keepingClosed(judgement);
    if (first === undefined)
        return 'there was nothing to scan';
    const others = judgement.missing.length - 1;
    const more = others === 0 ? '' : `; ${(0,report_words/* count */.U9)(others, 'other platform')} ${others === 1 ? 'has' : 'have'} none either`;
    return `${(0,report_words/* oneLine */.TN)(first.platform, 100)} has no list of findings, because ${reasonWords(first)}${more}`;
}
/** Those for which the inputs ask the gate to stay closed, or all where it stays open. */
function keepingClosed({ missing, policy }) {
    const closing = missing.filter(({ reason }) => (reason === 'unsupported' ? policy.onUnsupported : policy.onUnscanned) === 'fail');
    return closing.length > 0 ? closing : missing;
}
function reasonWords({ reason, detail }) {
    const said = (0,report_words/* oneLine */.TN)(detail, 600).replace(/\.$/, '');
    switch (reason) {
        case 'timed-out':
        case 'not-started':
            return said;
        case 'unsupported':
            return `ECR cannot scan it: ${said}`;
        case 'failed':
            return `its scan failed: ${said}`;
        case 'stale':
            return `its scan is too old: ${said}`;
        case 'denied':
            return `Inspector may not read it: ${said}`;
    }
}

;// CONCATENATED MODULE: ./build/src/report/annotations.js


/** GitHub shows ten of a kind, of which the verdict has one. */
const annotations_most = { violations: 5, remarks: 4 };
const annotations_longest = { text: 1000, title: 100 };
/** What stands beside the annotation of the verdict: the worst violations, and remarks about the ignore file. */
function annotationsOf(outcome, conclusion) {
    const { verdict, dockerfile, remarks = [] } = outcome;
    const isJudged = verdict !== undefined && verdict.kind !== 'skipped';
    const level = conclusion.failure !== undefined && verdict?.kind === 'blocked' ? 'error' : 'warning';
    const location = dockerfile === undefined ? undefined : { file: dockerfile, line: 1 };
    const violations = isJudged ? verdict.violations.slice(0, annotations_most.violations) : [];
    return [
        ...violations.map((one) => bounded({ level, ...annotations_wordsOf(one), location })),
        ...remarks.slice(0, annotations_most.remarks).map(bounded),
    ];
}
function annotations_wordsOf(finding) {
    const { id, severity, description, platforms } = finding;
    const more = description === undefined ? '' : `: ${description}`;
    const where = platforms.length === 0 ? '' : `, on ${platforms.slice(0, 5).join(', ')}`;
    return {
        title: `Slipway: ${(0,report_words/* oneLine */.TN)(id, 60)} (${severity})`,
        text: `${findingWords(finding)}${where}${more}`,
    };
}
function bounded({ level, text, title, location }) {
    return {
        level,
        text: (0,report_words/* oneLine */.TN)(text, annotations_longest.text),
        ...(title !== undefined && { title: (0,report_words/* oneLine */.TN)(title, annotations_longest.title) }),
        ...(location && { location }),
    };
}

;// CONCATENATED MODULE: ./build/src/report/rollout-words.js
/** How a rollout that did not succeed is told; undefined for one that did, and for one whose end is not known. */
function rolloutFailure(rollout) {
    const { ending } = rollout;
    switch (ending?.kind) {
        case undefined:
        case 'successful':
        case 'no-change':
        case 'not-waited':
            return undefined;
        case 'rolled-back': {
            const back = `ECS rolled the service ${rollout.service} back from ${revision(rollout.taskDefinition)} to ${rollout.runs === undefined ? 'what it ran before' : revision(rollout.runs)}`;
            return failure('ROLLED_BACK', rollout, `${back}: ${rollout_words_plain(ending.reason)}`, 'Nothing of this release runs.');
        }
        case 'rollback-failed': {
            const failed = `The deployment of ${what(rollout)} failed, and so did its rollback`;
            const hint = 'The service may be running nothing that works: look at it now.';
            return failure('ROLLBACK_FAILED', rollout, `${failed}: ${rollout_words_plain(ending.reason)}`, hint);
        }
        case 'superseded': {
            const hint = 'The run that made the newer one tells what became of it; nothing was rolled back.';
            return failure('SUPERSEDED', rollout, `A newer deployment took the place of the deployment of ${what(rollout)}: ${rollout_words_plain(ending.reason)}`, hint);
        }
        case 'stopped': {
            const hint = 'Look at the service, and run the job again when it may be deployed.';
            return failure('DEPLOYMENT_STOPPED', rollout, `The deployment of ${what(rollout)} was stopped before it was done: ${rollout_words_plain(ending.reason)}`, hint);
        }
        case 'timed-out': {
            const last = ending.lastState === '' ? 'its state could not be read' : `its last state was ${ending.lastState}`;
            const state = `The deployment of ${what(rollout)} was not done after ${ending.minutes} min; ${last}`;
            const hint = ending.turning
                ? 'ECS is rolling it back, and was not done with it: look at the service.'
                : 'ECS goes on with it, and nothing was rolled back: look at the service, or raise deploy-timeout-minutes.';
            return failure('DEPLOYMENT_TIMED_OUT', rollout, state, hint);
        }
    }
}
/** How a rollout that ended well is told, as the end of a sentence. */
function rolloutWords(rollout) {
    const { note } = rollout;
    return `${endingWords(rollout)}${note === undefined ? '' : `, but ${note}`}`;
}
function endingWords({ ending, service, taskDefinition, seconds, note }) {
    switch (ending?.kind) {
        case 'successful':
            // With a note it may run something else by now, or nothing at all.
            return note === undefined
                ? `the service ${service} runs ${revision(taskDefinition)} after ${seconds} s`
                : `the deployment of ${revision(taskDefinition)} to the service ${service} succeeded after ${seconds} s`;
        case 'no-change':
            return `the service ${service} ran ${revision(taskDefinition)} already`;
        case 'not-waited':
            return `the service ${service} was told to run ${revision(taskDefinition)}, and its rollout was not waited for`;
        default:
            return `what became of the service ${service} is not known`;
    }
}
/** `family:revision`, all that a person needs of a task definition's ARN. */
function revision(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}
function failure(code, { diagnosis }, what, next) {
    const evidence = diagnosis === undefined ? '' : ` (${rollout_words_plain(diagnosis.sentence)})`;
    const advice = diagnosis === undefined ? next : `${next} ${diagnosis.hint}`;
    return { code, sentence: `${what}${evidence}.`, hint: `${advice} The release tags stay.` };
}
function what({ taskDefinition, service }) {
    return `${revision(taskDefinition)} to the service ${service}`;
}
/** Reasons are words of ECS, of tasks and of containers: one line, bounded, without a stop of their own. */
function rollout_words_plain(text) {
    return text
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 500)
        .replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./build/src/report/refusals.js



/** A result that ends the step with an error although no stage failed: the gate, tags that were not put, a rollout. */
function refusalOf(outcome) {
    const { verdict, promotion } = outcome;
    if (verdict?.kind === 'blocked')
        return blocked(outcome, verdict);
    if (verdict?.kind === 'unscanned' && verdict.closed)
        return unscanned(outcome, verdict);
    if (promotion?.refused !== undefined)
        return tagsNotPut(outcome, promotion);
    if (outcome.deployedTag?.refused !== undefined)
        return tagsNotPut(outcome, outcome.deployedTag);
    return outcome.rollout && rolloutFailure(outcome.rollout);
}
function blocked(outcome, verdict) {
    const [worst] = verdict.violations;
    const one = worst === undefined ? '' : `, the worst ${findingWords(worst)}`;
    return {
        code: 'GATE_BLOCKED',
        sentence: `The gate blocked ${(0,report_words/* imageOf */.dT)(outcome)}: ${violationWords(verdict)}${one}.`,
        hint: `${whereabouts(outcome)} ${remedy(verdict)}${buildAnew(outcome)}`,
    };
}
function remedy({ violations }) {
    return violations.every(({ fix }) => fix === 'no')
        ? 'No fix is known for any of them: remove the packages, or accept the findings until there is one by entries with `until: fixed` in the ignore file.'
        : 'Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again.';
}
/** Under which names an image that did not pass can be found. */
function whereabouts({ promotion, candidateTag, image }) {
    const tags = [...(promotion?.existing ?? []), ...(promotion?.put ?? [])];
    if (tags.length > 0)
        return `It has the ${tags.length === 1 ? 'tag' : 'tags'} ${(0,report_words/* list */.p_)(tags)} all the same, since \`tag-after: push\` puts them before the gate.`;
    if (candidateTag !== undefined && (image?.origin === 'built' || image?.origin === 'local'))
        return `No release tag was put; the image stays under ${candidateTag}.`;
    return 'No release tag was put by this run.';
}
function buildAnew({ image }) {
    return image?.origin === 'reused'
        ? ' This image is of an earlier run of this commit: with `reuse: never` it is built anew, on the base image of today.'
        : '';
}
function unscanned(outcome, verdict) {
    const closing = keepingClosed(verdict);
    const isUnsupported = closing.length > 0 && closing.every(({ reason }) => reason === 'unsupported');
    return {
        code: isUnsupported ? 'IMAGE_UNSUPPORTED' : 'IMAGE_UNSCANNED',
        sentence: `The gate stays closed for ${(0,report_words/* imageOf */.dT)(outcome)}: ${whyUnscanned(verdict)}.`,
        hint: `${whereabouts(outcome)} ${wayOut(closing[0]?.reason)}`,
    };
}
function wayOut(reason) {
    const accept = 'or accept images without a scan with `on-unscanned: warn`.';
    switch (reason) {
        case 'unsupported':
            return 'Build on an operating system that ECR scans, or accept that with `on-unsupported: warn`.';
        case 'timed-out':
            return `Run the job again, raise scan-timeout-minutes, ${accept}`;
        case 'not-started':
            return `Turn on scan on push for the repository, allow ecr:StartImageScan, ${accept}`;
        case 'stale':
            return `Release an image that was built lately, raise max-scan-age-hours where that is set, ${accept}`;
        case 'denied':
            return `Let Inspector read the repository and its encryption key (their policies say who may), ${accept}`;
        case 'failed':
        case undefined:
            return `Build and push it anew, ${accept}`;
    }
}
function tagsNotPut(outcome, promotion) {
    const { put, existing, refused, untried } = promotion;
    // The tag that says what is deployed comes after the others.
    const before = outcome.promotion === promotion ? undefined : outcome.promotion;
    const done = [...(before?.existing ?? []), ...(before?.put ?? []), ...existing, ...put];
    const tags = done.length === 0 ? 'No release tag was put' : `${(0,report_words/* list */.p_)(done)} ${done.length === 1 ? 'was' : 'were'} put`;
    const others = untried.length === 0 ? '' : `, ${(0,report_words/* list */.p_)(untried)} ${untried.length === 1 ? 'was' : 'were'} not tried`;
    return {
        code: 'TAGS_NOT_PUT',
        sentence: `The tag ${refused?.tag} could not be put on ${(0,report_words/* imageOf */.dT)(outcome)}: ${refused?.reason}.`,
        hint: `${tags}${others}. ${refused?.hint}`,
    };
}

;// CONCATENATED MODULE: ./build/src/report/conclusion.js




function conclusion_conclude(outcome) {
    const failure = outcome.failure === undefined ? refusalOf(outcome) : withRollout(outcome.failure, outcome);
    if (failure !== undefined)
        return { exitCode: 1, released: false, headline: failure.sentence, failure, warning: undefined };
    const { promotion, rollout } = outcome;
    // A tag that was left alone, because it names a later commit's image, is not put.
    const areAllPut = promotion !== undefined && (promotion.kept ?? []).length === 0;
    const released = areAllPut && (rollout === undefined || rollout.ending !== undefined);
    return {
        exitCode: 0,
        released,
        headline: success(outcome),
        failure: undefined,
        warning: warningOf(outcome),
    };
}
/** ECS does not hear of a cancelled run: whoever cancelled it must know. */
function withRollout(failure, { rollout }) {
    const goesOn = failure.code === 'CANCELLED' && rollout?.deploymentId !== undefined && rollout.ending === undefined;
    if (!goesOn)
        return failure;
    return {
        ...failure,
        hint: `ECS goes on with the deployment ${rollout.deploymentId} of the service ${rollout.service}; look at what becomes of it.`,
    };
}
function warningOf(outcome) {
    const { verdict, rollout } = outcome;
    const ofRollout = rollout?.note === undefined ? [] : [`The service ${rollout.service}: ${rollout.note}.`];
    const warnings = [...(verdict === undefined ? [] : gateWarnings(verdict, (0,report_words/* imageOf */.dT)(outcome))), ...ofRollout];
    return warnings.length === 0 ? undefined : warnings.join(' ');
}
/** What the gate let through, and what it could not look at. */
function gateWarnings(verdict, image) {
    switch (verdict.kind) {
        case 'passed':
        case 'skipped':
        case 'blocked':
            return [];
        case 'unscanned':
            return [`${image} went through the gate unjudged: ${whyUnscanned(verdict)}.`];
        case 'reported':
            return [`The gate only reports: ${evidenceOf(verdict, image)}`];
        case 'overridden':
            return [`The gate was ${overrideWords(verdict.override)}. ${evidenceOf(verdict, image)}`];
    }
}
function evidenceOf(verdict, image) {
    const violations = verdict.violations.length === 0 ? [] : [`${image} has ${violationWords(verdict)}.`];
    const isWhole = verdict.missing.length === 0 && violations.length > 0;
    const missing = isWhole ? [] : [`Not judged: ${whyUnscanned(verdict)}.`];
    return [...violations, ...missing].join(' ');
}
function success(outcome) {
    if (outcome.dryRun)
        return 'Dry run: nothing was built and nothing was changed.';
    if (outcome.intent === 'build')
        return outcome.built
            ? 'Built without pushing.'
            : 'Nothing was built and nothing was pushed, as the event or the input push says.';
    const judged = outcome.verdict === undefined ? '' : gateWords(outcome.verdict);
    if (outcome.intent === 'candidate' || (0,report_words/* isJudgedOnly */.CN)(outcome))
        return `${outcome.image?.candidateTag === undefined ? 'Judged' : 'Pushed the candidate'} ${(0,report_words/* imageOf */.dT)(outcome)}: ${judged}. No tag was asked for.`;
    const { put = [], existing = [], kept = [] } = outcome.promotion ?? {};
    const tags = [
        ...existing,
        ...put,
        ...(outcome.deployedTag?.existing ?? []),
        ...(outcome.deployedTag?.put ?? []),
    ];
    const none = kept.length === 0 ? 'without a tag, as asked' : 'without a tag of its own';
    const names = tags.length === 0 ? none : `as ${(0,report_words/* list */.p_)(tags)}`;
    const left = kept.length === 0
        ? ''
        : `; ${(0,report_words/* list */.p_)(kept)} ${kept.length === 1 ? 'names' : 'name'} a later commit's image and ${kept.length === 1 ? 'was' : 'were'} left alone`;
    const deployed = outcome.rollout === undefined ? '' : `, and ${rolloutWords(outcome.rollout)}`;
    const released = `Released ${(0,report_words/* imageOf */.dT)(outcome)}${originWords(outcome)} ${names}`;
    // The reason of an override is a sentence of somebody else's: what followed it would read as a part of it.
    return outcome.verdict?.kind === 'overridden'
        ? `${released}${deployed}${left}; ${judged}.`
        : `${released}: ${judged}${deployed}${left}.`;
}
function originWords({ image }) {
    switch (image?.origin) {
        case 'reused':
            return ' (built by an earlier run of this commit)';
        case 'adopted':
            return ' (built by another run of this commit, which was faster)';
        case 'built':
        case 'local':
        case 'stored':
        case undefined:
            return '';
    }
}

;// CONCATENATED MODULE: ./build/src/report/outputs.js


/** The step's outputs; undefined is what is not known, and is not written. */
function outputsOf(outcome, conclusion) {
    const { repository, digest, plan, promotion, verdict } = outcome;
    const put = (promotion ?? outcome.deployedTag) && tagsOf(outcome);
    const name = repository?.uri;
    return {
        image: name && digest && `${name}@${digest}`,
        'image-ref': repository && digest && `${repository.name}@${digest}`,
        digest,
        tags: put?.map((tag) => `${name}:${tag}`).join('\n'),
        'tag-names': (put ?? plan?.tags)?.join('\n'),
        'candidate-tag': (0,report_words/* candidateOf */.RH)(outcome),
        version: plan?.version,
        labels: plan && lines(outputs_labelsOf(outcome)),
        json: plan && outputs_metadata(plan, outputs_labelsOf(outcome), name),
        registry: repository?.host,
        built: String(outcome.built ?? false),
        released: String(conclusion.released),
        verdict: verdict?.kind,
        // Counts of a list that is not there, or not whole, would read as zero.
        violations: isJudged(verdict) ? String(verdict.violations.length) : undefined,
        findings: isJudged(verdict) ? countsAsJson(verdict.findings) : undefined,
        'scan-mode': outcome.scan?.mode,
        'report-file': outcome.written?.report,
        'sarif-file': outcome.written?.sarif,
        ...rolloutOutputs(outcome.rollout),
        'failure-code': conclusion.failure?.code,
        'failure-reason': conclusion.failure?.sentence,
    };
}
function rolloutOutputs(rollout) {
    return {
        'task-definition-arn': rollout?.taskDefinition,
        // Family and number hold no account id, so that they can be passed between jobs.
        'task-definition-revision': rollout && revision(rollout.taskDefinition),
        'previous-task-definition-arn': rollout?.previous,
        'task-definition-changed': rollout && String(rollout.changed),
        services: rollout && JSON.stringify([serviceEntry(rollout)]),
        'deployment-status': rollout?.ending?.kind,
        'deployment-id': rollout?.deploymentId,
        'console-url': rollout?.consoleUrl,
    };
}
function serviceEntry({ cluster, service, ending, deploymentId, seconds, changed, ...rollout }) {
    const revisions = { revision: revision(rollout.taskDefinition), previous: revision(rollout.previous) };
    return { cluster, service, status: ending?.kind, deploymentId, ...revisions, changed, seconds };
}
/** Who overrides a gate that closed for want of findings has none that blocked. */
function isJudged(verdict) {
    if (verdict === undefined || verdict.kind === 'unscanned' || verdict.kind === 'skipped')
        return false;
    return verdict.kind !== 'overridden' || verdict.violations.length > 0;
}
/** docker/metadata-action's shape, so that what reads its `json` reads ours. */
function outputs_metadata(plan, labels, name) {
    const tags = plan.tags.map((tag) => (name === undefined ? tag : `${name}:${tag}`));
    return JSON.stringify({ tags, 'tag-names': plan.tags, labels, annotations: plan.annotations });
}
/** The tags that were put, in the order of the plan. */
function tagsOf({ plan, promotion, deployedTag }) {
    const done = new Set([promotion, deployedTag].flatMap((one) => [...(one?.existing ?? []), ...(one?.put ?? [])]));
    const planned = (plan?.tags ?? []).filter((tag) => done.has(tag));
    return [...new Set([...planned, ...done])];
}
/** An image that was not built here has labels of its own; what they prove is for Slipway alone. */
function outputs_labelsOf({ plan, image }) {
    if (image === undefined || image.origin === 'built')
        return plan?.labels ?? {};
    const { 'slipway.fingerprint': _, ...labels } = image.labels;
    return labels;
}
function lines(labels) {
    return Object.entries(labels)
        .map(([key, value]) => `${key}=${value.replace(/\p{Cc}+/gu, ' ')}`)
        .join('\n');
}
/** Counts alone: a list of findings would burst the size limit of job outputs. */
function countsAsJson(findings) {
    const counts = { critical: 0, high: 0, medium: 0, low: 0, informational: 0, unknown: 0 };
    for (const { severity } of findings)
        counts[severity]++;
    return JSON.stringify({ ...counts, total: findings.length });
}

// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(75);
// EXTERNAL MODULE: ./build/src/report/tally.js
var tally = __webpack_require__(2670);
;// CONCATENATED MODULE: ./build/src/report/gate-tables.js



/** With the length of every cell bounded, so many rows stay far below GitHub's 1 MiB for a summary. */
const gate_tables_most = { violations: 100, aside: 50, missing: 20, platforms: 5 };
const vulnerability = ['Vulnerability', ({ id, uri }) => (0,markdown/* link */.nf)((0,report_words/* oneLine */.TN)(id, 60), uri)];
const severity = ['Severity', (finding) => report_words/* severityNames */.qx[finding.severity]];
const packageName = ['Package', (finding) => (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(finding.packageName, 80))];
const installed = ['Installed', ({ packageVersion }) => (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(packageVersion, 60))];
/** By severity; columns without any number are left out. */
function countsTable(findings) {
    if (findings.length === 0)
        return '';
    const tallies = (0,tally/* tallyOf */.s)(findings);
    const rows = report_words/* severityKeys */.mT.map((one) => [one, tallies[one]]).filter(([, { total }]) => total > 0);
    const names = [
        ['violations', 'Violations'],
        ['ignored', 'Ignored'],
        ['baseline', 'In baseline'],
        ['other', 'Other'],
        ['total', 'Total'],
    ];
    const isShown = (part) => part === 'violations' || rows.some(([, tally]) => tally[part] > 0);
    const columns = names.filter(([part]) => isShown(part));
    return (0,markdown/* table */.tp)(['Severity', ...columns.map(([, name]) => name)], rows.map(([name, tally]) => [report_words/* severityNames */.qx[name], ...columns.map(([part]) => String(tally[part]))]));
}
/** @param withPlatforms where the image has more than one */
function violationsTable(violations, withPlatforms) {
    const platforms = ['Platforms', (finding) => gate_tables_platformsOf(finding.platforms)];
    const columns = [vulnerability, severity, packageName, installed, fixedIn, score, exploit];
    return findingsTable(violations, withPlatforms ? [...columns, platforms] : columns, gate_tables_most.violations);
}
const fixedIn = [
    'Fixed in',
    (finding) => (finding.fixedIn === undefined ? fixWords[finding.fix] : (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(finding.fixedIn, 60))),
];
const fixWords = { yes: 'a fix is there', partial: 'partly fixed', no: 'no fix', unknown: '' };
const score = ['Score', (finding) => (finding.score === undefined ? '' : String(finding.score))];
const exploit = [
    'Exploit',
    (finding) => {
        const known = finding.knownExploited ? 'known exploited' : finding.exploit === 'yes' ? 'yes' : '';
        const epss = finding.epss === undefined ? '' : `EPSS ${(0,report_words/* percent */.KN)(finding.epss)}`;
        return [known, epss].filter((part) => part !== '').join(', ');
    },
];
function gate_tables_platformsOf(names) {
    const shown = names.slice(0, gate_tables_most.platforms).map((name) => (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(name, 40)));
    const others = names.length - shown.length;
    return `${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
/** Findings that an ignore file takes out stay in sight, with the reason and the end of that. */
function ignoredTable(findings) {
    const ignored = findings.filter(({ decision }) => decision.kind === 'ignored');
    const entryCell = (cell) => (finding) => finding.decision.kind === 'ignored' ? cell(finding.decision.entry) : '';
    const columns = [
        ...[vulnerability, severity, packageName, installed],
        ['Reason', entryCell(({ reason }) => (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(reason, 200)))],
        ['Until', entryCell(untilWords)],
        ['Entry', entryCell(({ file, line }) => (0,markdown/* code */.aY)(`${(0,report_words/* oneLine */.TN)(file, 80)}:${line}`))],
    ];
    return folded('Ignored', ignored, columns);
}
function untilWords({ until, untilFixed }) {
    const ends = [...(until === undefined ? [] : [(0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(until, 20))]), ...(untilFixed ? ['fixed'] : [])];
    return ends.length === 0 ? 'no end' : ends.join(' or ');
}
function suppressedTable(findings) {
    const standing = ['Standing', (finding) => finding.standing];
    const suppressed = findings.filter(({ decision: { kind } }) => kind === 'suppressed' || kind === 'closed');
    const columns = [vulnerability, severity, packageName, installed, standing];
    return folded('Suppressed or closed by Inspector', suppressed, columns);
}
function folded(title, findings, columns) {
    if (findings.length === 0)
        return '';
    const list = findingsTable(findings, columns, gate_tables_most.aside);
    return `<details><summary>${title}: ${findings.length}</summary>\n\n${list}\n\n</details>`;
}
/** Columns in which nothing would stand are left out: basic scanning tells nothing of fixes and exploits. */
function findingsTable(findings, columns, mostRows) {
    const shown = findings.slice(0, mostRows);
    const filled = columns.filter(([, cell]) => shown.some((one) => cell(one) !== ''));
    const rows = shown.map((one) => filled.map(([, cell]) => cell(one)));
    return withRest(filled.map(([name]) => name), rows, findings.length);
}
/** Platforms that have no list of findings. */
function missingTable(missing) {
    if (missing.length === 0)
        return '';
    const rows = missing
        .slice(0, gate_tables_most.missing)
        .map((one) => [(0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(one.platform, 130)), one.reason, (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(one.detail, 300))]);
    return withRest(['Platform', 'Reason', 'Detail'], rows, missing.length);
}
function withRest(header, rows, all) {
    const more = all - rows.length;
    return `${(0,markdown/* table */.tp)(header, rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`;
}

;// CONCATENATED MODULE: ./build/src/report/gate-summary.js





const mostNotes = 10;
/**
 * The gate's part of the job summary; empty where the run did not come to the gate.
 * @param now for the age of the scan
 */
function renderGate({ verdict, scan, baseline, gateNotes = [] }, now) {
    if (verdict === undefined)
        return '';
    if (verdict.kind === 'skipped')
        return '### Gate\n\nThe gate is off: nothing was waited for and nothing was judged.';
    const parts = [
        `### Gate: ${verdict.kind}`,
        verdict.kind === 'overridden' ? `**${(0,markdown/* prose */.CS)(capital(overrideWords(verdict.override)))}**` : '',
        ...gateNotes.slice(0, mostNotes).map((note) => (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(note, 500))),
        scan === undefined ? '' : scanWords(scan, now),
        countsTable(verdict.findings),
        baseline === undefined ? '' : baselineWords(baseline, verdict),
        gate_summary_limitWords(verdict),
        violationsOf(verdict, (scan?.platforms.length ?? 1) > 1),
        missingTable(verdict.missing),
        ignoredTable(verdict.findings),
        suppressedTable(verdict.findings),
        ...caveatsOf(verdict, scan),
    ];
    return parts.filter((part) => part !== '').join('\n\n');
}
function capital(text) {
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
function scanWords(scan, now) {
    const { mode, platforms, seconds } = scan;
    const what = platforms.length === 1 ? 'the image' : `${platforms.length} platforms`;
    if (mode === undefined)
        return `Waited ${seconds} s for the scan of ${what}, and no scan answered.`;
    const name = mode === 'basic' ? 'Basic' : 'Enhanced';
    return `${name} scan of ${what}, waited for ${seconds} s${ageWords(platforms, now)}.`;
}
/** Of several scans the oldest, since that one knows least. */
function ageWords(platforms, now) {
    const ages = platforms
        .map((scan) => now.getTime() - (scan.kind === 'complete' ? (scan.completedAt?.getTime() ?? NaN) : NaN))
        .filter((age) => !Number.isNaN(age));
    if (ages.length === 0)
        return '';
    const which = ages.length === 1 ? 'it' : 'the oldest';
    return `; ${which} was completed ${duration(Math.max(0, ...ages))} ago`;
}
function duration(ms) {
    const [seconds, minutes, hours] = [ms / 1000, ms / 60_000, ms / 3_600_000];
    if (seconds < 90)
        return `${Math.round(seconds)} s`;
    if (minutes < 90)
        return `${Math.round(minutes)} min`;
    return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}
function baselineWords(baseline, { findings }) {
    const name = (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(baseline.name, 200));
    if (baseline.kind === 'absent')
        return `Not compared with ${name}: ${(0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(baseline.reason, 300).replace(/\.$/, ''), false)}.`;
    const known = findings.filter(({ decision }) => decision.kind === 'baseline').length;
    const digest = (0,report_words/* oneLine */.TN)(baseline.digest, 80).slice(0, 19);
    const image = baseline.name.includes(digest) ? name : `${name} (${(0,markdown/* code */.aY)(`${digest}…`)})`;
    if (known === 0)
        return `Compared with ${image}: nothing that would count is there already.`;
    return `Compared with ${image}: ${(0,report_words/* count */.U9)(known, 'finding')} ${known === 1 ? 'is' : 'are'} there already and ${known === 1 ? 'does' : 'do'} not count.`;
}
function gate_summary_limitWords({ findings, policy }) {
    const allowed = (0,tally/* tallyOf */.s)(findings.filter(({ decision }) => decision.kind === 'within-limit'));
    const parts = report_words/* severityKeys */.mT.flatMap((severity) => {
        const { total } = allowed[severity];
        return total === 0 ? [] : [`${total} ${severity} (at most ${policy.maxFindings[severity] ?? 0})`];
    });
    return parts.length === 0 ? '' : `Allowed by max-findings: ${parts.join(', ')}.`;
}
function violationsOf({ violations }, withPlatforms) {
    return violations.length === 0 ? '' : violationsTable(violations, withPlatforms);
}
/** What somebody who sees nothing wrong must know of the scan. */
function caveatsOf({ kind, findings, policy }, scan) {
    const isBasic = scan?.mode === 'basic';
    const isClean = kind === 'passed' && findings.length === 0;
    // Without a finding a basic scan looks the same for a clean image and for one it knows nothing about.
    const reach = 'Basic scanning knows the packages of the operating system only, not those of the application.';
    return [
        isClean ? `No finding at all.${isBasic ? ` ${reach}` : ''}` : '',
        policy.onlyFixable && isBasic ? 'Basic scanning has no fix data, so only-fixable changed nothing.' : '',
    ];
}

;// CONCATENATED MODULE: ./build/src/report/rollout-summary.js


const mostRows = 20;
/** The deploy's part of the job summary. */
function renderRollout(rollout, failure) {
    const parts = [
        `### Deploy: ${rollout.ending?.kind ?? withoutEnding(rollout, failure)}`,
        factsOf(rollout),
        rollout.diagnosis === undefined ? '' : (0,markdown/* prose */.CS)(rollout.diagnosis.sentence),
        tasksOf(rollout.evidence.tasks),
        eventsOf(rollout.evidence),
        diffOf(rollout.diff),
    ];
    return parts.filter((part) => part !== '').join('\n\n');
}
function withoutEnding({ deploymentId }, failure) {
    if (failure?.code === 'DEPLOYMENT_UNKNOWN')
        return 'unknown';
    return deploymentId === undefined ? 'not started' : 'left to ECS, which goes on with it';
}
function factsOf({ cluster, service, consoleUrl, taskDefinition, previous, changed, deploymentId, seconds, }) {
    const arrow = changed
        ? `${(0,markdown/* code */.aY)(revision(previous))} → ${(0,markdown/* code */.aY)(revision(taskDefinition))}`
        : `${(0,markdown/* code */.aY)(revision(taskDefinition))}, unchanged`;
    return (0,markdown/* table */.tp)(['Service', consoleUrl === undefined ? (0,markdown/* code */.aY)(service) : (0,markdown/* link */.nf)(service, consoleUrl)], [
        ['Cluster', (0,markdown/* code */.aY)(cluster)],
        ['Task definition', arrow],
        ...(deploymentId === undefined ? [] : [['Deployment', (0,markdown/* code */.aY)(deploymentId)]]),
        ['Duration', `${seconds} s`],
    ]);
}
function tasksOf(tasks) {
    if (tasks.length === 0)
        return '';
    const rows = tasks
        .slice(0, mostRows)
        .map((task) => [
        (0,markdown/* code */.aY)(task.id.slice(0, 32)),
        (0,markdown/* prose */.CS)((task.reason ?? task.stopCode ?? '').slice(0, 300)),
        task.containers.slice(0, 10).map(containerCell).join('<br>'),
    ]);
    const more = tasks.length - rows.length;
    return `${(0,markdown/* table */.tp)(['Stopped task', 'Reason', 'Containers'], rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`;
}
function containerCell({ name, exitCode, reason }) {
    const exit = exitCode === undefined ? 'never ran' : `exit code ${exitCode}`;
    return `${(0,markdown/* code */.aY)(name.slice(0, 60))} ${exit}${reason === undefined ? '' : `: ${(0,markdown/* prose */.CS)(reason.slice(0, 300))}`}`;
}
function eventsOf({ events }) {
    if (events.length === 0)
        return '';
    const items = events.slice(0, mostRows).map((text) => `- ${(0,markdown/* prose */.CS)(text.slice(0, 500))}`);
    return `Newest events of the service:\n\n${items.join('\n')}`;
}
function diffOf(diff) {
    if (diff.length === 0)
        return '';
    const lines = diff.map((line) => `- ${(0,markdown/* code */.aY)(line.slice(0, 400))}`);
    return `<details><summary>What changed in the task definition</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

;// CONCATENATED MODULE: ./build/src/report/summary.js




const mostNames = 20;
const origins = {
    built: undefined,
    local: 'pushed from the local engine',
    reused: 'built by an earlier run of this commit',
    adopted: 'built by another run of this commit, which was faster',
    stored: 'in ECR before this run',
};
/**
 * The job summary: the verdict in one sentence, then the evidence, then what to do next.
 * @param now for the age of the scan
 */
function renderSummary(outcome, conclusion, now = new Date()) {
    const good = conclusion.warning === undefined ? '✅' : '⚠️';
    const mark = conclusion.failure === undefined ? good : outcome.verdict?.kind === 'blocked' ? '⛔' : '❌';
    const parts = [
        `## ${mark} Slipway: ${title(outcome, conclusion)}`,
        (0,markdown/* prose */.CS)(conclusion.headline),
        summary_factsOf(outcome),
        renderGate(outcome, now),
        outcome.rollout === undefined ? '' : renderRollout(outcome.rollout, conclusion.failure),
        nextSteps(conclusion),
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function title(outcome, { failure }) {
    const { dryRun, intent, repository, verdict, built, image } = outcome;
    const name = repository === undefined ? '' : ` ${(0,markdown/* code */.aY)(repository.name)}`;
    if (failure?.code === 'CANCELLED')
        return `cancelled${name}`;
    if (verdict?.kind === 'blocked')
        return `blocked${name}`;
    if (failure !== undefined)
        return `failed${name} (${failure.code})`;
    if (dryRun)
        return `dry run${name}`;
    if (intent === 'build')
        return built ? `built${name}` : 'nothing to do';
    if (intent === 'release' && !(0,report_words/* isJudgedOnly */.CN)(outcome))
        return `released${name}`;
    return `${image?.candidateTag === undefined ? 'judged an image' : 'pushed a candidate'} of${name}`;
}
function summary_factsOf(outcome) {
    const { repository, digest, plan, promotion, image } = outcome;
    const put = promotion && [...promotion.existing, ...promotion.put];
    const { refused, untried = [] } = promotion ?? {};
    const deployed = outcome.deployedTag;
    const candidateTag = (0,report_words/* candidateOf */.RH)(outcome);
    const rows = [
        ['Image', repository && digest && (0,markdown/* code */.aY)(`${repository.uri}@${digest}`)],
        [
            'Platforms',
            image && image.platforms.length > 1 && codes(image.platforms.map(({ platform }) => platform)),
        ],
        ['Origin', image && origins[image.origin]],
        ['Tags', put && (put.length > 0 ? codes(put) : 'none')],
        ['Not tagged', refused && codes(refused.certain ? [refused.tag, ...untried] : untried)],
        ['Left alone', promotion?.kept?.length ? `${codes(promotion.kept)} (of a later commit)` : undefined],
        [
            'Tagged as deployed',
            deployed && deployed.refused === undefined && codes([...deployed.existing, ...deployed.put]),
        ],
        ['Not tagged as deployed', deployed?.refused && (0,markdown/* code */.aY)(deployed.refused.tag)],
        ['Perhaps tagged', refused && !refused.certain ? (0,markdown/* code */.aY)(refused.tag) : undefined],
        ['Planned tags', plannedOf(outcome)],
        ['Candidate tag', candidateTag && (0,markdown/* code */.aY)(candidateTag)],
        // An image that was there before is of the commit that its label says, if any.
        ['Commit', plan && image?.origin !== 'stored' && (0,markdown/* code */.aY)(plan.sha)],
    ];
    const known = rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
    const [first, ...others] = known;
    return first === undefined ? '' : (0,markdown/* table */.tp)(first, others);
}
/** Tags that were meant to be put, where it did not come to that. */
function plannedOf({ intent, plan, promotion }) {
    const wanted = intent === 'release' && promotion === undefined ? (plan?.tags ?? []) : [];
    return wanted.length === 0 ? undefined : codes(wanted);
}
function nextSteps({ failure }) {
    return failure === undefined
        ? ''
        : `### What to do next\n\n${(0,markdown/* withCode */.SM)(failure.hint)}\n\nError code: ${(0,markdown/* code */.aY)(failure.code)}`;
}
function codes(names) {
    const shown = names
        .slice(0, mostNames)
        .map((name) => (0,markdown/* code */.aY)(name.slice(0, 130)))
        .join(', ');
    return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

;// CONCATENATED MODULE: ./build/src/report/write.js


const writers = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
/**
 * The only writer of outputs, summary and the annotations of the outcome; in every outcome all of them are tried.
 * @returns whether the outputs could be written: without them later steps would work with nothing
 */
async function write({ conclusion, outputs, summary: text, annotations }) {
    const unwritten = writeOutputs(outputs);
    await writeSummary(text);
    const { failure, headline } = conclusion;
    // First, since GitHub shows ten of a kind.
    if (conclusion.warning !== undefined)
        (0,core/* warning */.$e)(conclusion.warning);
    for (const { level, text: said, ...place } of annotations)
        writers[level](said, propertiesOf(place));
    if (unwritten !== undefined)
        (0,core/* error */.z3)(`The outputs of this step could not be written: ${unwritten} What was done all the same: ${headline}`);
    if (failure === undefined)
        (0,log/* say */.cv)(headline);
    else
        annotate(failure);
    return unwritten === undefined;
}
function annotate({ code, sentence, hint, location }) {
    // What a service or a build said last may lack its full stop.
    const text = `${sentence.replace(/[^.!?…]$/, '$&.')} ${hint} [${code}]`;
    (0,core/* error */.z3)(text, propertiesOf({ title: `Slipway: ${code}`, location }));
}
function propertiesOf({ title, location }) {
    return {
        ...(title !== undefined && { title }),
        ...(location && { file: location.file, startLine: location.line }),
    };
}
/** @returns why they could not be written */
function writeOutputs(outputs) {
    try {
        for (const [name, value] of Object.entries(outputs)) {
            if (value !== undefined)
                (0,core/* setOutput */.uH)(name, value);
        }
        return undefined;
    }
    catch (cause) {
        return write_textOf(cause);
    }
}
async function writeSummary(text) {
    if (text === undefined || !process.env.GITHUB_STEP_SUMMARY)
        return;
    try {
        await core/* summary */.z.addRaw(text).write();
    }
    catch (cause) {
        (0,core/* warning */.$e)(`The job summary could not be written: ${write_textOf(cause)}`);
    }
}
function write_textOf(cause) {
    return cause instanceof Error ? cause.message : String(cause);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/src/report-files.js





/**
 * Writes the files that are asked for, in every outcome. One that cannot be written changes nothing of the release.
 * @returns those that were written
 */
async function writeReports(outcome, conclusion, resolve) {
    const { sarif, report } = outcome.files ?? {};
    if (outcome.dryRun || (sarif === undefined && report === undefined))
        return {};
    const [{ sarifOf }, { reportOf }, { jsonOf }] = await Promise.all([
        __webpack_require__.e(/* import() */ 349).then(__webpack_require__.bind(__webpack_require__, 349)),
        __webpack_require__.e(/* import() */ 531).then(__webpack_require__.bind(__webpack_require__, 3531)),
        __webpack_require__.e(/* import() */ 912).then(__webpack_require__.bind(__webpack_require__, 7912)),
    ]);
    const write = (path, content) => writeTo(resolve, path, jsonOf(content));
    const log = sarif === undefined ? undefined : sarifOf(outcome);
    const isJudged = outcome.verdict !== undefined && outcome.verdict.kind !== 'skipped';
    if (sarif !== undefined && log === undefined && isJudged)
        (0,core/* notice */.lm)(`${sarif} was not written: ${withoutSarif}`);
    return {
        sarif: sarif !== undefined && log !== undefined ? await write(sarif, log) : undefined,
        report: report === undefined ? undefined : await write(report, reportOf(outcome, conclusion)),
    };
}
const withoutSarif = 'not every platform has a list of findings, and GitHub would close the alerts that an incomplete file leaves out.';
async function writeTo(resolve, path, pieces) {
    try {
        const file = resolve(path);
        makeFolder((0,external_node_path_.dirname)(file));
        // A link of that name would lead the findings wherever a pull request wants them.
        (0,external_node_fs_.rmSync)(file, { force: true });
        await (0,promises_.writeFile)(file, pieces, { flag: 'wx' });
        return path;
    }
    catch (error) {
        (0,core/* warning */.$e)(`${path} could not be written: ${(0,error_text/* errorMessage */.g)(error)}`);
        return undefined;
    }
}
/** Not by mkdir's own recursion, which never ends where the system takes no folders, such as below /proc. */
function makeFolder(path) {
    if ((0,external_node_fs_.existsSync)(path))
        return;
    if ((0,external_node_path_.dirname)(path) !== path)
        makeFolder((0,external_node_path_.dirname)(path));
    (0,external_node_fs_.mkdirSync)(path);
}

;// CONCATENATED MODULE: ./build/src/run.js




















/**
 * Reads, runs, reports; never throws.
 * @returns the exit code of the step
 */
async function run_run(boot) {
    const decided = await run_decide(boot);
    const outcome = 'failure' in decided ? decided : await pipeline(decided);
    const conclusion = conclusion_conclude(outcome);
    const written = await writeReports(outcome, conclusion, resolverOf(boot));
    const known = { ...outcome, written };
    const isWritten = await write({
        conclusion,
        outputs: outputsOf(known, conclusion),
        annotations: annotationsOf(known, conclusion),
        summary: wantsSummary(boot.env) ? renderSummary(known, conclusion) : undefined,
    });
    return isWritten ? conclusion.exitCode : 1;
}
/** Everything that can be decided before the first side effect, or why it cannot. */
async function run_decide(boot) {
    // Asked for on its own: a report is written in every outcome.
    let known = { files: wantedFiles(boot.env) };
    try {
        boot.signal.throwIfAborted();
        const pace = readPace(boot.env);
        if (pace !== 1)
            (0,log/* say */.cv)(`SLIPWAY_PACE=${pace}: waiting times are divided by ${pace} and shown as if they were not.`);
        prepareProxies(boot.env);
        const event = readEvent(boot.env);
        const resolvePath = resolverOf(boot);
        const { inputs, notices, warnings } = readInputs(boot.env, event, (path) => readText(resolvePath(path)));
        for (const secret of secretsOf(inputs))
            (0,core/* setSecret */.Pq)(secret);
        known = { ...known, intent: inputs.intent, dryRun: inputs.dryRun };
        for (const text of warnings)
            (0,core/* warning */.$e)(text);
        for (const text of notices)
            (0,core/* notice */.lm)(text);
        (0,external_node_fs_.mkdirSync)(boot.privateFolder, { recursive: true, mode: 0o700 });
        const commit = await commitFacts(inputs, event, { ...boot, pace });
        const plan = makePlan(inputs, event, {
            nonce: (0,external_node_crypto_.randomBytes)(4).toString('hex'),
            now: new Date(),
            arch: process.arch,
            ...{ commit, env: boot.env, resolve: resolvePath, read: readText },
        });
        for (const text of plan.warnings)
            (0,core/* warning */.$e)(text);
        return { ...boot, inputs, event, pace, plan, resolve: resolvePath };
    }
    catch (error) {
        (0,log/* debugError */.AO)(error);
        return { ...known, failure: (0,errors/* failureOf */.g5)(error) };
    }
}
/** Paths of inputs are relative to the workspace. */
function resolverOf({ env }) {
    return (path) => (0,external_node_path_.resolve)(env.GITHUB_WORKSPACE || '.', path);
}
function secretsOf({ image }) {
    const context = image.context.kind === 'remote' ? [image.context.url] : [];
    return [...secretValues(image), ...urlPasswords([...context, ...image.buildContexts])];
}
/** In this process's own environment, because Node.js, the toolkit and docker all read it there. */
function prepareProxies(env) {
    Object.assign(process.env, normalisedProxies(env));
    for (const password of proxyPasswords(env))
        (0,core/* setSecret */.Pq)(password);
    if (isProxyIgnored(env, process.versions.node)) {
        (0,core/* warning */.$e)(`A proxy is set, but this runner's Node.js ${process.versions.node} ignores it for AWS calls: update the runner.`);
    }
}
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ isDay),
/* harmony export */   YM: () => (/* binding */ daysBetween),
/* harmony export */   fi: () => (/* binding */ addDays),
/* harmony export */   kb: () => (/* binding */ dayOf)
/* harmony export */ });
// Days are YYYY-MM-DD, in UTC.
const dayMs = 86_400_000;
/** Whether the calendar has the day: 2026-02-30 is none. */
function isDay(text) {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
    return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}
function dayOf(time) {
    return time.toISOString().slice(0, 10);
}
/** @param count may be negative */
function addDays(day, count) {
    return dayOf(new Date(Date.parse(day) + count * dayMs));
}
/** How many days the later day comes after the earlier one. */
function daysBetween(earlier, later) {
    return (Date.parse(later) - Date.parse(earlier)) / dayMs;
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

/***/ 5069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ compileGlob),
/* harmony export */   r: () => (/* binding */ hasWildcard)
/* harmony export */ });
/** What is longer than paths are is no name, and matches nothing but itself. */
const longest = 1_024;
/**
 * Compiles a glob: `*` stands for any text without a slash, `?` for one character that is no slash, and `**` as a whole
 * part of a path for any number of parts. Brackets, braces and all the others stand for themselves. The time is bounded
 * by the length of the glob times that of the text: names are anybody's, and the regular expression that picomatch makes
 * of five stars takes 20 seconds for a name of 120 characters that is made for it.
 */
function compileGlob(glob) {
    if (!hasWildcard(glob))
        return (text) => text === glob;
    const tokens = tokensOf(glob);
    const [head = ''] = glob.split(/[*?]/, 1);
    const tail = glob.slice(Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?')) + 1);
    // The slash of `**/` need not be there.
    const end = tail.startsWith('/') ? tail.slice(1) : tail;
    return (text) => text.length <= longest && text.startsWith(head) && text.endsWith(end) && walk(tokens, text);
}
function hasWildcard(text) {
    return /[*?]/.test(text);
}
function tokensOf(glob) {
    const parts = glob.split('/');
    return parts.flatMap((part, index) => {
        const slash = index < parts.length - 1 ? [{ kind: 'char', char: '/' }] : [];
        if (part !== '**')
            return [...[...part].map(toToken), ...slash];
        const any = { kind: 'any', char: part };
        return slash.length > 0 ? [{ kind: 'folders', char: part }, any, ...slash] : [any];
    });
}
function toToken(char) {
    return { kind: char === '*' ? 'some' : char === '?' ? 'one' : 'char', char };
}
/** Follows all ways through the glob at once: `row` holds those before which the text so far has come. */
function walk(tokens, text) {
    let row = new Uint8Array(tokens.length + 1);
    row[0] = 1;
    skip(tokens, row);
    for (const char of text) {
        const next = new Uint8Array(tokens.length + 1);
        let isAlive = false;
        for (const [at, token] of tokens.entries()) {
            if (row[at] === 0 || !takes(token, char))
                continue;
            next[token.kind === 'some' || token.kind === 'any' ? at : at + 1] = 1;
            isAlive = true;
        }
        if (!isAlive)
            return false;
        skip(tokens, next);
        row = next;
    }
    return row[tokens.length] === 1;
}
/** A star may stand for nothing, and so may a `**` together with its slash. */
function skip(tokens, row) {
    for (const [at, { kind }] of tokens.entries()) {
        if (row[at] === 0 || kind === 'char' || kind === 'one')
            continue;
        row[at + 1] = 1;
        if (kind === 'folders')
            row[at + 3] = 1;
    }
}
function takes({ kind, char: own }, char) {
    switch (kind) {
        case 'char':
            return char === own;
        case 'one':
        case 'some':
            return char !== '/';
        case 'any':
            return true;
        case 'folders':
            return false;
    }
}


/***/ }),

/***/ 5122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ parsePurl),
/* harmony export */   L: () => (/* binding */ matchesPurl)
/* harmony export */ });
const systemTypes = ['apk', 'deb', 'rpm'];
/** Inspector's package managers, by the type of a package URL. */
const managers = {
    ...Object.fromEntries(systemTypes.map((type) => [type, ['OS']])),
    cargo: ['CARGO'],
    composer: ['COMPOSER'],
    gem: ['BUNDLER', 'GEMSPEC'],
    golang: ['GOBINARY', 'GOMOD'],
    maven: ['JAR', 'POM'],
    npm: ['NODEPKG', 'NPM', 'YARN'],
    nuget: ['DOTNET_CORE', 'NUGET'],
    pypi: ['PIP', 'PIPENV', 'POETRY', 'PYTHONPKG'],
};
/** @returns undefined where the text is no package URL, such as pkg:npm/%40scope/name@1.0.0 */
function parsePurl(text) {
    const [, type, rest] = /^pkg:\/*([a-z][a-z0-9.+-]*)\/([^?#]+)/i.exec(text) ?? [];
    if (type === undefined || rest === undefined)
        return undefined;
    // A version begins at the last @; that of an npm scope may stand unescaped, and in front of a slash.
    const at = rest.lastIndexOf('@');
    const hasVersion = at > rest.lastIndexOf('/') + 1;
    const parts = (hasVersion ? rest.slice(0, at) : rest).split('/').map(decode);
    const version = hasVersion ? decode(rest.slice(at + 1)) : undefined;
    const known = parts.filter((part) => part !== undefined && part !== '');
    const name = known.at(-1);
    if (name === undefined || version === '' || parts.includes(undefined))
        return undefined;
    return { type: type.toLowerCase(), namespace: known.slice(0, -1), name, version };
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}
/** Basic scanning names no package manager, and knows packages of the system only. */
function matchesPurl(purl, finding) {
    const { packageManager = 'OS', packageName, packageVersion } = finding;
    const known = Object.hasOwn(managers, purl.type) ? managers[purl.type] : undefined;
    return (known?.includes(packageManager.toUpperCase()) === true &&
        namesOf(purl).includes(canonical(packageName, purl)) &&
        (purl.version === undefined || isVersion(purl.version, packageVersion, purl)));
}
/** The namespace of a system's package is its vendor, which is no part of the name. */
function namesOf(purl) {
    const { type, namespace, name } = purl;
    const joins = isSystem(purl) ? [] : type === 'maven' ? [':', '/'] : ['/'];
    const whole = joins.map((join) => [...namespace, name].join(join));
    return (whole.length === 0 ? [name] : whole).map((one) => canonical(one, purl));
}
/** PyPI takes My_Package for my-package. */
function canonical(name, { type }) {
    return type === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;
}
/** A package URL has the epoch of a system's version in a qualifier, and Inspector may have it in front. */
function isVersion(wanted, version, purl) {
    return wanted === version || (isSystem(purl) && wanted === version.replace(/^\d+:/, ''));
}
function isSystem({ type }) {
    return systemTypes.includes(type);
}


/***/ })

};
