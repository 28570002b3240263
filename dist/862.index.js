export const id = 862;
export const ids = [862];
export const modules = {

/***/ 5618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F6: () => (/* binding */ describeDefinition),
  Te: () => (/* binding */ latestOf),
  wZ: () => (/* binding */ readBase)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/src/lib/error-text.js
var error_text = __webpack_require__(1715);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/deploy/definition.js
var deploy_definition = __webpack_require__(6096);
// EXTERNAL MODULE: ./build/src/deploy/definition-errors.js
var definition_errors = __webpack_require__(8086);
// EXTERNAL MODULE: ./build/src/deploy/errors.js
var errors = __webpack_require__(9206);
// EXTERNAL MODULE: ./build/src/deploy/raw.js
var raw = __webpack_require__(8531);
// EXTERNAL MODULE: ./build/src/deploy/rollout.js
var rollout = __webpack_require__(9692);
;// CONCATENATED MODULE: ./build/src/deploy/source-place.js
/** Deeper than any definition, and shallow enough for the stack. */
const deepest = 60;
function membersOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
/** Line and column of an offset, both counted from 1. */
function positionsIn(text, offset) {
    const before = text.slice(0, offset);
    const lastEnd = before.lastIndexOf('\n');
    return { line: before.split('\n').length, column: before.length - lastEnd };
}
/** Shows a piece of the text in a message: short, and without control characters. */
function shown(text) {
    const line = text.replace(/\p{Cc}+/gu, ' ');
    return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
/**
 * The value of a number as it is written, or why it cannot be kept: JavaScript has no whole numbers beyond 2^53, and
 * what is registered must be what was written.
 */
function exactNumber(source) {
    const number = Number(source);
    if (!Number.isFinite(number))
        return 'holds a number that is too large.';
    // What is written in the same digits again is kept, whatever it is in between.
    const isRounded = /^-?\d+$/.test(source) && String(number) !== source && BigInt(source) !== BigInt(number);
    return isRounded
        ? 'holds a number that is too large to be kept exactly: put it in quotes if it is text.'
        : number;
}

;// CONCATENATED MODULE: ./build/src/deploy/source-json.js

// The engine's own parser quotes the text in its messages, values of variables included, takes the last of two equal names,
// and rounds large numbers without a word.
class Refusal extends Error {
    offset;
    constructor(offset, text) {
        super(text);
        this.offset = offset;
    }
}
/** Reads JSON strictly; never throws. */
function parseJson(text) {
    const cursor = { text, at: 0 };
    try {
        const value = readValue(cursor, 0);
        skipBlanks(cursor);
        if (cursor.at < text.length)
            throw new Refusal(cursor.at, 'goes on after the end of its JSON.');
        return { kind: 'read', value };
    }
    catch (error) {
        if (error instanceof Refusal)
            return { kind: 'wrong', offset: error.offset, text: error.message };
        throw error;
    }
}
function readValue(cursor, depth) {
    skipBlanks(cursor);
    const { text, at } = cursor;
    if (depth > deepest)
        throw new Refusal(at, 'is nested too deeply.');
    const first = text[at];
    if (first === '{')
        return readObject(cursor, depth);
    if (first === '[')
        return readList(cursor, depth);
    if (first === '"')
        return readText(cursor);
    return readWord(cursor);
}
function readObject(cursor, depth) {
    const members = new Map();
    readItems(cursor, '}', () => {
        const { at } = cursor;
        if (cursor.text[at] !== '"')
            throw new Refusal(at, `is not JSON: ${inPlaceOfName(cursor)}`);
        const name = readText(cursor);
        if (members.has(name))
            throw new Refusal(at, `has ${JSON.stringify(shown(name))} twice in one object.`);
        skipBlanks(cursor);
        if (cursor.text[cursor.at] !== ':')
            throw new Refusal(cursor.at, 'is not JSON: a name is followed by a colon.');
        cursor.at++;
        members.set(name, readValue(cursor, depth + 1));
    });
    // Not by assignment: __proto__ is a name like any other.
    return Object.fromEntries(members);
}
function readList(cursor, depth) {
    const items = [];
    readItems(cursor, ']', () => void items.push(readValue(cursor, depth + 1)));
    return items;
}
function readItems(cursor, end, readItem) {
    const { text, at: opening } = cursor;
    cursor.at++;
    skipBlanks(cursor);
    if (text[cursor.at] === end)
        return void cursor.at++;
    for (;;) {
        readItem();
        skipBlanks(cursor);
        const next = text[cursor.at];
        const comma = cursor.at;
        cursor.at++;
        if (next === end)
            return;
        if (next === undefined)
            throw unclosed(opening, end);
        if (next !== ',')
            throw new Refusal(comma, `is not JSON: a comma or ${end} is missing here.`);
        skipBlanks(cursor);
        if (text[cursor.at] === end)
            throw new Refusal(comma, `is not JSON: a comma stands before ${end}; take it out.`);
        if (cursor.at >= text.length)
            throw unclosed(opening, end);
    }
}
function unclosed(opening, end) {
    return new Refusal(opening, `is not JSON: it ends before the ${end} that closes what begins here.`);
}
function inPlaceOfName({ text, at }) {
    if (at >= text.length)
        return 'it ends where a name is to stand.';
    return text[at] === "'" ? 'names stand in double quotes.' : 'a name in double quotes is missing here.';
}
const escapes = /^(["\\/bfnrt]|u[0-9a-fA-F]{4})/;
function readText(cursor) {
    const { text, at: opening } = cursor;
    let at = opening + 1;
    for (; text[at] !== '"'; at++) {
        const code = text.charCodeAt(at);
        if (Number.isNaN(code) || code === 0x0a)
            throw new Refusal(opening, 'is not JSON: nothing closes the text that begins here.');
        if (code < 0x20)
            throw new Refusal(at, 'is not JSON: a control character stands in a text.');
        if (code !== 0x5c)
            continue;
        const escaped = escapes.exec(text.slice(at + 1, at + 6))?.[0];
        if (escaped === undefined)
            throw new Refusal(at, 'is not JSON: a backslash in a text must be doubled.');
        at += escaped.length;
    }
    cursor.at = at + 1;
    return JSON.parse(text.slice(opening, at + 1));
}
const words = new Map([
    ['true', true],
    ['false', false],
    ['null', null],
]);
function readWord(cursor) {
    const { text, at } = cursor;
    // Sliced, since a pattern with a sticky flag has a state.
    const word = /^[^\s,:{}[\]"]*/.exec(text.slice(at, at + 400))?.[0] ?? '';
    if (words.has(word) || /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
        cursor.at += word.length;
        const number = words.has(word) ? undefined : exactNumber(word);
        if (typeof number === 'string')
            throw new Refusal(at, number);
        return number ?? words.get(word);
    }
    throw new Refusal(at, `is not JSON: ${insteadOfValue(text, at)}`);
}
function insteadOfValue(text, at) {
    if (at >= text.length)
        return 'it ends where a value is to stand.';
    if (text[at] === "'")
        return 'texts stand in double quotes.';
    return /[,:}\]]/.test(text[at] ?? '')
        ? 'a value is missing here.'
        : 'this is no value of JSON; texts stand in double quotes.';
}
function skipBlanks(cursor) {
    const { text } = cursor;
    while (/[ \t\r\n]/.test(text[cursor.at] ?? ''))
        cursor.at++;
    const begins = text.slice(cursor.at, cursor.at + 2);
    if (begins === '//' || begins === '/*' || begins[0] === '#')
        throw new Refusal(cursor.at, 'is not JSON: a comment stands here, and JSON has none; YAML has (name the file .yml).');
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/src/deploy/source-yaml.js


class source_yaml_Refusal extends Error {
    offset;
    constructor(node, text) {
        super(text);
        this.offset = typeof node === 'number' ? node : node.range[0];
    }
}
const noTag = 'has a tag, which is not read: a value that begins with ! must stand in quotes.';
/** The parser's time goes with the errors and the depth of hostile texts; definitions are small. */
const mostCharacters = 262_144;
/** Reads YAML 1.2 with its core schema, without anchors, aliases and tags; never throws. */
function parseYaml(text) {
    if (text.length > mostCharacters)
        return {
            kind: 'wrong',
            offset: 0,
            text: `has ${text.length} characters of YAML, and ${mostCharacters} are read.`,
        };
    try {
        const { contents, errors, warnings } = (0,dist/* parseDocument */.Tp)(text, {
            ...{ version: '1.2', schema: 'core', logLevel: 'error', prettyErrors: false },
            // The parser compares each name with each other; below they are looked up.
            uniqueKeys: false,
        });
        const [wrong] = [...errors, ...warnings];
        if (wrong !== undefined)
            throw new source_yaml_Refusal(wrong.pos[0], wordsOf(wrong.code, wrong.message));
        return { kind: 'read', value: contents === null ? null : fromNode(contents, 0) };
    }
    catch (error) {
        if (error instanceof source_yaml_Refusal)
            return { kind: 'wrong', offset: error.offset, text: error.message };
        // A text that is nested deeply enough exhausts the parser's stack.
        if (error instanceof RangeError)
            return { kind: 'wrong', offset: 0, text: 'is nested too deeply.' };
        throw error;
    }
}
function fromNode(node, depth) {
    if (depth > deepest)
        throw new source_yaml_Refusal(node, 'is nested too deeply.');
    if ((0,dist/* isAlias */.Vj)(node) || node.anchor !== undefined)
        throw new source_yaml_Refusal(node, 'has an anchor or an alias, which are not read: write out what it stands for.');
    if (node.tag?.startsWith('!'))
        throw new source_yaml_Refusal(node, noTag);
    if ((0,dist/* isMap */.jh)(node))
        return objectOf(node.items, depth);
    if ((0,dist/* isSeq */.oP)(node))
        return node.items.map((one) => fromNode(one, depth + 1));
    return (0,dist/* isScalar */.jn)(node) ? scalarOf(node) : null;
}
function objectOf(items, depth) {
    const members = new Map();
    for (const { key, value } of items) {
        if (!(0,dist/* isScalar */.jn)(key))
            throw new source_yaml_Refusal(key, 'has a name that is no text; a value that begins with { or [ must stand in quotes.');
        const name = typeof key.value === 'string' ? key.value : String(key.source);
        if (key.value === '<<' || key.anchor !== undefined)
            throw new source_yaml_Refusal(key, 'has an anchor or a merge, which are not read: write out what it stands for.');
        if (members.has(name))
            throw new source_yaml_Refusal(key, `has ${JSON.stringify(shown(name))} twice in one map.`);
        members.set(name, value === null ? null : fromNode(value, depth + 1));
    }
    return Object.fromEntries(members);
}
function scalarOf(node) {
    if (typeof node.value !== 'number')
        return node.value;
    const number = exactNumber(/^[-+]?\d/.test(node.source) ? String(node.source) : 'not a number');
    if (typeof number === 'string')
        throw new source_yaml_Refusal(node, number);
    return node.value;
}
function wordsOf(code, message) {
    if (code === 'RESOURCE_EXHAUSTION')
        return 'is nested too deeply.';
    if (code === 'TAG_RESOLVE_FAILED')
        return noTag;
    if (code === 'MULTIPLE_DOCS')
        return 'has a second document, and only one is read.';
    const advice = code === 'BLOCK_AS_IMPLICIT_KEY' ? ' A value that holds a colon and a blank must stand in quotes.' : '';
    // What the parser quotes, after a colon, may be a value.
    const words = message.replace(/:.*$/s, '').slice(0, 120);
    return `is no YAML: ${words}.${advice}`;
}

;// CONCATENATED MODULE: ./build/src/deploy/source-text.js



/** A revision has 64 KB; the rest is for blanks and comments. */
const source_text_mostCharacters = 1_048_576;
/**
 * Reads a task definition: JSON, or YAML where the name or the text says so. Nulls are left out, as the CLI's skeletons
 * have them, and so is what wraps the definition in the answer to `aws ecs describe-task-definition`. Never throws.
 * @param name of the file
 */
function parseDefinition(given, name) {
    const text = given.replace(/^\uFEFF/, '');
    const wrong = (offset, what) => ({
        kind: 'wrong',
        problem: { ...positionsIn(text, offset), text: what },
    });
    if (text.trim() === '')
        return wrong(0, 'is empty.');
    if (text.length > source_text_mostCharacters)
        return wrong(0, `has ${text.length} characters, and 65536 bytes are what ECS takes.`);
    const parsed = isYaml(text, name) ? parseYaml(text) : parseJson(text);
    if (parsed.kind === 'wrong')
        return wrong(parsed.offset, parsed.text);
    const shape = shapeProblem(parsed.value);
    if (shape !== undefined)
        return wrong(0, shape);
    return { kind: 'read', definition: unwrapped(membersOf(withoutNulls(parsed.value))) };
}
/** Every JSON begins with a bracket, a quote, a digit or a word; a map of YAML begins with a name, and most with a letter. */
function isYaml(text, name) {
    if (/\.ya?ml$/i.test(name))
        return true;
    return /^(#|---|%YAML|["']?[A-Za-z][\w-]*["']?\s*:)/.test(text.trimStart());
}
function shapeProblem(value) {
    if (Array.isArray(value))
        return 'is a list; it must be an object, in which containerDefinitions is the list of containers.';
    if (typeof value !== 'object' || value === null)
        return 'is a single value; it must be an object.';
    const { taskDefinition } = membersOf(value);
    if (taskDefinition === undefined || taskDefinition === null)
        return undefined;
    return typeof taskDefinition === 'object' && !Array.isArray(taskDefinition)
        ? undefined
        : 'has a taskDefinition that is no object.';
}
/** The CLI's answer has the tags beside the definition, where RegisterTaskDefinition has them inside. */
function unwrapped(value) {
    const { taskDefinition, ...others } = value;
    if (taskDefinition === undefined)
        return others;
    const tags = Array.isArray(others.tags) && others.tags.length > 0 ? { tags: others.tags } : {};
    return { ...membersOf(taskDefinition), ...tags };
}
function withoutNulls(value) {
    if (Array.isArray(value))
        return value.filter((one) => one !== null).map(withoutNulls);
    if (typeof value !== 'object' || value === null)
        return value;
    const members = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

;// CONCATENATED MODULE: ./build/src/deploy/base.js









/**
 * Reads the definition that edits go into.
 * @param running ARN of what the service runs; undefined where there is no service
 * @throws ActionError TASK_DEFINITION_MISSING, TASK_DEFINITION_INVALID, or what the call failed with
 */
async function readBase(ecs, source, running) {
    const base = await read(ecs, source, running);
    const reason = base_shapeProblem(base.definition);
    if (reason !== undefined)
        throw (0,definition_errors/* definitionInvalid */.$s)(base.name, reason);
    return base;
}
async function read(ecs, source, running) {
    if (source.kind === 'file')
        return { name: source.name, definition: readFile(source) };
    const reference = source.kind === 'reference' ? source.reference : running;
    if (reference === undefined)
        throw (0,definition_errors/* nothingRunning */.xE)();
    const definition = await describeDefinition(ecs, reference);
    // A family's newest revision is another one tomorrow: the words name the one that was read.
    const { taskDefinitionArn } = definition;
    return {
        name: (0,rollout/* revisionOf */.D)(typeof taskDefinitionArn === 'string' ? taskDefinitionArn : reference),
        definition,
    };
}
/**
 * @param reference a family, `family:revision` or an ARN
 * @throws ActionError TASK_DEFINITION_MISSING where there is none, or what the call failed with
 */
async function describeDefinition(ecs, reference) {
    const name = (0,rollout/* revisionOf */.D)(reference);
    const subject = `the task definition ${name}`;
    const definition = await (0,raw/* describeRaw */.K)(ecs, reference).catch((error) => {
        throw isUnknown(error) ? (0,definition_errors/* revisionNotFound */.dH)(name, error) : (0,explain/* explain */.WE)(error, subject);
    });
    if (definition === undefined)
        throw (0,explain/* badAnswer */.k6)(`ecs:DescribeTaskDefinition for ${subject}`, 'without a task definition');
    return definition;
}
/** ECS has one name for all that is wrong with a request. */
function isUnknown(error) {
    return ((0,explain/* errorName */.Is)(error) === 'ClientException' && /unable to describe task definition/i.test((0,error_text/* errorMessage */.g)(error)));
}
function readFile({ path, name }) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (cause) {
        throw (0,errors/* definitionMissing */.uQ)(name, cause);
    }
    const parsed = parseDefinition(text, name);
    if (parsed.kind === 'wrong')
        throw (0,definition_errors/* fileUnreadable */.WO)(name, parsed.problem);
    return parsed.definition;
}
/** What no edit can mend. @returns a text that goes on from "The task definition … " */
function base_shapeProblem(definition) {
    const hasFamily = typeof definition.family === 'string' && definition.family !== '';
    if (hasFamily && (0,deploy_definition/* containersOf */.Mz)(definition).length > 0)
        return undefined;
    if ('ContainerDefinitions' in definition)
        return 'has ContainerDefinitions, as CloudFormation writes it: here names begin with a small letter.';
    return 'has no family or no containerDefinitions.';
}
/** The newest revision of its family: what is like it is not registered again. A family may be new. */
async function latestOf(ecs, { family }) {
    try {
        const definition = await describeDefinition(ecs, String(family));
        const { taskDefinitionArn: arn } = definition;
        return typeof arn === 'string' ? [{ arn, definition }] : [];
    }
    catch (error) {
        if ((0,explain/* explain */.WE)(error, 'the family').code === 'TASK_DEFINITION_MISSING')
            return [];
        throw error;
    }
}


/***/ }),

/***/ 8086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ definitionInvalid),
/* harmony export */   Fn: () => (/* binding */ editRefused),
/* harmony export */   WO: () => (/* binding */ fileUnreadable),
/* harmony export */   dH: () => (/* binding */ revisionNotFound),
/* harmony export */   xE: () => (/* binding */ nothingRunning)
/* harmony export */ });
/* unused harmony export containerNotFound */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);

/** A file that is no task definition, with the place in it. @param file relative to the workspace */
function fileUnreadable(file, { line, column, text }) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'TASK_DEFINITION_INVALID',
        sentence: `The task definition ${file} (line ${line}, column ${column}) ${text}`,
        hint: 'It must be what RegisterTaskDefinition takes, in JSON or YAML, with a family and containerDefinitions.',
        location: { file, line },
    });
}
function revisionNotFound(reference, cause) {
    const isFamily = !/:\d+$/.test(reference);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'TASK_DEFINITION_MISSING',
        sentence: isFamily
            ? `The task definition ${reference} cannot be read: there is no file and no family of this name with an active revision.`
            : `The task definition ${reference} cannot be read: ECS has no such revision.`,
        hint: isFamily
            ? 'Name a file of the workspace, or a family of the account and region that are deployed to; its first revision can be registered from a file.'
            : 'Name a revision of the account and region that are deployed to; a family alone means its newest active one.',
    }, { cause });
}
function nothingRunning() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'TASK_DEFINITION_MISSING',
        sentence: 'There is no task definition to start from: the service names none.',
        hint: 'Give task-definition: a file, a family, or a revision.',
    });
}
/** @param name of the definition that was to be edited */
function editRefused(name, refusal) {
    return refusal.kind === 'container'
        ? containerNotFound(name, refusal.wanted, refusal.names)
        : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
            code: 'TASK_DEFINITION_INVALID',
            sentence: `The task definition ${name} ${refusal.text}`,
            hint: 'Correct the inputs that edit it, or the definition itself; nothing was registered.',
        });
}
function definitionInvalid(source, reason, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'TASK_DEFINITION_INVALID',
        sentence: `The task definition ${source} ${reason}`,
        hint: 'It must be the JSON that RegisterTaskDefinition takes, with a family and containerDefinitions.',
    }, { cause });
}
function containerNotFound(source, wanted, names) {
    const has = names.length === 0 ? 'it has none' : `it has ${names.slice(0, 20).join(', ')}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'CONTAINER_NOT_FOUND',
        sentence: wanted === undefined
            ? `The task definition ${source} has ${names.length} containers, and none of them is named: ${has}.`
            : `The task definition ${source} has no container ${wanted}: ${has}.`,
        hint: 'Name the container that gets the image in container-name.',
    });
}


/***/ }),

/***/ 6096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ withoutReadOnly),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   d7: () => (/* binding */ chooseContainer),
/* harmony export */   qb: () => (/* binding */ normal)
/* harmony export */ });
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
/** Whether two definitions would run the same. */
function isSame(a, b) {
    return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}
/**
 * A definition without what does not change what runs: the order of members, and what ECS fills in or leaves out as it
 * likes (empty lists, nulls, defaults). What is read back from ECS can so be compared with a file.
 */
function normal(definition) {
    const { containerDefinitions, cpu, memory, tags, ...others } = withoutReadOnly(definition);
    const containers = Array.isArray(containerDefinitions)
        ? containerDefinitions.map((one) => withoutDefaults(one, networkOf(definition)))
        : containerDefinitions;
    const sizes = { cpu: inUnits(cpu, 'vcpu'), memory: inUnits(memory, 'gb') };
    return sorted({
        ...others,
        ...sizes,
        tags: asSet(tags),
        containerDefinitions: containers,
    });
}
/** ECS gives `0.25 vCPU` back as `256`, and `0.5 GB` as `512`. */
function inUnits(size, unit) {
    if (typeof size !== 'string')
        return size;
    const [, number = '', given] = /^\s*(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})\s*([a-z]+)\s*$/i.exec(size) ?? [];
    return given?.toLowerCase() === unit ? String(Number(number) * 1024) : size;
}
/**
 * ECS fills in: no share of the processor, essential, for each port its protocol and (with awsvpc) its host port, and
 * how often a health check is made.
 */
function withoutDefaults(container, network) {
    if (!isContainer(container))
        return container;
    const { cpu, essential, portMappings, environment, secrets, healthCheck, ...others } = container;
    return {
        ...others,
        environment: asSet(environment),
        secrets: asSet(secrets),
        healthCheck: checkWithoutDefaults(healthCheck),
        ...(cpu === 0 ? {} : { cpu }),
        ...(essential === true ? {} : { essential }),
        portMappings: Array.isArray(portMappings)
            ? portMappings.map((one) => portWithoutDefaults(one, network))
            : portMappings,
    };
}
const checkDefaults = { interval: 30, timeout: 5, retries: 3 };
function checkWithoutDefaults(check) {
    if (typeof check !== 'object' || check === null || Array.isArray(check))
        return check;
    const defaults = new Map(Object.entries(checkDefaults));
    return Object.fromEntries(Object.entries(check).filter(([name, value]) => !defaults.has(name) || defaults.get(name) !== value));
}
/** Variables, secrets and tags are sets: ECS gives them back in an order of its own. */
function asSet(list) {
    if (!Array.isArray(list))
        return list;
    const texts = list.map((one) => [JSON.stringify(sorted(one)) ?? '', one]);
    return texts.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, one]) => one);
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


/***/ }),

/***/ 9206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $V: () => (/* binding */ serviceInactive),
/* harmony export */   BR: () => (/* binding */ deploymentInFlight),
/* harmony export */   Gc: () => (/* binding */ olderRevision),
/* harmony export */   I7: () => (/* binding */ controllerUnsupported),
/* harmony export */   ME: () => (/* binding */ clusterNotFound),
/* harmony export */   P4: () => (/* binding */ serviceGone),
/* harmony export */   Si: () => (/* binding */ deploymentUnknown),
/* harmony export */   TS: () => (/* binding */ startUnknown),
/* harmony export */   fW: () => (/* binding */ placeName),
/* harmony export */   uQ: () => (/* binding */ definitionMissing),
/* harmony export */   vF: () => (/* binding */ registerFailed),
/* harmony export */   yd: () => (/* binding */ accountOther),
/* harmony export */   zU: () => (/* binding */ serviceNotFound)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);
/* harmony import */ var _lib_error_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1715);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);
/* harmony import */ var _definition_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8086);




function placeName({ cluster, service, region }) {
    return `the service ${service} in the cluster ${cluster} (${region})`;
}
function clusterNotFound({ cluster, region }, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'CLUSTER_NOT_FOUND',
        sentence: `There is no ECS cluster ${cluster} in ${region} of the account of these credentials.`,
        hint: 'Check cluster and aws-region; without the input the cluster is `default`.',
    }, { cause });
}
function serviceNotFound(place) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'SERVICE_NOT_FOUND',
        sentence: `There is no service ${place.service} in the cluster ${place.cluster} (${place.region}).`,
        hint: 'Check service and cluster; Slipway deploys to services that exist and creates none.',
    });
}
function serviceInactive(place, status) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'SERVICE_INACTIVE',
        sentence: `Nothing can be deployed to ${placeName(place)}: its status is ${status}.`,
        hint: 'The service was deleted or is being deleted; create it again, or name another one.',
    });
}
function controllerUnsupported(place, controller) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'CONTROLLER_UNSUPPORTED',
        sentence: `Slipway cannot deploy to ${placeName(place)}: its deployment controller is ${controller}.`,
        hint: 'Slipway deploys to services with the ECS deployment controller.',
    });
}
function definitionMissing(path, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'TASK_DEFINITION_MISSING',
        sentence: `The task definition ${path} cannot be read: ${(0,_lib_error_text_js__WEBPACK_IMPORTED_MODULE_3__/* .errorMessage */ .g)(cause).replace(/, (open|read)\b.*$/, '')}.`,
        hint: 'The path is relative to the workspace; without the input, what the service runs is the base.',
    }, { cause });
}
/** ECS hides a missing iam:PassRole in the text of errors with other names. */
function registerFailed(error, family) {
    const message = (0,_lib_error_text_js__WEBPACK_IMPORTED_MODULE_3__/* .errorMessage */ .g)(error);
    const role = /iam:PassRole on resource: (\S+)/.exec(message)?.[1];
    if (role === undefined) {
        const refused = error instanceof Error && /^(Client|InvalidParameter)Exception$/.test(error.name);
        return refused
            ? (0,_definition_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionInvalid */ .$s)(`of the family ${family}`, `was refused by ECS: ${message}`, error)
            : (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, `the family ${family}`);
    }
    const condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
    const statement = JSON.stringify({
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: role,
        Condition: condition,
    });
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'PASS_ROLE_DENIED',
        sentence: `A revision of the family ${family} cannot be registered: these credentials may not pass the role ${role} to ECS.`,
        hint: `Add this statement to the role's policy: ${statement}`,
    }, { cause: error });
}
/** The service went away under the deployment. */
function serviceGone(place, id, status) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'SERVICE_INACTIVE',
        sentence: `The deployment ${id} cannot end well: ${placeName(place)} is ${status ?? 'not there any more'}.`,
        hint: 'The service was deleted or is being deleted while this run deployed to it.',
    });
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
    const { code, message, hint: why } = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(cause, placeName(place));
    const hint = code === 'CANCELLED' ? '' : ` ${why}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({ code: 'DEPLOYMENT_UNKNOWN', sentence: `${what}: ${message}`, hint: `${next}${hint}` }, { cause });
}
/** The names in an ARN are there, but in the account of these credentials. */
function accountOther({ service, cluster }, account) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'SERVICE_NOT_FOUND',
        sentence: `The service ${service} in the cluster ${cluster} is not the one that was named: these credentials are of another account than the ARN's, ${account}.`,
        hint: 'Name a role of that account in deploy-role-to-assume.',
    });
}
/** @param minutes how long it was waited for, where that was asked for */
function deploymentInFlight(place, id, minutes) {
    const waited = minutes === undefined ? '' : ` and was not done after ${minutes} min`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'DEPLOYMENT_IN_FLIGHT',
        sentence: `Nothing was deployed to ${placeName(place)}: the deployment ${id} is under way there${waited}.`,
        hint: 'Run the job again when it is done; `on-in-flight: wait` waits for it, and `replace` takes its place.',
    });
}
/** A run that finishes late must not bring an old release back. */
function olderRevision(place, arn) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'OLDER_RELEASE',
        sentence: `Nothing was deployed to ${placeName(place)}: a later run registered ${arn.slice(arn.lastIndexOf('/') + 1)}, which it was told to run, so this release is an older one.`,
        hint: 'Release the later commit again if that is what should run; with `allow-older: true` the service goes back to this one.',
    });
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

/***/ 2088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ withoutMark),
/* harmony export */   Fg: () => (/* binding */ markOf),
/* harmony export */   d8: () => (/* binding */ isLater),
/* harmony export */   kN: () => (/* binding */ withMark),
/* harmony export */   v0: () => (/* binding */ markFor)
/* harmony export */ });
// A tag on each revision that Slipway registers tells which run made it: a run that finishes late must not deploy over
// what a later one brought. It stands outside of the comparison that finds a definition unchanged.
const key = 'slipway:run';
/** @returns undefined outside of GitHub, where runs have no numbers */
function markFor(env) {
    const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    return repository && id && /^\d{1,15}$/.test(id) ? { repository, run: Number(id) } : undefined;
}
/** As many tags as ECS allows; a full list is left as it is. */
const mostTags = 50;
function withMark(definition, mark) {
    const plain = withoutMark(definition);
    const tags = Array.isArray(plain.tags) ? plain.tags : [];
    if (mark === undefined || tags.length >= mostTags)
        return plain;
    return { ...plain, tags: [...tags, { key, value: `${mark.repository}/runs/${mark.run}` }] };
}
/** Without the mark, and without tags that AWS itself put (CloudFormation's, for one) and takes from nobody. */
function withoutMark(definition) {
    const { tags, ...others } = definition;
    if (!Array.isArray(tags))
        return definition;
    const rest = tags.filter((tag) => !isMark(tag) && !isOfAws(tag));
    return rest.length === 0 ? others : { ...definition, tags: rest };
}
/** Whether a later run of the same repository made this revision. */
function isLater(definition, ours) {
    const theirs = markOf(definition);
    return ours !== undefined && theirs?.repository === ours.repository && theirs.run > ours.run;
}
function markOf({ tags }) {
    const tag = Array.isArray(tags) ? tags.find(isMark) : undefined;
    const [, repository, run] = /^(.+)\/runs\/(\d{1,15})$/.exec(String(tag?.value ?? '')) ?? [];
    return repository === undefined || run === undefined ? undefined : { repository, run: Number(run) };
}
function isOfAws(tag) {
    return typeof tag === 'object' && tag !== null && 'key' in tag && /^aws:/i.test(String(tag.key));
}
function isMark(tag) {
    return typeof tag === 'object' && tag !== null && 'key' in tag && tag.key === key && 'value' in tag;
}


/***/ }),

/***/ 5805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf)
/* harmony export */ });
function placeOf({ cluster, region }, service) {
    return { cluster, region, service };
}


/***/ }),

/***/ 4163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wn: () => (/* binding */ isInFlight),
  P8: () => (/* binding */ prepareAlone),
  hz: () => (/* binding */ prepareDeploy)
});

// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/deploy/base.js + 4 modules
var deploy_base = __webpack_require__(5618);
// EXTERNAL MODULE: ./build/src/deploy/definition-errors.js
var definition_errors = __webpack_require__(8086);
;// CONCATENATED MODULE: ./build/src/deploy/checks.js

/**
 * What could never start where the service runs its tasks, found before the build.
 * @returns undefined where nothing speaks against it
 */
function fits({ networkMode, requiresCompatibilities }, { isFargate }) {
    if (!isFargate)
        return undefined;
    const isOther = Array.isArray(requiresCompatibilities) && requiresCompatibilities.length > 0;
    const needs = [
        ...(networkMode === undefined || networkMode === 'awsvpc' ? [] : ['networkMode awsvpc']),
        ...(isOther && !requiresCompatibilities.includes('FARGATE')
            ? ['FARGATE among requiresCompatibilities']
            : []),
    ];
    if (needs.length === 0)
        return undefined;
    return (definition, service) => (0,definition_errors/* definitionInvalid */.$s)(definition, `cannot run on Fargate, as ${service} does: it needs ${needs.join(' and ')}.`);
}

// EXTERNAL MODULE: ./build/src/deploy/errors.js
var deploy_errors = __webpack_require__(9206);
// EXTERNAL MODULE: ./build/src/deploy/mark.js
var mark = __webpack_require__(2088);
// EXTERNAL MODULE: ./build/src/deploy/order.js
var deploy_order = __webpack_require__(5805);
// EXTERNAL MODULE: ./build/src/deploy/revise.js + 4 modules
var revise = __webpack_require__(8922);
// EXTERNAL MODULE: ./build/src/deploy/rollout.js
var rollout = __webpack_require__(9692);
// EXTERNAL MODULE: ./build/src/deploy/running.js
var deploy_running = __webpack_require__(3802);
// EXTERNAL MODULE: ./build/src/deploy/service.js + 1 modules
var deploy_service = __webpack_require__(5981);
;// CONCATENATED MODULE: ./build/src/deploy/prepare.js











/**
 * Reads what a deploy will work with, before the build, so that what cannot work fails in seconds, and again after it.
 * @throws ActionError for the first service that cannot be deployed to: SERVICE_NOT_FOUND, CONTAINER_NOT_FOUND,
 * TASK_DEFINITION_INVALID, DEPLOYMENT_IN_FLIGHT, OLDER_RELEASE and others
 */
async function prepareDeploy(ecs, order) {
    const all = [];
    for (const service of order.services)
        all.push(await prepareOne(ecs, order, service));
    return all;
}
async function prepareOne(ecs, order, service) {
    const place = (0,deploy_order/* placeOf */.$)(order, service);
    const state = await (0,deploy_service/* readService */.uS)(ecs, place).catch((error) => {
        throw elsewhere(error, place, order.account);
    });
    if (order.account !== undefined && state.arn.split(':')[4] !== order.account)
        throw (0,deploy_errors/* accountOther */.yd)(place, order.account);
    if (order.onInFlight === 'fail' && isInFlight(state))
        throw (0,deploy_errors/* deploymentInFlight */.BR)(place, state.primary?.id ?? '');
    const running = (await (0,deploy_running/* runningRevision */.D)(ecs, place, state, state.taskDefinition)) ?? state.taskDefinition;
    const arns = [...new Set([state.taskDefinition, running])];
    const known = await Promise.all(arns.map(async (arn) => ({ arn, definition: await (0,deploy_base/* describeDefinition */.F6)(ecs, arn) })));
    const later = known.find(({ definition }) => (0,mark/* isLater */.d8)(definition, order.mark));
    if (later !== undefined && !order.allowOlder)
        throw (0,deploy_errors/* olderRevision */.Gc)(place, later.arn);
    const base = order.source.kind === 'running' ? ofKnown(known, running) : await (0,deploy_base/* readBase */.wZ)(ecs, order.source, running);
    const problem = fits((0,revise/* reviseBase */.k)(base, order.edits, order.containerName, undefined), state);
    if (problem !== undefined)
        throw problem(base.name, (0,deploy_errors/* placeName */.fW)(place));
    return { service, state, running, base, known };
}
function ofKnown(known, running) {
    const definition = known.find(({ arn }) => arn === running)?.definition ?? {};
    return { name: (0,rollout/* revisionOf */.D)(running), definition };
}
/** What is not found by the name in an ARN of another account needs a role of that account. */
function elsewhere(cause, place, account) {
    const error = (0,explain/* explain */.WE)(cause, (0,deploy_errors/* placeName */.fW)(place));
    if (account === undefined || !/^(CLUSTER|SERVICE)_NOT_FOUND$/.test(error.code))
        return error;
    const { code, message: sentence } = error;
    const hint = `The ARN names the account ${account}: where these credentials are of another one, name a role of that account in deploy-role-to-assume.`;
    return new errors/* ActionError */.lZ({ code, sentence, hint }, { cause });
}
/** For a revision that no service is told to run. @throws ActionError what readBase and reviseBase throw */
async function prepareAlone(ecs, { source, edits, containerName }, image) {
    const base = await (0,deploy_base/* readBase */.wZ)(ecs, source, undefined);
    return { base, wanted: (0,revise/* reviseBase */.k)(base, edits, containerName, image) };
}
/** Without rollout states (a classic load balancer) a second deployment tells it. */
function isInFlight({ primary, deployments }) {
    if (primary?.rolloutState === undefined)
        return deployments.length > 1;
    return primary.rolloutState === 'IN_PROGRESS';
}


/***/ }),

/***/ 8531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ registerRaw),
/* harmony export */   K: () => (/* binding */ describeRaw)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(212);

// The SDK drops members of a task definition that it does not know, silently and in both directions: an action that is
// older than a feature of ECS would switch it off. So the JSON itself is read and sent; signing, retries and errors stay
// the SDK's. See amazon-ecs-deploy-task-definition 701 and 464 for what the two other ways out did to people.
/** The answer to DescribeTaskDefinition as it came, with tags that stand beside the definition put into it. */
async function describeRaw(ecs, taskDefinition) {
    const command = new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_0__/* .DescribeTaskDefinitionCommand */ .Zy$({ taskDefinition, include: ['TAGS'] });
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
    const command = new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_0__/* .RegisterTaskDefinitionCommand */ .$Hl({
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


/***/ }),

/***/ 8922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ reviseBase)
});

// EXTERNAL MODULE: ./build/src/deploy/definition.js
var deploy_definition = __webpack_require__(6096);
// EXTERNAL MODULE: ./build/src/deploy/definition-errors.js
var definition_errors = __webpack_require__(8086);
;// CONCATENATED MODULE: ./build/src/deploy/edit-check.js

/** What ECS takes of one revision. */
const mostBytes = 65_536;
/** What ECS would refuse of a definition, as far as that can be known here. */
function refusalsOf(definition) {
    const bytes = Buffer.byteLength(JSON.stringify(definition));
    const size = bytes > mostBytes ? [`has ${count(bytes)} bytes as JSON, and ECS takes ${count(mostBytes)}.`] : [];
    const texts = [...size, ...(0,deploy_definition/* containersOf */.Mz)(definition).flatMap(containerProblems)];
    return texts.map((text) => ({ kind: 'invalid', text }));
}
function containerProblems(container) {
    const variables = namesOf(container.environment);
    const secrets = new Set(namesOf(container.secrets));
    const both = [...new Set(variables)].filter((name) => secrets.has(name));
    return [
        ...both.map((name) => `has ${name} as a variable and as a secret of the container ${container.name}; remove one of them with -${name}.`),
        ...wrongValues(container),
        ...(hasDriver(container)
            ? []
            : [`has log options for the container ${container.name}, and no log driver.`]),
    ];
}
/** YAML makes numbers of what looks like one, and ECS takes texts alone. */
function wrongValues({ name, environment }) {
    const wrong = entriesOf(environment).filter(({ value }) => value !== undefined && typeof value !== 'string');
    return wrong.map((one) => `has the variable ${String(one.name)} of the container ${name} as a ${typeof one.value}, and ECS takes text: put it in quotes.`);
}
function hasDriver({ logConfiguration }) {
    if (typeof logConfiguration !== 'object' || logConfiguration === null)
        return true;
    return !('options' in logConfiguration) || 'logDriver' in logConfiguration;
}
function namesOf(list) {
    return entriesOf(list).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}
function entriesOf(list) {
    const items = Array.isArray(list) ? list : [];
    return items.filter((one) => typeof one === 'object' && one !== null);
}
function count(number) {
    return number.toLocaleString('en-GB');
}

;// CONCATENATED MODULE: ./build/src/deploy/edit-entries.js
/**
 * Edits a list of named things: what there is keeps its place and its other members, what is new comes last.
 * @param list a list, or whatever stands in its place
 * @param valueName the member that holds the value
 * @returns the same value where nothing is edited
 */
function editList(list, edits, valueName) {
    const last = new Map(edits.map((edit) => [edit.name, edit]));
    const before = Array.isArray(list) ? list : [];
    const after = before.flatMap((one) => {
        const edit = isNamed(one) ? last.get(one.name) : undefined;
        if (edit === undefined)
            return [one];
        return edit.kind === 'remove' ? [] : [{ ...one, [valueName]: edit.value }];
    });
    const there = new Set(before.filter(isNamed).map(({ name }) => name));
    for (const edit of last.values())
        if (edit.kind === 'set' && !there.has(edit.name))
            after.push({ name: edit.name, [valueName]: edit.value });
    return isIdle(edits, before.length, after.length) ? list : after;
}
/** The same for an object whose members are texts. */
function editRecord(record, edits) {
    const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
    const after = new Map(isRecord ? Object.entries(record) : []);
    const { size } = after;
    for (const edit of edits) {
        if (edit.kind === 'remove')
            after.delete(edit.name);
        else
            after.set(edit.name, edit.value);
    }
    return isIdle(edits, size, after.size) ? record : Object.fromEntries(after);
}
/** Whether only what was not there was removed: then nothing, not even an empty list, is put there. */
function isIdle(edits, before, after) {
    return before === after && edits.every(({ kind }) => kind === 'remove');
}
function isNamed(value) {
    return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

;// CONCATENATED MODULE: ./build/src/deploy/edit-container.js

/** Edits one container; members that nothing edits stay where and what they are. */
function editContainer(container, edit, image) {
    const files = edit.environmentFiles.map((value) => ({ value, type: 's3' }));
    const members = {
        image: imageOf(edit.image, image) ?? container.image,
        environment: editList(container.environment, edit.environment, 'value'),
        environmentFiles: files.length > 0 ? files : container.environmentFiles,
        secrets: editList(container.secrets, edit.secrets, 'valueFrom'),
        command: edit.command ?? container.command,
        entryPoint: edit.entryPoint ?? container.entryPoint,
        logConfiguration: logging(container.logConfiguration, edit),
        dockerLabels: editRecord(container.dockerLabels, edit.dockerLabels),
    };
    const changed = Object.entries(members).filter(([name, value]) => value !== container[name]);
    return { ...container, ...Object.fromEntries(changed) };
}
function imageOf(edit, ours) {
    if (edit.kind === 'kept')
        return undefined;
    return edit.kind === 'ours' ? ours : edit.image;
}
function logging(before, { logDriver, logOptions }) {
    if (logDriver === undefined && logOptions.length === 0)
        return before;
    const members = typeof before === 'object' && before !== null ? { ...before } : {};
    const isOther = logDriver !== undefined && logDriver !== members.logDriver;
    const { options: old, secretOptions: _, ...others } = members;
    const kept = isOther ? others : members;
    const options = editRecord(isOther ? undefined : old, logOptions);
    return {
        ...kept,
        ...(logDriver === undefined ? {} : { logDriver }),
        ...(options === undefined ? {} : { options }),
    };
}

// EXTERNAL MODULE: ./build/src/deploy/edit-unite.js
var edit_unite = __webpack_require__(3221);
;// CONCATENATED MODULE: ./build/src/deploy/edit-definition.js




/**
 * Applies edits: the result is the definition but for what they name, in its order, members that nobody knows included.
 * @param image the one that goes where an edit says `ours`
 */
function applyEdits(definition, edits, image) {
    const { byName, refusals } = targetsOf(definition, edits);
    const edited = {
        ...definition,
        ...given({ cpu: edits.cpu, memory: edits.memory }),
        ...given({ taskRoleArn: edits.taskRoleArn, executionRoleArn: edits.executionRoleArn }),
        ...editedContainers(definition, byName, image),
    };
    const [first, ...others] = refusals.length > 0 ? refusals : refusalsOf(edited);
    return first === undefined
        ? { kind: 'edited', definition: edited }
        : { kind: 'refused', refusals: [first, ...others] };
}
/** One edit a container: the only container may be edited with its name and without it. */
function targetsOf(definition, edits) {
    const byName = new Map();
    const refusals = [];
    for (const edit of edits.containers) {
        const chosen = (0,deploy_definition/* chooseContainer */.d7)(definition, edit.name);
        if (chosen.kind !== 'found') {
            refusals.push({ kind: 'container', wanted: edit.name, names: chosen.names });
            continue;
        }
        const { name } = chosen;
        const before = byName.get(name);
        for (const what of before === undefined ? [] : (0,edit_unite/* contradictionsOf */.W)(before, edit))
            refusals.push({ kind: 'invalid', text: `is edited in two ways: ${what} of its container ${name}.` });
        byName.set(name, before === undefined ? { ...edit, name } : (0,edit_unite/* unite */._)(before, edit));
    }
    return { byName, refusals };
}
function editedContainers(definition, byName, image) {
    const { containerDefinitions } = definition;
    if (!Array.isArray(containerDefinitions) || byName.size === 0)
        return {};
    const known = new Set((0,deploy_definition/* containersOf */.Mz)(definition));
    return {
        containerDefinitions: containerDefinitions.map((one) => {
            if (!known.has(one))
                return one;
            const container = one;
            const edit = byName.get(container.name);
            return edit === undefined ? one : editContainer(container, edit, image);
        }),
    };
}
/** The members that have a value. */
function given(members) {
    return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./build/src/deploy/revise.js



/** In place of the digest where there is no image, or none yet. */
const noImage = '(the image of this run)';
/**
 * The definition that is registered: the base without its read-only members, edited.
 * @param containerName the container that edits without a name are for; undefined means the only one
 * @throws ActionError CONTAINER_NOT_FOUND or TASK_DEFINITION_INVALID
 */
function reviseBase(base, edits, containerName, image) {
    const containers = edits.containers.map((edit) => ({ ...edit, name: edit.name ?? containerName }));
    const edited = applyEdits((0,deploy_definition/* withoutReadOnly */.DL)(base.definition), { ...edits, containers }, image ?? noImage);
    if (edited.kind === 'edited')
        return edited.definition;
    throw (0,definition_errors/* editRefused */.Fn)(base.name, edited.refusals[0]);
}


/***/ }),

/***/ 9692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ revisionOf),
/* harmony export */   n: () => (/* binding */ noEvidence)
/* harmony export */ });
const noEvidence = { tasks: [], events: [], logs: [], targets: [], signs: [] };
/** `family:revision` of a task definition's ARN. */
function revisionOf(arn) {
    return arn.slice(arn.lastIndexOf('/') + 1);
}


/***/ }),

/***/ 3802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runningRevision),
/* harmony export */   K: () => (/* binding */ readRunning)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(212);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(538);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6096);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9206);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1016);
/* harmony import */ var _raw_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8531);
/* harmony import */ var _rollout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9692);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5981);








/**
 * Reads which image of our repository a service runs: what its task definition names by digest, else what its running
 * tasks say. A deployment that is not complete does not count: it may be a bad one.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, or what a call failed with
 */
async function readRunning(ecs, asked) {
    const service = await describe(ecs, asked);
    const arn = await runningRevision(ecs, asked, (0,_look_js__WEBPACK_IMPORTED_MODULE_3__/* .serviceSight */ .t6)(service), service.taskDefinition);
    if (arn === undefined)
        return unknown(service.taskDefinition === undefined
            ? 'it has no task definition'
            : 'none of its deployments is complete');
    const revision = (0,_rollout_js__WEBPACK_IMPORTED_MODULE_4__/* .revisionOf */ .D)(arn);
    const definition = await (0,_raw_js__WEBPACK_IMPORTED_MODULE_6__/* .describeRaw */ .K)(ecs, arn).catch((error) => {
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error, `the task definition ${revision}`);
    });
    if (definition === undefined)
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .badAnswer */ .k6)(`ecs:DescribeTaskDefinition for ${revision}`, 'without a task definition');
    const container = ourContainer((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .containersOf */ .Mz)(definition), asked);
    if (typeof container === 'string')
        return unknown(`the task definition ${revision} ${container}`);
    const image = String(container.image);
    const digest = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
    if (digest !== undefined)
        return { kind: 'found', digest, revision };
    return fromTasks(ecs, asked, { arn, revision, container: container.name, image });
}
async function describe(ecs, place) {
    const command = new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__/* .DescribeServicesCommand */ .H7c({ cluster: place.cluster, services: [place.service] });
    const answer = await ecs.send(command).catch((error) => {
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .errorName */ .Is)(error) === 'ClusterNotFoundException'
            ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .clusterNotFound */ .ME)(place, error)
            : (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .placeName */ .fW)(place));
    });
    const [service] = answer.services ?? [];
    if (answer.failures?.[0]?.reason === 'MISSING' || service?.status === 'INACTIVE')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .serviceNotFound */ .zU)(place);
    if (service === undefined)
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .badAnswer */ .k6)(`ecs:DescribeServices for ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .placeName */ .fW)(place)}`, 'without a service');
    return service;
}
/**
 * What a service runs: what its last complete deployment named. A rollout that is done is called so in the service's own
 * list only when the old tasks are drained; its own record, which may not be readable, says it some time before.
 * @returns ARN of the task definition; undefined where no deployment is complete
 */
async function runningRevision(ecs, place, sight, taskDefinition) {
    const primary = sight.deployments.find(({ isPrimary }) => isPrimary);
    const { rolloutState } = primary ?? {};
    // A list without states (a classic load balancer, and perhaps other strategies) says it only where there is one.
    const isTold = rolloutState === undefined ? sight.deployments.length < 2 : rolloutState === 'COMPLETED';
    if (isTold)
        return (0,_service_js__WEBPACK_IMPORTED_MODULE_5__/* .completedOf */ .z)(sight, taskDefinition);
    const { cluster, service } = place;
    const input = { cluster, service, status: ['SUCCESSFUL'], maxResults: 20 };
    const { serviceDeployments = [] } = await ecs
        .send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__/* .ListServiceDeploymentsCommand */ .jz8(input))
        .catch((cause) => {
        const error = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(cause, (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .placeName */ .fW)(place));
        // Where ECS refuses to tell, the list is all there is; what passes by itself must not give another answer.
        const isRefusal = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .isAnswer */ .Tq)(cause) && !/^(AWS_THROTTLED|CREDENTIALS_REFUSED)$/.test(error.code);
        if (isRefusal || error.code === 'AWS_BAD_ANSWER')
            return { serviceDeployments: undefined };
        throw error;
    });
    const done = new Set(serviceDeployments.map((one) => one.targetServiceRevisionArn?.replace(/^.*\//, 'ecs-svc/')));
    const finished = sight.deployments.filter(({ id }) => done.has(id));
    const last = finished.find(({ isPrimary }) => isPrimary) ?? finished[0];
    return last?.taskDefinition ?? (0,_service_js__WEBPACK_IMPORTED_MODULE_5__/* .completedOf */ .z)(sight, taskDefinition);
}
/** @returns the container, or what keeps us from knowing it */
function ourContainer(containers, { containerName, repositoryUri }) {
    const ours = containers.filter(({ image }) => nameOf(String(image)) === repositoryUri);
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
function nameOf(image) {
    return image.replace(/@.*$/, '').replace(/:[\w.-]*$/, '');
}
/** A tag may have moved since the tasks were started: only they know what they run. */
async function fromTasks(ecs, place, tagged) {
    const { cluster, service: serviceName } = place;
    const { image, revision, container } = tagged;
    try {
        const list = new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__/* .ListTasksCommand */ .MYg({ cluster, serviceName, desiredStatus: 'RUNNING', maxResults: 100 });
        const { taskArns = [] } = await ecs.send(list);
        if (taskArns.length === 0)
            return unknown(`${revision} names ${image} by its tag, and no task runs`);
        const { tasks = [] } = await ecs.send(new _aws_sdk_client_ecs__WEBPACK_IMPORTED_MODULE_7__/* .DescribeTasksCommand */ .z8X({ cluster, tasks: taskArns }));
        const ours = tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === tagged.arn);
        const containers = ours.flatMap((task) => task.containers ?? []).filter(({ name }) => name === container);
        const digests = new Set(containers.flatMap(({ imageDigest }) => imageDigest || []));
        const [digest, ...others] = digests;
        if (digest === undefined)
            return unknown(`${revision} names ${image} by its tag, and no task says its digest`);
        return others.length > 0
            ? unknown(`the tag of ${image} moved, so that its tasks run ${digests.size} different images`)
            : { kind: 'found', digest, revision };
    }
    catch (error) {
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error, `the tasks of ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .placeName */ .fW)(place)}`);
    }
}
function unknown(reason) {
    return { kind: 'unknown', reason };
}


/***/ }),

/***/ 5981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ completedOf),
  NZ: () => (/* binding */ isSteady),
  uS: () => (/* binding */ readService),
  L4: () => (/* binding */ stateOf)
});

// UNUSED EXPORTS: deployable

// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/deploy/errors.js
var errors = __webpack_require__(9206);
// EXTERNAL MODULE: ./build/src/deploy/look.js + 1 modules
var look = __webpack_require__(1016);
;// CONCATENATED MODULE: ./build/src/deploy/shape.js
// What of a service's configuration decides how its rollouts go, as DescribeServices shows it.
/** A rollout of tasks alone; what the strategy waits on purpose comes on top. */
const rollingMinutes = 30;
/** Longer than this no job of GitHub's own runners lives: 6 h, less what came before. */
const mostMinutes = 350;
const pauseMinutes = 1440;
/** What AWS fills in where CreateService said nothing: 10 % every 6 min, and 10 min for the canary. */
const stepPercent = 10;
const stepMinutes = 6;
const canaryMinutes = 10;
function shapeOf(configuration) {
    const { strategy = 'ROLLING', deploymentCircuitBreaker: breaker, alarms } = configuration;
    const isWatched = breaker?.enable === true;
    return {
        ...{ strategy, isWatched },
        rollsBack: (isWatched && breaker?.rollback === true) || (alarms?.enable === true && alarms.rollback === true),
        endsEarly: configuration.earlySuccessCriteria?.enable === true,
        minutes: Math.min(rollingMinutes + waitsOf(configuration, strategy), mostMinutes),
    };
}
function waitsOf(configuration, strategy) {
    const { bakeTimeInMinutes: bake = 0, linearConfiguration: linear, canaryConfiguration: canary, } = configuration;
    const steps = Math.ceil(100 / Math.max(linear?.stepPercent ?? stepPercent, 1));
    const shift = strategy === 'LINEAR'
        ? steps * (linear?.stepBakeTimeInMinutes ?? stepMinutes)
        : strategy === 'CANARY'
            ? (canary?.canaryBakeTimeInMinutes ?? canaryMinutes)
            : 0;
    return bake + shift + pausesOf(configuration);
}
/** A hook waits for a person, and says itself how long. */
function pausesOf({ lifecycleHooks = [] }) {
    return lifecycleHooks
        .filter(({ targetType }) => targetType === 'PAUSE')
        .reduce((sum, { timeoutConfiguration: limit }) => sum + (limit?.timeoutInMinutes ?? pauseMinutes), 0);
}

;// CONCATENATED MODULE: ./build/src/deploy/service.js




/**
 * Reads a service and makes sure that it can be deployed to.
 * @throws ActionError CLUSTER_NOT_FOUND, SERVICE_NOT_FOUND, SERVICE_INACTIVE, CONTROLLER_UNSUPPORTED, or what the call
 * failed with
 */
async function readService(ecs, place) {
    const { cluster, service: name } = place;
    const found = await (0,look/* describeServices */.Ge)(ecs, cluster, [name]).catch((error) => {
        throw (0,explain/* errorName */.Is)(error) === 'ClusterNotFoundException'
            ? (0,errors/* clusterNotFound */.ME)(place, error)
            : (0,explain/* explain */.WE)(error, (0,errors/* placeName */.fW)(place));
    });
    return stateOf(deployable(found.get(name), place), place);
}
/** @throws ActionError where a service of this name cannot be deployed to */
function deployable(service, place) {
    if (service === undefined)
        throw (0,errors/* serviceNotFound */.zU)(place);
    if (service.status !== 'ACTIVE')
        throw (0,errors/* serviceInactive */.$V)(place, service.status ?? 'not told');
    // Services made before controllers existed have none, which means ECS.
    const controller = service.deploymentController?.type ?? 'ECS';
    if (controller !== 'ECS')
        throw (0,errors/* controllerUnsupported */.I7)(place, controller);
    return service;
}
/** @throws ActionError AWS_BAD_ANSWER where the service lacks what every service has */
function stateOf(service, place) {
    const { serviceArn, taskDefinition, deploymentConfiguration, launchType, loadBalancers = [] } = service;
    if (!serviceArn || !taskDefinition)
        throw (0,explain/* badAnswer */.k6)(`ecs for ${(0,errors/* placeName */.fW)(place)}`, 'a service without ARN or task definition');
    const sight = (0,look/* serviceSight */.t6)(service);
    const providers = service.capacityProviderStrategy ?? [];
    return {
        ...sight,
        ...{ arn: serviceArn, taskDefinition },
        primary: sight.deployments.find(({ isPrimary, id }) => isPrimary && id !== ''),
        completed: completedOf(sight, taskDefinition),
        shape: shapeOf(deploymentConfiguration ?? {}),
        isFargate: launchType === 'FARGATE' ||
            providers.some(({ capacityProvider }) => /^FARGATE(_SPOT)?$/.test(capacityProvider ?? '')),
        targetGroups: loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
    };
}
/** Where nothing tells of rollouts (a classic load balancer), what the service names is all there is. */
function completedOf({ deployments }, taskDefinition) {
    // Of several nobody knows which one was ever complete.
    if (deployments.every(({ rolloutState }) => rolloutState === undefined))
        return deployments.length > 1 ? undefined : taskDefinition;
    const completed = deployments.filter(({ rolloutState }) => rolloutState === 'COMPLETED');
    return (completed.find(({ isPrimary }) => isPrimary) ?? completed[0])?.taskDefinition;
}
/** Whether the service is where it was told to be; without a rollout state: alone, and with all its tasks. */
function isSteady({ primary, deployments, desiredCount }) {
    if (primary === undefined)
        return false;
    // A rollout stays complete also when its tasks crash later.
    const isDone = primary.rolloutState === undefined ? deployments.length === 1 : primary.rolloutState === 'COMPLETED';
    return isDone && primary.running >= desiredCount;
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
