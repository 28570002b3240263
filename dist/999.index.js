export const id = 999;
export const ids = [999];
export const modules = {

/***/ 2999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  needsExploits: () => (/* binding */ needsExploits),
  readCoverage: () => (/* binding */ readCoverage),
  withExploits: () => (/* binding */ withExploits)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-inspector2/dist-cjs/index.js
var dist_cjs = __webpack_require__(3222);
// EXTERNAL MODULE: ./build/src/errors.js
var errors = __webpack_require__(7406);
// EXTERNAL MODULE: ./build/src/lib/explain.js
var explain = __webpack_require__(538);
// EXTERNAL MODULE: ./build/src/scan/findings.js
var scan_findings = __webpack_require__(1165);
;// CONCATENATED MODULE: ./build/src/scan/witness.js
const pending = ['PENDING_INITIAL_SCAN', 'PENDING_REVIVAL_SCAN', 'SCAN_IN_PROGRESS'];
const ends = {
    UNSUPPORTED_OS: 'unsupported',
    UNSUPPORTED_MEDIA_TYPE: 'unsupported',
    ACCESS_DENIED: 'denied',
    ACCESS_DENIED_TO_ENCRYPTION_KEY: 'denied',
    SCAN_ELIGIBILITY_EXPIRED: 'stale',
    IMAGE_SIZE_EXCEEDED: 'unsupported',
    IMAGE_ARCHIVED: 'failed',
    RESOURCE_TERMINATED: 'failed',
};
/**
 * Reads a reason of Inspector. One that is not known, and those that name no state of this scan, say nothing.
 * @param lastScannedAt when it was scanned last: a success without it is none
 */
function readWitness(reason, lastScannedAt) {
    if (pending.includes(reason))
        return { kind: 'pending', reason };
    if (reason === 'SUCCESSFUL')
        return { kind: lastScannedAt === undefined ? 'pending' : 'done', reason };
    const because = Object.hasOwn(ends, reason) ? ends[reason] : undefined;
    return because === undefined ? { kind: 'silent', reason } : { kind: 'unavailable', reason, because };
}

;// CONCATENATED MODULE: ./build/src/scan/inspector.js






// What ECR does not tell of enhanced scans: Inspector's own word on the scan of an image, and on exploits.
const equals = (value) => [{ comparison: 'EQUALS', value }];
/**
 * Asks what Inspector says of the scan of one manifest. It helps where it is allowed; where it is not, or does not
 * answer, the findings alone decide, which takes nothing but time.
 * @returns undefined where nothing is known
 */
async function readCoverage(inspector, { name, arn }, digest) {
    const filterCriteria = {
        resourceType: equals('AWS_ECR_CONTAINER_IMAGE'),
        resourceId: equals(`${arn}/${digest}`),
    };
    try {
        const { coveredResources = [] } = await inspector.send(new dist_cjs/* ListCoverageCommand */.yYs({ filterCriteria }));
        const [found] = coveredResources;
        const reason = found?.scanStatus?.reason;
        return reason === undefined ? undefined : readWitness(reason, found?.lastScannedAt);
    }
    catch (error) {
        const { message, code } = (0,explain/* explain */.WE)(error, `the image ${name}@${digest}`);
        if (code === 'CANCELLED')
            throw error;
        if (code === 'AWS_ACCESS_DENIED')
            return 'denied';
        (0,core/* notice */.lm)(`Inspector could not be asked about the scan. ${message}`);
        return undefined;
    }
}
/** Whether the policy asks for what only Inspector's own API tells. */
function needsExploits({ minEpss, failOnKnownExploited }) {
    return minEpss !== undefined || failOnKnownExploited;
}
/**
 * Adds to the findings of enhanced scans what Inspector knows of exploits, as far as the policy asks for it.
 * @throws ActionError where Inspector refuses or does not answer: what was asked for could not be judged
 */
async function withExploits(inspector, repository, scan, policy) {
    if (scan.kind !== 'complete' || scan.mode !== 'enhanced' || scan.findings.length === 0)
        return scan;
    const subject = `the image ${repository.name}@${scan.digest}`;
    try {
        const scores = policy.minEpss === undefined ? undefined : await readScores(inspector, repository, scan);
        const exploited = policy.failOnKnownExploited
            ? await readExploited(inspector, scan.findings, subject)
            : undefined;
        const findings = scan.findings.map((one) => ({
            ...one,
            epss: scores?.get(one.arn ?? ''),
            knownExploited: exploited?.has(one.arn ?? ''),
        }));
        return { ...scan, findings };
    }
    catch (error) {
        throw (0,explain/* explain */.WE)(error, subject);
    }
}
const mostPages = 2_000;
const mostReads = 3;
/** @returns EPSS scores by the ARN of the finding; not every vulnerability has one, but every finding must be told of */
async function readScores(inspector, repository, { digest, findings }) {
    const arns = findings.filter(isActive).map(({ arn }) => arn ?? '');
    for (let left = mostReads;; left--) {
        const listed = await listFindings(inspector, repository, digest);
        const unknown = arns.filter((arn) => !listed.has(arn)).length;
        if (unknown === 0)
            return new Map([...listed].flatMap(([arn, score]) => (score === undefined ? [] : [[arn, score]])));
        // A list that changes while its pages are read lacks some.
        if (left === 1)
            throw incomplete(`${repository.name}@${digest}`, unknown);
    }
}
/** @returns every finding that Inspector has for the image, with its score if it has one */
async function listFindings(inspector, { name }, digest) {
    const filterCriteria = { ecrImageHash: equals(digest), ecrImageRepositoryName: equals(name) };
    const about = `inspector2:ListFindings for the image ${name}@${digest}`;
    const listed = new Map();
    const tokens = new Set();
    for (let nextToken;;) {
        const answer = await inspector.send(new dist_cjs/* ListFindingsCommand */.m_$({ filterCriteria, maxResults: 100, nextToken }));
        if (answer.findings === undefined)
            throw (0,explain/* badAnswer */.k6)(about, 'without a list of findings');
        for (const { findingArn = '', epss } of answer.findings)
            listed.set(findingArn, epss?.score);
        nextToken = answer.nextToken;
        if (!nextToken)
            return listed;
        if (tokens.has(nextToken) || tokens.size >= mostPages)
            throw (0,explain/* badAnswer */.k6)(about, `a list that does not end after ${tokens.size + 1} pages`);
        tokens.add(nextToken);
    }
}
function incomplete(image, unknown) {
    return new errors/* ActionError */.lZ({
        code: 'AWS_BAD_ANSWER',
        sentence: `The answer to inspector2:ListFindings for the image ${image} lacks ${unknown} of the findings that ECR gives, in ${mostReads} reads, so how likely their exploits are is not known.`,
        hint: 'Findings may still be on their way: run the job again.',
    });
}
function isActive({ standing }) {
    return standing === 'active';
}
const detailsAtOnce = 10;
const mostAsked = 5_000;
/** @returns the findings whose vulnerability is in CISA's catalogue, by their ARNs */
async function readExploited(inspector, findings, subject) {
    const active = findings.filter(isActive);
    if (active.some(({ arn }) => arn === undefined))
        throw (0,explain/* badAnswer */.k6)(`ecr:DescribeImageScanFindings for ${subject}`, 'a finding without an ARN');
    const asked = [...new Set(active.map(({ arn }) => arn ?? ''))];
    if (asked.length > mostAsked)
        throw tooMany(subject, asked.length);
    const listed = new Set();
    for (let at = 0; at < asked.length; at += detailsAtOnce) {
        const findingArns = asked.slice(at, at + detailsAtOnce);
        for (const arn of await readDetails(inspector, findingArns, subject))
            listed.add(arn);
    }
    // What is listed is the vulnerability, whichever finding has the details of it.
    const ids = new Set(active.filter(({ arn = '', id }) => listed.has(arn) && id !== scan_findings/* unnamedId */.s_).map(({ id }) => id));
    return new Set(active.flatMap(({ arn = '', id }) => (listed.has(arn) || ids.has(id) ? [arn] : [])));
}
/** @returns those of the findings that CISA lists */
async function readDetails(inspector, findingArns, subject) {
    const { findingDetails = [], errors = [] } = await inspector.send(new dist_cjs/* BatchGetFindingDetailsCommand */.BUi({ findingArns }));
    const about = `inspector2:BatchGetFindingDetails for ${subject}`;
    // Not every finding has details; everything else that is not told is not known.
    const refused = errors.find(({ errorCode }) => errorCode !== 'FINDING_DETAILS_NOT_FOUND');
    if (refused !== undefined)
        throw (0,explain/* badAnswer */.k6)(about, `a refusal: ${refused.errorCode}: ${refused.errorMessage}`);
    const told = new Set([...findingDetails, ...errors].map(({ findingArn }) => findingArn));
    if (findingArns.some((arn) => !told.has(arn)))
        throw (0,explain/* badAnswer */.k6)(about, 'without all of the findings');
    return findingDetails.flatMap(({ findingArn, cisaData }) => findingArn !== undefined && cisaData !== undefined ? [findingArn] : []);
}
function tooMany(subject, count) {
    return new errors/* ActionError */.lZ({
        code: 'AWS_ERROR',
        sentence: `${subject} has ${count} findings, and Inspector is asked about ${mostAsked} at most, so which of them are exploited is not known.`,
        hint: 'Start from a smaller or newer base image, or leave fail-on-known-exploited out.',
    });
}


/***/ })

};
