import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 7406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony export errorCodes */
/** Every way in which Slipway can fail. Each code has an entry in docs/troubleshooting.md (a test keeps the two equal). */
const errorCodes = (/* unused pure expression or super */ null && ([
    'INPUT_INVALID',
    'EVENT_UNREADABLE',
    'PACE_REFUSED',
    'PROXY_INVALID',
    'FORK_CANNOT_PUSH',
    'CHECKOUT_MISMATCH',
    'NO_TAGS',
    'COMMIT_TIME_UNKNOWN',
    'DEFAULT_BRANCH_UNKNOWN',
    'ID_TOKEN_PERMISSION_MISSING',
    'ID_TOKEN_UNAVAILABLE',
    'ROLE_REFUSED',
    'AUDIENCE_REFUSED',
    'OIDC_PROVIDER_MISSING',
    'OIDC_PROVIDER_UNREACHABLE',
    'SESSION_POLICY_REFUSED',
    'ROLE_DURATION_REFUSED',
    'REGION_DISABLED',
    'PARTITION_MISMATCH',
    'ACCOUNT_NOT_ALLOWED',
    'CREDENTIALS_MISSING',
    'CREDENTIALS_UNREADABLE',
    'CREDENTIALS_REFUSED',
    'AWS_ACCESS_DENIED',
    'AWS_UNREACHABLE',
    'AWS_THROTTLED',
    'AWS_BAD_ANSWER',
    'AWS_ERROR',
    'REPOSITORY_NOT_FOUND',
    'REPOSITORY_MISMATCH',
    'REPOSITORY_SETTINGS_REFUSED',
    'ENCRYPTION_KEY_UNUSABLE',
    'IMMUTABLE_TAG_TAKEN',
    'SCANNING_NOT_COVERED',
    'ENHANCED_SCANNING_NEEDED',
    'IGNORE_FILE_INVALID',
    'LOCAL_IMAGE_MISSING',
    'DOCKER_MISSING',
    'DOCKER_UNREACHABLE',
    'DOCKER_WINDOWS_ENGINE',
    'BUILDX_MISSING',
    'BUILDER_NOT_FOUND',
    'BUILDER_FAILED',
    'BUILDER_LACKS_FEATURE',
    'CONTEXT_MISSING',
    'DOCKERFILE_MISSING',
    'BUILD_FAILED',
    'CACHE_EXPORT_FAILED',
    'PUSH_FAILED',
    'REGISTRY_UNREACHABLE',
    'DIGEST_UNKNOWN',
    'IMAGE_NOT_FOUND',
    'NOT_AN_IMAGE',
    'GATE_BLOCKED',
    'IMAGE_UNSCANNED',
    'IMAGE_UNSUPPORTED',
    'TAGS_NOT_PUT',
    'OLDER_RELEASE',
    'CLUSTER_NOT_FOUND',
    'SERVICE_NOT_FOUND',
    'SERVICE_INACTIVE',
    'CONTROLLER_UNSUPPORTED',
    'DEPLOYMENT_IN_FLIGHT',
    'TASK_DEFINITION_MISSING',
    'TASK_DEFINITION_INVALID',
    'CONTAINER_NOT_FOUND',
    'PASS_ROLE_DENIED',
    'ROLLED_BACK',
    'ROLLBACK_FAILED',
    'DEPLOYMENT_FAILED',
    'IMAGE_MISMATCH',
    'SUPERSEDED',
    'DEPLOYMENT_STOPPED',
    'DEPLOYMENT_TIMED_OUT',
    'DEPLOYMENT_UNKNOWN',
    'CANCELLED',
    'INTERNAL',
]));
const longestSentence = 2_500;
/** GitHub cuts an annotation at 4096 characters: both together and the code stay below. */
const longestInAll = 3_900;
/** The one error type that leaves a stage. The sentence stands alone; the hint tells what to do; the cause is for debugging. */
class ActionError extends Error {
    code;
    hint;
    location;
    constructor(failure, options) {
        // One line, and short enough that GitHub, which cuts an annotation at 4096 characters, leaves the hint whole.
        super(oneLine(failure.sentence, longestSentence), options);
        this.name = 'ActionError';
        this.code = failure.code;
        this.hint = oneLine(failure.hint, longestInAll - this.message.length);
        this.location = failure.location;
    }
}
function oneLine(text, longest) {
    return text.replace(/\p{Cc}+/gu, ' ').slice(0, longest);
}
function cancelled() {
    return new ActionError({
        code: 'CANCELLED',
        sentence: 'The run was cancelled.',
        hint: 'What was done until then stands in the summary; running it again is safe.',
    });
}
/** Gives what a caught value says: an ActionError as it is, and anything else as a fault of Slipway's own. */
function failureOf(error) {
    if (error instanceof ActionError) {
        const { code, message: sentence, hint, location } = error;
        return { code, sentence, hint, ...(location && { location }) };
    }
    const text = oneLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error), longestSentence);
    return {
        code: 'INTERNAL',
        sentence: `Slipway failed in a way that it does not know: ${text}`,
        hint: 'Run the job again with debug logging; if it stays, report it with that log.',
    };
}


/***/ }),

/***/ 7860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P2: () => (/* binding */ startTimeOf)
/* harmony export */ });
/* unused harmony exports isRunning, processesWith, signal */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);


/**
 * When a process began, in the words of the system: together with its pid it names the process for ever, while
 * pids are given out again. Undefined when there is no such process.
 */
function startTimeOf(pid) {
    try {
        // Field 22, counted after the name in parentheses, which may hold spaces (man 5 proc).
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    }
    catch {
        return process.platform === 'linux' ? undefined : startTimeByPs(pid);
    }
}
function startTimeByPs(pid) {
    try {
        return ((0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).trim() ||
            undefined);
    }
    catch {
        return undefined;
    }
}
function isRunning(pid, started) {
    return started !== '' && startTimeOf(pid) === started;
}
/** The processes, this one aside, whose command line or environment holds a text; none where there is no /proc. */
function processesWith(file, text) {
    return pids().filter((pid) => pid !== process.pid && readOf(pid, file).includes(text));
}
/** Sends a signal; a process that ended in the meantime is as good as one that heard it. */
function signal(pid, name) {
    try {
        process.kill(pid, name);
    }
    catch {
        // It is gone.
    }
}
function pids() {
    try {
        return readdirSync('/proc')
            .filter((name) => /^\d+$/.test(name))
            .map(Number);
    }
    catch {
        return [];
    }
}
function readOf(pid, file) {
    try {
        return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 4948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ savedRollouts),
/* harmony export */   HT: () => (/* binding */ isEndedAlready),
/* harmony export */   LS: () => (/* binding */ saveBuilder),
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   Mi: () => (/* binding */ saveRollouts),
/* harmony export */   nP: () => (/* binding */ removeMarks),
/* harmony export */   rI: () => (/* binding */ markRunning),
/* harmony export */   zb: () => (/* binding */ saveCopy)
/* harmony export */ });
/* unused harmony exports savedState, savedBuilder, markEnded, markedRunning, savedCopy */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);



/**
 * Saves the state for the post step. Written by hand, in the runner's documented `name=value` form, because this
 * happens before the toolkit is loaded.
 */
function saveState(state) {
    append(Object.entries(state));
}
function saveBuilder({ name, folder }) {
    append(Object.entries({ builder: name, builderFolder: folder }));
}
function append(pairs) {
    const file = process.env.GITHUB_STATE;
    if (!file)
        return;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.appendFileSync)(file, pairs.map(([name, value]) => `${name}=${value}\n`).join(''));
}
/** The state as the runner hands it to the post step; undefined when main ended before it could save any. */
function savedState(env) {
    const { STATE_pid: pid, STATE_started: started, STATE_folder: folder } = env;
    return pid && folder ? { pid: Number(pid), started: started ?? '', folder } : undefined;
}
function savedBuilder(env) {
    const { STATE_builder: name, STATE_builderFolder: folder } = env;
    return name ? { name, folder: folder ?? '' } : undefined;
}
// In a container job nobody signals main, and the post step may begin before main saved its state. Main leaves a
// mark where post looks, and post one where main looks; each writes before it looks, so one of them sees the other.
function markRunning(temp, { pid, started }) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(`${markOf(temp)}.pid`, JSON.stringify({ pid, started }));
}
function isEndedAlready(temp) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(`${markOf(temp)}.ended`);
}
function markEnded(temp) {
    try {
        writeFileSync(`${markOf(temp)}.ended`, '');
    }
    catch {
        // Main finds the same place unwritable, and ends by that.
    }
}
function markedRunning(temp) {
    try {
        const { pid, started } = JSON.parse(readFileSync(`${markOf(temp)}.pid`, 'utf8'));
        return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
    }
    catch {
        return undefined;
    }
}
function removeMarks(temp) {
    for (const kind of ['pid', 'ended']) {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(`${markOf(temp)}.${kind}`, { force: true });
        }
        catch {
            // Where none can be removed, none could be made.
        }
    }
}
/** One name for main and post of the same step of the same run. */
function markOf(temp) {
    const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, GITHUB_ACTION } = process.env;
    const key = JSON.stringify([GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, GITHUB_ACTION]);
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(temp, `slipway-step-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(key).digest('hex').slice(0, 16)}`);
}
/**
 * The copy of a push that the engine holds while it lasts; a run that ends in the middle cannot take it away itself.
 * @param reference empty when the copy is gone
 */
function saveCopy(reference) {
    append([['copy', reference]]);
}
function savedCopy(env) {
    return env.STATE_copy || undefined;
}
function saveRollouts(rollouts) {
    append([['rollouts', JSON.stringify(rollouts)]]);
}
function savedRollouts(env) {
    try {
        const saved = JSON.parse(env.STATE_rollouts || 'null');
        return saved?.open?.length > 0 ? saved : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 8712:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7406);
/* harmony import */ var _lib_process_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7860);
/* harmony import */ var _lib_state_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(4948);







// This file stays small and loads the rest only when the ground is laid: a signal that comes while the SDK is
// still being loaded must find a handler, and the post step must know this process from its first moment.
/** The post step asks what became of a rollout; GitHub's runner starts this file without arguments. */
if (process.argv[2] === 'rollouts') {
    const { tellRollouts } = await Promise.all(/* import() */[__nccwpck_require__.e(212), __nccwpck_require__.e(138), __nccwpck_require__.e(654), __nccwpck_require__.e(529)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3529));
    await tellRollouts(process.env);
    process.exit();
}
const cancelling = new AbortController();
/** The runner kills this process 10 s after its first signal; by then outputs and summary must be written. */
const lastMomentMs = 6_000;
const temp = process.env.RUNNER_TEMP || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)();
const privateFolder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(temp, `slipway-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
        if (cancelling.signal.aborted)
            return;
        cancelling.abort((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .cancelled */ .KW)());
        setTimeout(() => process.exit(1), lastMomentMs).unref();
    });
}
process.on('exit', () => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(privateFolder, { recursive: true, force: true }));
const self = { pid: process.pid, started: (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_5__/* .startTimeOf */ .P2)(process.pid) ?? '', folder: privateFolder };
try {
    (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_6__/* .saveState */ .LZ)(self);
    (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_6__/* .markRunning */ .rI)(temp, self);
}
catch (error) {
    // Without a place for it the post step knows nothing of this process; the run says itself what it cannot write to.
    console.log(`The post step cannot be told of this run: ${error instanceof Error ? error.message : error}`);
}
if ((0,_lib_state_js__WEBPACK_IMPORTED_MODULE_6__/* .isEndedAlready */ .HT)(temp)) {
    // The post step came first and found nobody to end, so the marks are this process's to remove.
    process.on('exit', () => (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_6__/* .removeMarks */ .nP)(temp));
    cancelling.abort((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .cancelled */ .KW)());
}
const { run } = await Promise.all(/* import() */[__nccwpck_require__.e(138), __nccwpck_require__.e(353), __nccwpck_require__.e(654), __nccwpck_require__.e(544)]).then(__nccwpck_require__.bind(__nccwpck_require__, 544));
process.exitCode = await run({ env: process.env, privateFolder, signal: cancelling.signal });
// A request that was given up may still hold the process open.
process.exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(8712);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
