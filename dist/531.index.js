export const id = 531;
export const ids = [531,912];
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

/***/ 3531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportOf: () => (/* binding */ reportOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7912);
/* harmony import */ var _tally_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2670);


/** Raised by whatever could break a reader: docs/slipway-report.schema.json describes this one. */
const schemaVersion = 1;
/**
 * The outcome for machines: all findings with what the gate made of them, and whatever else is known. What is not known,
 * because a stage failed before it was, is null.
 */
function reportOf(outcome, conclusion) {
    const { verdict, scan, baseline } = outcome;
    const judged = verdict === undefined || verdict.kind === 'skipped' ? undefined : verdict;
    return {
        schemaVersion,
        generator: { name: 'Slipway' },
        image: imageOf(outcome),
        commit: outcome.plan?.sha ?? null,
        verdict: verdict?.kind ?? null,
        closed: verdict === undefined ? null : isClosed(verdict),
        override: verdict?.kind === 'overridden' ? { ...verdict.override } : null,
        policy: judged === undefined ? null : policyOf(judged.policy),
        scan: scan === undefined ? null : scanOf(scan),
        baseline: baseline === undefined ? null : baselineOf(baseline),
        counts: judged === undefined ? null : countsOf(judged),
        findings: judged === undefined ? null : judged.findings.map((one) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.later)(() => findingOf(one))),
        failure: failureOf(conclusion),
    };
}
function imageOf({ repository, digest, image }) {
    if (repository === undefined)
        return null;
    const platforms = image?.platforms.map((one) => ({ platform: one.platform, digest: one.digest }));
    return {
        uri: digest === undefined ? null : `${repository.uri}@${digest}`,
        repository: repository.name,
        digest: digest ?? null,
        platforms: platforms ?? null,
    };
}
function isClosed(verdict) {
    return verdict.kind === 'blocked' || (verdict.kind === 'unscanned' && verdict.closed);
}
function policyOf({ threshold, minEpss, ...policy }) {
    return {
        mode: policy.mode,
        severityThreshold: threshold,
        maxFindings: policy.maxFindings,
        onlyFixable: policy.onlyFixable,
        failOnExploitable: policy.failOnExploitable,
        failOnKnownExploited: policy.failOnKnownExploited,
        minEpss: minEpss ?? null,
        onUnscanned: policy.onUnscanned,
        onUnsupported: policy.onUnsupported,
    };
}
function scanOf({ mode, seconds, platforms }) {
    return { mode: mode ?? null, seconds, platforms: platforms.map(platformOf) };
}
function platformOf(scan) {
    const isComplete = scan.kind === 'complete';
    return {
        platform: scan.platform,
        digest: scan.digest,
        status: scan.kind,
        completedAt: isComplete ? timeOf(scan.completedAt) : null,
        reason: isComplete ? null : scan.reason,
        detail: isComplete ? null : scan.detail,
    };
}
function timeOf(time) {
    return time === undefined || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
function baselineOf(baseline) {
    const isCompared = baseline.kind === 'compared';
    return {
        name: baseline.name,
        digest: isCompared ? baseline.digest : null,
        findings: isCompared ? baseline.findings.length : null,
        reason: isCompared ? null : baseline.reason,
    };
}
function countsOf({ findings }) {
    const bySeverity = (0,_tally_js__WEBPACK_IMPORTED_MODULE_0__/* .tallyOf */ .s)(findings);
    const sum = (part) => Object.values(bySeverity).reduce((total, one) => total + one[part], 0);
    const all = {
        violations: sum('violations'),
        ignored: sum('ignored'),
        baseline: sum('baseline'),
        other: sum('other'),
        total: sum('total'),
    };
    return { ...bySeverity, all };
}
function findingOf(finding) {
    return {
        id: finding.id,
        severity: finding.severity,
        package: {
            name: finding.packageName,
            version: finding.packageVersion,
            manager: finding.packageManager ?? null,
            paths: finding.paths,
        },
        fixedIn: finding.fixedIn ?? null,
        fix: finding.fix,
        exploit: finding.exploit,
        knownExploited: finding.knownExploited ?? null,
        epss: finding.epss ?? null,
        score: finding.score ?? null,
        uri: finding.uri ?? null,
        platforms: finding.platforms,
        decision: decisionOf(finding),
    };
}
function decisionOf({ decision }) {
    switch (decision.kind) {
        case 'violation':
            return { kind: decision.kind, why: decision.why };
        case 'within-limit':
            return { kind: decision.kind, limit: decision.limit };
        case 'ignored': {
            const { reason, until, untilFixed, file, line } = decision.entry;
            return { kind: decision.kind, ignore: { reason, until: until ?? null, untilFixed, file, line } };
        }
        case 'suppressed':
        case 'closed':
        case 'baseline':
        case 'unfixable':
        case 'below-threshold':
            return { kind: decision.kind };
    }
}
function failureOf({ failure }) {
    return failure === undefined ? null : { code: failure.code, sentence: failure.sentence, hint: failure.hint };
}


/***/ })

};
