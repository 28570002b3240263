export const id = 349;
export const ids = [349,912];
export const modules = {

/***/ 7912:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jsonOf: () => (/* binding */ jsonOf),
/* harmony export */   later: () => (/* binding */ later)
/* harmony export */ });
const pieceLength = 100_000;
/** Lists that are longer are taken apart, their elements are not. */
const shortList = 100;
/** A part of a value for jsonOf and JSON.stringify that is made when its turn comes: a list of them takes little memory. */
function later(make) {
    return { toJSON: make };
}
/**
 * The JSON of a value, in pieces for a file. One string of it would be held twice while it is made, which for a very full
 * image is more than all findings take.
 */
function* jsonOf(value) {
    let piece = '';
    for (const part of partsOf(value)) {
        piece += part;
        if (piece.length < pieceLength)
            continue;
        yield piece;
        piece = '';
    }
    yield piece;
}
function* partsOf(value) {
    if (Array.isArray(value))
        yield* listParts(value);
    else if (isRecord(value))
        yield* recordParts(value);
    else
        yield jsonText(value);
}
function jsonText(value) {
    return JSON.stringify(value) ?? 'null';
}
function* listParts(list) {
    const isLong = list.length > shortList;
    for (const [index, one] of list.entries()) {
        yield index === 0 ? '[' : ',';
        if (isLong)
            yield jsonText(one);
        else
            yield* partsOf(one);
    }
    yield list.length === 0 ? '[]' : ']';
}
function* recordParts(record) {
    let before = '{';
    for (const [key, value] of Object.entries(record)) {
        if (value === undefined)
            continue;
        yield `${before}${JSON.stringify(key)}:`;
        yield* partsOf(value);
        before = ',';
    }
    yield before === '{' ? '{}' : '}';
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !('toJSON' in value);
}


/***/ }),

/***/ 349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sarifOf: () => (/* binding */ sarifOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/report/json.js
var json = __webpack_require__(7912);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(75);
// EXTERNAL MODULE: ./build/src/report/words.js
var words = __webpack_require__(3629);
;// CONCATENATED MODULE: ./build/src/report/sarif-rules.js


/** Of GitHub's code scanning, for each text of a rule. */
const longestText = 1024;
/** Characters of all descriptions together; see the budget of the messages. */
const descriptionBudget = 2_500_000;
const mostPackages = 3;
/** GitHub reads its own severity from a score, by these bands; outside of them it would show another one than the gate. */
const bands = {
    critical: { least: 9.1, most: 10, usual: 9.5 },
    high: { least: 7, most: 8.9, usual: 8 },
    medium: { least: 4, most: 6.9, usual: 5.5 },
    low: { least: 0.1, most: 3.9, usual: 2 },
};
const levels = {
    critical: 'error',
    high: 'error',
    medium: 'warning',
    low: 'note',
    informational: 'note',
    unknown: 'note',
};
/** Of the worst among the findings. */
function levelOf(findings) {
    return levels[worstOf(findings)];
}
/** @param ruleCount how many rules share what all descriptions may have */
function ruleOf(id, alerts, ruleCount) {
    const findings = alerts.flatMap((alert) => alert.findings);
    const severity = worstOf(findings);
    const score = highest(findings.map((one) => one.score));
    const longest = Math.min(longestText, Math.floor(descriptionBudget / ruleCount));
    const title = `${id} (${severity}) in ${packagesOf(alerts)}`;
    const described = findings.find(({ description }) => description !== undefined)?.description;
    const uri = findings.map((one) => (0,markdown/* plainAddress */.n7)(one.uri)).find((one) => one !== undefined);
    const security = securitySeverity(severity, score);
    return {
        id,
        shortDescription: { text: (0,words/* oneLine */.TN)(title, longestText) },
        fullDescription: { text: (0,words/* oneLine */.TN)(described ?? '', longest) || (0,words/* oneLine */.TN)(title, longestText) },
        help: { text: helpText(findings), markdown: helpMarkdown(findings, severity, score, uri) },
        ...(uri !== undefined && { helpUri: uri }),
        defaultConfiguration: { level: levels[severity] },
        properties: {
            tags: ['security', 'vulnerability', severity],
            precision: 'very-high',
            ...(security !== undefined && { 'security-severity': security }),
        },
    };
}
function packagesOf(alerts) {
    const others = alerts.length - 1;
    return `${(0,words/* oneLine */.TN)(alerts[0]?.packageName ?? '', 80)}${others > 0 ? ` and ${(0,words/* count */.U9)(others, 'other package')}` : ''}`;
}
/** A number in words, since GitHub rejects a whole file for the word null; left out where there is no severity. */
function securitySeverity(severity, score) {
    const band = bands[severity];
    if (band === undefined)
        return undefined;
    const rounded = Math.round((score ?? band.usual) * 10) / 10;
    return Math.min(Math.max(rounded, band.least), band.most).toFixed(1);
}
function helpText(findings) {
    const fixes = [...new Set(findings.flatMap(({ fixedIn }) => fixedIn ?? []))].slice(0, mostPackages);
    if (fixes.length > 0)
        return `Fixed in ${fixes.map((one) => (0,words/* oneLine */.TN)(one, 40)).join(', ')}.`;
    return findings.every(({ fix }) => fix === 'no')
        ? 'No fix is known.'
        : 'Update the package, or the base image.';
}
/** Short enough by its parts: Markdown that is cut would be other Markdown. */
function helpMarkdown(findings, severity, score, uri) {
    const epss = highest(findings.map((one) => one.epss));
    const facts = [
        `**Severity**: ${words/* severityNames */.qx[severity]}`,
        score === undefined ? '' : `**CVSS score**: ${score}`,
        epss === undefined ? '' : `**EPSS**: ${(0,words/* percent */.KN)(epss)}`,
        findings.some(({ knownExploited }) => knownExploited) ? '**Known to be exploited** (CISA)' : '',
        findings.some(({ exploit }) => exploit === 'yes') ? '**An exploit exists**' : '',
    ];
    const items = findings.slice(0, mostPackages).map((one) => `- ${itemOf(one)}`);
    const more = findings.length > items.length ? [`- … and ${findings.length - items.length} more`] : [];
    const source = uri !== undefined && uri.length <= 200 ? `\n\n[Source](${uri})` : '';
    const line = facts.filter((fact) => fact !== '').join(', ');
    return `${line}\n\n${[...items, ...more].join('\n')}${source}`;
}
function itemOf({ packageName, packageVersion, fixedIn, fix }) {
    const name = (0,markdown/* code */.aY)(`${(0,words/* oneLine */.TN)(packageName, 60)} ${(0,words/* oneLine */.TN)(packageVersion, 40)}`);
    if (fixedIn !== undefined)
        return `${name}, fixed in ${(0,markdown/* code */.aY)((0,words/* oneLine */.TN)(fixedIn, 40))}`;
    return fix === 'no' ? `${name}, without a fix` : name;
}
function worstOf(findings) {
    const found = new Set(findings.map(({ severity }) => severity));
    return words/* severityKeys */.mT.find((severity) => found.has(severity)) ?? 'unknown';
}
function highest(numbers) {
    const known = numbers.flatMap((one) => (one !== undefined && Number.isFinite(one) ? [one] : []));
    return known.length === 0 ? undefined : known.reduce((a, b) => Math.max(a, b));
}

;// CONCATENATED MODULE: ./build/src/report/sarif.js




/** Of GitHub's code scanning, for one run; it rejects files with more. */
const mostResults = 25_000;
/** Characters of all messages together: a file is to stay below 10 MB, compressed, even of text that does not compress. */
const messageBudget = 3_500_000;
const longestMessage = 1000;
/**
 * The findings in SARIF 2.1.0, as GitHub's code scanning reads it: one rule a vulnerability, one result a package that
 * has it. What the gate does not count is in it, too, but for what an ignore file or Inspector takes out.
 * @returns undefined where a platform has no list of findings: alerts that are not in a file are closed, so one that is
 * not whole would close those that still stand
 */
function sarifOf(outcome) {
    const { verdict, scan, repository } = outcome;
    if (verdict === undefined || verdict.kind === 'skipped' || verdict.missing.length > 0)
        return undefined;
    if (scan === undefined || scan.platforms.some(({ kind }) => kind !== 'complete'))
        return undefined;
    if (scan.platforms.length === 0)
        return undefined;
    const alerts = alertsOf(verdict.findings);
    const shown = alerts.slice(0, mostResults);
    const rules = byId(shown);
    const indexes = new Map(rules.map(([id], index) => [id, index]));
    const locations = [locationOf(outcome)];
    const longest = Math.min(longestMessage, Math.floor(messageBudget / shown.length));
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'Slipway',
                        rules: rules.map(([id, same]) => (0,json.later)(() => ruleOf(id, same, rules.length))),
                    },
                },
                automationDetails: { id: `slipway/${repository?.name ?? 'image'}/` },
                ...invocations(alerts.length - shown.length),
                results: shown.map((alert) => (0,json.later)(() => resultOf(alert, indexes.get(alert.id) ?? 0, locations, longest))),
            },
        ],
    };
}
/** By id and package, in the order of the findings: the worst first. */
function alertsOf(findings) {
    const alerts = new Map();
    for (const finding of findings) {
        if (isTakenOut(finding))
            continue;
        const [id, packageName] = [(0,words/* oneLine */.TN)(finding.id, 120), (0,words/* oneLine */.TN)(finding.packageName, 120)];
        const key = `${id}\n${packageName}`;
        const known = alerts.get(key);
        if (known === undefined)
            alerts.set(key, { id, packageName, findings: [finding] });
        else
            known.findings.push(finding);
    }
    return [...alerts.values()];
}
function isTakenOut({ decision: { kind } }) {
    return kind === 'ignored' || kind === 'suppressed' || kind === 'closed';
}
function byId(alerts) {
    const groups = new Map();
    for (const alert of alerts) {
        const known = groups.get(alert.id);
        if (known === undefined)
            groups.set(alert.id, [alert]);
        else
            known.push(alert);
    }
    return [...groups];
}
function resultOf(alert, ruleIndex, locations, longest) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(`${alert.id}|${alert.packageName}`).digest('hex').slice(0, 32);
    return {
        ruleId: alert.id,
        ruleIndex,
        level: levelOf(alert.findings),
        message: { text: messageOf(alert, longest) },
        locations,
        // GitHub tells alerts apart by this one alone, and it must not change with versions and paths.
        partialFingerprints: { primaryLocationLineHash: `${hash}:1` },
    };
}
function messageOf({ id, packageName, findings }, longest) {
    const unique = (texts) => [...new Set(texts)].map((text) => (0,words/* oneLine */.TN)(text, 100));
    const severities = [...new Set(findings.map(({ severity }) => severity))];
    const fixes = unique(findings.flatMap(({ fixedIn }) => fixedIn ?? []));
    const paths = unique(findings.flatMap(({ paths }) => paths));
    const parts = [
        `${packageName} ${(0,words/* list */.p_)(unique(findings.map(({ packageVersion }) => packageVersion)))} has ${id} (${severities.join(', ')})`,
        fixes.length === 0 ? '' : `fixed in ${(0,words/* list */.p_)(fixes)}`,
        `on ${(0,words/* list */.p_)(unique(findings.flatMap(({ platforms }) => platforms)))}`,
        paths.length === 0 ? '' : `at ${(0,words/* list */.p_)(paths)}`,
    ];
    return escaped(parts.filter((part) => part !== '').join('; '), longest);
}
/** In a message of SARIF, brackets make links. */
function escaped(text, longest) {
    // In a message of SARIF, {0} stands for an argument.
    const safe = (0,words/* oneLine */.TN)(text, longest)
        .replace(/[\\[\]]/g, '\\$&')
        .replace(/\{(\d+)\}/g, '{{$1}}');
    return safe.length > longest ? `${safe.slice(0, longest - 1).replace(/\\+$/, '')}…` : safe;
}
/**
 * The Dockerfile, where this run knows one: the alert then leads to what is to be changed. Else a path that no repository
 * has, which stays the same from run to run.
 */
function locationOf({ dockerfile, repository }) {
    const path = dockerfile ?? `(image-in-ecr)/${repository?.name ?? 'image'}`;
    const uri = path
        .replace(/\p{Cs}/gu, '\ufffd')
        .split('/')
        .map(encodeURIComponent)
        .join('/');
    const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return { physicalLocation: { artifactLocation: { uri }, region } };
}
function invocations(leftOut) {
    if (leftOut === 0)
        return {};
    const text = `${leftOut} results, the least severe ones, are left out: GitHub takes ${mostResults} of a run.`;
    const notification = { level: 'warning', message: { text } };
    return { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [notification] }] };
}


/***/ })

};
