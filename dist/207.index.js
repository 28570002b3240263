export const id = 207;
export const ids = [207];
export const modules = {

/***/ 207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseIgnores: () => (/* binding */ parseIgnores)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/src/quoted.js
var quoted = __webpack_require__(889);
// EXTERNAL MODULE: ./build/src/scan/days.js
var scan_days = __webpack_require__(560);
// EXTERNAL MODULE: ./build/src/scan/findings.js
var findings = __webpack_require__(1165);
// EXTERNAL MODULE: ./build/src/scan/glob.js
var glob = __webpack_require__(5069);
;// CONCATENATED MODULE: ./build/src/scan/yaml-fields.js



/**
 * Reads a map whose names are each there once; undefined, and a problem, where it is none.
 * @param owner what the map is, for messages
 */
function fieldsOf(page, node, owner, names) {
    if (!(0,dist/* isMap */.jh)(node)) {
        page.problem(node, `${owner} is made of names and values, such as ${names.known[0]}: …`);
        return undefined;
    }
    const fields = new Map();
    for (const { key, value } of node.items) {
        const name = (0,dist/* isScalar */.jn)(key) && typeof key.value === 'string' ? key.value : undefined;
        const isFine = name !== undefined && (names.others === 'passed over' || names.known.includes(name));
        if (!isFine)
            page.problem(key, unknownName(key, owner, names.known));
        else if (fields.has(name))
            page.problem(key, `${(0,quoted/* quoted */.T)(name)} is there twice`);
        else
            fields.set(name, { name, node: value ?? key, hasValue: value !== null && !isNothing(value) });
    }
    return fields;
}
function unknownName(key, owner, known) {
    const name = (0,dist/* isScalar */.jn)(key) ? (0,quoted/* quoted */.T)(String(key.source ?? key.value)) : 'what stands here';
    return `${name} is no name that ${owner} has: there are ${known.join(', ')}`;
}
function isNothing(node) {
    return (0,dist/* isScalar */.jn)(node) && node.value === null;
}
/** The text of a field, trimmed and on one line; undefined, and a problem, where it is none or too long. */
function textOf(page, { name, node, hasValue }, longest) {
    if (!hasValue || isNothing(node)) {
        page.problem(node, `${name} has no value`);
        return undefined;
    }
    if (!(0,dist/* isScalar */.jn)(node) || typeof node.value !== 'string') {
        const advice = (0,dist/* isScalar */.jn)(node) ? `: put ${(0,quoted/* quoted */.T)(node.source)} in quotes` : '';
        page.problem(node, `${name} must be text${advice}`);
        return undefined;
    }
    const { length } = [...node.value];
    // Of characters that are two to JavaScript, none is cut.
    const text = (0,findings/* short */.h0)(node.value, 2 * longest);
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
    if (!(0,dist/* isSeq */.oP)(node)) {
        page.problem(node, `${name} must be a list, with a dash in front of each item`);
        return [];
    }
    const items = node.items;
    const excess = items[mostItems];
    if (excess !== undefined)
        page.problem(excess, `${name} has ${items.length} items, and may have ${mostItems}`);
    return items.slice(0, mostItems);
}

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
function wordsOf(code, message) {
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

;// CONCATENATED MODULE: ./build/src/scan/ignore-file.js







const rootNames = { known: ['version', 'ignore'], others: 'refused' };
const entryNames = {
    known: ['id', 'package', 'path', 'platform', 'until', 'reason', 'severity'],
    others: 'refused',
};
const caps = findings/* severities */.gO.filter((one) => one !== 'unknown');
const longestText = 500;
/** Each is held against every finding. */
const mostGlobs = 500;
/**
 * Reads an ignore file of Slipway's own format; never throws.
 * @param file as the user names it
 */
function parseIgnoreFile(text, file) {
    const page = readPage(text);
    const entries = page.root === undefined ? [] : readRoot(page, page.root, file);
    const problems = page.problems();
    return { entries: problems.length > 0 ? [] : entries, problems, notes: [] };
}
function readRoot(page, root, file) {
    const fields = fieldsOf(page, root, 'an ignore file', rootNames);
    if (fields === undefined)
        return [];
    const version = fields.get('version');
    if (version === undefined)
        page.problem(root, 'version is missing: the first line is version: 1');
    else if (!(0,dist/* isScalar */.jn)(version.node) || version.node.value !== 1)
        page.problem(version.node, 'version must be 1: there is no other');
    const list = fields.get('ignore');
    if (list === undefined)
        return [];
    const entries = itemsOf(page, list).flatMap((item) => readEntry(page, item, file) ?? []);
    const globs = entries.filter(({ id }) => (0,glob/* hasWildcard */.r)(id)).length;
    if (globs > mostGlobs)
        page.problem(list.node, `${globs} ids have wildcards, and ${mostGlobs} may: name the others in full`);
    return entries;
}
function readEntry(page, node, file) {
    const fields = fieldsOf(page, node, 'an entry', entryNames);
    if (fields === undefined)
        return undefined;
    const text = (name) => optional(fields, name, (field) => textOf(page, field, longestText));
    const [id, one, path, reason] = [text('id'), text('package'), text('path'), text('reason')];
    for (const name of ['id', 'reason'])
        if (!fields.has(name))
            page.problem(node, `${name} is missing`);
    const problem = (name, what) => page.problem(fields.get(name)?.node ?? node, what);
    if (id !== undefined && isEverything(id, one, path))
        problem('id', everything(id));
    if (one !== undefined && /.@$/.test(one))
        problem('package', `package ${(0,quoted/* quoted */.T)(one)} has no version after the @`);
    return {
        id: id ?? '',
        packages: one === undefined ? [] : [one],
        paths: path === undefined ? [] : [path],
        purls: [],
        platform: optional(fields, 'platform', (field) => readPlatform(page, field)),
        ...(optional(fields, 'until', (field) => readUntil(page, field)) ?? forever),
        reason: reason ?? '',
        severity: optional(fields, 'severity', (field) => readCap(page, field)),
        file,
        line: page.lineOf(node),
    };
}
function optional(fields, name, read) {
    const field = fields.get(name);
    return field === undefined ? undefined : read(field);
}
/** An id that stands for all would switch the gate off, unless something else of the entry stands for less. */
function isEverything(id, ...others) {
    const saysSomething = (text = '') => /[^\s*?@./-]/.test(text);
    // CVE-* and GHSA-* are all there is as well.
    const isOpen = !saysSomething(id) || ((0,glob/* hasWildcard */.r)(id) && !/\d/.test(id));
    return isOpen && !others.some(saysSomething);
}
function everything(id) {
    return `id ${(0,quoted/* quoted */.T)(id)} stands for every finding and would switch the gate off: name an id, a package or a path`;
}
function readPlatform(page, field) {
    const text = textOf(page, field, longestText);
    if (text === undefined || /^[a-z0-9]+(\/[a-z0-9._-]+){1,2}$/.test(text))
        return text;
    page.problem(field.node, `platform ${(0,quoted/* quoted */.T)(text)} is none: it is written as linux/arm64`);
    return undefined;
}
function readCap(page, field) {
    const text = textOf(page, field, longestText);
    const cap = caps.find((one) => one === text);
    if (text !== undefined && cap === undefined)
        page.problem(field.node, `severity ${(0,quoted/* quoted */.T)(text)} is not one of ${caps.join(', ')}`);
    return cap;
}
const forever = { until: undefined, untilFixed: false };
/** A day, the word `fixed`, or a list of both: then whichever comes first. */
function readUntil(page, field) {
    const items = (0,dist/* isSeq */.oP)(field.node) ? field.node.items : [field.node];
    const texts = items.map((node) => textOf(page, { ...field, node }, longestText));
    if (texts.includes(undefined))
        return undefined;
    const wrong = texts.findIndex((one = '') => one !== 'fixed' && !(0,scan_days/* isDay */.N)(one));
    const days = texts.filter((one) => one !== 'fixed');
    if (wrong >= 0)
        page.problem(items[wrong] ?? field.node, untilWords(texts[wrong] ?? ''));
    else if ((0,dist/* isSeq */.oP)(field.node) && (texts.length !== 2 || days.length !== 1))
        page.problem(field.node, 'until takes a list of one day and fixed, in any order');
    return { until: days[0], untilFixed: days.length < texts.length };
}
function untilWords(text) {
    return `until ${(0,quoted/* quoted */.T)(text)} is no day of the calendar: it is written as 2026-12-31, and fixed waits for a fix`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/scan/purl.js
var purl = __webpack_require__(5122);
;// CONCATENATED MODULE: ./build/src/scan/trivy-ignore.js








const trivy_ignore_rootNames = { known: ['vulnerabilities'], others: 'passed over' };
const trivy_ignore_entryNames = { known: ['id'], others: 'passed over' };
const otherKinds = ['misconfigurations', 'secrets', 'licenses'];
const trivy_ignore_longestText = 500;
/** Whether a file is one of Trivy's, by its name. */
function isTrivys(file) {
    return (0,external_node_path_.basename)(file).toLowerCase().includes('trivyignore');
}
/**
 * Reads a .trivyignore.yaml; never throws. Its entries for vulnerabilities count; what Trivy may add to its format is
 * passed over. Trivy's plain text is a problem: it has no room for a reason.
 * @param file as the user names it
 */
function parseTrivyIgnore(text, file) {
    if (!/\.ya?ml$/i.test(file)) {
        const what = 'only the YAML form of .trivyignore is read: call it .trivyignore.yaml';
        return { entries: [], problems: [{ line: 1, column: 1, text: what }], notes: [] };
    }
    const page = readPage(text);
    const fields = page.root && fieldsOf(page, page.root, 'a .trivyignore.yaml', trivy_ignore_rootNames);
    const list = fields?.get('vulnerabilities');
    const items = list === undefined ? [] : itemsOf(page, list);
    const entries = items.flatMap((item) => trivy_ignore_readEntry(page, item, file) ?? []);
    const notes = [...passedOver(page, fields), ...looselyRead(entries)];
    const problems = page.problems();
    return { entries: problems.length > 0 ? [] : entries, problems, notes };
}
function trivy_ignore_readEntry(page, node, file) {
    const fields = fieldsOf(page, node, 'an entry', trivy_ignore_entryNames);
    if (fields === undefined)
        return undefined;
    const given = (name) => [fields.get(name)].flatMap((one) => (one?.hasValue ? [one] : []));
    const statement = given('statement').map((field) => textOf(page, field, Number.POSITIVE_INFINITY));
    const until = given('expired_at').map((field) => readExpiry(page, field));
    return {
        id: readId(page, node, fields) ?? '',
        packages: [],
        paths: given('paths').flatMap((field) => readTexts(page, field, () => undefined)),
        purls: given('purls').flatMap((field) => readTexts(page, field, purlProblem)),
        platform: undefined,
        until: until[0],
        untilFixed: false,
        reason: (0,findings/* short */.h0)(statement[0], trivy_ignore_longestText) ?? 'no reason given',
        severity: undefined,
        file,
        line: page.lineOf(node),
    };
}
function readId(page, node, fields) {
    const field = fields.get('id');
    if (field === undefined)
        page.problem(node, 'id is missing');
    const id = field && textOf(page, field, trivy_ignore_longestText);
    if (field !== undefined && id !== undefined && (0,glob/* hasWildcard */.r)(id))
        page.problem(field.node, `id ${(0,quoted/* quoted */.T)(id)} holds a wildcard, and Trivy knows none in ids`);
    return id;
}
function readTexts(page, field, check) {
    return itemsOf(page, field).flatMap((node) => {
        const text = textOf(page, { ...field, node }, trivy_ignore_longestText);
        const problem = text === undefined ? undefined : check(text);
        if (problem !== undefined)
            page.problem(node, problem);
        return text ?? [];
    });
}
function purlProblem(text) {
    if ((0,purl/* parsePurl */.$)(text) !== undefined)
        return undefined;
    return `${(0,quoted/* quoted */.T)(text)} is no package URL: they are written as pkg:deb/debian/openssl`;
}
/** An entry holds in Trivy until that moment, which is a day's first one: the day before is the last whole one. */
function readExpiry(page, field) {
    const text = textOf(page, field, trivy_ignore_longestText);
    if (text === undefined)
        return undefined;
    const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
    const day = Number.isNaN(time) ? text : (0,scan_days/* dayOf */.kb)(new Date(time));
    if ((0,scan_days/* isDay */.N)(day))
        return (0,scan_days/* addDays */.fi)(day, -1);
    page.problem(field.node, `expired_at ${(0,quoted/* quoted */.T)(text)} is no day of the calendar: it is written as 2026-12-31`);
    return undefined;
}
function passedOver(page, fields) {
    const counts = otherKinds.flatMap((kind) => {
        const field = fields?.get(kind);
        const count = field === undefined ? 0 : itemsOf(page, field).length;
        return count === 0 ? [] : [`${count} of ${kind}`];
    });
    return counts.length === 0
        ? []
        : [`Passed over, since the scan finds vulnerabilities only: ${counts.join(', ')}.`];
}
function looselyRead(entries) {
    const hasSets = entries.some(({ paths }) => paths.some((path) => /[[\]{}\\]/.test(path)));
    const hasQualifiers = entries.some(({ purls }) => purls.some((purl) => /[?#]/.test(purl)));
    return [
        ...(hasSets
            ? ['In paths, only *, ** and ? are wildcards; brackets and braces stand for themselves.']
            : []),
        ...(hasQualifiers ? ['In purls, qualifiers and subpaths are passed over: no finding has them.'] : []),
    ];
}

;// CONCATENATED MODULE: ./build/src/scan/ignore-files.js


/**
 * Reads an ignore file in the format that its name tells; never throws.
 * @param file as the user names it: what has trivyignore in its name is Trivy's
 */
function parseIgnores(text, file) {
    return isTrivys(file) ? parseTrivyIgnore(text, file) : parseIgnoreFile(text, file);
}


/***/ })

};
