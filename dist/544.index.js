export const id = 544;
export const ids = [544];
export const modules = {

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
/* harmony export */   KT: () => (/* binding */ named),
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
/** Names in a sentence: `a, b and c`, or `a, b and 3 more`. */
function named(names, most = 5) {
    const more = names.length - most;
    const shown = more > 0 ? [...names.slice(0, most), `${more} more`] : names;
    const last = shown.at(-1) ?? 'none';
    return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
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
/** A stored image without a tag to put and anything to deploy: the gate was all that was asked for. */
function isJudgedOnly({ image, plan, rollouts = [], registered, deployedTag }) {
    const isTagged = (plan?.tags ?? []).length > 0 || deployedTag !== undefined;
    const isDeployed = rollouts.length > 0 || registered !== undefined;
    return image?.origin === 'stored' && !isTagged && !isDeployed;
}
/** The candidate tag that names the released image; one of a run whose image was replaced names another. */
function candidateOf({ candidateTag, candidateRemoved, image }) {
    const isOurs = image === undefined || image.origin === 'built' || image.origin === 'local';
    return isOurs && !candidateRemoved ? candidateTag : undefined;
}


/***/ }),

/***/ 544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run_run)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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
// EXTERNAL MODULE: ./build/src/image/expressions.js + 4 modules
var expressions = __webpack_require__(2366);
// EXTERNAL MODULE: ./build/src/image/template.js + 1 modules
var template = __webpack_require__(519);
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
    const speaker = { owner, offered: expressions/* globalNames */.q1, warn: () => undefined };
    return oneLine((0,template/* render */.XX)(entry, (expression) => (0,expressions/* evaluate */._3)(expression, circumstances, speaker)));
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

// EXTERNAL MODULE: ./build/src/image/flavor.js
var flavor = __webpack_require__(5707);
// EXTERNAL MODULE: ./build/src/image/fields.js
var fields = __webpack_require__(8286);
;// CONCATENATED MODULE: ./build/src/image/secrets.js

/**
 * Hands the values over in the environment of one process: command lines can be read by every process of the
 * machine, and files outlive a killed one.
 */
function secretFlags({ values, files, cacheKeys }, resolve) {
    const named = values.map(({ id, value }, index) => ({ id, value, variable: `SLIPWAY_SECRET_${index + 1}` }));
    return {
        secrets: [
            ...named.map(({ id, variable }) => (0,fields/* joinFields */.KY)([`id=${id}`, `env=${variable}`])),
            ...files.map(({ id, path }) => (0,fields/* joinFields */.KY)([`id=${id}`, `src=${resolve(path)}`])),
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

// EXTERNAL MODULE: ./build/src/image/tag-patterns.js
var tag_patterns = __webpack_require__(3387);
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
    const offered = expressions/* versionNames */.F4.filter((name) => Object.hasOwn(parts, name));
    const isWhole = (0,template/* expressionsOf */.Bi)(pattern).some(({ name }) => ['raw', 'version', 'patch'].includes(name));
    return {
        text: (0,template/* render */.XX)(pattern, (one) => offered.some((name) => name === one.name)
            ? (parts[one.name] ?? '')
            : (0,expressions/* unknown */.L5)(one, { ...speaker, offered })),
        bringsLatest: isFinal,
        mobility: isWhole ? mobilities.version : mobilities.line,
    };
}
/** What `match` takes out of the source, which stays whole where it does not match. */
function chosen({ match }, source, { owner, warn }) {
    const groups = match === '' ? [source, source] : (0,tag_patterns/* findIn */.r)(source, match, 'bare');
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
    const [first, ...others] = (0,template/* parseTemplate */.QC)(pattern).pieces;
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
    const speaker = { ...writer, offered: expressions/* dateNames */.TY };
    const text = (0,template/* render */.XX)(pattern, (expression) => (0,expressions/* evaluate */._3)(expression, circumstances, speaker));
    const hasDate = (0,template/* expressionsOf */.Bi)(pattern).some(({ name }) => expressions/* dateNames */.TY.some((one) => one === name));
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
    const groups = (0,tag_patterns/* findIn */.r)(source, rule.pattern, 'slashes');
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
    return ref.name === (branch === '' ? (0,expressions/* knownBranch */.wr)(defaultBranch, owner) : branch);
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
    const names = new Set([...ofRules, ...texts].flatMap(template/* expressionsOf */.Bi).map(({ name }) => name));
    return {
        commitTime: names.has('commit_date'),
        defaultBranch: names.has('is_default_branch') ||
            names.has('is_not_default_branch') ||
            enabled.some((rule) => rule.type === 'edge' && rule.branch === ''),
    };
}
function make(rule, flavor, circumstances, warn) {
    const owner = `The tag rule ${(0,quoted/* quoted */.T)(rule.source)}`;
    const speaker = { owner, offered: expressions/* globalNames */.q1, warn };
    const write = (text) => (0,template/* render */.XX)(text, (one) => (0,expressions/* evaluate */._3)(one, circumstances, speaker));
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
    const ofStored = needsOf(stored, flavor/* plainFlavor */.x, []);
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
    const { version, warnings } = computeTags(rules, flavor/* plainFlavor */.x, circumstances);
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

// EXTERNAL MODULE: ./build/src/event.js
var src_event = __webpack_require__(2913);
// EXTERNAL MODULE: ./build/src/inputs/inputs.js + 34 modules
var inputs_inputs = __webpack_require__(1088);
// EXTERNAL MODULE: ./build/src/lib/log.js
var log = __webpack_require__(7399);
// EXTERNAL MODULE: ./build/src/pace.js
var src_pace = __webpack_require__(3574);
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
// EXTERNAL MODULE: ./build/src/scan/findings.js
var scan_findings = __webpack_require__(1165);
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
        return { ...reading, state: reading.why in words ? words[reading.why] : name };
    const explained = (0,explain/* explain */.WE)(error, subject);
    if (explained.code === 'AWS_THROTTLED')
        return { kind: 'wait', why: 'throttled', state: words.throttled };
    const mayPass = ['AWS_BAD_ANSWER', 'AWS_UNREACHABLE'].includes(explained.code);
    const isServers = explained.code === 'AWS_ERROR' && !(error instanceof errors/* ActionError */.lZ) && !(0,explain/* isAnswer */.Tq)(error);
    if (mayPass || isServers)
        return { kind: 'fault', state: 'no answer that can be read', error: explained };
    throw explained;
}
const words = {
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
    return orAbsent(run, nameOf(run), () => find(run, registry));
}
/** Reads what is known of that image; what cannot be read is no failure either. */
async function readBaseline(run, registry, compared) {
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
function nameOf({ inputs: { gate, running } }) {
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
    const name = nameOf(run);
    switch (source.kind) {
        case 'deployed': {
            const { runningImage } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(862), __webpack_require__.e(475)]).then(__webpack_require__.bind(__webpack_require__, 1475));
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
// EXTERNAL MODULE: ./build/src/registry/settings.js
var registry_settings = __webpack_require__(9756);
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
    const known = (0,registry_settings/* differences */.tX)(settings, extras, withoutUnread(wanted, unread));
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
// EXTERNAL MODULE: ./build/src/registry/reference.js
var registry_reference = __webpack_require__(28);
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
    const host = (0,registry_reference/* hostOf */.w)(wanted.host, told);
    if (host === undefined)
        throw mismatch(wanted.host ?? '', found.repositoryUri);
    const { registryId: account, repositoryArn: arn } = found;
    const repository = { name: wanted.name, uri: `${host}/${wanted.name}`, host, account, arn };
    return { repository, settings: (0,registry_settings/* settingsOf */.f5)(found) };
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
    const host = (0,registry_reference/* hostOf */.w)(reference.host, told);
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
    const place = placeOf(run, path);
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
function placeOf(run, path) {
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
            throw invalid(name, 'cannot be read: it is no file', { file: name, line: 1 });
        const { size } = stat;
        if (size > ignores_mostBytes)
            throw invalid(name, `has ${size} bytes, and ${ignores_mostBytes} are read at most`, undefined);
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        if (!(0,external_node_fs_.existsSync)(path))
            return undefined;
        throw invalid(name, `cannot be read: ${(0,error_text/* errorMessage */.g)(error)}`, { file: name, line: 1 });
    }
}
async function ignores_parse(text, name) {
    // Loaded only where there is such a file: the parser of YAML is large.
    const { entries, problems, notes } = (await __webpack_require__.e(/* import() */ 423).then(__webpack_require__.bind(__webpack_require__, 3423))).parseIgnores(text, name);
    for (const note of notes)
        (0,core/* notice */.lm)(`${name}: ${note}`);
    const [first] = problems;
    if (first === undefined)
        return entries;
    const words = problems.map((one) => `line ${one.line}, column ${one.column}: ${one.text}`);
    throw invalid(name, `is wrong: ${words.join('; ')}`, { file: name, line: first.line });
}
function ignores_missing(name, from) {
    const where = from === 'checkout'
        ? 'in the workspace'
        : 'in the base commit of this pull request, or github-token may not read it (`contents: read`)';
    return invalid(name, `is not there ${where}`, undefined);
}
function invalid(name, what, location) {
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
var days = __webpack_require__(560);
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
    const today = (0,days/* dayOf */.kb)(now);
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
    return until === undefined ? '' : ` since ${(0,days/* addDays */.fi)(until, 1)}`;
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
    return entry.until === undefined ? Number.POSITIVE_INFINITY : (0,days/* daysBetween */.YM)((0,days/* dayOf */.kb)(now), entry.until);
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
    (0,log/* say */.cv)(`${target.platform}: a scan is asked for, ${seconds(elapsedMs)} s`);
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
        (0,log/* say */.cv)(`${platform}: no findings (${reason}): ${detail}, ${seconds(elapsedMs)} s`);
        return { ...target, kind: 'unavailable', reason, detail };
    }
    const { findings, completedAt } = end.look;
    const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
    (0,log/* say */.cv)(`${platform}: scan complete with ${count}, ${seconds(elapsedMs)} s`);
    // Two empty lists are those of basic scanning where nothing tells of Inspector.
    const isInspectors = end.look.continuous || memory.witness !== undefined;
    const byData = end.look.mode ?? (isInspectors ? 'enhanced' : (mode ?? 'basic'));
    return { ...target, kind: 'complete', mode: byData, findings, completedAt };
}
/** The log tells changes and not looks. */
function tell({ platform }, watch, state, elapsedMs) {
    if (state !== watch.said)
        (0,log/* say */.cv)(`${platform}: ${state}, ${seconds(elapsedMs)} s`);
    watch.said = state;
}
function seconds(ms) {
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
        const baseline = await readBaseline(run, registry, withoutItself(run, setup.compared, image));
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
    const [name, value] = (0,fields/* splitPair */.T6)(entry) ?? [entry, ''];
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

// EXTERNAL MODULE: ./build/src/image/cache.js
var cache = __webpack_require__(909);
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
    const types = entries.map(cache/* parseCache */.IW).flatMap((cache) => ('type' in cache ? [cache.type] : []));
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
    if (!(0,cache/* wantsAwsKeys */.xY)(plan.build))
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
            return readStored(run, registry, source.image);
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
        isImmutable: (tag) => settings !== undefined && (0,registry_settings/* isImmutable */.t3)(settings.mutability, tag),
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
function readStored(run, registry, image) {
    const { repository } = registry;
    return (0,log/* stage */.dw)(`Find the image ${obtain_nameOf(run, image, repository.name)}`, async () => {
        const id = await idOf(run, registry, image);
        if ((0,registry_reference/* hostOf */.w)(image.host, repository.host) === undefined)
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
    const { runningImage } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(862), __webpack_require__.e(475)]).then(__webpack_require__.bind(__webpack_require__, 1475));
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
    const existing = intent === 'release' ? await readTags(run, registry) : [];
    const scanning = gate.mode === 'off' ? unknownScanning : await readScanning(ecr, repository, gate, dryRun);
    return { existing, scanning };
}
async function readTags(run, registry) {
    const { ecr, repository, settings, known } = registry;
    if (settings === undefined)
        return [];
    const { deployedTag } = run.inputs.tags;
    const isDeployed = run.inputs.deploy.kind !== 'none';
    if (isDeployed && deployedTag !== undefined && (0,registry_settings/* isImmutable */.t3)(settings.mutability, deployedTag))
        throw deployedTagImmutable(repository, deployedTag);
    warnOfFixedCaches(run, registry);
    const existing = await readExisting(ecr, repository, run.plan.putOrder, { known, signal: run.signal });
    // Whether a stored or local image is another one than the tag's shows when its digest is known, and costs no build.
    const isTaken = (tag) => (0,registry_settings/* isImmutable */.t3)(settings.mutability, tag);
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
    const ours = (0,cache/* registryCaches */.FS)(plan.build.cacheTo).filter((one) => one.host === repository.host && one.repository === repository.name);
    const fixed = ours.filter(({ tag }) => settings !== undefined && (0,registry_settings/* isImmutable */.t3)(settings.mutability, tag));
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
            await readStored(run, registry, source.image);
        return { registry, existing };
    }
    catch (error) {
        const reason = reasonOf((0,errors/* failureOf */.g5)(error).code, run);
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
async function showPlan(run, readings) {
    const { inputs } = run;
    if (readings !== undefined && inputs.deploy.kind !== 'none') {
        const [{ prepare }, { foreseeDiff }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(862), __webpack_require__.e(475)]).then(__webpack_require__.bind(__webpack_require__, 1475)),
            Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(404), __webpack_require__.e(862), __webpack_require__.e(116)]).then(__webpack_require__.bind(__webpack_require__, 9116)),
        ]);
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
    const to = deployLines(deploy);
    switch (tags.tagAfter) {
        case 'gate':
            return [judged, ...put, ...to];
        case 'push':
            return [...put, judged, ...to];
        case 'deploy':
            return [judged, ...to, ...put];
    }
}
function deployLines(deploy) {
    switch (deploy.kind) {
        case 'none':
            return [];
        case 'register':
            return ['Register a revision of the task definition'];
        case 'services':
            return deploy.services.map((service) => `Deploy it to the service ${service} in ${deploy.cluster}`);
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
    return settings !== undefined && (0,registry_settings/* isImmutable */.t3)(settings.mutability, tag);
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
        throw olderRelease(kept, deployment.order.services);
    const { rollOut: roll } = await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(404), __webpack_require__.e(862), __webpack_require__.e(116)]).then(__webpack_require__.bind(__webpack_require__, 9116));
    const deployed = await roll(run, deployment, registry, image, learn);
    const isRegistered = deployment.order.services.length === 0;
    if (deployed === 'done' && !isRegistered)
        await putDeployedTag(run, registry, image, learn);
    if (deployed === 'unknown' && run.inputs.tags.deployedTag !== undefined)
        (0,core/* notice */.lm)('deployed-tag was not put: the deploy was not waited for to its end, so it is not known to be done.');
    return deployed === 'done';
}
/** A run that finishes late must not bring an old image back; which one the service runs now, the tags tell. */
function olderRelease(kept, services) {
    const tags = kept.slice(0, 5).join(', ');
    return new errors/* ActionError */.lZ({
        code: 'OLDER_RELEASE',
        sentence: `${whatOf(services)} not touched: ${tags} ${kept.length === 1 ? 'names' : 'name'} an image of a later commit already, so this release is an older one.`,
        hint: 'Release the later commit again if that is what should run; with `allow-older: true` tags and service go back to this one.',
    });
}
function whatOf(services) {
    const [only, ...others] = services;
    if (only === undefined)
        return 'The task definition was';
    return others.length === 0
        ? `The service ${only} was`
        : `The services ${services.slice(0, 5).join(', ')} were`;
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
    const deploying = run.inputs.deploy.kind === 'none' ? undefined : await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(862), __webpack_require__.e(475)]).then(__webpack_require__.bind(__webpack_require__, 1475));
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
const most = { violations: 5, remarks: 4 };
const annotations_longest = { text: 1000, title: 100 };
/** What stands beside the annotation of the verdict: the worst violations, and remarks about the ignore file. */
function annotationsOf(outcome, conclusion) {
    const { verdict, dockerfile, remarks = [] } = outcome;
    const isJudged = verdict !== undefined && verdict.kind !== 'skipped';
    const level = conclusion.failure !== undefined && verdict?.kind === 'blocked' ? 'error' : 'warning';
    const location = dockerfile === undefined ? undefined : { file: dockerfile, line: 1 };
    const violations = isJudged ? verdict.violations.slice(0, most.violations) : [];
    return [
        ...violations.map((one) => bounded({ level, ...annotations_wordsOf(one), location })),
        ...remarks.slice(0, most.remarks).map(bounded),
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

/** The worst first. */
const standings = [
    ...['rollback-failed', 'failed', 'mismatched', 'unknown', 'rolled-back', 'timed-out'],
    ...['stopped', 'superseded', 'paused', 'not-waited', 'successful', 'no-change'],
];
const rollout_words_mostWarnings = 5;
const mostGroups = 5;
/** A good end counts for nothing where something of ours failed beside it. */
function standingOf({ ending, failure }) {
    return ending === undefined || (failure !== undefined && isGood(ending)) ? 'unknown' : ending.kind;
}
/** The one that says most of the whole: the worst, and of several such the first. */
function worstOf(rollouts) {
    const rank = (one) => standings.indexOf(standingOf(one)) * 2 + (one.failure === undefined ? 1 : 0);
    return rollouts.reduce((worst, one) => (worst === undefined || rank(one) < rank(worst) ? one : worst), undefined);
}
/** Whether nothing is wrong with this end, so far as the run was to wait for one. */
function isGood(ending) {
    switch (ending.kind) {
        case 'successful':
        case 'no-change':
        case 'not-waited':
        case 'paused':
            return true;
        case 'superseded':
            return ending.isTolerated;
        case 'rolled-back':
        case 'rollback-failed':
        case 'stopped':
        case 'failed':
        case 'mismatched':
        case 'timed-out':
            return false;
    }
}
/** How rollouts that ended well are told, as the end of a sentence. */
function rolloutWords(rollouts) {
    const [first, ...others] = rollouts;
    if (first === undefined)
        return 'there was no service to deploy to';
    if (others.length === 0)
        return oneWords(first);
    const groups = [...groupsOf(rollouts).values()];
    const shown = groups.slice(0, mostGroups).map((group) => groupWords(group));
    const left = groups.slice(mostGroups).flat().length;
    return [...shown, ...(left === 0 ? [] : [`${left} more services stand in the summary`])].join('; ');
}
function oneWords(rollout) {
    const { notes, ending, seconds } = rollout;
    const after = ending?.kind === 'successful' ? ` after ${duration(seconds)}` : '';
    const but = notes.length === 0 ? '' : `, but ${noteWords(rollout)}`;
    return `${groupWords([rollout])}${after}${but}`;
}
/** Those of which the same can be said with the same revision. */
function groupsOf(rollouts) {
    const groups = new Map();
    for (const one of rollouts) {
        const key = JSON.stringify([
            standingOf(one),
            revision(one.taskDefinition),
            one.notes.length > 0,
            one.ending?.kind === 'paused' ? one.service : '',
        ]);
        groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return groups;
}
function groupWords(group) {
    const [first] = group;
    const isOne = group.length === 1;
    const services = `the service${isOne ? '' : 's'} ${(0,report_words/* named */.KT)(group.map(serviceOf))}`;
    const target = first === undefined ? '' : revisionOf(first);
    switch (first && standingOf(first)) {
        case 'successful':
            // With a note it may run something else by now, or nothing at all.
            return (first?.notes ?? []).length === 0
                ? `${services} run${isOne ? 's' : ''} ${target}`
                : `the deployment${isOne ? '' : 's'} of ${target} to ${services} succeeded`;
        case 'no-change':
            return `${services} ran ${target} already`;
        case 'not-waited':
            return `${services} ${isOne ? 'was' : 'were'} told to run ${target}, and ${isOne ? 'its rollout was' : 'their rollouts were'} not waited for`;
        case 'paused':
            return `the rollout of ${target} to ${services} is paused${first === undefined ? '' : pauseWords(first)}`;
        case 'superseded':
            return `a newer deployment took the place of that of ${target} to ${services}`;
        default:
            return `what became of ${services} is not known`;
    }
}
function pauseWords({ ending }) {
    if (ending?.kind !== 'paused')
        return '';
    const { hook, expiresAt } = ending;
    const until = expiresAt === undefined || Number.isNaN(expiresAt.getTime())
        ? ''
        : `, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC at the latest`;
    return ` by its hook ${(0,report_words/* oneLine */.TN)(hook, 200)}${until}`;
}
/** What went through although somebody should look at it, a sentence for each service. */
function rolloutWarnings(rollouts) {
    const warnings = rollouts.flatMap(warningsOf);
    const left = warnings.length - rollout_words_mostWarnings;
    const more = left > 0 ? [`${left} more of the kind stand in the summary.`] : [];
    return [...warnings.slice(0, rollout_words_mostWarnings), ...more];
}
function warningsOf(rollout) {
    const { ending, notes } = rollout;
    const noted = notes.length === 0 ? [] : [`The service ${serviceOf(rollout)}: ${noteWords(rollout)}.`];
    switch (ending?.kind) {
        case 'paused':
            return [
                `The rollout of ${rollout_words_whatOf(rollout)} is paused${pauseWords(rollout)}: somebody must say whether it goes on.`,
                ...noted,
            ];
        case 'superseded':
            return [
                `A newer deployment took the place of the deployment of ${rollout_words_whatOf(rollout)}: ${rollout_words_plain(ending.reason)}.`,
                ...noted,
            ];
        default:
            return noted;
    }
}
function noteWords({ notes }) {
    return notes
        .slice(0, 5)
        .map((note) => rollout_words_plain(note, 300))
        .join('; ');
}
/** `shop:8 to the service shop` */
function rollout_words_whatOf(rollout) {
    return `${revisionOf(rollout)} to the service ${serviceOf(rollout)}`;
}
function serviceOf({ service }) {
    return (0,report_words/* oneLine */.TN)(service, 255);
}
function revisionOf({ taskDefinition }) {
    return (0,report_words/* oneLine */.TN)(revision(taskDefinition), 300);
}
/** What follows the last slash of an ARN; of a task definition that is `family:revision`, all that a person needs. */
function revision(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}
/** Reasons are words of ECS, of tasks and of containers: one line, bounded, without a stop of their own. */
function rollout_words_plain(text, longest = 500) {
    return (0,report_words/* oneLine */.TN)(text, longest).replace(/\.$/, '') || 'ECS gives no reason';
}
/** @param seconds also shown as such, up to five minutes */
function duration(seconds) {
    const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
    if (seconds < 300)
        return `${seconds} s`;
    return hours === 0 ? `${minutes} min ${seconds % 60} s` : `${hours} h ${minutes % 60} min`;
}

;// CONCATENATED MODULE: ./build/src/report/rollout-failures.js


/** GitHub cuts an annotation at 4096 characters: both together and the code stay below. */
const rollout_failures_longest = { sentence: 2_400, ofSeveral: 1_300, inAll: 3_800, name: 60, hint: 600 };
/**
 * How a rollout that did not succeed is told, whatever became of the tags; undefined for one that did, for one that the
 * run was not to wait for, and for one of which nothing is known.
 */
function rolloutFailure(rollout) {
    const { ending } = rollout;
    const told = ending === undefined || isGood(ending) ? undefined : rollout_failures_tell(rollout, ending);
    return told === undefined ? rollout.failure : failureOf(rollout, told);
}
/** The failure of the worst, which goes on with what became of the others. */
function rolloutsFailure(rollouts) {
    const failed = rollouts.filter((one) => failureIn(one) !== undefined);
    const worst = worstOf(failed);
    const failure = worst && failureIn(worst);
    const others = rollouts.filter((one) => one !== worst);
    if (failure === undefined || others.length === 0)
        return failure;
    const own = (0,report_words/* oneLine */.TN)(failure.sentence, rollout_failures_longest.ofSeveral).replace(/[^.!?…]$/, '$&.');
    return rollout_failures_bounded({ ...failure, sentence: `${own} ${othersWords(others)}` });
}
/** An end that nobody knows is never taken for a good one. */
function failureIn(rollout) {
    const isOpen = rollout.ending === undefined && rollout.failure === undefined;
    if (!isOpen)
        return rolloutFailure(rollout);
    return {
        code: 'DEPLOYMENT_UNKNOWN',
        sentence: `What became of the deployment of ${rollout_words_whatOf(rollout)} is unknown.`,
        hint: 'Look at the service before you run the job again.',
    };
}
function othersWords(others) {
    const bad = others.filter((one) => failureIn(one) !== undefined);
    const good = others.filter((one) => ['successful', 'no-change'].includes(standingOf(one)));
    const rest = others.filter((one) => !bad.includes(one) && !good.includes(one));
    const name = (one) => (0,report_words/* oneLine */.TN)(one.service, rollout_failures_longest.name);
    const isBegun = (one) => standingOf(one) !== 'unknown' || one.deploymentId !== undefined;
    const state = (one) => `${name(one)}: ${isBegun(one) ? standingOf(one) : 'not started'}`;
    const parts = [
        ...(good.length === 0 ? [] : [`${good.length} ended well (${(0,report_words/* named */.KT)(good.map(name))})`]),
        ...(bad.length === 0 ? [] : [`${bad.length} badly too (${(0,report_words/* named */.KT)(bad.map(state))})`]),
        ...(rest.length === 0 ? [] : [`${rest.length} otherwise (${(0,report_words/* named */.KT)(rest.map(state))})`]),
    ];
    return `Of the other services, ${(0,report_words/* named */.KT)(parts)}.`;
}
/** @returns undefined for an end that is not bad */
function rollout_failures_tell(rollout, ending) {
    switch (ending.kind) {
        case 'successful':
        case 'no-change':
        case 'not-waited':
        case 'paused':
            return undefined;
        case 'rolled-back':
            return rolledBack(rollout, ending);
        case 'rollback-failed':
            return rollbackFailed(rollout, ending);
        case 'failed':
            return leftAsItIs(rollout, ending.reason);
        case 'mismatched':
            return mismatched(rollout, ending);
        case 'timed-out':
            return rollout_failures_timedOut(rollout, ending);
        case 'superseded':
            return {
                code: 'SUPERSEDED',
                what: `A newer deployment took the place of the deployment of ${rollout_words_whatOf(rollout)}`,
                reason: ending.reason,
                next: `${nowAt(rollout)}The run that made the newer one tells what became of it; nothing was rolled back.`,
            };
        case 'stopped':
            return {
                code: 'DEPLOYMENT_STOPPED',
                what: `The deployment of ${rollout_words_whatOf(rollout)} was stopped before it was done`,
                reason: ending.reason,
                next: 'Look at the service, and run the job again when it may be deployed.',
            };
    }
}
const calls = {
    stop: 'StopServiceDeployment',
    continue: 'ContinueServiceDeployment',
    'previous-revision': 'UpdateService with that revision',
};
function rolledBack(rollout, { reason, by }) {
    const from = `back from ${rollout_failures_short(rollout.taskDefinition)} to ${goalOf(rollout)}`;
    const what = by === 'ecs'
        ? `ECS rolled the service ${serviceOf(rollout)} ${from}`
        : `Slipway had the service ${serviceOf(rollout)} rolled ${from} (${calls[by]})`;
    return { code: 'ROLLED_BACK', what, reason, next: remainsOf(rollout) };
}
/** A read that came too early still names the new revision, unless it is that of before, deployed anew. */
function goalOf({ taskDefinition, previous, runs }) {
    if (runs !== undefined && runs !== taskDefinition)
        return rollout_failures_short(runs);
    return runs !== undefined && previous === taskDefinition
        ? 'an earlier deployment of it'
        : 'what it ran before';
}
function remainsOf({ taskDefinition, previous, runs }) {
    if (previous !== taskDefinition || (runs !== undefined && runs !== taskDefinition))
        return 'Nothing of this release runs.';
    return runs === undefined
        ? 'Look at what the service runs now.'
        : 'The service runs that revision as it did before.';
}
function rollbackFailed(rollout, { reason, by }) {
    const asked = by === 'ecs' ? '' : `, which Slipway had asked for (${calls[by]})`;
    return {
        code: 'ROLLBACK_FAILED',
        what: `The deployment of ${rollout_words_whatOf(rollout)} failed, and so did its rollback${asked}`,
        reason,
        next: `${nowAt(rollout)}The service may be running nothing that works: look at it now.`,
    };
}
function leftAsItIs(rollout, reason) {
    const { taskDefinition, previous, runs } = rollout;
    const back = previous === taskDefinition ? '' : `, or give the service ${rollout_failures_short(previous)} again if that worked`;
    return {
        code: 'DEPLOYMENT_FAILED',
        what: `The deployment of ${rollout_words_whatOf(rollout)} failed, and was not rolled back`,
        reason,
        next: `The service is still told to run ${rollout_failures_short(runs ?? taskDefinition)}. Release a correction${back}.`,
    };
}
function mismatched(rollout, { container, digest }) {
    const ours = rollout.image.slice(rollout.image.lastIndexOf('@') + 1);
    return {
        code: 'IMAGE_MISMATCH',
        what: `The deployment of ${rollout_words_whatOf(rollout)} succeeded, but ECS runs another image than this release's in the container ${(0,report_words/* oneLine */.TN)(container, 255)}: ${(0,report_words/* oneLine */.TN)(digest, 100)} and not ${(0,report_words/* oneLine */.TN)(ours, 100)}`,
        next: `Nothing was rolled back: the service runs ${rollout_failures_short(rollout.runs ?? rollout.taskDefinition)}. See which image that revision names, and who else deploys to this service.`,
    };
}
function rollout_failures_timedOut(rollout, ending) {
    const last = ending.lastState === ''
        ? 'its state could not be read'
        : `its last state was ${rollout_words_plain(ending.lastState, 300)}`;
    return {
        code: 'DEPLOYMENT_TIMED_OUT',
        what: `The deployment of ${rollout_words_whatOf(rollout)} was not done after ${ending.minutes} min; ${last}`,
        next: ending.turning
            ? 'ECS is rolling it back, and was not done with it: look at the service.'
            : 'ECS goes on with it, and nothing was rolled back: look at the service, or raise deploy-timeout-minutes.',
    };
}
/** Where the service is by now, when that is neither known nor a guess. */
function nowAt({ runs, taskDefinition }) {
    return runs === undefined || runs === taskDefinition
        ? ''
        : `The service is told to run ${rollout_failures_short(runs)} now. `;
}
function rollout_failures_short(arn) {
    return (0,report_words/* oneLine */.TN)(revision(arn), 300);
}
function failureOf({ diagnosis }, { code, what, reason, next }) {
    const why = reason === undefined ? '' : `: ${rollout_words_plain(reason)}`;
    const found = diagnosis === undefined ? '' : rollout_words_plain(diagnosis.sentence);
    const isTold = reason !== undefined && found.includes(rollout_words_plain(reason).slice(-80));
    const evidence = found === '' || isTold ? '' : ` (${found})`;
    const hint = diagnosis === undefined ? next : `${next} ${(0,report_words/* oneLine */.TN)(diagnosis.hint, rollout_failures_longest.hint)}`;
    return rollout_failures_bounded({ code, sentence: `${what}${why}${evidence}.`, hint });
}
function rollout_failures_bounded(failure) {
    const sentence = (0,report_words/* oneLine */.TN)(failure.sentence, rollout_failures_longest.sentence);
    return { ...failure, sentence, hint: (0,report_words/* oneLine */.TN)(failure.hint, rollout_failures_longest.inAll - sentence.length) };
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
    return outcome.dryRun ? undefined : badRollout(outcome);
}
function badRollout({ rollouts = [], plan, promotion }) {
    const failure = rolloutsFailure(rollouts);
    if (failure === undefined)
        return undefined;
    const tags = [...(promotion?.existing ?? []), ...(promotion?.put ?? [])];
    const none = (plan?.tags ?? []).length === 0 ? '' : ' No release tag was put by this run.';
    return { ...failure, hint: `${failure.hint}${tags.length > 0 ? ' The release tags stay.' : none}` };
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
    const failure = outcome.failure === undefined ? refusalOf(outcome) : withRollouts(outcome.failure, outcome);
    if (failure !== undefined)
        return { exitCode: 1, released: false, headline: failure.sentence, failure, warning: undefined };
    const { promotion, rollouts = [] } = outcome;
    // A tag that was left alone, because it names a later commit's image, is not put.
    const areAllPut = promotion !== undefined && (promotion.kept ?? []).length === 0;
    // What somebody replaced runs nowhere, and what waits for a person perhaps never will.
    const isOpen = (kind) => kind === 'superseded' || kind === 'paused';
    const released = areAllPut && rollouts.every(({ ending }) => ending && !isOpen(ending.kind));
    return {
        exitCode: 0,
        released,
        headline: success(outcome),
        failure: undefined,
        warning: warningOf(outcome),
    };
}
/** ECS does not hear of a cancelled run: whoever cancelled it must know. */
function withRollouts(failure, { rollouts = [] }) {
    const open = rollouts.filter(({ ending, deploymentId }) => ending === undefined && deploymentId !== undefined);
    if (failure.code !== 'CANCELLED' || open.length === 0)
        return failure;
    const going = open.filter(({ notes }) => notes.length === 0);
    const names = going.map((one) => `${one.deploymentId} of the service ${(0,report_words/* oneLine */.TN)(one.service, 255)}`);
    const goesOn = `ECS goes on with the deployment${names.length === 1 ? '' : 's'} ${(0,report_words/* named */.KT)(names)}; look at what becomes of ${names.length === 1 ? 'it' : 'them'}.`;
    return { ...failure, hint: [...(names.length === 0 ? [] : [goesOn]), ...rolloutWarnings(open)].join(' ') };
}
function warningOf(outcome) {
    const { verdict, rollouts = [] } = outcome;
    const ofGate = verdict === undefined ? [] : gateWarnings(verdict, (0,report_words/* imageOf */.dT)(outcome));
    const warnings = [...ofGate, ...rolloutWarnings(rollouts)];
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
    const names = tags.length === 0 ? untaggedWords(outcome) : `as ${(0,report_words/* list */.p_)(tags)}`;
    const left = kept.length === 0
        ? ''
        : `; ${(0,report_words/* list */.p_)(kept)} ${kept.length === 1 ? 'names' : 'name'} a later commit's image and ${kept.length === 1 ? 'was' : 'were'} left alone`;
    const { rollouts = [], registered } = outcome;
    const deployed = rollouts.length === 0 ? '' : `, and ${rolloutWords(rollouts)}`;
    const released = `Released ${(0,report_words/* imageOf */.dT)(outcome)}${originWords(outcome)} ${names}`;
    // The reason of an override is a sentence of somebody else's: what followed it would read as a part of it.
    return outcome.verdict?.kind === 'overridden'
        ? `${released}${deployed}${left}; ${judged}.${registeredWords(registered)}`
        : `${released}: ${judged}${deployed}${left}.${registeredWords(registered)}`;
}
function untaggedWords({ plan, promotion }) {
    if ((promotion?.kept ?? []).length > 0)
        return 'without a tag of its own';
    const isLate = promotion === undefined && (plan?.tags ?? []).length > 0;
    return isLate ? 'without its tags, which follow a deploy that is done' : 'without a tag, as asked';
}
function registeredWords(registered) {
    if (registered === undefined)
        return '';
    const [name, from] = [(0,report_words/* oneLine */.TN)(revision(registered.taskDefinition), 300), (0,report_words/* oneLine */.TN)(registered.from, 300)];
    return registered.changed
        ? ` Registered ${name} from ${from}.`
        : ` Nothing was registered from ${from}: ${name} is what it would be already.`;
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
        json: plan && metadata(plan, outputs_labelsOf(outcome), name),
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
        ...rolloutOutputs(outcome.rollouts ?? [], outcome.registered),
        'failure-code': conclusion.failure?.code,
        'failure-reason': conclusion.failure?.sentence,
    };
}
function rolloutOutputs(rollouts, registered) {
    const [first] = rollouts;
    const worst = worstOf(rollouts);
    const status = worst && standingOf(worst);
    const revised = first ?? registered;
    return {
        'task-definition-arn': revised?.taskDefinition,
        // Family and number hold no account id, so that they can be passed between jobs.
        'task-definition-revision': revised && revision(revised.taskDefinition),
        'previous-task-definition-arn': first?.previous,
        'task-definition-changed': revised && String(revised.changed || rollouts.some(({ changed }) => changed)),
        services: first && JSON.stringify(rollouts.map(serviceEntry)),
        'deployment-status': status === 'unknown' ? undefined : status,
        'deployment-id': worst?.deploymentId,
        'console-url': worst?.consoleUrl,
    };
}
/** Without ARNs: GitHub drops a whole output of a job when it holds an account id that is masked. */
function serviceEntry(rollout) {
    const { deploymentId, changed, seconds, strategy, consoleUrl } = rollout;
    const standing = standingOf(rollout);
    return {
        cluster: revision(rollout.cluster),
        service: revision(rollout.service),
        status: standing === 'unknown' ? undefined : standing,
        deploymentId,
        revision: revision(rollout.taskDefinition),
        previous: revision(rollout.previous),
        ...{ changed, seconds, strategy },
        digest: /@(sha256:[0-9a-f]{64})$/.exec(rollout.image)?.[1],
        consoleUrl: consoleUrl === undefined || /\d{12}/.test(consoleUrl) ? undefined : consoleUrl,
    };
}
/** Who overrides a gate that closed for want of findings has none that blocked. */
function isJudged(verdict) {
    if (verdict === undefined || verdict.kind === 'unscanned' || verdict.kind === 'skipped')
        return false;
    return verdict.kind !== 'overridden' || verdict.violations.length > 0;
}
/** docker/metadata-action's shape, so that what reads its `json` reads ours. */
function metadata(plan, labels, name) {
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
    return `; ${which} was completed ${gate_summary_duration(Math.max(0, ...ages))} ago`;
}
function gate_summary_duration(ms) {
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

;// CONCATENATED MODULE: ./build/src/report/rollout-tables.js


const rollout_tables_most = { rows: 20, containers: 5, signs: 10, logs: 4, logLines: 60, diff: 60 };
const rollout_tables_longest = { reason: 300, container: 150, event: 500, logLine: 300, diff: 400 };
/** All that explains a bad end, the most telling first; parts without content are empty. */
function evidenceParts({ signs, tasks, targets, logs, events }) {
    return [
        bullets('What ECS says of it:', signs.slice(0, rollout_tables_most.signs), rollout_tables_longest.reason),
        tasksTable(tasks),
        targetsTable(targets),
        ...logs.slice(0, rollout_tables_most.logs).map(logPart),
        bullets('Newest events of the service:', events.slice(0, rollout_tables_most.rows), rollout_tables_longest.event),
    ];
}
function bullets(title, texts, longestText) {
    if (texts.length === 0)
        return '';
    const items = texts.map((text) => `- ${(0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(text, longestText))}`);
    return `${title}\n\n${items.join('\n')}`;
}
/** Tasks that stopped in the same way are one row: a crash loop leaves many. */
function tasksTable(tasks) {
    if (tasks.length === 0)
        return '';
    const groups = [...rollout_tables_groupsOf(tasks)];
    const shown = groups.slice(0, rollout_tables_most.rows);
    const left = groups.slice(rollout_tables_most.rows).flatMap(([, ids]) => ids).length;
    const rows = shown.map(([how, [first = '', ...others]]) => [
        `${(0,markdown/* code */.aY)(first.slice(0, 40))}${others.length === 0 ? '' : ` and ${others.length} more`}`,
        how,
    ]);
    const more = left > 0 ? `\n\n… and ${(0,report_words/* count */.U9)(left, 'more task')}.` : '';
    return `${(0,markdown/* table */.tp)(['Stopped task', 'Reason', 'Containers'], rows)}${more}`;
}
/** The ids of tasks by how they stopped, which is the rest of their row. */
function rollout_tables_groupsOf(tasks) {
    const groups = new Map();
    for (const { id, reason, stopCode, containers } of tasks) {
        const why = (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(reason ?? stopCode ?? '', rollout_tables_longest.reason));
        const how = `${why} | ${containers.slice(0, rollout_tables_most.containers).map(containerCell).join('<br>')}`;
        const group = groups.get(how);
        if (group === undefined)
            groups.set(how, [id]);
        else
            group.push(id);
    }
    return groups;
}
function containerCell({ name, exitCode, reason, health }) {
    const exit = exitCode === undefined ? 'never ran' : `exit code ${exitCode}`;
    const sick = health === 'UNHEALTHY' ? ', unhealthy' : '';
    const why = reason === undefined ? '' : `: ${(0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(reason, rollout_tables_longest.container), false)}`;
    return `${(0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(name, 60))} ${exit}${sick}${why}`;
}
function targetsTable(targets) {
    if (targets.length === 0)
        return '';
    const rows = targets
        .slice(0, rollout_tables_most.rows)
        .map(({ target, state, reason }) => [
        (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(target, 100)),
        (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(state, 60)),
        (0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(reason ?? '', rollout_tables_longest.reason)),
    ]);
    const left = targets.length - rows.length;
    return `${(0,markdown/* table */.tp)(['Target without traffic', 'State', 'Reason'], rows)}${left > 0 ? `\n\n… and ${left} more.` : ''}`;
}
function logPart(log) {
    const where = `the container ${(0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(log.container, 60))} of the task ${(0,markdown/* code */.aY)(log.task.slice(0, 40))}`;
    if (log.kind === 'none')
        return `No log of ${where}: ${(0,markdown/* prose */.CS)((0,report_words/* oneLine */.TN)(log.why, rollout_tables_longest.reason).replace(/\.$/, ''), false)}.`;
    if (log.lines.length === 0)
        return `The log of ${where} is empty.`;
    const lines = log.lines.slice(-rollout_tables_most.logLines).map(logLine);
    return `Last lines of ${where}:\n\n${fenced(lines)}`;
}
/** A line of anybody's: as it looks in a terminal, but for colours, and no command to a runner that is shown the summary. */
function logLine(text) {
    const plain = text
        .slice(0, rollout_tables_longest.logLine * 8)
        .replace(/\p{Cc}\[[\d;?]*[A-Za-z]/gu, '')
        .replaceAll('\t', '  ')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/^(\s*):(?=:)/, '$1:\u200b')
        .replace(/^(\s*)#(?=#\[)/, '$1#\u200b');
    return plain.length > rollout_tables_longest.logLine ? `${plain.slice(0, rollout_tables_longest.logLine - 1)}…` : plain;
}
/** Nothing is escaped in a block of code: its fence must be longer than any that the text holds. */
function fenced(lines) {
    const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
    const fence = '`'.repeat(Math.max(2, ...runs) + 1);
    return [`${fence}text`, ...lines, fence].join('\n');
}
function diffPart(diff) {
    if (diff.length === 0)
        return '';
    const lines = diff.slice(0, rollout_tables_most.diff).map((line) => `- ${(0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(line, rollout_tables_longest.diff))}`);
    const left = diff.length - lines.length;
    const more = left > 0 ? `\n\n… and ${(0,report_words/* count */.U9)(left, 'more line')}.` : '';
    return rollout_tables_folded('What changed in the task definition', `${lines.join('\n')}${more}`, false);
}
/** A part that is opened by a click. */
function rollout_tables_folded(title, content, isOpen) {
    return `<details${isOpen ? ' open' : ''}><summary>${plainHtml(title)}</summary>\n\n${content}\n\n</details>`;
}
/** GitHub reads no Markdown in the line of a summary, so that nothing of it may be escaped as such. */
function plainHtml(text) {
    return (0,report_words/* oneLine */.TN)(text, 300)
        .replace(/[^\p{L}\p{N} .,:_-]/gu, (sign) => `&#${sign.codePointAt(0)};${sign === '@' ? '\u200b' : ''}`)
        .replaceAll('://', ':\u200b//');
}

;// CONCATENATED MODULE: ./build/src/report/timeline.js

const mostStages = 40;
const longestName = 40;
/**
 * The stages of a rollout as a Mermaid chart, which GitHub draws; empty where fewer than two are known, since a single bar
 * says nothing.
 * @param isBad marks the last stage as the one where it went wrong
 */
function renderTimeline(stages, isBad) {
    const known = stages.filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to) && from >= 0);
    if (known.length < 2)
        return '';
    const shown = known.slice(-mostStages);
    const left = known.length - shown.length;
    const lines = shown.map((stage, index) => barOf(stage, left + index, isBad && index === shown.length - 1));
    // Of a day without a change of the clock: the axis shows the time since UpdateService in every time zone.
    const head = [
        'gantt',
        '    dateFormat YYYY-MM-DD HH:mm:ss',
        '    axisFormat %H:%M:%S',
        '    todayMarker off',
    ];
    const chart = ['```mermaid', ...head, ...lines, '```'].join('\n');
    return left > 0 ? `${chart}\n\nWithout the first ${(0,report_words/* count */.U9)(left, 'stage')}.` : chart;
}
function barOf({ name, from, to }, index, isBad) {
    const seconds = Math.max(0, Math.round(to - from));
    const start = new Date(Date.UTC(2001, 0, 1) + Math.min(Math.round(from), 30 * 86_400) * 1000);
    const moment = start.toISOString().slice(0, 19).replace('T', ' ');
    return `    ${index + 1} ${textOf(name)}, ${seconds} s :${isBad ? 'crit, ' : ''}${moment}, ${Math.max(1, seconds)}s`;
}
/**
 * Stages have names that AWS may add to, and Mermaid reads colons, semicolons, numbers signs, percent signs and words such as
 * `section` as its own: only letters, digits and hyphens are left, behind a number, where no such word counts.
 */
function textOf(name) {
    const words = name.slice(0, 1000).replace(/[^A-Za-z0-9-]+/g, ' ');
    return (0,report_words/* oneLine */.TN)(words, longestName).replace('…', '') || 'stage';
}

;// CONCATENATED MODULE: ./build/src/report/rollout-summary.js






/** GitHub takes 1 MiB, of which the rest of the summary may need half. */
const rollout_summary_mostBytes = 450 * 1024;
/** Rows of the overview, and services with a part of their own. */
const rollout_summary_most = { rows: 100, services: 30 };
/** The deploy's part of the job summary; empty without one. */
function renderRollouts(rollouts, conclusion) {
    const [only, ...others] = rollouts;
    if (only === undefined)
        return '';
    const { failure, headline } = conclusion;
    if (others.length > 0)
        return renderSeveral(rollouts, failure);
    const title = `### Deploy: ${stateWords(only, only.failure ?? failure)}`;
    return within([title, ...partsOf(only, sentenceBeside(only, headline))], rollout_summary_mostBytes);
}
/** A revision that no service was told to run. */
function renderRegistered({ taskDefinition, changed, from, diff }) {
    const facts = (0,markdown/* table */.tp)(['Task definition', `${(0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(revision(taskDefinition), 300))}${changed ? '' : ', unchanged'}`], [['Made from', (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(from, 300))]]);
    const parts = [`### Task definition: ${changed ? 'registered' : 'no-change'}`, facts, diffPart(diff)];
    return parts.filter((part) => part !== '').join('\n\n');
}
/** The headline of the whole run has it already, for the most part. */
function sentenceBeside(rollout, headline) {
    const said = rolloutFailure(rollout)?.sentence;
    if (said !== undefined)
        return headline.includes(said) ? [] : [(0,markdown/* prose */.CS)(said)];
    const words = rollout.ending === undefined ? '' : rolloutWords([rollout]);
    return words === '' || headline.includes(words) ? [] : [(0,markdown/* prose */.CS)(`${rollout_summary_capital(words)}.`)];
}
function renderSeveral(rollouts, failure) {
    // That of the run is about one of them alone, unless it ended them all.
    const shared = failure?.code === 'CANCELLED' ? failure : undefined;
    const state = (one) => stateWords(one, one.failure ?? shared);
    const worst = worstOf(rollouts);
    const head = `### Deploy: ${worst === undefined ? '' : state(worst)}\n\n${overview(rollouts, state)}`;
    const detailed = mostTelling(rollouts);
    const parts = detailed.map((one) => partsOf(one, wholeSentence(one)));
    const sizes = parts.map((all) => bytesOf(all.join('\n\n')));
    const shares = sharesOf(sizes, rollout_summary_mostBytes - bytesOf(head));
    const details = detailed.map((one, index) => rollout_tables_folded(`${(0,report_words/* oneLine */.TN)(one.service, 255)}: ${state(one)}`, within(parts[index] ?? [], shares[index] ?? 0), isBad(one)));
    return [head, ...details].join('\n\n');
}
/** In the order of the input; where they are too many, those that went wrong are shown first of all. */
function mostTelling(rollouts) {
    const sorted = [...rollouts.filter(isBad), ...rollouts.filter((one) => !isBad(one))];
    const shown = new Set(sorted.slice(0, rollout_summary_most.services));
    return rollouts.filter((one) => shown.has(one));
}
function isBad({ ending, failure }) {
    return failure !== undefined || ending === undefined || !isGood(ending);
}
function overview(rollouts, state) {
    const rows = rollouts
        .slice(0, rollout_summary_most.rows)
        .map((one) => [(0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(one.service, 100)), state(one), arrowOf(one, 100), duration(one.seconds)]);
    const left = rollouts.length - rows.length;
    const shown = (0,markdown/* table */.tp)(['Service', 'Status', 'Task definition', 'Duration'], rows);
    return left > 0 ? `${shown}\n\n… and ${left} more.` : shown;
}
function wholeSentence(rollout) {
    const failure = rolloutFailure(rollout);
    if (failure !== undefined)
        return [(0,markdown/* prose */.CS)(failure.sentence), (0,markdown/* withCode */.SM)(failure.hint)];
    return rollout.ending === undefined ? [] : [(0,markdown/* prose */.CS)(`${rollout_summary_capital(rolloutWords([rollout]))}.`)];
}
/** How it ended, or what else is known where that is not. */
function stateWords(rollout, failure) {
    const standing = standingOf(rollout);
    if (standing !== 'unknown')
        return standing;
    if (failure?.code === 'DEPLOYMENT_UNKNOWN')
        return 'unknown';
    if (rollout.deploymentId === undefined)
        return 'not started';
    if (failure?.code !== 'CANCELLED')
        return 'unknown';
    return rollout.notes.length > 0 ? 'left to ECS' : 'left to ECS, which goes on with it';
}
/** @param sentences escaped; they hold the diagnosis where there is one */
function partsOf(rollout, sentences) {
    const { evidence, stages, diff } = rollout;
    return [
        factsOf(rollout),
        ...sentences,
        renderTimeline(stages, isBad(rollout)),
        ...evidenceParts(evidence),
        diffPart(diff),
    ].filter((part) => part !== '');
}
function factsOf(rollout) {
    const { cluster, service, consoleUrl, deploymentId, runs, image } = rollout;
    const name = (0,report_words/* oneLine */.TN)(service, 255);
    const isMoved = runs !== undefined && runs !== rollout.taskDefinition;
    const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
    const rows = [
        ['Cluster', (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(cluster, 300))],
        ['Task definition', arrowOf(rollout, 300)],
        ['Deployment', deploymentId && (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(deploymentId, 100))],
        ['Told to run now', isMoved && (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(revision(runs), 300))],
        ['Image', digest && (0,markdown/* code */.aY)(digest)],
        ['Strategy', strategyWords(rollout.strategy)],
        ['Duration', duration(rollout.seconds)],
        ['Note', notesOf(rollout)],
    ];
    return (0,markdown/* table */.tp)(['Service', consoleUrl === undefined ? (0,markdown/* code */.aY)(name) : (0,markdown/* link */.nf)(name, consoleUrl)], rows.flatMap(([title, value]) => (value ? [[title, value]] : [])));
}
function arrowOf({ taskDefinition, previous, changed }, longest) {
    const [before, after] = [previous, taskDefinition].map((arn) => (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(revision(arn), longest)));
    if (previous !== taskDefinition)
        return `${before} → ${after}`;
    return `${after}${changed ? '' : ', unchanged'}`;
}
function strategyWords(strategy) {
    const known = {
        ROLLING: 'rolling',
        BLUE_GREEN: 'blue/green',
        LINEAR: 'linear',
        CANARY: 'canary',
    };
    return known[strategy] ?? (strategy === '' ? undefined : (0,markdown/* code */.aY)((0,report_words/* oneLine */.TN)(strategy, 60)));
}
function notesOf({ notes }) {
    return notes
        .slice(0, 5)
        .map((note) => (0,markdown/* prose */.CS)(rollout_words_plain(note, 300)))
        .join('<br>');
}
/** Shows each part whole or not at all, so that nothing stays open, in at most so many bytes. */
function within(parts, bytes) {
    let left = bytes;
    const shown = parts.filter((part) => {
        const size = bytesOf(part) + 2;
        const isFitting = size <= left;
        if (isFitting)
            left -= size;
        return isFitting;
    });
    if (shown.length === parts.length)
        return shown.join('\n\n');
    return [...shown, 'GitHub bounds what a summary may hold, so more of it stands in the log alone.'].join('\n\n');
}
/** What the small ones leave of their share is for the large ones. */
function sharesOf(sizes, total) {
    const order = sizes.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size);
    const shares = new Map();
    let left = total;
    for (const [done, { size, index }] of order.entries()) {
        const share = Math.min(size + 2, Math.floor(left / (order.length - done)));
        shares.set(index, share);
        left -= share;
    }
    return sizes.map((_, index) => shares.get(index) ?? 0);
}
function bytesOf(text) {
    return Buffer.byteLength(text);
}
function rollout_summary_capital(text) {
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
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
        renderRollouts(outcome.rollouts ?? [], conclusion),
        outcome.registered === undefined ? '' : renderRegistered(outcome.registered),
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

// EXTERNAL MODULE: ./build/src/workspace.js
var workspace = __webpack_require__(1680);
;// CONCATENATED MODULE: ./build/src/run.js




















/**
 * Reads, runs, reports; never throws.
 * @returns the exit code of the step
 */
async function run_run(boot) {
    const decided = await run_decide(boot);
    const outcome = 'failure' in decided ? decided : await pipeline(decided);
    const conclusion = conclusion_conclude(outcome);
    const written = await writeReports(outcome, conclusion, (0,workspace/* resolverOf */.E)(boot.env));
    const known = { ...outcome, written };
    const isWritten = await write({
        conclusion,
        outputs: outputsOf(known, conclusion),
        annotations: annotationsOf(known, conclusion),
        summary: (0,inputs_inputs/* wantsSummary */.ui)(boot.env) ? renderSummary(known, conclusion) : undefined,
    });
    return isWritten ? conclusion.exitCode : 1;
}
/** Everything that can be decided before the first side effect, or why it cannot. */
async function run_decide(boot) {
    // Asked for on its own: a report is written in every outcome.
    let known = { files: (0,inputs_inputs/* wantedFiles */.l0)(boot.env) };
    try {
        boot.signal.throwIfAborted();
        const pace = (0,src_pace/* readPace */.i)(boot.env);
        if (pace !== 1)
            (0,log/* say */.cv)(`SLIPWAY_PACE=${pace}: waiting times are divided by ${pace} and shown as if they were not.`);
        prepareProxies(boot.env);
        const event = (0,src_event/* readEvent */.j)(boot.env);
        const resolvePath = (0,workspace/* resolverOf */.E)(boot.env);
        const { inputs, notices, warnings } = (0,inputs_inputs/* readInputs */.Ko)(boot.env, event, (path) => (0,workspace/* readText */.y)(resolvePath(path)));
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
            ...{ commit, env: boot.env, resolve: resolvePath, read: workspace/* readText */.y },
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
