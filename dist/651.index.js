export const id = 651;
export const ids = [651];
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
    const { identity, deploy } = run.inputs;
    if (deploy.kind !== 'none' && identity.deploy.role !== undefined)
        (0,identity_role/* checkRole */.R1)(identity.deploy.role, identity.deploy.region ?? '', identity.allowedAccounts);
    const role = identity.role === undefined ? undefined : roleFor(run, identity.role);
    return identify(wayOf(role, identity.identity, run.env), optionsOf(run, identity.region));
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
/* harmony export */   F: () => (/* binding */ manifestTypes),
/* harmony export */   c: () => (/* binding */ readContent)
/* harmony export */ });
const manifestTypes = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
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
    const isIndex = (one) => [manifestTypes[0], manifestTypes[1]].some((type) => type === one.mediaType);
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
    const resource = /on resource: (\S+)/.exec(message)?.[1] ?? '*';
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
    return plain.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
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

/***/ 3432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ untaggingIn),
/* harmony export */   u: () => (/* binding */ removeCandidate)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6058);
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8249);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);
/* harmony import */ var _lib_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7399);
/* harmony import */ var _promote_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3793);





/**
 * Takes the candidate tag away once other tags name the image. ECR deletes an image with its last tag, so the
 * tags are read afresh, and the removal goes by tag, never by digest. Being denied that costs nothing but tidiness.
 * @returns whether the tag no longer names the image
 */
async function removeCandidate(image, { read, remove }) {
    const { candidateTag, digest } = image;
    try {
        // Any one of the other tags keeps the image alive; 99 of them are more than enough to ask for.
        const named = await read([candidateTag, ...image.tags.slice(0, 99)]);
        const others = image.tags.filter((tag) => named.get(tag) === digest);
        if (others.length === 0 || named.get(candidateTag) !== digest)
            return named.get(candidateTag) !== digest;
        const [failure] = await remove(candidateTag);
        if (failure !== undefined)
            throw new Error(`${failure.failureCode}: ${failure.failureReason}`);
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_2__/* .say */ .cv)(`Removed the candidate tag ${candidateTag}`);
        return true;
    }
    catch (error) {
        const reason = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, `the candidate tag ${candidateTag}`).message;
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm)(`The candidate tag ${candidateTag} stays beside the release tags: ${reason}`);
        return false;
    }
}
function untaggingIn(ecr, repository) {
    return {
        read: (tags) => (0,_promote_js__WEBPACK_IMPORTED_MODULE_3__/* .digestsOf */ .nw)(ecr, repository, tags),
        remove: async (imageTag) => {
            const { account: registryId, name: repositoryName } = repository;
            const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .BatchDeleteImageCommand */ .wau({ registryId, repositoryName, imageIds: [{ imageTag }] });
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
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(user, 'contexts')))
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
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   nw: () => (/* binding */ digestsOf),
/* harmony export */   pt: () => (/* binding */ promote),
/* harmony export */   qG: () => (/* binding */ accepted)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8249);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(538);
/* harmony import */ var _lib_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7399);



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
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_1__/* .say */ .cv)(result.kind === 'put'
            ? `Put ${repository.uri}:${tag}`
            : `${repository.uri}:${tag} names this image already`);
        if (result.kind === 'put')
            put.push(tag);
        else
            existing.push(tag);
    }
    return { put, existing, refused: undefined, untried: [] };
}
async function putTag(ecr, repository, manifest, tag) {
    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .PutImageCommand */ .SUU({
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
        const named = (await digestsOf(ecr, repository, [tag])).get(tag);
        if (named === digest)
            return { kind: 'existing' };
        const reason = `the tag is immutable and names another image (${named ?? 'unknown'})`;
        return refusal(reason, 'Release under a new tag, or exclude this one from immutability.', true);
    }
    catch (error) {
        return failed(error, `${repository.name}:${tag}`, true);
    }
}
function refusal(reason, hint, certain) {
    return { kind: 'refused', reason: reason.replace(/\.$/, ''), hint, certain };
}
/** @param certain whether the tag was certainly not put */
function failed(error, subject, certain) {
    const { message, hint } = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error, subject);
    return refusal(message, hint, certain);
}
/** Reads what tags name now; a tag that names nothing is left out. At most 100 tags, the limit of one call. */
async function digestsOf(ecr, repository, tags) {
    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .BatchGetImageCommand */ .P8n({
        registryId: repository.account,
        repositoryName: repository.name,
        imageIds: tags.slice(0, 100).map((imageTag) => ({ imageTag })),
    });
    const { images = [] } = await ecr.send(command);
    const pairs = images.map(({ imageId }) => [imageId?.imageTag ?? '', imageId?.imageDigest ?? '']);
    return new Map(pairs.filter(([tag, digest]) => tag !== '' && digest !== ''));
}


/***/ }),

/***/ 8651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./build/src/errors.js
var src_errors = __webpack_require__(7406);
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
    const pullRequest = object(payload.pull_request);
    return {
        kind: kindOf(name, payload),
        name,
        ref: refOf(name, required(env, 'GITHUB_REF'), payload),
        sha,
        headSha: event_text(object(pullRequest.head).sha)?.toLowerCase(),
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
    const head = event_text(object(object(pullRequest.head).repo).full_name);
    const base = event_text(object(object(pullRequest.base).repo).full_name);
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
function commitTimeOf(payload, sha) {
    const commits = Array.isArray(payload.commits) ? payload.commits : [];
    const heads = [payload, object(payload.workflow_run), object(payload.merge_group)].map((one) => one.head_commit);
    const commit = [...heads, ...commits].map(object).find((one) => one.id === sha);
    return event_text(commit?.timestamp);
}
function repositoryOf(env, repository) {
    const fullName = required(env, 'GITHUB_REPOSITORY');
    return {
        fullName,
        url: event_text(repository.html_url) ?? `${serverUrl(env)}/${fullName}`,
        description: event_text(repository.description),
        license: event_text(object(repository.license).spdx_id),
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
        return object(JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8')));
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
    return new src_errors/* ActionError */.lZ({ code: 'EVENT_UNREADABLE', sentence, hint }, { cause });
}
function object(value) {
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
    return new src_errors/* ActionError */.lZ({
        code: 'FORK_CANNOT_PUSH',
        sentence: `This pull request comes from a fork, and \`push: ${push}\` asks to push: GitHub gives such a run no id-token, so no AWS role can be assumed.`,
        hint: 'Leave `push` at `auto`: forks are built only, and pushed after the merge.',
    });
}

;// CONCATENATED MODULE: ./build/src/quoted.js
/** Shows a value in an error: on one line, without control characters, and cut where it is long. */
function quoted(value) {
    const line = value.replace(/\p{Cc}+/gu, ' ');
    return `'${line.length > 80 ? `${line.slice(0, 80)}…` : line}'`;
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
    const service = readName(reader, 'service');
    const order = {
        cluster: readName(reader, 'cluster') ?? 'default',
        source: readSource(reader),
        containerName: reader.text('container-name'),
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
    return isWanted(reader, event, intent, asked) ? { kind: 'service', service, ...order } : { kind: 'none' };
}
function isWanted(reader, event, intent, asked) {
    if (asked === 'auto')
        return intent === 'release' && event.kind === 'publishing';
    if (asked === 'false')
        return false;
    if (['pull-request', 'fork', 'merge-group'].includes(event.kind)) {
        reader.problem('deploy', `\`true\` is not for the event ${quoted(event.name)}: it is deployed after the merge`);
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
        reader.problem(input, `${quoted(name)} is not one name of letters, digits, hyphens and underscores`);
    }
    return name;
}
function readSource(reader) {
    const path = reader.text('task-definition');
    if (path === undefined)
        return { kind: 'running' };
    if (path.startsWith('arn:'))
        reader.problem('task-definition', `${quoted(path)} is an ARN; this version takes a JSON file only`);
    return { kind: 'file', path, name: path };
}

;// CONCATENATED MODULE: ./build/src/inputs/gate.js
const gate_all = ['severity-threshold', 'on-unscanned', 'on-unsupported', 'scan-timeout-minutes'];
/** @param registry ECR Public scans nothing, so a gate there would have to pass everything or nothing */
function readGate(reader, intent, registry) {
    const inputs = {
        mode: reader.choice('gate', ['enforce', 'report', 'off'], 'enforce'),
        threshold: reader.choice('severity-threshold', ['critical', 'high', 'medium', 'low', 'any', 'none'], 'high'),
        onUnscanned: reader.choice('on-unscanned', ['fail', 'warn'], 'fail'),
        onUnsupported: reader.choice('on-unsupported', ['fail', 'warn'], 'fail'),
        scanTimeoutMinutes: reader.integer('scan-timeout-minutes', { from: 1, to: 360, unit: 'minutes' }, 15),
    };
    if (registry === 'public' && inputs.mode !== 'off' && intent !== 'build') {
        reader.problem('gate', `\`${inputs.mode}\` cannot be kept for ECR Public, which scans no images; say \`gate: off\` to publish without a gate`);
    }
    const reason = idleReason(inputs, intent);
    if (reason !== undefined)
        noteIdle(reader, gate_all, reason);
    else if (inputs.mode === 'report')
        noteIdle(reader, ['on-unscanned', 'on-unsupported'], 'the gate only reports');
    return inputs;
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
    reader.problem(input, `${quoted(account)} is not an account id of 12 digits${lost}`);
}

;// CONCATENATED MODULE: ./build/src/inputs/session.js

function readAssumeInputs(reader) {
    return {
        sessionName: readSessionName(reader),
        durationSeconds: reader.integer('role-duration-seconds', { from: 900, to: 43_200, unit: 'seconds' }, 3600),
        audience: reader.text('audience') ?? 'sts.amazonaws.com',
        externalId: readExternalId(reader),
        policies: { inline: readPolicy(reader), managed: readPolicyArns(reader) },
    };
}
function readSessionName(reader) {
    const name = reader.text('role-session-name');
    if (name !== undefined && !/^[\w+=,.@-]{2,64}$/.test(name)) {
        reader.problem('role-session-name', `${quoted(name)} is not 2 to 64 characters out of letters, digits and _+=,.@-`);
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
function readPolicy(reader) {
    const given = reader.text('inline-session-policy');
    if (given === undefined)
        return undefined;
    const policy = compact(given);
    if (policy === undefined) {
        reader.problem('inline-session-policy', `${quoted(given)} is not the JSON object of a policy`);
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
            reader.problem('managed-session-policies', `${quoted(arn)} is not a policy's ARN such as arn:aws:iam::123456789012:policy/push`);
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
        reader.problem(name, `${quoted(region)} is not a region's name such as eu-west-1`);
}
function readRoleArn(reader, name) {
    const arn = reader.text(name);
    if (arn !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/.test(arn)) {
        reader.problem(name, `${quoted(arn)} is not a role's ARN such as arn:aws:iam::123456789012:role/release`);
    }
    return arn;
}
function readAccounts(reader) {
    const accounts = reader.list('allowed-account-ids');
    for (const account of accounts)
        checkAccount(reader, 'allowed-account-ids', account);
    return accounts;
}

;// CONCATENATED MODULE: ./build/src/inputs/image.js

function readImage(reader) {
    return {
        context: readContext(reader),
        file: reader.text('file'),
        target: reader.text('target'),
        platforms: readPlatforms(reader),
        buildArguments: readBuildArguments(reader),
        labels: readLabels(reader),
        provenance: readProvenance(reader),
        noCache: reader.flag('no-cache', false),
        pull: reader.flag('pull', false),
    };
}
function readContext(reader) {
    const given = reader.text('context') ?? '.';
    const remote = /^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(given);
    return remote ? { kind: 'remote', url: given } : { kind: 'folder', path: given };
}
function readPlatforms(reader) {
    const platforms = reader.list('platforms');
    for (const platform of platforms) {
        if (!/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/.test(platform)) {
            reader.problem('platforms', `${quoted(platform)} is not a platform such as linux/amd64`);
        }
    }
    return [...new Set(platforms)];
}
function readBuildArguments(reader) {
    const given = reader.lines('build-args');
    for (const entry of given) {
        // The value may be somebody's secret by mistake, so the error shows the name alone.
        const name = entry.split('=', 1)[0] ?? '';
        if (!/^[A-Za-z_]\w*$/.test(name))
            reader.problem('build-args', `${quoted(name)} is not a build argument's name`);
    }
    return given;
}
function readLabels(reader) {
    const labels = [];
    for (const line of reader.lines('labels')) {
        const equals = line.indexOf('=');
        if (equals < 1)
            reader.problem('labels', `${quoted(line)} is not of the form key=value`);
        else
            labels.push([line.slice(0, equals).trim(), line.slice(equals + 1).trim()]);
    }
    return Object.fromEntries(labels);
}
function readProvenance(reader) {
    const given = reader.text('provenance') ?? 'false';
    if (!/^(true|false|[a-z-]+=[^\s]+)$/.test(given)) {
        reader.problem('provenance', `${quoted(given)} is not one of true, false, mode=min, mode=max or other attributes of --provenance`);
    }
    return given;
}

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
    function choice(name, allowed, fallback) {
        const value = text(name);
        if (value === undefined)
            return fallback;
        const found = allowed.find((one) => one === value);
        if (found === undefined)
            problem(name, `${quoted(value)} is not one of ${allowed.join(', ')}`);
        return found ?? fallback;
    }
    return {
        text,
        lines: (name) => entries(text(name), /\r?\n/),
        list: (name) => entries(text(name), /\r?\n|,/),
        flag: (name, fallback) => choice(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true',
        choice,
        integer(name, { from, to, unit }, fallback) {
            const value = text(name);
            if (value === undefined)
                return fallback;
            const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
            if (number >= from && number <= to)
                return number;
            problem(name, `${quoted(value)} is not a whole number of ${unit} from ${from} to ${to}`);
            return fallback;
        },
        given: (name) => text(name) !== undefined,
        file,
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
function entries(value, separator) {
    return (value ?? '')
        .split(separator)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
}

;// CONCATENATED MODULE: ./build/src/inputs/peers.js

const notYet = 'Slipway has no such input in this version';
const noEquivalent = 'it has no equivalent here';
const keysFromEnvironment = 'set the AWS_* variables of the step, or better role-to-assume';
const ownLogin = 'Slipway logs in to ECR by itself';
const privateLogin = 'the login is private to this step and always removed';
const noExport = 'credentials never leave the process';
const noBuilder = 'make the builder the current one in an earlier step';
const baseDefinition = 'the base is what the service runs, or a file in task-definition';
const noTasks = 'Slipway runs no one-off tasks in this version';
const ecsOnly = 'Slipway deploys to services with the ECS deployment controller only';
const editTheFile = 'write it into the file that task-definition names';
/**
 * Inputs that the replaced actions have under a name that is not Slipway's, and the way to say the same here.
 * GitHub only warns about an undeclared input: a deploy or a secret that silently does nothing would be a false success.
 */
const equivalents = [
    ['use repository', 'images'],
    ['it is an output of Slipway', 'tag-names'],
    ['use push; the image always goes to repository', 'outputs'],
    ['use push: false to build only', 'load'],
    ['use provenance', 'attests'],
    ['use tags', 'image-tag image_tag'],
    ['use file', 'dockerfile'],
    ['use context', 'path'],
    ['use aws-region', 'region'],
    ['use role-to-assume', 'role_arn role-arn'],
    ['use repository with the full URI, or registry-id', 'registries registry registry-type'],
    [ownLogin, 'username password ecr scope registry-auth'],
    ['the password is always masked', 'mask-password'],
    [privateLogin, 'skip-logout logout'],
    [keysFromEnvironment, 'aws-access-key-id aws-secret-access-key aws-session-token'],
    ['set AWS_PROFILE for the step', 'aws-profile overwrite-aws-profile'],
    ['set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN for the step', 'web-identity-token-file'],
    [noExport, 'output-credentials output-env-credentials unset-current-credentials'],
    ['leave role-to-assume out to use the credentials of the environment', 'use-existing-credentials'],
    ['use identity: ambient', 'force-skip-oidc role-chaining'],
    ['set HTTPS_PROXY and NO_PROXY for the step', 'http-proxy no-proxy'],
    ['set AWS_ENDPOINT_URL_STS for the step', 'sts-endpoint'],
    ['tries and time limits are fixed', 'disable-retry retry-max-attempts action-timeout-s max-retries'],
    [noEquivalent, 'mask-aws-account-id role-skip-session-tagging transitive-tag-keys custom-tags'],
    [noEquivalent, 'special-characters-workaround'],
    ['outputs are one a line', 'sep-tags sep-labels sep-annotations'],
    [noEquivalent, 'bake-target call cgroup-parent'],
    [noBuilder, 'version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline use name'],
    [noBuilder, 'endpoint append cache-binary cleanup keep-state install config config-inline'],
    ['use severity-threshold', 'fail_threshold fail-threshold fail-on'],
    [baseDefinition, 'task-definition-family task-definition-arn task-definition-revision'],
    [editTheFile, 'log-configuration-log-driver log-configuration-options'],
    ['use wait', 'wait-for-service-stability'],
    ['use deploy-timeout-minutes', 'wait-for-minutes wait-max-delay-seconds'],
    [
        noTasks,
        'run-task run-task-container-overrides run-task-security-groups run-task-subnets wait-for-task-stopped',
    ],
    [noTasks, 'run-task-assign-public-ip run-task-capacity-provider-strategy run-task-launch-type'],
    [noTasks, 'run-task-started-by run-task-tags run-task-managed-ebs-volume-name run-task-managed-ebs-volume'],
    [ecsOnly, 'codedeploy-deployment-description codedeploy-deployment-config'],
    ['UpdateService holds the task definition only', 'enable-ecs-managed-tags propagate-tags'],
    [
        'UpdateService holds the task definition only',
        'service-managed-ebs-volume-name service-managed-ebs-volume',
    ],
    ['the JSON of a task definition is kept as it is', 'keep-null-value-keys'],
];
/** Inputs of Slipway's contract that this version does not act on yet. */
const planned = `
  github-token build-contexts
  secrets secret-envs secret-files ssh cache-from cache-to no-cache-filters network add-hosts shm-size ulimit allow
  builder sbom annotations reuse image local-image flavor sha-length pr-head-sha tag-after deployed-tag
  wait-for-replication allow-older max-findings only-fixable fail-on-exploitable fail-on-known-exploited min-epss
  ignore-file baseline max-scan-age-hours gate-override sarif-file report-file containers environment-variables
  env-files task-secrets command task-cpu task-memory task-role-arn execution-role-arn log-driver log-options
  docker-labels desired-count force-new-deployment deploy-revision deploy-registry wait-until on-deploy-failure
  on-timeout on-pause on-superseded on-in-flight on-cancel max-failed-tasks diagnostic-log-lines pre-deploy-command
  pre-deploy-container pre-deploy-task-definition pre-deploy-timeout-minutes codedeploy-application
  codedeploy-deployment-group codedeploy-appspec`;
/** Refuses inputs of the replaced actions and warns of every other input that action.yml does not declare. */
function refusePeers(reader, env) {
    const declared = new Set([...reader.names].map(variable));
    const answers = new Map([
        ...words(planned).map((name) => [variable(name), notYet]),
        ...equivalents.flatMap(([answer, names]) => words(names).map((name) => [variable(name), `no input of Slipway; ${answer}`])),
    ]);
    for (const [key, value] of Object.entries(env)) {
        if (!key.startsWith('INPUT_') || declared.has(key) || !value?.trim())
            continue;
        const name = key.slice('INPUT_'.length).toLowerCase();
        const answer = answers.get(key);
        if (answer === undefined)
            reader.warning(`${name} is no input of Slipway and was ignored.`);
        else
            reader.problem(name, answer);
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
        return invalid(`is on ${quoted(host)}, which is no host of ECR (account.dkr.ecr.region.amazonaws.com or public.ecr.aws)`);
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
        problem(`${quoted(given)} is not one of ${mutabilities.join(', ')}`);
        return undefined;
    }
    const takesFilters = kind.endsWith('_WITH_EXCLUSION');
    if (takesFilters && exclusions.length === 0)
        problem(`${kind} needs the tags that are excluded, one a line`);
    if (!takesFilters && exclusions.length > 0)
        problem(`${kind} takes no filters such as ${quoted(exclusions[0] ?? '')}; use ${kind}_WITH_EXCLUSION`);
    if (exclusions.length > mostFilters)
        problem(`${exclusions.length} filters, and ECR takes ${mostFilters}`);
    for (const filter of exclusions) {
        if (!/^[0-9a-zA-Z._*-]{1,128}$/.test(filter) || filter.split('*').length > 3)
            problem(`${quoted(filter)} is not a filter of letters, digits and ._- with at most two *`);
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
    reader.problem('repository-encryption', `${quoted(given)} is not AES256, KMS, KMS_DSSE, or a KMS key (ARN, id or alias/name)`);
    return undefined;
}
function readTags(reader) {
    const tags = [];
    for (const line of reader.lines('repository-tags')) {
        const equals = line.indexOf('=');
        const key = line.slice(0, Math.max(equals, 0)).trim();
        if (key === '' || key.length > 128)
            reader.problem('repository-tags', `${quoted(line)} is not of the form key=value`);
        else if (/^aws:/i.test(key))
            reader.problem('repository-tags', `${quoted(key)} begins with aws:, which AWS keeps for itself`);
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
        reader.problem(name, `${quoted(given)} is neither JSON that begins with { nor a file of the workspace that can be read`);
        return undefined;
    }
    const where = isInline ? 'the JSON' : quoted(given);
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
        reader.problem('registry-id', `${quoted(account)} contradicts the account in repository, ${quoted(reference.account)}`);
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
        reader.problem('repository', `${quoted(given)} ${parsed.reason}`);
        return placeholder;
    }
    const { repository } = parsed;
    const contradicts = repository.kind === 'private' && repository.region && region;
    if (contradicts && repository.region !== region)
        reader.problem('repository', `${quoted(given)} is in ${repository.region}, but this run is for ${quoted(region)}`);
    return repository;
}
function readAccount(reader) {
    const account = reader.text('registry-id');
    if (account !== undefined)
        checkAccount(reader, 'registry-id', account);
    return account;
}

;// CONCATENATED MODULE: ./build/src/image/tag-rules.js

const defaults = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr'];
const priorities = { schedule: 1000, ref: 600, raw: 200, sha: 100 };
/**
 * Reads tag rules, one a line, in the grammar that people know from docker/metadata-action: comma-separated
 * `key=value` fields, `#` comments, double quotes around a field that holds a comma. No rule given means the
 * default rules. Rules that are switched off by `enable=false` are left out.
 */
function parseTagRules(text) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    const problems = [];
    const rules = [];
    for (const line of lines.length > 0 ? lines : defaults) {
        const parsed = parseRule(line.trim());
        if (typeof parsed === 'string')
            problems.push(`${parsed} (in ${quoted(line.trim())})`);
        else if (parsed !== undefined)
            rules.push(parsed);
    }
    return { rules, problems };
}
/** @returns the rule, undefined for one that is switched off, or a sentence about what is wrong */
function parseRule(line) {
    const fields = splitFields(line);
    if (fields === undefined)
        return 'a double quote is not closed';
    const attributes = readAttributes(fields);
    if (fields.filter((field) => !field.includes('=')).length > 1)
        return 'there is more than one value; give one tag a line';
    const expression = fields.find((field) => field.includes('{{'));
    if (expression !== undefined)
        return `expressions such as ${quoted(expression)} are not offered in this version`;
    const enable = attributes.get('enable') ?? 'true';
    if (enable !== 'true' && enable !== 'false')
        return `enable is ${quoted(enable)}, which is neither true nor false`;
    const rule = ruleOf(attributes);
    return typeof rule === 'string' || enable === 'true' ? rule : undefined;
}
function ruleOf(attributes) {
    const type = attributes.get('type') ?? 'raw';
    if (!isKnown(type))
        return `type ${quoted(type)} is not one of ${Object.keys(priorities).join(', ')}`;
    const priority = Number(attributes.get('priority') ?? priorities[type]);
    if (!Number.isFinite(priority))
        return `priority ${quoted(attributes.get('priority') ?? '')} is not a number`;
    const common = { priority, prefix: attributes.get('prefix'), suffix: attributes.get('suffix') ?? '' };
    switch (type) {
        case 'raw':
            return rawRule(attributes.get('value'), common);
        case 'sha':
            return shaRule(attributes.get('format') ?? 'short', common);
        case 'ref':
            return refRule(attributes.get('event'), common);
        case 'schedule':
            return { type, pattern: attributes.get('pattern') || 'nightly', ...common };
    }
}
function rawRule(value, common) {
    if (!value)
        return 'type=raw needs a value';
    if (isReference(value)) {
        return `${quoted(value)} is a full image reference; name the repository in the input repository and only the tag here`;
    }
    return { type: 'raw', value, ...common };
}
/** Copied from a peer's `tags:`, where full references belong; sanitised it would be a tag that nobody meant. */
function isReference(value) {
    const hasHost = /^([\w.-]+\.[a-z]{2,}|localhost|[\w.-]+:\d+)\//i.test(value);
    return hasHost || /^[\w./-]+(:[\w.-]+|@sha256:\w+)$/.test(value);
}
function shaRule(format, common) {
    if (format !== 'short' && format !== 'long')
        return `format ${quoted(format)} is neither short nor long`;
    return { type: 'sha', format, ...common, prefix: common.prefix ?? 'sha-' };
}
function refRule(event, common) {
    if (event !== 'branch' && event !== 'tag' && event !== 'pr')
        return 'type=ref needs event=branch, event=tag or event=pr';
    return { type: 'ref', event, ...common, prefix: common.prefix ?? (event === 'pr' ? 'pr-' : undefined) };
}
function isKnown(type) {
    return Object.hasOwn(priorities, type);
}
/** A field without `=` is the value; keys are lower-cased, values are not. */
function readAttributes(fields) {
    return new Map(fields.map((field) => {
        const equals = field.indexOf('=');
        if (equals < 0)
            return ['value', field.trim()];
        return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1).trim()];
    }));
}
/** Splits at commas outside of double quotes; a doubled quote inside of quotes stands for one. */
function splitFields(line) {
    const fields = [''];
    let quoted = false;
    for (let at = 0; at < line.length; at++) {
        const character = line[at] ?? '';
        const current = fields.at(-1) ?? '';
        if (character === '"' && quoted && line[at + 1] === '"') {
            fields[fields.length - 1] = `${current}"`;
            at++;
        }
        else if (character === '"' && (quoted || current.trim() === ''))
            quoted = !quoted;
        else if (character === ',' && !quoted)
            fields.push('');
        else
            fields[fields.length - 1] = current + character;
    }
    return quoted ? undefined : fields.map((field) => field.trim()).filter((field) => field !== '');
}

;// CONCATENATED MODULE: ./build/src/inputs/tags.js


function tags_readTags(reader, intent) {
    if (intent === 'candidate' && reader.given('tags')) {
        reader.notice('tags has nothing to act on: with `push: candidate` no tag is put.');
    }
    const rules = readRules(reader);
    const candidatePrefix = readPrefix(reader);
    if (intent === 'build' && reader.given('candidate-tag-prefix')) {
        reader.notice('candidate-tag-prefix has nothing to act on: nothing is pushed in this run.');
    }
    return { rules, candidatePrefix };
}
function readRules(reader) {
    const given = reader.text('tags');
    if (given === 'none')
        return [];
    const parsed = parseTagRules(given ?? '');
    for (const problem of parsed.problems)
        reader.problem('tags', problem);
    return parsed.rules;
}
function readPrefix(reader) {
    const prefix = reader.text('candidate-tag-prefix') ?? 'candidate-';
    // 128 characters are a tag's limit; run id, attempt and nonce need the rest.
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$/.test(prefix)) {
        reader.problem('candidate-tag-prefix', `${quoted(prefix)} is not the start of a tag (up to 80 letters, digits and _.-)`);
    }
    return prefix;
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
    return {
        push,
        dryRun,
        sha: readSha(reader) ?? event.sha,
        identity,
        repository,
        image: readImage(reader),
        tags: tags_readTags(reader, intent),
        gate: readGate(reader, intent, repository.reference.kind),
        deploy: readDeploy(reader, event, intent),
    };
}
/** Asked for on its own too: a run whose other inputs are wrong reports as the user wants it. */
function wantsSummary(env) {
    return readSummary(reader_createReader(env, noFile)) === 'full';
}
function readSummary(reader) {
    return reader.choice('summary', ['full', 'off'], 'full');
}
function readSha(reader) {
    const sha = reader.text('sha')?.toLowerCase();
    if (sha !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) {
        reader.problem('sha', `${quoted(sha)} is not a full commit id of 40 or 64 hexadecimal digits`);
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
    return new src_errors/* ActionError */.lZ({
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
    return new src_errors/* ActionError */.lZ({
        code: 'PACE_REFUSED',
        sentence,
        hint: 'Remove SLIPWAY_PACE: it is for tests and the demo only.',
    });
}

// EXTERNAL MODULE: ./build/src/access.js + 7 modules
var access = __webpack_require__(6124);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecr/dist-cjs/index.js
var dist_cjs = __webpack_require__(8249);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(4942);
// EXTERNAL MODULE: ./build/src/lib/error-text.js
var error_text = __webpack_require__(1715);
// EXTERNAL MODULE: ./build/src/lib/poll.js
var poll = __webpack_require__(5192);
;// CONCATENATED MODULE: ./build/src/lib/download.js



const limitMs = 10_000;
const longest = 4_000_000;
/**
 * Gets a small text from a signed address; the toolkit's client honours the job's proxy.
 * @throws Error that does not show the address, whose signature is as good as a key for some minutes
 */
async function download(url, signal) {
    signal.throwIfAborted();
    const client = new lib/* HttpClient */.Qq('slipway', [], { socketTimeout: limitMs, maxRetries: 2, allowRetries: true });
    try {
        return await (0,poll/* within */.ux)(get(client, url), limitMs, signal);
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
async function get(client, url) {
    const response = await client.get(url);
    const status = response.message.statusCode ?? 0;
    if (status !== 200)
        throw new Error(`it was answered with HTTP status ${status}`);
    const text = await response.readBody();
    if (text.length > longest)
        throw new Error(`it is longer than ${longest} bytes`);
    return text;
}

// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/image/manifest.js
var image_manifest = __webpack_require__(8334);
;// CONCATENATED MODULE: ./build/src/image/taken.js







/**
 * Fails before the build where an immutable tag is another commit's: an image whose label names another one cannot have
 * the digest of ours. Where no such labels are there, or the commit is the same, the digests decide after the push.
 * @throws ActionError IMMUTABLE_TAG_TAKEN, or what the call failed with
 */
async function checkTaken(ecr, repository, planned, signal) {
    // One call takes no more, and nobody puts as many.
    const tags = planned.immutableTags.slice(0, 100);
    if (tags.length === 0)
        return;
    const found = await read(ecr, repository, tags.map((imageTag) => ({ imageTag })));
    const labelsOf = new Map();
    for (const image of found) {
        if ((0,image_manifest/* readContent */.c)(image).kind === 'other')
            throw taken(repository, image, undefined);
        if (!labelsOf.has(image.digest))
            labelsOf.set(image.digest, await labels(ecr, repository, image, signal));
        const existing = labelsOf.get(image.digest) ?? {};
        const isOurKind = Object.keys(planned.labels).some((key) => existing[key] !== undefined);
        if (isOurKind && existing[revision] !== planned.labels[revision])
            throw taken(repository, image, existing[revision]);
    }
}
const revision = 'org.opencontainers.image.revision';
async function read(ecr, { account: registryId, name: repositoryName }, imageIds) {
    const command = new dist_cjs/* BatchGetImageCommand */.P8n({
        registryId,
        repositoryName,
        imageIds: [...imageIds],
        acceptedMediaTypes: [...image_manifest/* manifestTypes */.F],
    });
    const { images = [] } = await ecr.send(command).catch((error) => {
        throw (0,explain/* explain */.WE)(error, `the tags of ${repositoryName}`);
    });
    return images.flatMap(({ imageId, imageManifest: text = '', imageManifestMediaType: mediaType = '' }) => {
        const digest = imageId?.imageDigest;
        return digest ? [{ tag: imageId.imageTag ?? '', digest, text, mediaType }] : [];
    });
}
/** The labels of an image, or of the first platform of an index; undefined where they cannot be read. */
async function labels(ecr, repository, image, signal) {
    try {
        const content = (0,image_manifest/* readContent */.c)(image);
        const [first] = content.kind === 'index' ? content.images : [];
        const [manifest] = first ? await read(ecr, repository, [{ imageDigest: first.digest }]) : [image];
        return manifest && (await configLabels(ecr, repository, manifest, signal));
    }
    catch (error) {
        signal.throwIfAborted();
        const { message } = (0,explain/* explain */.WE)(error, `the image ${repository.name}:${image.tag}`);
        (0,core/* notice */.lm)(`The tag ${image.tag} is immutable and names an image already; whether it is this commit's shows only after the build. ${message}`);
        return undefined;
    }
}
async function configLabels(ecr, { account: registryId, name: repositoryName }, { text, digest }, signal) {
    const layerDigest = String(taken_object(taken_object(JSON.parse(text)).config).digest);
    const about = `ecr:GetDownloadUrlForLayer for ${repositoryName}@${digest}`;
    const { downloadUrl } = await ecr.send(new dist_cjs/* GetDownloadUrlForLayerCommand */.pKL({ registryId, repositoryName, layerDigest }));
    if (!downloadUrl)
        throw (0,explain/* badAnswer */.k6)(about, 'without an address');
    const config = taken_object(JSON.parse(await download(downloadUrl, signal)));
    const found = Object.entries(taken_object(taken_object(config.config).Labels));
    return Object.fromEntries(found.map(([key, value]) => [key, String(value)]));
}
function taken_object(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function taken(repository, image, commit) {
    const whose = commit === undefined ? 'does not say of which commit it is' : `is of the commit ${quoted(commit)}`;
    return new src_errors/* ActionError */.lZ({
        code: 'IMMUTABLE_TAG_TAKEN',
        sentence: `The tag ${image.tag} of ${repository.name} is immutable and names another image, ${image.digest}, which ${whose}; nothing was built.`,
        hint: "Release under tags that are this commit's alone, such as type=sha, or exclude this tag from the immutability of the repository.",
    });
}

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
    if (error instanceof src_errors/* ActionError */.lZ)
        throw error;
    if (!/PolicyNotFoundException$/.test((0,explain/* errorName */.Is)(error)))
        unread.push(what);
    return undefined;
}

// EXTERNAL MODULE: ./build/src/registry/key.js
var key = __webpack_require__(8674);
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
    const repository = { name: wanted.name, uri: `${host}/${wanted.name}`, host, account: found.registryId };
    return { repository, settings: settingsOf(found) };
}
function notFound({ name, account }, region) {
    return new src_errors/* ActionError */.lZ({
        code: 'REPOSITORY_NOT_FOUND',
        sentence: `There is no repository ${name} in ${region} of ${account ?? 'the account of these credentials'}.`,
        hint: `Check repository, registry-id and aws-region; or create it: \`create-repository: true\`, or aws ecr create-repository --repository-name ${name} --region ${region}`,
    });
}
function mismatch(wanted, uri) {
    return new src_errors/* ActionError */.lZ({
        code: 'REPOSITORY_MISMATCH',
        sentence: `The input repository names the host ${wanted}, but ECR says that the repository is ${uri}.`,
        hint: 'Give the name alone, or the URI that ECR gives.',
    });
}

;// CONCATENATED MODULE: ./build/src/registry/template.js



const mostPages = 20;
/**
 * Looks for a creation template by which a push makes the repository. Templates work in the account of the credentials
 * only. Being denied the look is a notice: then a repository that is not there is missing.
 * @returns the account whose template applies
 */
async function templateAccount(ecr, name) {
    const found = [];
    let nextToken;
    for (let page = 0; page < mostPages; page++) {
        const answer = await template_read(ecr, name, nextToken);
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
async function template_read(ecr, name, nextToken) {
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

;// CONCATENATED MODULE: ./build/src/scan/coverage.js





/**
 * Fails before the build where the findings that the gate waits for can never come: enhanced scanning that does not cover
 * the repository, or that is asked for across accounts (containers-roadmap 2541). Scans that merely have to be started
 * are no failure. What may not be read is a notice: the wait for the findings decides then.
 * @param isDryRun leaves the other account alone: nothing but an attempt to start a scan tells its mode
 * @throws ActionError SCANNING_NOT_COVERED, or what the call failed with
 */
async function checkCoverage(ecr, repository, isDryRun) {
    const subject = `the scanning configuration of the registry of ${repository.name}`;
    const answer = await optional(() => ecr.send(new dist_cjs/* GetRegistryScanningConfigurationCommand */.Mhg({})), subject);
    if (answer === undefined)
        return;
    const { registryId, scanningConfiguration: configuration } = answer;
    if (registryId === undefined && configuration === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecr:GetRegistryScanningConfiguration for ${subject}`, 'empty');
    // The configuration is always that of the credentials' own account.
    const isOther = registryId !== undefined && registryId !== repository.account;
    if (isOther)
        return isDryRun ? undefined : checkOtherAccount(ecr, repository);
    if (configuration?.scanType === 'ENHANCED')
        await checkEnhanced(ecr, repository);
}
async function checkEnhanced(ecr, { name }) {
    const answer = await optional(() => ecr.send(new dist_cjs/* BatchGetRepositoryScanningConfigurationCommand */.TxZ({ repositoryNames: [name] })), `the scanning configuration of the repository ${name}`);
    const [configuration] = answer?.scanningConfigurations ?? [];
    if (configuration?.scanFrequency !== 'MANUAL')
        return;
    throw notCovered(`The registry has enhanced scanning, whose rules leave the repository ${name} out, so its images are never scanned.`, `Add a rule for ${name} to the scanning configuration of the registry, or set \`gate: off\`.`);
}
const nobody = `sha256:${'0'.repeat(64)}`;
/** Another account's mode cannot be read. A scan asked for an image that is not there is refused in words that tell. */
async function checkOtherAccount(ecr, { account, name }) {
    const imageId = { imageDigest: nobody };
    try {
        await ecr.send(new dist_cjs/* StartImageScanCommand */.Qc9({ registryId: account, repositoryName: name, imageId }));
    }
    catch (error) {
        const isDenied = /^AccessDenied/.test((0,explain/* errorName */.Is)(error));
        if (isDenied)
            noticeUnknown(error, `the mode of scanning in the account ${account}`);
        if ((0,explain/* errorName */.Is)(error) !== 'ValidationException' || !/disabled|enhanced/i.test((0,error_text/* errorMessage */.g)(error)))
            return;
        throw notCovered(`The repository ${name} is in the account ${account}, which has enhanced scanning, and ECR gives its findings to no other account.`, 'Assume a role in the account of the repository, or set `gate: off`.');
    }
}
async function optional(call, subject) {
    try {
        return await call();
    }
    catch (error) {
        if (!/^AccessDenied/.test((0,explain/* errorName */.Is)(error)))
            throw (0,explain/* explain */.WE)(error, subject);
        noticeUnknown(error, subject);
        return undefined;
    }
}
function noticeUnknown(error, subject) {
    (0,core/* notice */.lm)(`Whether scans cover the repository shows only after the push. ${(0,explain/* explain */.WE)(error, subject).message}`);
}
function notCovered(sentence, hint) {
    return new src_errors/* ActionError */.lZ({ code: 'SCANNING_NOT_COVERED', sentence: `${sentence} Nothing was built.`, hint });
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
    return { kind: 'private', ecr, ...found, credentials };
}
async function enterPublic(run, reference, credentials) {
    const [{ ecrPublicClient }, { describePublic }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(661)]).then(__webpack_require__.bind(__webpack_require__, 8661)),
        Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(144)]).then(__webpack_require__.bind(__webpack_require__, 4144)),
    ]);
    const api = ecrPublicClient({ ...run, credentials });
    return { kind: 'public', api, repository: await describePublic(api, reference), credentials };
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
/** Reads what must fail so that it fails now, in seconds, and not after the build. */
async function preflight(run, registry) {
    await preflightReads(run, registry);
    if (registry.kind === 'private' && registry.settings !== undefined)
        await (0,key/* checkKey */.y)(registry.ecr, registry.repository, registry.settings);
}
/** The part of the preflight that a dry run may do, too: nothing is begun. */
async function preflightReads(run, registry) {
    if (registry.kind === 'public')
        return;
    const { ecr, repository, settings } = registry;
    if (settings !== undefined && run.inputs.intent === 'release') {
        const immutableTags = run.plan.tags.filter((tag) => isImmutable(settings.mutability, tag));
        await checkTaken(ecr, repository, { immutableTags, labels: run.plan.labels }, run.signal);
    }
    if (run.inputs.gate.mode === 'enforce')
        await checkCoverage(ecr, repository, run.inputs.dryRun);
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
        return await authorizeAt(await enter(run, learn));
    }
    catch (error) {
        run.signal.throwIfAborted();
        const { code, sentence, hint } = (0,src_errors/* failureOf */.g5)(error);
        if (code === 'REPOSITORY_NOT_FOUND' && run.inputs.repository.create !== undefined) {
            (0,log/* say */.cv)('The repository is made with the first release; building without a login to it.');
            return undefined;
        }
        (0,core/* warning */.$e)(`Building without a login to ECR. ${sentence} ${hint}`);
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/src/registry/promote.js
var promote = __webpack_require__(3793);
// EXTERNAL MODULE: ./build/src/lib/docker.js
var docker = __webpack_require__(1049);
;// CONCATENATED MODULE: ./build/src/image/arguments.js
/**
 * The arguments of `docker buildx build`. Provenance and SBOM are always said, because their defaults change with
 * builder, store and version, and turn a plain image into an index.
 * @param push the full reference to push to; without one the image is built and thrown away
 */
function buildArguments(plan, push, metadataFile) {
    return [
        ...['buildx', 'build', '--progress', 'plain', '--metadata-file', metadataFile],
        ...['--provenance', plan.provenance, '--sbom', 'false'],
        ...(plan.file === undefined ? [] : ['--file', plan.file]),
        ...(plan.target === undefined ? [] : ['--target', plan.target]),
        ...(plan.platforms.length === 0 ? [] : ['--platform', plan.platforms.join(',')]),
        ...plan.buildArguments.flatMap((entry) => ['--build-arg', entry]),
        ...Object.entries(plan.labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]),
        ...(plan.noCache ? ['--no-cache'] : []),
        ...(plan.pull ? ['--pull'] : []),
        ...(push === undefined ? ['--output', 'type=cacheonly'] : ['--tag', push, '--push']),
        ...['--', plan.context],
    ];
}

;// CONCATENATED MODULE: ./build/src/image/failure.js

const shownLines = 3;
/** What the engine's own push, on the classic store, ends with: the registry's words without a reference. */
const refusedByRegistry = /^(?:ERROR|error): (?:failed to build: )?(?:failed to solve: )?(?:denied|tag invalid|name unknown|unauthorized|no basic auth credentials|toomanyrequests|received unexpected HTTP status|unexpected status from|unknown blob|blob upload|manifest|Put "|Post "|Head "|Patch "|EOF|error parsing HTTP|unexpected EOF)/;
/**
 * Digests the log of a build that failed: what was wrong stands in its last lines that start with ERROR or error,
 * and the Dockerfile line in the `>>>` mark that BuildKit prints.
 */
function buildFailure(lines, push, access = { scopedLogin: undefined, isPublic: false }) {
    const errors = lines.filter((line) => /^(ERROR|error)\b|failed to solve/.test(line)).slice(-1);
    const marked = lines
        .filter((line) => /^\s*\d+ \| >>> /.test(line))
        .map((line) => line.replace(/^\s*(\d+) \| >>> /, 'line $1: '));
    const said = [...errors, ...marked.slice(0, 1)].map((line) => line.trim());
    const text = (said.length > 0 ? said : meaningful(lines)).join(' | ').slice(0, 1000) || 'docker said nothing';
    if (push !== undefined && errors.some((line) => isPush(line, push)))
        return pushFailed(push, text, access);
    return new src_errors/* ActionError */.lZ({
        code: 'BUILD_FAILED',
        sentence: `The image could not be built: ${text}`,
        hint: buildHint(text),
    });
}
function buildHint(text) {
    if (/no space left on device/i.test(text))
        return 'The disk of the runner is full: free some of it, or use a larger runner.';
    if (/cannot connect to the docker daemon|error reading from server|\bEOF$|connection (reset|refused)|transport is closing/i.test(text)) {
        return 'The engine or the builder went away in the middle of the build; look at its own log, and run the job again.';
    }
    return 'The full output of the build stands in the log of this step; the same Dockerfile fails with `docker buildx build` alone.';
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
    const said = text
        .replace(/^(ERROR|error): (failed to build: )?(failed to solve: )?/, '')
        .replace(`failed to push ${push}: `, '');
    if (isUnreachable(said))
        return registryUnreachable(push, said);
    return new src_errors/* ActionError */.lZ({
        code: 'PUSH_FAILED',
        sentence: `The image was built, but the push to ${push} failed: ${said}`,
        hint: pushHint(said, access),
    });
}
/** The words of Go's network library, which engine, buildx and BuildKit share. */
function isUnreachable(said) {
    return /dial tcp|proxyconnect|no such host|i\/o timeout|TLS handshake timeout|x509: |network is unreachable|Client\.Timeout|server gave HTTP response to HTTPS client/.test(said);
}
/** The action has talked to ECR's API by then, so it is the engine's way to the registry that is closed. */
function registryUnreachable(push, said) {
    const host = push.split('/', 1)[0];
    return new src_errors/* ActionError */.lZ({
        code: 'REGISTRY_UNREACHABLE',
        sentence: `The image was built, but the docker engine or builder cannot reach the registry ${host}: ${said}`,
        hint: 'Engine and builder have network settings of their own: for an engine the proxies in daemon.json or of its service, for a builder its driver options or buildkitd.toml; HTTPS_PROXY of the job does not reach them.',
    });
}
function isRefusal(said) {
    return /\bdenied:|\b401 Unauthorized\b|\b403 Forbidden\b|\bunauthorized\b|no basic auth/i.test(said);
}
function pushHint(said, { scopedLogin, isPublic }) {
    if (/expired/i.test(said))
        return 'The registry login expired while the image was built; run the job again.';
    if (scopedLogin !== undefined && isRefusal(said))
        return `buildx has a login of its own for this registry in ${scopedLogin}, which goes before the one of this step: remove it there (docker/login-action with scope wrote it).`;
    // Not the bare number: it stands in ports, digests and account ids too.
    if (/(^|[:] )denied:|\b403 Forbidden\b/.test(said)) {
        return `The role needs ${isPublic ? 'ecr-public' : 'ecr'}:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload${isPublic ? ' and PutImage' : ', PutImage and BatchGetImage'} on the repository; a full quota of images is refused the same way.`;
    }
    if (/name unknown|repository .*does not exist/i.test(said))
        return 'The repository was not there and the push did not make it: where a creation template should, the role needs ecr:CreateRepository; else something deleted it meanwhile.';
    return 'The registry or the network between failed; no release tag was put, so run the job again.';
}
function meaningful(lines) {
    return lines
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(-shownLines);
}

;// CONCATENATED MODULE: ./build/src/image/build.js







/**
 * Checks that what is to be built is there, before any engine is asked.
 * @throws ActionError CONTEXT_MISSING or DOCKERFILE_MISSING
 */
function checkSources(plan, isRemote) {
    if (isRemote)
        return;
    if (!(0,external_node_fs_.existsSync)(plan.context)) {
        throw build_missing('CONTEXT_MISSING', `The build context ${plan.context} does not exist.`);
    }
    const candidates = plan.file === undefined
        ? ['Dockerfile', 'dockerfile'].map((name) => (0,external_node_path_.join)(plan.context, name))
        : [plan.file];
    if (!candidates.some((path) => (0,external_node_fs_.existsSync)(path))) {
        throw build_missing('DOCKERFILE_MISSING', `There is no Dockerfile at ${candidates[0]}.`);
    }
}
/**
 * Builds, and pushes where a reference is given; the log streams.
 * @throws ActionError BUILD_FAILED or PUSH_FAILED
 */
async function build(plan, push, access) {
    const result = await (0,log/* foreign */.V$)((write) => (0,docker/* docker */.T)(buildArguments(plan, push, metadataFile(access.privateFolder)), {
        // The provenance that buildx would add to the metadata holds build arguments in clear.
        env: { ...access.env, BUILDX_METADATA_PROVENANCE: 'disabled' },
        signal: access.signal,
        onLine: write,
    }));
    if (result.kind !== 'ended')
        throw new Error(`docker ended as ${result.kind}`);
    if (result.exitCode !== 0)
        throw buildFailure(result.lines, push, {
            scopedLogin: scopedLogin(push, access),
            isPublic: access.isPublic ?? false,
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
/**
 * The digest of what the last build of this run pushed.
 * @throws ActionError DIGEST_UNKNOWN
 */
function pushedDigest(privateFolder) {
    const path = metadataFile(privateFolder);
    let digest;
    try {
        const metadata = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
        digest =
            typeof metadata === 'object' && metadata !== null
                ? new Map(Object.entries(metadata)).get('containerimage.digest')
                : undefined;
    }
    catch (cause) {
        throw digestUnknown('the metadata file of buildx cannot be read', cause);
    }
    if (typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest))
        return digest;
    throw digestUnknown('the metadata file of buildx holds no containerimage.digest');
}
function metadataFile(privateFolder) {
    return (0,external_node_path_.join)(privateFolder, 'metadata.json');
}
function digestUnknown(reason, cause) {
    return new src_errors/* ActionError */.lZ({
        code: 'DIGEST_UNKNOWN',
        sentence: `The image was pushed, but its digest is not known: ${reason}.`,
        hint: 'Use buildx 0.13 or newer; without the digest nothing can be scanned or tagged safely.',
    }, { cause });
}
function build_missing(code, sentence) {
    const hint = 'Paths of context and file are relative to the workspace; did actions/checkout run before this step?';
    return new src_errors/* ActionError */.lZ({ code, sentence, hint });
}

// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(1260);
;// CONCATENATED MODULE: ./build/src/image/features.js

/** What the docker driver on the classic image store, that of today's hosted runners, cannot do. */
function lackOf(store, plan) {
    if (store === 'containerd')
        return undefined;
    if (plan.platforms.length > 1)
        return lacks(`build ${plan.platforms.length} platforms into one image`);
    if (plan.provenance !== 'false')
        return lacks(`attach provenance (\`provenance: ${plan.provenance}\`)`);
    return undefined;
}
function lacks(what) {
    return new src_errors/* ActionError */.lZ({
        code: 'BUILDER_LACKS_FEATURE',
        sentence: `The builder at hand cannot ${what}: the engine uses the classic image store.`,
        hint: 'Make another builder the current one in an earlier step (`docker buildx create --use`, or docker/setup-buildx-action), or switch the engine to the containerd image store.',
    });
}

;// CONCATENATED MODULE: ./build/src/image/builder.js







const probeLimitMs = 20_000;
/**
 * Asks for what the build will need before it starts: docker, buildx, an engine that answers where the builder is
 * the engine's own, and a builder that can do what is asked.
 * @returns whether the builder keeps a copy of what it pushes in the engine's image store
 * @throws ActionError DOCKER_MISSING, BUILDX_MISSING, DOCKER_UNREACHABLE, DOCKER_WINDOWS_ENGINE or BUILDER_LACKS_FEATURE
 */
async function checkBuilder(plan, access) {
    const version = await buildxVersion(access);
    const inspected = await probe(['buildx', 'inspect'], access);
    if (inspected.kind === 'ended' && inspected.lines.some((line) => /no builder .* found/.test(line))) {
        throw builderMissing(lastLine(inspected.lines));
    }
    const driver = /^Driver:[ \t]*(\S+)/m.exec(builder_text(inspected))?.[1];
    if (driver !== undefined && driver !== 'docker') {
        (0,log/* say */.cv)(`Building with ${version}, driver ${driver}.`);
        return false;
    }
    const store = await checkEngine(access);
    (0,log/* say */.cv)(`Building with ${version}, driver docker, ${store} image store.`);
    const lack = lackOf(store, plan);
    if (lack !== undefined)
        throw lack;
    return true;
}
/** The client alone answers this one, so the toolkit's exec will do; what hangs all the same is ended by the post step. */
async function buildxVersion({ env, signal }) {
    const options = { env: { ...env }, silent: true, ignoreReturnCode: true };
    const probing = (0,exec/* getExecOutput */.H)('docker', ['buildx', 'version'], options);
    const result = await (0,poll/* within */.ux)(probing, probeLimitMs, signal).catch((cause) => {
        signal.throwIfAborted();
        throw dockerMissing(cause);
    });
    if (result.exitCode !== 0)
        throw buildxMissing(result.stderr);
    return `buildx ${/v?\d+\.\d+\.\S+/.exec(result.stdout)?.[0] ?? 'of unknown version'}`;
}
async function checkEngine(access) {
    const result = await probe(['info', '--format', '{{json .}}'], access);
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
    return (0,docker/* docker */.T)(args, { env, signal, limitMs: probeLimitMs });
}
function builder_text(result) {
    return result.kind === 'ended' ? result.stdout : '';
}
function dockerMissing(cause) {
    return new src_errors/* ActionError */.lZ({
        code: 'DOCKER_MISSING',
        sentence: /no answer within/.test((0,error_text/* errorMessage */.g)(cause))
            ? `The docker on the PATH of this runner does not answer: ${(0,error_text/* errorMessage */.g)(cause)}.`
            : 'There is no `docker` on the PATH of this runner.',
        hint: 'Use a runner that has Docker (ubuntu-latest does, ubuntu-slim does not), or install it in an earlier step.',
    }, { cause });
}
function buildxMissing(stderr) {
    return new src_errors/* ActionError */.lZ({
        code: 'BUILDX_MISSING',
        sentence: `docker has no working buildx plugin: ${firstLine(stderr.split('\n'))}`,
        hint: 'Install docker-buildx-plugin (Docker) or docker-buildx (Debian, Ubuntu) on the runner.',
    });
}
function builderMissing(said) {
    return new src_errors/* ActionError */.lZ({
        code: 'BUILDER_NOT_FOUND',
        sentence: `The builder that BUILDX_BUILDER or the current context names is not there: ${said}`,
        hint: 'Make the builder in an earlier step of the job, or leave BUILDX_BUILDER unset.',
    });
}
function unreachable(result) {
    const reason = result.kind === 'too-slow'
        ? `no answer within ${probeLimitMs / 1000} s`
        : lastLine(result.kind === 'ended' ? result.lines : []);
    return new src_errors/* ActionError */.lZ({
        code: 'DOCKER_UNREACHABLE',
        sentence: `The Docker engine does not answer: ${reason}`,
        hint: 'Start the engine, check DOCKER_HOST and the permission on its socket, or make a remote builder the current one.',
    });
}
function windowsEngine() {
    return new src_errors/* ActionError */.lZ({
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
    throw new src_errors/* ActionError */.lZ({
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

;// CONCATENATED MODULE: ./build/src/image/pushed.js






const pushed_visibleWithinMs = 30_000;
const deepest = 3;
/**
 * Reads back what was pushed: the manifest's own bytes (from the registry, because the classic image store does
 * not tell) and the platforms in it.
 * @param platform what a manifest without a platform of its own was built for
 * @throws ActionError IMAGE_NOT_FOUND, NOT_AN_IMAGE, or what the call failed with
 */
async function readPushed(ecr, repository, image, waiting) {
    const manifest = await readManifest(ecr, repository, image.digest, waiting);
    const platforms = await platformsOf(ecr, repository, manifest, {
        ...waiting,
        platform: image.platform,
        depth: 1,
    });
    if (platforms.length === 0)
        throw notAnImage(repository, image.digest, 'an index without any platform');
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
    for (const digest of content.indexes) {
        const inner = await readManifest(ecr, repository, digest, options);
        found.push(...(await platformsOf(ecr, repository, inner, { ...options, depth: options.depth + 1 })));
    }
    return [...new Map(found.map((one) => [one.digest, one])).values()];
}
/** A fresh push can take some seconds to be seen by every part of ECR. */
async function readManifest(ecr, repository, digest, waiting) {
    const result = await (0,poll/* poll */.wt)(() => getManifest(ecr, repository, digest), {
        delayMs: () => 2_000,
        limitMs: pushed_visibleWithinMs,
        ...waiting,
    });
    if (result.kind === 'done')
        return result.value;
    throw new src_errors/* ActionError */.lZ({
        code: 'IMAGE_NOT_FOUND',
        sentence: `ECR does not know the image ${repository.name}@${digest} ${pushed_visibleWithinMs / 1000} s after it was pushed.`,
        hint: 'Something removed it at once (a lifecycle rule, another job), or the push went to another registry.',
    });
}
async function getManifest(ecr, repository, digest) {
    const subject = `the image ${repository.name}@${digest}`;
    const command = new dist_cjs/* BatchGetImageCommand */.P8n({
        registryId: repository.account,
        repositoryName: repository.name,
        imageIds: [{ imageDigest: digest }],
        acceptedMediaTypes: [...image_manifest/* manifestTypes */.F],
    });
    const { images, failures } = await ecr.send(command).catch((error) => {
        throw (0,explain/* explain */.WE)(error, subject);
    });
    const failure = failures?.[0];
    if (failure?.failureCode === 'ImageNotFound')
        return undefined;
    const about = `ecr:BatchGetImage for ${subject}`;
    if (failure !== undefined)
        throw (0,explain/* badAnswer */.k6)(about, `a refusal: ${failure.failureCode}: ${failure.failureReason}`);
    const text = images?.[0]?.imageManifest;
    if (text === undefined)
        throw (0,explain/* badAnswer */.k6)(about, 'without a manifest');
    if (`sha256:${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')}` !== digest) {
        throw (0,explain/* badAnswer */.k6)(about, 'a manifest whose bytes are not those of the digest');
    }
    return { digest, text, mediaType: images?.[0]?.imageManifestMediaType ?? mediaTypeIn(text) };
}
/** Older manifests carry no type beside them, and some not even inside. */
function mediaTypeIn(text) {
    const type = /"mediaType"\s*:\s*"([^"]+)"/.exec(text)?.[1];
    return image_manifest/* manifestTypes */.F.find((one) => one === type) ?? image_manifest/* manifestTypes */.F[2];
}
function notAnImage(repository, digest, what) {
    return new src_errors/* ActionError */.lZ({
        code: 'NOT_AN_IMAGE',
        sentence: `${repository.name}@${digest} is no image that could be scanned: it is ${what}.`,
        hint: 'Slipway releases container images; push other artifacts by other means.',
    });
}

// EXTERNAL MODULE: ./build/src/registry/candidate.js
var candidate = __webpack_require__(3432);
;// CONCATENATED MODULE: ./build/src/scan/findings.js
const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unknown'];
/** Inspector's and ECR's words for a severity nobody set (UNDEFINED, UNTRIAGED, and whatever follows) are `unknown`. */
function severityOf(text) {
    return severities.find((one) => one === text?.toLowerCase()) ?? 'unknown';
}
function toFinding(raw, platform) {
    const attribute = (key) => findings_short(raw.attributes?.find((one) => one.key === key)?.value);
    return {
        id: findings_short(raw.name) ?? 'unnamed finding',
        severity: severityOf(raw.severity),
        packageName: attribute('package_name') ?? 'unknown package',
        packageVersion: attribute('package_version') ?? 'unknown version',
        score: attribute('CVSS3_SCORE') ?? attribute('CVSS2_SCORE'),
        uri: raw.uri || undefined,
        platforms: [platform],
    };
}
/** Advisories are anybody's text: a name that is longer than names are would fill every report. */
function findings_short(text) {
    return (text
        ?.replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 120) || undefined);
}
/** Brings the platforms' findings together: one entry per vulnerability and package version, at its worst severity. */
function mergeFindings(report) {
    const merged = new Map();
    for (const scan of report.platforms) {
        for (const finding of scan.kind === 'complete' ? scan.findings : []) {
            const key = JSON.stringify([finding.id, finding.packageName, finding.packageVersion]);
            merged.set(key, join(merged.get(key), finding));
        }
    }
    return [...merged.values()].sort(byWeight);
}
function join(known, finding) {
    if (known === undefined)
        return finding;
    const worst = findings_rank(finding.severity) < findings_rank(known.severity) ? finding : known;
    return { ...worst, platforms: [...new Set([...known.platforms, ...finding.platforms])] };
}
function byWeight(a, b) {
    const text = (one) => `${one.id} ${one.packageName}`;
    return (findings_rank(a.severity) - findings_rank(b.severity) ||
        Number(b.score ?? 0) - Number(a.score ?? 0) ||
        text(a).localeCompare(text(b)));
}
/** 0 is the worst. */
function findings_rank(severity) {
    return severities.indexOf(severity);
}

;// CONCATENATED MODULE: ./build/src/scan/gate.js

/**
 * Judges a scan. A violation on one platform blocks whatever is known of the others; without a violation, a
 * platform that has no findings list is never a pass.
 */
function judge(report, policy) {
    const { threshold } = policy;
    const findings = mergeFindings(report).map((finding) => decide(finding, threshold));
    const violations = findings.filter(({ decision }) => decision === 'violation');
    if (violations.length > 0) {
        return { kind: policy.mode === 'report' ? 'reported' : 'blocked', findings, violations, threshold };
    }
    const missing = report.platforms.filter((scan) => scan.kind === 'unavailable');
    if (missing.length > 0 || report.platforms.length === 0) {
        return { kind: 'unscanned', findings, missing, closed: isClosed(missing, policy) };
    }
    return { kind: 'passed', findings, threshold };
}
/** Whether the verdict lets the image have its tags. */
function opens(verdict) {
    switch (verdict.kind) {
        case 'passed':
        case 'reported':
        case 'skipped':
            return true;
        case 'blocked':
            return false;
        case 'unscanned':
            return !verdict.closed;
    }
}
/** `report` never blocks; otherwise one platform that must not be missing closes the gate. */
function isClosed(missing, policy) {
    if (policy.mode !== 'enforce')
        return false;
    return (missing.length === 0 ||
        missing.some(({ reason }) => (reason === 'unsupported' ? policy.onUnsupported : policy.onUnscanned) === 'fail'));
}
function decide(finding, threshold) {
    return { ...finding, decision: reaches(finding.severity, threshold) ? 'violation' : 'below-threshold' };
}
/** A severity that nobody set is below every named threshold, but not below `any`. */
function reaches(severity, threshold) {
    if (threshold === 'none')
        return false;
    return threshold === 'any' || findings_rank(severity) <= findings_rank(threshold);
}

;// CONCATENATED MODULE: ./build/src/scan/states.js
const readings = {
    PENDING: { kind: 'wait' },
    IN_PROGRESS: { kind: 'wait' },
    COMPLETE: { kind: 'complete' },
    FAILED: { kind: 'unavailable', reason: 'failed' },
    UNSUPPORTED_IMAGE: { kind: 'unavailable', reason: 'unsupported' },
    // Only a registry with enhanced scanning answers so, and its findings may still trickle in.
    ACTIVE: { kind: 'unavailable', reason: 'enhanced' },
    SCAN_ELIGIBILITY_EXPIRED: { kind: 'unavailable', reason: 'failed' },
    FINDINGS_UNAVAILABLE: { kind: 'wait' },
    LIMIT_EXCEEDED: { kind: 'unavailable', reason: 'failed' },
    IMAGE_ARCHIVED: { kind: 'unavailable', reason: 'failed' },
};
/** A status that AWS adds one day is waited for, within the limit, and never taken for an end. */
function readStatus(status, description) {
    // Basic scanning calls an unsupported system a failure, and says which in words only.
    if (status === 'FAILED' && /UnsupportedImage/.test(description))
        return { kind: 'unavailable', reason: 'unsupported' };
    return (Object.hasOwn(readings, status) ? readings[status] : undefined) ?? { kind: 'unknown' };
}

;// CONCATENATED MODULE: ./build/src/scan/read.js



const pageSize = 1000;
const read_mostPages = 200;
/**
 * Looks at the scan of one manifest and, where it is complete, reads all pages of its findings.
 * @throws ActionError for what the call failed with, and for answers that make no sense
 */
async function lookAt(ecr, repository, digest) {
    const subject = `the image ${repository.name}@${digest}`;
    const first = await page(ecr, repository, digest, undefined).catch((error) => {
        const name = (0,explain/* errorName */.Is)(error);
        if (name === 'ScanNotFoundException')
            return 'no scan yet';
        if (name === 'ImageNotFoundException')
            return 'image not visible yet';
        throw (0,explain/* explain */.WE)(error, subject);
    });
    if (typeof first === 'string')
        return { kind: 'wait', state: first, scanMissing: first === 'no scan yet' };
    const status = first.imageScanStatus?.status;
    if (status === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecr:DescribeImageScanFindings for ${subject}`, 'without a scan status');
    const description = first.imageScanStatus?.description ?? '';
    const state = description === '' ? status : `${status} (${oneLine(description)})`;
    const reading = readStatus(status, description);
    switch (reading.kind) {
        case 'wait':
        case 'unknown':
            return { kind: 'wait', state, scanMissing: false };
        case 'unavailable':
            return { ...reading, detail: state };
        case 'complete':
            return complete(ecr, repository, digest, first);
    }
}
async function complete(ecr, repository, digest, first) {
    const about = `ecr:DescribeImageScanFindings for the image ${repository.name}@${digest}`;
    const findings = [];
    const tokens = new Set();
    for (let current = first;;) {
        const list = current.imageScanFindings;
        // A complete scan without a list is not a clean one: it is an answer that lacks what it is asked for.
        if (list === undefined)
            throw (0,explain/* badAnswer */.k6)(about, 'COMPLETE without any findings list');
        if (list.enhancedFindings !== undefined)
            return enhanced();
        if (list.findings === undefined)
            throw (0,explain/* badAnswer */.k6)(about, 'COMPLETE without any findings list');
        findings.push(...list.findings);
        const token = current.nextToken;
        if (!token)
            return settled(findings, first.imageScanFindings?.imageScanCompletedAt);
        if (tokens.has(token) || tokens.size >= read_mostPages)
            throw (0,explain/* badAnswer */.k6)(about, `a list that does not end after ${tokens.size + 1} pages`);
        tokens.add(token);
        current = await page(ecr, repository, digest, token).catch((error) => {
            throw (0,explain/* explain */.WE)(error, `the image ${repository.name}@${digest}`);
        });
    }
}
/** Descriptions are free text of whoever scans. */
function oneLine(text) {
    return text.replace(/\p{Cc}+/gu, ' ').slice(0, 200);
}
/** Registries with enhanced scanning are seen to say COMPLETE before findings and time are there (aws-sdk 289). */
function settled(findings, completedAt) {
    if (findings.length > 0 || completedAt !== undefined)
        return { kind: 'complete', findings, completedAt };
    return { kind: 'wait', state: 'COMPLETE, but without a time and without findings', scanMissing: false };
}
function enhanced() {
    return { kind: 'unavailable', reason: 'enhanced', detail: 'COMPLETE with findings of enhanced scanning' };
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

;// CONCATENATED MODULE: ./build/src/scan/wait.js








const startAfterMs = 15_000;
/** A scan on push that is slow begins within this time; where none can be started, waiting longer is of no use. */
const giveUpAfterMs = 120_000;
/**
 * Waits for the findings of every platform, all at once. The SDK's own waiter is not used: it hangs on half of the
 * states. A scan that does not begin within 15 s (scan on push is off) is started.
 * @throws ActionError for refusals and senseless answers; a scan that fails or takes too long is part of the report
 */
async function awaitFindings(ecr, repository, targets, wait) {
    const started = performance.now();
    const stop = new AbortController();
    const signal = AbortSignal.any([wait.signal, stop.signal]);
    try {
        const platforms = await Promise.all(targets.map((target) => awaitOne(ecr, repository, target, { ...wait, signal })));
        return reportOf(platforms, started, wait.pace);
    }
    finally {
        // Where one platform's answer ended the wait, the others' must not go on behind it.
        stop.abort();
    }
}
function reportOf(platforms, started, pace) {
    const enhanced = platforms.some((scan) => scan.kind === 'unavailable' && scan.reason === 'enhanced');
    const silent = ['timed-out', 'not-started'];
    const answered = platforms.some((scan) => scan.kind === 'complete' || !silent.includes(scan.reason));
    const mode = enhanced ? 'enhanced' : answered ? 'basic' : undefined;
    return { mode, platforms, seconds: Math.round(((performance.now() - started) * pace) / 1000) };
}
async function awaitOne(ecr, repository, target, wait) {
    let state = '';
    let start;
    let scanMissing = false;
    const result = await (0,poll/* poll */.wt)(async (elapsedMs) => {
        const look = await lookAt(ecr, repository, target.digest);
        if (look.kind !== 'wait')
            return look;
        if (look.state !== state)
            (0,log/* say */.cv)(`${target.platform}: ${look.state}, ${seconds(elapsedMs)} s`);
        state = look.state;
        scanMissing = look.scanMissing;
        if (scanMissing && elapsedMs >= startAfterMs)
            start ??= await startScan(ecr, repository, target);
        if (start?.kind === 'unavailable')
            return start;
        if (start?.kind === 'refused' && scanMissing && elapsedMs >= giveUpAfterMs)
            return notStarted(start.reason);
        return undefined;
    }, { delayMs: nextDelay, limitMs: wait.timeoutMinutes * 60_000, signal: wait.signal, pace: wait.pace });
    if (result.kind === 'done')
        return conclude(target, result.value, result.elapsedMs);
    if (start?.kind === 'refused' && scanMissing)
        return { ...target, ...notStarted(start.reason) };
    const detail = `after ${wait.timeoutMinutes} min its state was: ${state}`;
    return { ...target, kind: 'unavailable', reason: 'timed-out', detail };
}
function conclude(target, look, elapsedMs) {
    if (look.kind === 'unavailable') {
        (0,log/* say */.cv)(`${target.platform}: ${look.detail}, ${seconds(elapsedMs)} s`);
        return { ...target, ...look };
    }
    const findings = look.findings.map((finding) => toFinding(finding, target.platform));
    (0,log/* say */.cv)(`${target.platform}: scan complete with ${findings.length} finding${findings.length === 1 ? '' : 's'}, ${seconds(elapsedMs)} s`);
    return { ...target, kind: 'complete', findings, completedAt: look.completedAt };
}
async function startScan(ecr, repository, target) {
    (0,log/* say */.cv)(`${target.platform}: no scan began by itself, so it is started now`);
    const { account: registryId, name: repositoryName } = repository;
    const imageId = { imageDigest: target.digest };
    try {
        await ecr.send(withoutRetry(new dist_cjs/* StartImageScanCommand */.Qc9({ registryId, repositoryName, imageId })));
        return { kind: 'started' };
    }
    catch (error) {
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
    const detail = (0,error_text/* errorMessage */.g)(error);
    // One scan a day and image: it was made or is on its way, so its findings will be there.
    if (name === scannedToday)
        return { kind: 'started' };
    if (name === 'UnsupportedImageTypeException')
        return { kind: 'unavailable', reason: 'unsupported', detail };
    // Enhanced registries refuse to be asked for a basic scan (containers-roadmap 2656).
    if (name === 'ValidationException' && /disabled/.test(detail))
        return { kind: 'unavailable', reason: 'enhanced', detail };
    const { message } = (0,explain/* explain */.WE)(error, subject);
    (0,core/* warning */.$e)(`${message} Waiting for a scan that something else starts.`);
    return { kind: 'refused', reason: message };
}
function notStarted(reason) {
    return {
        kind: 'unavailable',
        reason: 'not-started',
        detail: `no scan began, and it could not be started: ${reason}`,
    };
}
/** Often at first and rarer later: never later than a sixth of the time that the scan took, and never over 10 s. */
function nextDelay(elapsedMs) {
    return (0,poll/* jitter */.p$)(Math.min(Math.max(elapsedMs * 0.15, 1_000), 10_000));
}
function seconds(ms) {
    return Math.round(ms / 1000);
}

;// CONCATENATED MODULE: ./build/src/steps.js










function checkFiles({ plan, event }) {
    checkSources(plan.build, plan.contextFolder === undefined);
    if (plan.contextFolder === undefined)
        return;
    checkCheckout(plan.contextFolder, { sha: plan.sha, event: event.sha, pullRequestHead: event.headSha });
}
/** One private Docker configuration for all docker processes of the run, and a builder that can do what is asked. */
function prepareBuild(run, login) {
    return (0,log/* stage */.dw)('Log in and check the builder', async () => {
        const docker = (0,registry_login/* prepareDocker */.qm)(login, run.privateFolder, run.env);
        const keepsCopy = await checkBuilder(run.plan.build, { ...docker, signal: run.signal });
        return { ...docker, keepsCopy };
    });
}
async function buildWithoutPushing(run, docker, learn) {
    await (0,log/* stage */.dw)(`Build ${run.plan.build.context} without pushing`, () => build(run.plan.build, undefined, { ...run, ...docker }));
    learn({ built: true });
}
function pushCandidate(run, registry, docker, learn) {
    const { repository } = registry;
    const tag = run.plan.candidateTag;
    const reference = `${repository.uri}:${tag}`;
    return (0,log/* stage */.dw)(`Build ${run.plan.build.context} and push ${reference}`, async () => {
        try {
            await build(run.plan.build, reference, { ...run, ...docker, isPublic: registry.kind === 'public' });
        }
        finally {
            if (docker.keepsCopy)
                await removeLocalCopy(reference, { ...run, ...docker });
        }
        learn({ built: true, candidateTag: tag });
        const digest = pushedDigest(run.privateFolder);
        learn({ digest });
        const platform = run.plan.build.platforms[0] ?? 'the image';
        const pushed = await readBack(run, registry, docker, { digest, platform });
        learn({ pushed });
        (0,log/* say */.cv)(`Pushed ${repository.uri}@${digest}`);
        return pushed;
    });
}
async function readBack(run, registry, docker, image) {
    if (registry.kind === 'private')
        return readPushed(registry.ecr, registry.repository, image, run);
    const { readPublicPushed } = await __webpack_require__.e(/* import() */ 842).then(__webpack_require__.bind(__webpack_require__, 4842));
    return readPublicPushed(registry.repository, image, { ...run, ...docker });
}
async function gate(run, registry, pushed, learn) {
    // The inputs refuse a gate for ECR Public, which scans nothing.
    const verdict = run.inputs.gate.mode === 'off' || registry.kind === 'public'
        ? { kind: 'skipped' }
        : await scan(run, registry, pushed, learn);
    learn({ verdict });
    return verdict;
}
function scan(run, { ecr, repository }, pushed, learn) {
    const policy = run.inputs.gate;
    return (0,log/* stage */.dw)(`Wait for the scan of ${pushed.manifest.digest}`, async () => {
        const wait = { timeoutMinutes: policy.scanTimeoutMinutes, signal: run.signal, pace: run.pace };
        const report = await awaitFindings(ecr, repository, pushed.platforms, wait);
        learn({ scan: report });
        return judge(report, policy);
    });
}
/** @returns whether the image has all its tags */
function publish(run, registry, pushed, learn) {
    const { repository } = registry;
    const { digest } = pushed.manifest;
    return (0,log/* stage */.dw)(`Tag ${repository.uri}@${digest}`, async () => {
        const to = await tagging(registry);
        const promotion = await to.promote(pushed, run.plan.putOrder);
        learn({ promotion });
        run.signal.throwIfAborted();
        if (promotion.refused !== undefined)
            return false;
        if (run.plan.tags.length === 0)
            return true;
        const image = { digest, candidateTag: run.plan.candidateTag, tags: (0,promote/* tagged */.VK)(promotion) };
        learn({ candidateRemoved: await to.untag(image) });
        run.signal.throwIfAborted();
        return true;
    });
}
async function tagging(registry) {
    const { repository } = registry;
    if (registry.kind === 'private') {
        const { ecr } = registry;
        return {
            promote: ({ manifest }, tags) => (0,promote/* promote */.pt)(ecr, repository, manifest, tags),
            untag: (image) => (0,candidate/* removeCandidate */.u)(image, (0,candidate/* untaggingIn */.e)(ecr, repository)),
        };
    }
    const { promotePublic, removePublicCandidate } = await Promise.all(/* import() */[__webpack_require__.e(821), __webpack_require__.e(144)]).then(__webpack_require__.bind(__webpack_require__, 4144));
    return {
        promote: ({ manifest }, tags) => promotePublic(registry.api, repository, manifest, tags),
        untag: (image) => removePublicCandidate(registry.api, repository, image),
    };
}

;// CONCATENATED MODULE: ./build/src/rehearsal.js







/** A dry run needs no checkout, but says what the real run would stumble over. */
function foreseeFiles(run) {
    try {
        checkFiles(run);
    }
    catch (error) {
        const { sentence, hint } = (0,src_errors/* failureOf */.g5)(error);
        (0,core/* warning */.$e)(`The real run would fail: ${sentence} ${hint}`);
    }
}
/** For a dry run: without credentials, and without the repository, there is still a plan to show. */
async function tryToEnter(run, learn) {
    if (run.inputs.identity.region === undefined)
        return unread('no region is given');
    try {
        const registry = await enter(run, learn);
        if (run.inputs.intent !== 'build')
            await preflightReads(run, registry);
        return registry;
    }
    catch (error) {
        const reason = reasonOf((0,src_errors/* failureOf */.g5)(error).code, run);
        if (reason === undefined)
            throw error;
        return unread(reason);
    }
}
function reasonOf(code, { inputs }) {
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
async function showPlan(run, registry) {
    const { plan, inputs } = run;
    if (registry !== undefined && inputs.deploy.kind !== 'none') {
        const { foreseeDiff, prepare } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(410)]).then(__webpack_require__.bind(__webpack_require__, 6410));
        const deployment = await prepare(run, registry);
        if (deployment !== undefined)
            await foreseeDiff(deployment, registry);
    }
    await (0,log/* stage */.dw)('What this run would do', async () => {
        (0,log/* say */.cv)(`Build ${plan.build.context} for commit ${plan.sha}`);
        if (inputs.intent === 'build')
            return (0,log/* say */.cv)('Push nothing, as this event or the input push says');
        const name = registry?.repository.uri ?? inputs.repository.reference.name;
        (0,log/* say */.cv)(`Push the candidate ${name}:${plan.candidateTag}`);
        (0,log/* say */.cv)(inputs.gate.mode === 'off'
            ? 'Judge nothing: the gate is off'
            : `Judge it at ${inputs.gate.threshold} (gate: ${inputs.gate.mode})`);
        if (inputs.intent === 'candidate')
            return (0,log/* say */.cv)('Put no tag, as the input push says');
        const named = registry && (await rehearsal_readTags(registry, plan.tags));
        for (const tag of plan.tags) {
            (0,log/* say */.cv)(`Put ${name}:${tag}${named === undefined ? '' : `, which names ${named.get(tag) ?? 'nothing'} now`}`);
        }
        if (inputs.deploy.kind === 'service')
            (0,log/* say */.cv)(`Deploy it to the service ${inputs.deploy.service} in ${inputs.deploy.cluster}`);
    });
}
async function rehearsal_readTags(registry, tags) {
    if (tags.length === 0 || registry.kind === 'public')
        return undefined;
    // A repository that the push will make has no tags yet.
    if (registry.settings === undefined)
        return new Map();
    const { ecr, repository } = registry;
    return (0,promote/* digestsOf */.nw)(ecr, repository, tags).catch((error) => {
        throw (0,explain/* explain */.WE)(error, `the tags of ${repository.name}`);
    });
}

;// CONCATENATED MODULE: ./build/src/pipeline.js






/** The whole story. Never throws: what is known when a stage fails is in the outcome, together with the failure. */
async function pipeline(run) {
    const { intent, dryRun } = run.inputs;
    let outcome = { intent, dryRun, plan: run.plan };
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
        learn({ failure: (0,src_errors/* failureOf */.g5)(error) });
    }
    return outcome;
}
/** What fails without a build fails first: files, identity, repository, service, builder. */
async function release(run, learn) {
    checkFiles(run);
    const registry = await enter(run, learn);
    await preflight(run, registry);
    const deploying = run.inputs.deploy.kind === 'none' ? undefined : await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(410)]).then(__webpack_require__.bind(__webpack_require__, 6410));
    const deployment = await deploying?.prepare(run, registry);
    const docker = await prepareBuild(run, await authorizeAt(registry));
    const pushed = await pushCandidate(run, registry, docker, learn);
    const verdict = await gate(run, registry, pushed, learn);
    if (run.inputs.intent !== 'release' || !opens(verdict))
        return;
    const isTagged = await publish(run, registry, pushed, learn);
    if (isTagged && deployment !== undefined)
        await deploying?.rollOut(deployment, registry, pushed, learn);
}
/** A pull request's build: with a role at hand it logs in for private base images; without one it needs no AWS at all. */
async function buildOnly(run, learn) {
    checkFiles(run);
    const docker = await prepareBuild(run, await tryToAuthorize(run, learn));
    await buildWithoutPushing(run, docker, learn);
}
/** A dry run shows the plan and, where there are credentials, reads AWS; it never builds and never changes anything. */
async function rehearse(run, learn) {
    foreseeFiles(run);
    const registry = await tryToEnter(run, learn);
    await showPlan(run, registry);
}

;// CONCATENATED MODULE: ./build/src/image/labels.js
const prefix = 'org.opencontainers.image.';
/**
 * The OCI labels of an image; `given` ones override. `created` is the commit's time and never the clock's, so
 * that the same commit gives the same bytes; where the time is not known the label is left out.
 */
function computeLabels(subject, given) {
    const { event, sha, version } = subject;
    const generated = {
        title: event.repository.fullName.split('/').at(-1),
        description: event.repository.description,
        url: event.repository.url,
        source: event.repository.url,
        version,
        created: createdOf(subject),
        revision: sha,
        licenses: event.repository.license,
    };
    const known = Object.entries(generated).flatMap(([key, value]) => value ? [[`${prefix}${key}`, labels_oneLine(value)]] : []);
    const all = { ...Object.fromEntries(known), ...given };
    return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
/** A label is one line in every list of labels; a repository's description may be several. */
function labels_oneLine(value) {
    return value.replace(/\p{Cc}+/gu, ' ').trim();
}
function createdOf({ event, sha, sourceDateEpoch }) {
    const epoch = /^\d{1,12}$/.test(sourceDateEpoch ?? '') ? Number(sourceDateEpoch) * 1000 : Number.NaN;
    const time = Number.isNaN(epoch) && sha === event.sha ? Date.parse(event.commitTime ?? '') : epoch;
    return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

;// CONCATENATED MODULE: ./build/src/image/tags.js
const tags_longest = 128;
/**
 * Computes the tags of a release as docker/metadata-action does: rules by priority, the first value is the
 * version, and `latest` is added where that first rule is a git tag. Differences: see docs/tags.md.
 */
function computeTags(rules, subject) {
    const sorted = rules.toSorted((a, b) => b.priority - a.priority);
    const made = sorted.flatMap((rule) => {
        const value = ruleValue(rule, subject);
        const name = value === undefined ? '' : sanitise(`${rule.prefix ?? ''}${value}${rule.suffix}`);
        return name === '' ? [] : [{ name, rule }];
    });
    const [first] = made;
    const latest = first?.rule.type === 'ref' && first.rule.event === 'tag' ? ['latest'] : [];
    const names = [...new Set([...made.map(({ name }) => name), ...latest])];
    const mobility = (name) => {
        const rule = made.find((one) => one.name === name)?.rule;
        return rule === undefined || name === 'latest' ? 3 : mobilityOf(rule);
    };
    return { names, putOrder: names.toSorted((a, b) => mobility(a) - mobility(b)), version: first?.name };
}
/** How likely a tag of this rule is to name another image tomorrow. */
function mobilityOf(rule) {
    switch (rule.type) {
        case 'sha':
            return 0;
        case 'ref':
            return rule.event === 'tag' ? 0 : 2;
        case 'raw':
            return 1;
        case 'schedule':
            return 2;
    }
}
function ruleValue(rule, { event, sha }) {
    switch (rule.type) {
        case 'raw':
            return rule.value;
        case 'sha':
            return rule.format === 'short' ? sha.slice(0, 7) : sha;
        case 'schedule':
            return event.name.includes('schedule') ? rule.pattern : undefined;
        case 'ref':
            return refValue(rule.event, event.ref);
    }
}
function refValue(wanted, ref) {
    const kind = wanted === 'pr' ? 'pull-request' : wanted;
    if (ref.kind !== kind)
        return undefined;
    return wanted === 'pr' ? ref.name.replace(/\/merge$/, '') : ref.name;
}
/** Makes a valid tag: other characters become one hyphen, no leading `.` or `-`, at most 128 characters. */
function sanitise(value) {
    return value
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(0, tags_longest);
}

;// CONCATENATED MODULE: ./build/src/plan.js




/** @throws ActionError NO_TAGS where tags are asked for and the rules give none */
function makePlan(inputs, event, circumstances) {
    const { sha, image } = inputs;
    const { names, putOrder, version } = computeTags(inputs.tags.rules, { event, sha });
    if (names.length === 0 && inputs.tags.rules.length > 0 && inputs.intent === 'release')
        throw noTags(event);
    const labels = computeLabels({ event, sha, version, sourceDateEpoch: circumstances.sourceDateEpoch }, image.labels);
    const contextFolder = image.context.kind === 'folder' ? circumstances.resolve(image.context.path) : undefined;
    const file = image.file !== undefined && contextFolder !== undefined ? circumstances.resolve(image.file) : image.file;
    const { target, platforms, buildArguments, provenance, noCache, pull } = image;
    const context = image.context.kind === 'folder' ? circumstances.resolve(image.context.path) : image.context.url;
    return {
        sha,
        tags: names,
        putOrder,
        version,
        labels,
        contextFolder,
        build: { context, file, target, platforms, buildArguments, labels, provenance, noCache, pull },
        candidateTag: `${inputs.tags.candidatePrefix}${event.run.id}-${event.run.attempt}-${circumstances.nonce}`,
    };
}
function noTags(event) {
    return new src_errors/* ActionError */.lZ({
        code: 'NO_TAGS',
        sentence: `The input tags gives no tag for the event ${event.name} on ${event.ref.kind} ${quoted(event.ref.name)}.`,
        hint: 'Add a rule that always gives one, such as type=sha, or `tags: none` for an image that is meant to have none.',
    });
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
    return new src_errors/* ActionError */.lZ({
        code: 'PROXY_INVALID',
        sentence: `The variable ${name} is not the address of a proxy.`,
        hint: 'Give http://host:port; a user and a password in it must be percent-encoded, so that # is %23, / is %2F and % is %25.',
    }, { cause });
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
            const back = `ECS rolled the service ${rollout.service} back from ${rollout_words_revision(rollout.taskDefinition)} to ${rollout.runs === undefined ? 'what it ran before' : rollout_words_revision(rollout.runs)}`;
            return failure('ROLLED_BACK', rollout, `${back}: ${plain(ending.reason)}`, 'Nothing of this release runs.');
        }
        case 'rollback-failed': {
            const failed = `The deployment of ${what(rollout)} failed, and so did its rollback`;
            const hint = 'The service may be running nothing that works: look at it now.';
            return failure('ROLLBACK_FAILED', rollout, `${failed}: ${plain(ending.reason)}`, hint);
        }
        case 'superseded': {
            const hint = 'The run that made the newer one tells what became of it; nothing was rolled back.';
            return failure('SUPERSEDED', rollout, `A newer deployment took the place of the deployment of ${what(rollout)}: ${plain(ending.reason)}`, hint);
        }
        case 'stopped': {
            const hint = 'Look at the service, and run the job again when it may be deployed.';
            return failure('DEPLOYMENT_STOPPED', rollout, `The deployment of ${what(rollout)} was stopped before it was done: ${plain(ending.reason)}`, hint);
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
                ? `the service ${service} runs ${rollout_words_revision(taskDefinition)} after ${seconds} s`
                : `the deployment of ${rollout_words_revision(taskDefinition)} to the service ${service} succeeded after ${seconds} s`;
        case 'no-change':
            return `the service ${service} ran ${rollout_words_revision(taskDefinition)} already`;
        case 'not-waited':
            return `the service ${service} was told to run ${rollout_words_revision(taskDefinition)}, and its rollout was not waited for`;
        default:
            return `what became of the service ${service} is not known`;
    }
}
/** `family:revision`, all that a person needs of a task definition's ARN. */
function rollout_words_revision(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}
function failure(code, { diagnosis }, what, next) {
    const evidence = diagnosis === undefined ? '' : ` (${plain(diagnosis.sentence)})`;
    const advice = diagnosis === undefined ? next : `${next} ${diagnosis.hint}`;
    return { code, sentence: `${what}${evidence}.`, hint: `${advice} The release tags stay.` };
}
function what({ taskDefinition, service }) {
    return `${rollout_words_revision(taskDefinition)} to the service ${service}`;
}
/** Reasons are words of ECS, of tasks and of containers: one line, bounded, without a stop of their own. */
function plain(text) {
    return text
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 500)
        .replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./build/src/report/conclusion.js

function conclusion_conclude(outcome) {
    const failure = outcome.failure === undefined ? refusalOf(outcome) : withRollout(outcome.failure, outcome);
    if (failure !== undefined)
        return { exitCode: 1, released: false, headline: failure.sentence, failure, warning: undefined };
    const { promotion, rollout } = outcome;
    const released = promotion !== undefined && (rollout === undefined || rollout.ending !== undefined);
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
function warningOf({ verdict, ...outcome }) {
    if (verdict?.kind === 'unscanned')
        return `${imageOf(outcome)} went through the gate unjudged: ${whyUnscanned(verdict)}.`;
    if (outcome.rollout?.note !== undefined)
        return `The service ${outcome.rollout.service}: ${outcome.rollout.note}.`;
    if (verdict?.kind !== 'reported')
        return undefined;
    const { violations, threshold } = verdict;
    return `The gate only reports: ${imageOf(outcome)} has ${count(violations.length, 'finding')} ${against(threshold)}.`;
}
/** The image as sentences name it: without the registry's host, which is long and says little. */
function imageOf({ repository, digest }) {
    return `${repository?.name ?? 'image'}@${digest?.slice(0, 19) ?? ''}…`;
}
function refusalOf(outcome) {
    const { verdict, promotion } = outcome;
    if (verdict?.kind === 'blocked')
        return blocked(outcome, verdict);
    if (verdict?.kind === 'unscanned' && verdict.closed)
        return unscanned(outcome, verdict);
    if (promotion?.refused !== undefined)
        return tagsNotPut(outcome);
    return outcome.rollout && rolloutFailure(outcome.rollout);
}
function blocked(outcome, { violations, threshold }) {
    const [worst] = violations;
    const one = worst === undefined
        ? ''
        : `, the worst ${worst.id} (${worst.severity}) in ${worst.packageName} ${worst.packageVersion}`;
    return {
        code: 'GATE_BLOCKED',
        sentence: `The gate blocked ${imageOf(outcome)}: ${count(violations.length, 'finding')} ${against(threshold)}${one}.`,
        hint: `No release tag was put; the image stays under ${outcome.candidateTag}. Update the packages that the summary lists (a newer base image, or an upgrade in the Dockerfile) and run again.`,
    };
}
function unscanned(outcome, verdict) {
    const unsupported = verdict.missing.length > 0 && verdict.missing.every(({ reason }) => reason === 'unsupported');
    return {
        code: unsupported ? 'IMAGE_UNSUPPORTED' : 'IMAGE_UNSCANNED',
        sentence: `The gate stays closed for ${imageOf(outcome)}: ${whyUnscanned(verdict)}.`,
        hint: `No release tag was put; the image stays under ${outcome.candidateTag}. ${wayOut(verdict.missing[0]?.reason)}`,
    };
}
/** The platform that keeps the gate from judging, and what its scan said. */
function whyUnscanned({ missing }) {
    const [first] = missing;
    if (first === undefined)
        return 'there was nothing to scan';
    return `${first.platform} has no list of findings, because ${sentenceFor(first)}`;
}
function sentenceFor({ reason, detail }) {
    switch (reason) {
        case 'timed-out':
        case 'not-started':
            return detail.replace(/\.$/, '');
        case 'unsupported':
            return `ECR cannot scan it: ${detail}`;
        case 'enhanced':
            return `enhanced scanning, which this version cannot judge, answered: ${detail}`;
        case 'failed':
            return `its scan ended as ${detail}`;
    }
}
function wayOut(reason) {
    switch (reason) {
        case 'unsupported':
            return 'Build on an operating system that ECR scans, or accept that with `on-unsupported: warn`.';
        case 'timed-out':
            return 'Run the job again, raise scan-timeout-minutes, or accept images without a scan with `on-unscanned: warn`.';
        case 'not-started':
            return 'Turn on scan on push for the repository, or allow ecr:StartImageScan.';
        case 'enhanced':
            return 'Use basic scanning for this repository, or let the image pass unjudged with `on-unscanned: warn`.';
        case 'failed':
        case undefined:
            return 'Build and push it anew, or accept images without a scan with `on-unscanned: warn`.';
    }
}
function tagsNotPut(outcome) {
    const { put = [], existing = [], refused, untried = [] } = outcome.promotion ?? {};
    const done = [...existing, ...put];
    const tags = done.length === 0 ? 'No release tag was put' : `${list(done)} ${done.length === 1 ? 'was' : 'were'} put`;
    const others = untried.length === 0 ? '' : `, ${list(untried)} ${untried.length === 1 ? 'was' : 'were'} not tried`;
    return {
        code: 'TAGS_NOT_PUT',
        sentence: `The tag ${refused?.tag} could not be put on ${imageOf(outcome)}: ${refused?.reason}.`,
        hint: `${tags}${others}. ${refused?.hint}`,
    };
}
function success(outcome) {
    if (outcome.dryRun)
        return 'Dry run: nothing was built and nothing was changed.';
    if (outcome.intent === 'build')
        return 'Built without pushing.';
    const judged = outcome.verdict === undefined ? '' : gateWords(outcome.verdict);
    if (outcome.intent === 'candidate')
        return `Pushed the candidate ${imageOf(outcome)}: ${judged}. No tag was asked for.`;
    const { put = [], existing = [] } = outcome.promotion ?? {};
    const tags = [...existing, ...put];
    const names = tags.length === 0 ? 'without a tag, as asked' : `as ${list(tags)}`;
    const deployed = outcome.rollout === undefined ? '' : `, and ${rolloutWords(outcome.rollout)}`;
    return `Released ${imageOf(outcome)} ${names}: ${judged}${deployed}.`;
}
function gateWords(verdict) {
    switch (verdict.kind) {
        case 'passed':
            return passedWords(verdict);
        case 'reported':
            return `the gate only reports, and ${count(verdict.violations.length, 'finding')} would have blocked`;
        case 'unscanned':
            return 'it was not scanned, and the gate was told to let that pass';
        case 'skipped':
            return 'the gate is off';
        case 'blocked':
            return 'the gate blocked it';
    }
}
function passedWords({ findings, threshold }) {
    if (findings.length === 0)
        return 'the gate passed without any finding';
    const which = threshold === 'none' ? 'none of which may block' : `all below ${threshold}`;
    return `the gate passed with ${count(findings.length, 'finding')}, ${which}`;
}
function against(threshold) {
    return threshold === 'any' ? 'of any severity' : `at or above ${threshold}`;
}
function list(names) {
    const shown = names.slice(0, 10).join(', ');
    return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown || 'none';
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./build/src/report/outputs.js

/** The step's outputs; undefined is what is not known, and is not written. */
function outputsOf(outcome, conclusion) {
    const { repository, digest, plan, promotion, verdict } = outcome;
    const done = promotion && new Set([...promotion.existing, ...promotion.put]);
    const put = done && (plan?.tags ?? []).filter((tag) => done.has(tag));
    const name = repository?.uri;
    return {
        image: name && digest && `${name}@${digest}`,
        'image-ref': repository && digest && `${repository.name}@${digest}`,
        digest,
        tags: put?.map((tag) => `${name}:${tag}`).join('\n'),
        'tag-names': (put ?? plan?.tags)?.join('\n'),
        'candidate-tag': outcome.candidateRemoved ? undefined : outcome.candidateTag,
        version: plan?.version,
        labels: plan && lines(plan.labels),
        json: plan && metadata(plan, name),
        registry: repository?.host,
        built: String(outcome.built ?? false),
        released: String(conclusion.released),
        verdict: verdict?.kind,
        // Counts of a list that is not there, or not whole, would read as zero.
        violations: isJudged(verdict) ? String(violationsOf(verdict).length) : undefined,
        findings: isJudged(verdict) ? countsAsJson(verdict.findings) : undefined,
        'scan-mode': outcome.scan?.mode,
        ...rolloutOutputs(outcome.rollout),
        'failure-code': conclusion.failure?.code,
        'failure-reason': conclusion.failure?.sentence,
    };
}
function rolloutOutputs(rollout) {
    return {
        'task-definition-arn': rollout?.taskDefinition,
        // Family and number hold no account id, so that they can be passed between jobs.
        'task-definition-revision': rollout && rollout_words_revision(rollout.taskDefinition),
        'previous-task-definition-arn': rollout?.previous,
        'task-definition-changed': rollout && String(rollout.changed),
        services: rollout && JSON.stringify([serviceEntry(rollout)]),
        'deployment-status': rollout?.ending?.kind,
        'deployment-id': rollout?.deploymentId,
        'console-url': rollout?.consoleUrl,
    };
}
function serviceEntry({ cluster, service, ending, deploymentId, seconds, changed, ...rollout }) {
    const revisions = { revision: rollout_words_revision(rollout.taskDefinition), previous: rollout_words_revision(rollout.previous) };
    return { cluster, service, status: ending?.kind, deploymentId, ...revisions, changed, seconds };
}
function isJudged(verdict) {
    return verdict !== undefined && verdict.kind !== 'unscanned' && verdict.kind !== 'skipped';
}
function violationsOf(verdict) {
    return verdict.kind === 'passed' ? [] : verdict.violations;
}
/** docker/metadata-action's shape, so that what reads its `json` reads ours. */
function metadata(plan, name) {
    const tags = plan.tags.map((tag) => (name === undefined ? tag : `${name}:${tag}`));
    return JSON.stringify({ tags, 'tag-names': plan.tags, labels: plan.labels, annotations: [] });
}
function lines(labels) {
    return Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n');
}
/** Counts alone: a list of findings would burst the size limit of job outputs. */
function countsAsJson(findings) {
    const counts = { critical: 0, high: 0, medium: 0, low: 0, informational: 0, unknown: 0 };
    for (const { severity } of findings)
        counts[severity]++;
    return JSON.stringify({ ...counts, total: findings.length });
}

;// CONCATENATED MODULE: ./build/src/report/markdown.js
/** Text from outside goes into Markdown through here alone: nothing of it may become markup, a link, a mention or HTML. */
/** Inline code for a table cell; a backtick or a pipe would end it. */
function code(text) {
    const safe = flat(text).replaceAll('`', 'ˋ').replaceAll('|', '∣');
    return `\`${safe === '' ? ' ' : safe}\``;
}
/** Plain prose: every character that Markdown or HTML could read is escaped. */
function prose(text, isStart = true) {
    return (isStart ? flat(text).trimStart() : flat(text))
        .replace(/^([-+]|\d+[.)])(?=\s)/, '\u200b$1')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/[\\`*_{}[\]#|~$]/g, '\\$&')
        .replace(/@(?=\w)/g, '@\u200b')
        .replace(/:\/\//g, ':\u200b//')
        .replace(/(www)\./gi, '$1\u200b.');
}
/** Prose in which settings stand between backticks, as our own hints have them: `push: auto`. Nothing else is code. */
function withCode(text) {
    return text
        .split(/`([a-z-]+: [\w {},:-]+)`/)
        .map((part, index) => (index % 2 === 1 ? code(part) : prose(part, index === 0)))
        .join('');
}
/** A link where the address is a plain https one, else the text alone. */
function markdown_link(text, address) {
    const safe = address !== undefined && address.length <= 500 && /^https:\/\/[\w.-]+(\/[\w./?=&%~+-]*)?$/.test(address);
    return safe ? `[${prose(text)}](${address})` : prose(text);
}
function table(header, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
function flat(text) {
    return text.replace(/\p{Cc}+/gu, ' ').slice(0, 2000);
}

;// CONCATENATED MODULE: ./build/src/report/rollout-summary.js


const mostRows = 20;
/** The deploy's part of the job summary. */
function renderRollout(rollout, failure) {
    const parts = [
        `### Deploy: ${rollout.ending?.kind ?? withoutEnding(rollout, failure)}`,
        factsOf(rollout),
        rollout.diagnosis === undefined ? '' : prose(rollout.diagnosis.sentence),
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
        ? `${code(rollout_words_revision(previous))} → ${code(rollout_words_revision(taskDefinition))}`
        : `${code(rollout_words_revision(taskDefinition))}, unchanged`;
    return table(['Service', consoleUrl === undefined ? code(service) : markdown_link(service, consoleUrl)], [
        ['Cluster', code(cluster)],
        ['Task definition', arrow],
        ...(deploymentId === undefined ? [] : [['Deployment', code(deploymentId)]]),
        ['Duration', `${seconds} s`],
    ]);
}
function tasksOf(tasks) {
    if (tasks.length === 0)
        return '';
    const rows = tasks
        .slice(0, mostRows)
        .map((task) => [
        code(task.id.slice(0, 32)),
        prose((task.reason ?? task.stopCode ?? '').slice(0, 300)),
        task.containers.slice(0, 10).map(containerCell).join('<br>'),
    ]);
    const more = tasks.length - rows.length;
    return `${table(['Stopped task', 'Reason', 'Containers'], rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`;
}
function containerCell({ name, exitCode, reason }) {
    const exit = exitCode === undefined ? 'never ran' : `exit code ${exitCode}`;
    return `${code(name.slice(0, 60))} ${exit}${reason === undefined ? '' : `: ${prose(reason.slice(0, 300))}`}`;
}
function eventsOf({ events }) {
    if (events.length === 0)
        return '';
    const items = events.slice(0, mostRows).map((text) => `- ${prose(text.slice(0, 500))}`);
    return `Newest events of the service:\n\n${items.join('\n')}`;
}
function diffOf(diff) {
    if (diff.length === 0)
        return '';
    const lines = diff.map((line) => `- ${code(line.slice(0, 400))}`);
    return `<details><summary>What changed in the task definition</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

;// CONCATENATED MODULE: ./build/src/report/summary.js


/** With the length of every cell bounded, so many rows stay far below GitHub's 1 MiB for a summary. */
const summary_mostRows = 50;
const mostNames = 20;
const severityNames = {
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    informational: 'Informational',
    unknown: 'Unknown',
};
/** The job summary: the verdict in one sentence, then the evidence, then what to do next. */
function renderSummary(outcome, conclusion) {
    const good = conclusion.warning === undefined ? '✅' : '⚠️';
    const mark = conclusion.failure === undefined ? good : outcome.verdict?.kind === 'blocked' ? '⛔' : '❌';
    const parts = [
        `## ${mark} Slipway: ${title(outcome, conclusion)}`,
        prose(conclusion.headline),
        summary_factsOf(outcome),
        gateOf(outcome),
        outcome.rollout === undefined ? '' : renderRollout(outcome.rollout, conclusion.failure),
        nextSteps(conclusion),
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function title({ dryRun, intent, repository, verdict }, { failure }) {
    const name = repository === undefined ? '' : ` ${code(repository.name)}`;
    if (failure?.code === 'CANCELLED')
        return `cancelled${name}`;
    if (verdict?.kind === 'blocked')
        return `blocked${name}`;
    if (failure !== undefined)
        return `failed${name} (${failure.code})`;
    if (dryRun)
        return `dry run${name}`;
    return `${intent === 'build' ? 'built' : intent === 'candidate' ? 'pushed a candidate of' : 'released'}${name}`;
}
function summary_factsOf(outcome) {
    const { repository, digest, candidateTag, plan, promotion, pushed } = outcome;
    const put = promotion && [...promotion.existing, ...promotion.put];
    const { refused, untried = [] } = promotion ?? {};
    const rows = [
        ['Image', repository && digest && code(`${repository.uri}@${digest}`)],
        [
            'Platforms',
            pushed && pushed.platforms.length > 1 && codes(pushed.platforms.map(({ platform }) => platform)),
        ],
        ['Tags', put && (put.length > 0 ? codes(put) : 'none')],
        ['Not tagged', refused && codes(refused.certain ? [refused.tag, ...untried] : untried)],
        ['Perhaps tagged', refused && !refused.certain ? code(refused.tag) : undefined],
        ['Planned tags', plannedOf(outcome)],
        ['Candidate tag', outcome.candidateRemoved ? undefined : candidateTag && code(candidateTag)],
        ['Commit', plan && code(plan.sha)],
    ];
    const known = rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
    const [first, ...others] = known;
    return first === undefined ? '' : table(first, others);
}
/** Tags that were meant to be put, where it did not come to that. */
function plannedOf({ intent, plan, promotion }) {
    const wanted = intent === 'release' && promotion === undefined ? (plan?.tags ?? []) : [];
    return wanted.length === 0 ? undefined : codes(wanted);
}
function gateOf({ verdict, scan }) {
    if (verdict === undefined)
        return '';
    if (verdict.kind === 'skipped')
        return '### Gate\n\nThe gate is off: nothing was waited for and nothing was judged.';
    const parts = [
        `### Gate: ${verdict.kind}`,
        scan === undefined ? '' : scanned(scan),
        verdict.findings.length === 0 ? '' : countsOf(verdict.findings),
        verdict.kind === 'blocked' || verdict.kind === 'reported'
            ? summary_violationsOf(verdict.violations, (scan?.platforms.length ?? 1) > 1)
            : '',
        verdict.kind === 'unscanned' ? missingOf(verdict.missing) : '',
        // Without a finding a basic scan looks the same for a clean image and for one it knows nothing about.
        verdict.kind === 'passed' && verdict.findings.length === 0
            ? 'No finding at all. Basic scanning knows the packages of the operating system only, not those of the application.'
            : '',
    ];
    return parts.filter((part) => part !== '').join('\n\n');
}
function scanned({ mode, platforms, seconds }) {
    const what = platforms.length === 1 ? 'the image' : `${platforms.length} platforms`;
    if (mode === undefined)
        return `Waited ${seconds} s for the scan of ${what}, and no scan answered.`;
    return `${mode === 'basic' ? 'Basic' : 'Enhanced'} scan of ${what}, waited for ${seconds} s.`;
}
function countsOf(findings) {
    const rows = Object.entries(severityNames).flatMap(([severity, name]) => {
        const all = findings.filter((one) => one.severity === severity);
        const violations = all.filter((one) => one.decision === 'violation');
        return all.length === 0 ? [] : [[name, String(violations.length), String(all.length)]];
    });
    return table(['Severity', 'Violations', 'Total'], rows);
}
function summary_violationsOf(violations, withPlatforms) {
    const rows = violations
        .slice(0, summary_mostRows)
        .map((one) => [
        markdown_link(one.id.slice(0, 60), one.uri),
        severityNames[one.severity],
        code(one.packageName.slice(0, 100)),
        code(one.packageVersion.slice(0, 100)),
        prose((one.score ?? '').slice(0, 10)),
        ...(withPlatforms ? [codes(one.platforms)] : []),
    ]);
    const more = violations.length - rows.length;
    const header = [
        'Vulnerability',
        'Severity',
        'Package',
        'Installed',
        'Score',
        ...(withPlatforms ? ['Platforms'] : []),
    ];
    const list = table(header, rows);
    return more > 0 ? `${list}\n\n… and ${more} more.` : list;
}
function missingOf(missing) {
    const rows = missing
        .slice(0, summary_mostRows)
        .map((one) => [code(one.platform), prose(one.reason), prose(one.detail.slice(0, 300))]);
    return table(['Platform', 'Reason', 'Detail'], rows);
}
function nextSteps({ failure }) {
    return failure === undefined
        ? ''
        : `### What to do next\n\n${withCode(failure.hint)}\n\nError code: ${code(failure.code)}`;
}
function codes(names) {
    const shown = names
        .slice(0, mostNames)
        .map((name) => code(name.slice(0, 130)))
        .join(', ');
    return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

;// CONCATENATED MODULE: ./build/src/report/write.js


/**
 * The only writer of outputs, summary and the one error annotation; in every outcome all three are tried.
 * @returns whether the outputs could be written: without them later steps would work with nothing
 */
async function write({ conclusion, outputs, summary: text }) {
    const unwritten = writeOutputs(outputs);
    await writeSummary(text);
    const { failure, headline } = conclusion;
    if (conclusion.warning !== undefined)
        (0,core/* warning */.$e)(conclusion.warning);
    if (unwritten !== undefined)
        (0,core/* error */.z3)(`The outputs of this step could not be written: ${unwritten} What was done all the same: ${headline}`);
    if (failure === undefined)
        (0,log/* say */.cv)(headline);
    else
        annotate(failure);
    return unwritten === undefined;
}
function annotate({ code, sentence, hint }) {
    // What a service or a build said last may lack its full stop.
    (0,core/* error */.z3)(`${sentence.replace(/[^.!?…]$/, '$&.')} ${hint} [${code}]`, { title: `Slipway: ${code}` });
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
        return textOf(cause);
    }
}
async function writeSummary(text) {
    if (text === undefined || !process.env.GITHUB_STEP_SUMMARY)
        return;
    try {
        await core/* summary */.z.addRaw(text).write();
    }
    catch (cause) {
        (0,core/* warning */.$e)(`The job summary could not be written: ${textOf(cause)}`);
    }
}
function textOf(cause) {
    return cause instanceof Error ? cause.message : String(cause);
}

;// CONCATENATED MODULE: ./build/src/run.js
















/**
 * Reads, runs, reports; never throws.
 * @returns the exit code of the step
 */
async function run(boot) {
    const decided = run_decide(boot);
    const outcome = 'failure' in decided ? decided : await pipeline(decided);
    const conclusion = conclusion_conclude(outcome);
    const summary = wantsSummary(boot.env) ? renderSummary(outcome, conclusion) : undefined;
    const isWritten = await write({ conclusion, outputs: outputsOf(outcome, conclusion), summary });
    return isWritten ? conclusion.exitCode : 1;
}
/** Everything that can be decided before the first side effect, or why it cannot. */
function run_decide(boot) {
    let known = {};
    try {
        boot.signal.throwIfAborted();
        const pace = readPace(boot.env);
        if (pace !== 1)
            (0,log/* say */.cv)(`SLIPWAY_PACE=${pace}: waiting times are divided by ${pace} and shown as if they were not.`);
        prepareProxies(boot.env);
        const event = readEvent(boot.env);
        const resolvePath = (path) => (0,external_node_path_.resolve)(boot.env.GITHUB_WORKSPACE || '.', path);
        const { inputs, notices, warnings } = readInputs(boot.env, event, (path) => readText(resolvePath(path)));
        known = { intent: inputs.intent, dryRun: inputs.dryRun };
        for (const text of warnings)
            (0,core/* warning */.$e)(text);
        for (const text of notices)
            (0,core/* notice */.lm)(text);
        (0,external_node_fs_.mkdirSync)(boot.privateFolder, { recursive: true, mode: 0o700 });
        const plan = planOf(boot, inputs, event, resolvePath);
        return { ...boot, inputs, event, pace, plan, resolve: resolvePath };
    }
    catch (error) {
        (0,log/* debugError */.AO)(error);
        return { ...known, failure: (0,src_errors/* failureOf */.g5)(error) };
    }
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
function planOf({ env }, inputs, event, resolvePath) {
    return makePlan(inputs, event, {
        nonce: (0,external_node_crypto_.randomBytes)(4).toString('hex'),
        sourceDateEpoch: env.SOURCE_DATE_EPOCH,
        resolve: resolvePath,
    });
}


/***/ })

};
