export const id = 913;
export const ids = [913];
export const modules = {

/***/ 3913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createRepository: () => (/* binding */ createRepository)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8249);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);
/* harmony import */ var _lib_error_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1715);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);
/* harmony import */ var _lib_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7399);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8674);






/**
 * Makes the repository with everything that the inputs say of it. One that another run made meanwhile is left as it is.
 * @throws ActionError ENCRYPTION_KEY_UNUSABLE, REPOSITORY_SETTINGS_REFUSED, or what the call failed with
 */
async function createRepository(ecr, { name, account }, wanted) {
    const about = { registryId: account, repositoryName: name };
    const isOurs = await create(ecr, about, wanted);
    if (!isOurs)
        return (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_2__/* .say */ .cv)(`The repository ${name} was made by somebody else at the same time.`);
    (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_2__/* .say */ .cv)(`Created the repository ${name}.`);
    const { policy, lifecyclePolicy } = wanted;
    if (policy !== undefined) {
        await setPolicy(name, 'repository policy', () => ecr.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .SetRepositoryPolicyCommand */ .IOA({ ...about, policyText: policy })));
    }
    if (lifecyclePolicy !== undefined) {
        await setPolicy(name, 'lifecycle policy', () => ecr.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .PutLifecyclePolicyCommand */ .Rcn({ ...about, lifecyclePolicyText: lifecyclePolicy })));
    }
}
/** @returns whether this call made it */
async function create(ecr, about, wanted) {
    const { mutability, encryption } = wanted;
    const tags = Object.entries(wanted.tags).map(([Key, Value]) => ({ Key, Value }));
    const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_4__/* .CreateRepositoryCommand */ .WTe({
        ...about,
        imageScanningConfiguration: { scanOnPush: wanted.scanOnPush },
        ...(mutability && { imageTagMutability: mutability.kind }),
        ...(mutability?.exclusions.length && {
            imageTagMutabilityExclusionFilters: mutability.exclusions.map((filter) => ({
                filterType: 'WILDCARD',
                filter,
            })),
        }),
        ...(encryption && {
            encryptionConfiguration: { encryptionType: encryption.type, kmsKey: encryption.key },
        }),
        ...(tags.length > 0 && { tags }),
    });
    try {
        await ecr.send(command);
        return true;
    }
    catch (error) {
        if ((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error) === 'RepositoryAlreadyExistsException')
            return false;
        if ((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error) === 'KmsException')
            throw (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .keyUnusable */ .t)(about.repositoryName, encryption?.key, error);
        throw refusedSettings.has((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error))
            ? settingsRefused(`ECR refused to create the repository ${about.repositoryName}`, creationHint, error)
            : (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, `the new repository ${about.repositoryName}`);
    }
}
const refusedSettings = new Set([
    'InvalidParameterException',
    'InvalidTagParameterException',
    'TooManyTagsException',
    'LimitExceededException',
    'ValidationException',
]);
/** The repository is there by now, which a later run takes as it is: the reader has to know both. */
async function setPolicy(name, what, set) {
    try {
        await set();
        (0,_lib_log_js__WEBPACK_IMPORTED_MODULE_2__/* .say */ .cv)(`Set its ${what}.`);
    }
    catch (error) {
        const created = `The repository ${name} was created, but its ${what} could not be set`;
        if (refusedSettings.has((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error)))
            throw settingsRefused(created, existsHint, error);
        const { code, message, hint } = (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, `the ${what} of ${name}`);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({ code, sentence: `${created}: ${message}`, hint: `${hint} ${existsHint}` }, { cause: error });
    }
}
const creationHint = 'Correct the inputs repository-… that ECR names; nothing was created.';
const existsHint = 'Settings of a repository that exists are left alone: delete it while it is empty and run the job again, or set the policy by hand.';
function settingsRefused(what, hint, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'REPOSITORY_SETTINGS_REFUSED',
        sentence: `${what}: ${(0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(cause)}: ${(0,_lib_error_text_js__WEBPACK_IMPORTED_MODULE_5__/* .errorMessage */ .g)(cause)}`,
        hint,
    }, { cause });
}


/***/ })

};
