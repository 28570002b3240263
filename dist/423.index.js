export const id = 423;
export const ids = [423];
export const modules = {

/***/ 3423:
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
// EXTERNAL MODULE: ./build/src/scan/yaml-fields.js
var yaml_fields = __webpack_require__(3488);
// EXTERNAL MODULE: ./build/src/scan/yaml-page.js + 1 modules
var yaml_page = __webpack_require__(7705);
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
    const page = (0,yaml_page/* readPage */.S)(text);
    const entries = page.root === undefined ? [] : readRoot(page, page.root, file);
    const problems = page.problems();
    return { entries: problems.length > 0 ? [] : entries, problems, notes: [] };
}
function readRoot(page, root, file) {
    const fields = (0,yaml_fields/* fieldsOf */.Pf)(page, root, 'an ignore file', rootNames);
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
    const entries = (0,yaml_fields/* itemsOf */.S3)(page, list).flatMap((item) => readEntry(page, item, file) ?? []);
    const globs = entries.filter(({ id }) => (0,glob/* hasWildcard */.r)(id)).length;
    if (globs > mostGlobs)
        page.problem(list.node, `${globs} ids have wildcards, and ${mostGlobs} may: name the others in full`);
    return entries;
}
function readEntry(page, node, file) {
    const fields = (0,yaml_fields/* fieldsOf */.Pf)(page, node, 'an entry', entryNames);
    if (fields === undefined)
        return undefined;
    const text = (name) => optional(fields, name, (field) => (0,yaml_fields/* textOf */.b6)(page, field, longestText));
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
    const text = (0,yaml_fields/* textOf */.b6)(page, field, longestText);
    if (text === undefined || /^[a-z0-9]+(\/[a-z0-9._-]+){1,2}$/.test(text))
        return text;
    page.problem(field.node, `platform ${(0,quoted/* quoted */.T)(text)} is none: it is written as linux/arm64`);
    return undefined;
}
function readCap(page, field) {
    const text = (0,yaml_fields/* textOf */.b6)(page, field, longestText);
    const cap = caps.find((one) => one === text);
    if (text !== undefined && cap === undefined)
        page.problem(field.node, `severity ${(0,quoted/* quoted */.T)(text)} is not one of ${caps.join(', ')}`);
    return cap;
}
const forever = { until: undefined, untilFixed: false };
/** A day, the word `fixed`, or a list of both: then whichever comes first. */
function readUntil(page, field) {
    const items = (0,dist/* isSeq */.oP)(field.node) ? field.node.items : [field.node];
    const texts = items.map((node) => (0,yaml_fields/* textOf */.b6)(page, { ...field, node }, longestText));
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
    const page = (0,yaml_page/* readPage */.S)(text);
    const fields = page.root && (0,yaml_fields/* fieldsOf */.Pf)(page, page.root, 'a .trivyignore.yaml', trivy_ignore_rootNames);
    const list = fields?.get('vulnerabilities');
    const items = list === undefined ? [] : (0,yaml_fields/* itemsOf */.S3)(page, list);
    const entries = items.flatMap((item) => trivy_ignore_readEntry(page, item, file) ?? []);
    const notes = [...passedOver(page, fields), ...looselyRead(entries)];
    const problems = page.problems();
    return { entries: problems.length > 0 ? [] : entries, problems, notes };
}
function trivy_ignore_readEntry(page, node, file) {
    const fields = (0,yaml_fields/* fieldsOf */.Pf)(page, node, 'an entry', trivy_ignore_entryNames);
    if (fields === undefined)
        return undefined;
    const given = (name) => [fields.get(name)].flatMap((one) => (one?.hasValue ? [one] : []));
    const statement = given('statement').map((field) => (0,yaml_fields/* textOf */.b6)(page, field, Number.POSITIVE_INFINITY));
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
    const id = field && (0,yaml_fields/* textOf */.b6)(page, field, trivy_ignore_longestText);
    if (field !== undefined && id !== undefined && (0,glob/* hasWildcard */.r)(id))
        page.problem(field.node, `id ${(0,quoted/* quoted */.T)(id)} holds a wildcard, and Trivy knows none in ids`);
    return id;
}
function readTexts(page, field, check) {
    return (0,yaml_fields/* itemsOf */.S3)(page, field).flatMap((node) => {
        const text = (0,yaml_fields/* textOf */.b6)(page, { ...field, node }, trivy_ignore_longestText);
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
    const text = (0,yaml_fields/* textOf */.b6)(page, field, trivy_ignore_longestText);
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
        const count = field === undefined ? 0 : (0,yaml_fields/* itemsOf */.S3)(page, field).length;
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
