import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ removeBuilder)
/* harmony export */ });
/* harmony import */ var _lib_docker_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(692);

const limitMs = 60_000;
/**
 * Removes a builder of a run that is over, with its container and its cache. Never fails: the step has its result.
 * @returns what became of it, in words for the log
 */
async function removeBuilder(name, env) {
    const { signal } = new AbortController();
    const result = await (0,_lib_docker_js__WEBPACK_IMPORTED_MODULE_0__/* .docker */ .T)(['buildx', 'rm', '--force', name], { env, signal, limitMs });
    if (result.kind === 'ended' && result.exitCode === 0)
        return `Removed the builder ${name}.`;
    const said = result.kind === 'ended' ? result.lines.filter((line) => line.trim() !== '').join(' ') : result.kind;
    if (/no builder .* found/.test(said))
        return `The builder ${name} was not made, or is removed already.`;
    return `The builder ${name} could not be removed (${said.slice(0, 300)}); \`docker buildx rm --force ${name}\` does it by hand.`;
}


/***/ }),

/***/ 692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  T: () => (/* binding */ docker)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
;// CONCATENATED MODULE: external "node:readline"
const external_node_readline_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(500);
;// CONCATENATED MODULE: ./build/src/lib/docker.js



const keptLines = 400;
const keptOutput = 1_000_000;
const graceMs = 2_000;
/**
 * Runs docker in a process group of its own, so that the CLI's plugins end with it. Never throws for what docker
 * does; it throws the signal's reason when the run was cancelled, after the whole group has ended.
 */
async function docker(args, run) {
    run.signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)('docker', args, {
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
        (0,external_node_readline_namespaceObject.createInterface)({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
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
        for (const started = performance.now(); killGroup(group, 0); await (0,promises_.setTimeout)(20)) {
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

/***/ 860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U_: () => (/* binding */ processesWith),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   vP: () => (/* binding */ signal)
/* harmony export */ });
/* unused harmony export startTimeOf */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24);


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
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)('/proc')
            .filter((name) => /^\d+$/.test(name))
            .map(Number);
    }
    catch {
        return [];
    }
}
function readOf(pid, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/${file}`, 'utf8');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  oz: () => (/* binding */ markEnded),
  MZ: () => (/* binding */ markedRunning),
  nP: () => (/* binding */ removeMarks),
  Zr: () => (/* binding */ savedBuilder),
  h_: () => (/* binding */ savedCopy),
  Aq: () => (/* binding */ savedRollouts),
  fP: () => (/* binding */ savedState)
});

// UNUSED EXPORTS: isEndedAlready, markRunning, saveBuilder, saveCopy, saveRollouts, saveState

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./build/src/lib/state.js



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
    appendFileSync(file, pairs.map(([name, value]) => `${name}=${value}\n`).join(''));
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
    writeFileSync(`${markOf(temp)}.pid`, JSON.stringify({ pid, started }));
}
function isEndedAlready(temp) {
    return existsSync(`${markOf(temp)}.ended`);
}
function markEnded(temp) {
    try {
        (0,external_node_fs_.writeFileSync)(`${markOf(temp)}.ended`, '');
    }
    catch {
        // Main finds the same place unwritable, and ends by that.
    }
}
function markedRunning(temp) {
    try {
        const { pid, started } = JSON.parse((0,external_node_fs_.readFileSync)(`${markOf(temp)}.pid`, 'utf8'));
        return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
    }
    catch {
        return undefined;
    }
}
function removeMarks(temp) {
    for (const kind of ['pid', 'ended']) {
        try {
            (0,external_node_fs_.rmSync)(`${markOf(temp)}.${kind}`, { force: true });
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
    return (0,external_node_path_.join)(temp, `slipway-step-${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(key).digest('hex').slice(0, 16)}`);
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

/***/ 779:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(500);
/* harmony import */ var _image_builder_removal_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(345);
/* harmony import */ var _lib_docker_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(692);
/* harmony import */ var _lib_process_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(860);
/* harmony import */ var _lib_state_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(399);
/* harmony import */ var _registry_docker_config_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(240);










// The post step: ends a main that still runs (in a container job nobody signals it; elsewhere it may have been
// killed in the middle), ends docker processes that a killed main left, and removes its private folder, its builder and its image.
const politeMs = 7_000;
const loadingMs = 300;
const findMs = 10_000;
const rolloutsMs = 30_000;
const temp = process.env.RUNNER_TEMP || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)();
/**
 * Main saves its state first of all. Where there is none, main died while it was being loaded, or it is being
 * loaded right now behind the runner's back: the mark tells it to stop, and it is looked for until it shows.
 */
async function findMain() {
    const saved = (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .savedState */ .fP)(process.env);
    if (saved !== undefined)
        return saved;
    (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .markEnded */ .oz)(temp);
    for (const began = performance.now(); performance.now() - began < findMs; await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(20)) {
        const marked = (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .markedRunning */ .MZ)(temp);
        if (marked !== undefined)
            return { ...marked, folder: '' };
        if (performance.now() - began > loadingMs && !isBeingLoaded()) {
            (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .removeMarks */ .nP)(temp);
            return undefined;
        }
    }
    return undefined;
}
/** Other runners of this machine may run the same script; each has a temporary folder of its own. */
function isBeingLoaded() {
    const script = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(process.argv[1] ?? ''), 'index.js');
    const loaded = (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .processesWith */ .U_)('cmdline', script);
    if (!process.env.RUNNER_TEMP)
        return loaded.length > 0;
    const ofThisRunner = new Set((0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .processesWith */ .U_)('environ', `RUNNER_TEMP=${temp}\0`));
    return loaded.some((pid) => ofThisRunner.has(pid));
}
async function end(main) {
    if (!(0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .isRunning */ .W_)(main.pid, main.started))
        return;
    console.log(`The main step still runs (process ${main.pid}): ending it.`);
    (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .signal */ .vP)(main.pid, 'SIGTERM');
    for (const began = performance.now(); (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .isRunning */ .W_)(main.pid, main.started); await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)(20)) {
        if (performance.now() - began > politeMs)
            (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .signal */ .vP)(main.pid, 'SIGKILL');
        if (performance.now() - began > politeMs + 2_000)
            return;
    }
}
/** A killed main cannot end its children. They are known by the private Docker configuration they were given. */
function endDocker(folder) {
    for (const pid of (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .processesWith */ .U_)('environ', `DOCKER_CONFIG=${folder}/`))
        (0,_lib_process_js__WEBPACK_IMPORTED_MODULE_7__/* .signal */ .vP)(pid, 'SIGKILL');
}
function removal({ name, folder }) {
    return (0,_image_builder_removal_js__WEBPACK_IMPORTED_MODULE_5__/* .removeBuilder */ .i)(name, dockerEnvironmentOf(folder));
}
/** What a run that ended in the middle of a push left in the engine; not being able to remove it changes nothing. */
async function removeCopy(reference) {
    const env = dockerEnvironmentOf(process.env.BUILDX_CONFIG ?? '');
    const { signal } = new AbortController();
    await (0,_lib_docker_js__WEBPACK_IMPORTED_MODULE_6__/* .docker */ .T)(['image', 'rm', '--force', reference], { env, signal, limitMs: 20_000 });
}
/** With the user's own configuration, since that of the run is gone. */
function dockerEnvironmentOf(buildxFolder) {
    const user = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(process.env.DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(process.env.HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.docker'));
    const config = { folder: user, userFolder: user, buildxFolder, host: undefined };
    return (0,_registry_docker_config_js__WEBPACK_IMPORTED_MODULE_9__/* .dockerEnvironment */ .O9)(process.env, config);
}
/** A rollout that main left is looked at once more, by a process that has what this one need not load. */
async function tellRollouts() {
    const script = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(process.argv[1] ?? ''), 'index.js');
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, [script, 'rollouts'], { stdio: 'inherit', timeout: rolloutsMs });
    await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
}
const main = await findMain();
if (main !== undefined) {
    await end(main);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(main.folder).startsWith('slipway-')) {
        endDocker(main.folder);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(main.folder, { recursive: true, force: true });
    }
    (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .removeMarks */ .nP)(temp);
}
const copy = (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .savedCopy */ .h_)(process.env);
if (copy !== undefined)
    await removeCopy(copy);
if ((0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .savedRollouts */ .Aq)(process.env) !== undefined)
    await tellRollouts();
// Last: it takes the longest, and by now nobody builds with it.
const builder = (0,_lib_state_js__WEBPACK_IMPORTED_MODULE_8__/* .savedBuilder */ .Zr)(process.env);
if (builder !== undefined)
    console.log(await removal(builder));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O9: () => (/* binding */ dockerEnvironment)
/* harmony export */ });
/* unused harmony exports withLogin, withoutHost */
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
const hidden = /^(INPUT_|STATE_|ACTIONS_ID_TOKEN_|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CONTAINER_AUTHORIZATION_TOKEN)$)/;
/** The environment for docker and buildx: everything of the job but what could leak credentials or inputs. */
function dockerEnvironment(env, config) {
    const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !hidden.test(name));
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
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
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
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(779);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
