export const id = 144;
export const ids = [144];
export const modules = {

/***/ 4144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   authorizePublic: () => (/* binding */ authorizePublic),
/* harmony export */   describePublic: () => (/* binding */ describePublic),
/* harmony export */   promotePublic: () => (/* binding */ promotePublic),
/* harmony export */   publicDigestOf: () => (/* binding */ publicDigestOf),
/* harmony export */   removePublicCandidate: () => (/* binding */ removePublicCandidate)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9821);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7406);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(538);
/* harmony import */ var _candidate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3432);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1802);
/* harmony import */ var _promote_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3793);






// ECR Public, loaded only where it is used. Its API is a small one: no scans, no immutable tags, no BatchGetImage.
/** @throws ActionError REPOSITORY_NOT_FOUND, REPOSITORY_MISMATCH, or what the call failed with */
async function describePublic(api, wanted) {
    const subject = `the public repository ${wanted.alias}/${wanted.name}`;
    const command = new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__/* .DescribeRepositoriesCommand */ .pE({ repositoryNames: [wanted.name] });
    const answer = await api.send(command).catch((error) => {
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error) === 'RepositoryNotFoundException'
            ? notFound(wanted, error)
            : (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, subject);
    });
    const found = answer.repositories?.[0];
    if (!found?.repositoryUri || !found.registryId)
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(`ecr-public:DescribeRepositories for ${subject}`, 'without a repository');
    const [host = '', ...path] = found.repositoryUri.split('/');
    if (path.join('/') !== `${wanted.alias}/${wanted.name}`)
        throw mismatch(wanted, found.repositoryUri);
    return { name: wanted.name, uri: found.repositoryUri, host, account: found.registryId };
}
/** The password for pushes; its service token is what takes sts:GetServiceBearerToken. */
async function authorizePublic(api, host) {
    const subject = `the registry ${host}`;
    const answer = await api.send(new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__/* .GetAuthorizationTokenCommand */ .Eu({})).catch((error) => {
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, subject);
    });
    return (0,_login_js__WEBPACK_IMPORTED_MODULE_3__/* .readLogin */ .mN)(host, answer.authorizationData?.authorizationToken, 'ecr-public');
}
function promotePublic(api, repository, manifest, tags) {
    return (0,_promote_js__WEBPACK_IMPORTED_MODULE_4__/* .putAll */ .D3)(repository, tags, (tag) => putPublicTag(api, repository, manifest, tag));
}
async function putPublicTag(api, repository, manifest, imageTag) {
    const command = new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__/* .PutImageCommand */ .SU({
        registryId: repository.account,
        repositoryName: repository.name,
        imageTag,
        imageManifest: manifest.text,
        imageManifestMediaType: manifest.mediaType,
        imageDigest: manifest.digest,
    });
    try {
        return (0,_promote_js__WEBPACK_IMPORTED_MODULE_4__/* .accepted */ .qG)((await api.send(command)).image?.imageId?.imageDigest, manifest);
    }
    catch (error) {
        if ((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error) === 'ImageAlreadyExistsException')
            return { kind: 'existing' };
        return (0,_promote_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(error, `${repository.name}:${imageTag}`, (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .isAnswer */ .Tq)(error));
    }
}
function removePublicCandidate(api, repository, image, manifest) {
    const about = { registryId: repository.account, repositoryName: repository.name };
    return (0,_candidate_js__WEBPACK_IMPORTED_MODULE_2__/* .removeCandidate */ .u)(image, {
        read: async () => tagsOf(await api.send(describeImage(about, image.digest)), image.digest),
        remove: async (imageTag) => (await api.send(new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__/* .BatchDeleteImageCommand */ .w({ ...about, imageIds: [{ imageTag }] }))).failures ?? [],
        restore: (tag) => putPublicTag(api, repository, manifest, tag),
    });
}
/** What a tag names now; undefined where there is no such tag. */
async function publicDigestOf(api, { account: registryId, name: repositoryName }, imageTag) {
    const command = new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__/* .DescribeImagesCommand */ .ji({ registryId, repositoryName, imageIds: [{ imageTag }] });
    const subject = `the tag ${repositoryName}:${imageTag}`;
    try {
        const digest = (await api.send(command)).imageDetails?.[0]?.imageDigest;
        if (!digest)
            throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .badAnswer */ .k6)(`ecr-public:DescribeImages for ${subject}`, 'without a digest');
        return digest;
    }
    catch (error) {
        if ((0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .errorName */ .Is)(error) === 'ImageNotFoundException')
            return undefined;
        throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error, subject);
    }
}
function describeImage(about, imageDigest) {
    return new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_5__/* .DescribeImagesCommand */ .ji({ ...about, imageIds: [{ imageDigest }] });
}
function tagsOf({ imageDetails = [] }, digest) {
    return new Map(imageDetails.flatMap(({ imageTags = [] }) => imageTags.map((tag) => [tag, digest])));
}
function notFound({ alias, name }, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'REPOSITORY_NOT_FOUND',
        sentence: `There is no public repository ${name} in the account of these credentials.`,
        hint: `Check repository and the role's account, whose alias must be ${alias}; or create it: aws ecr-public create-repository --region us-east-1 --repository-name ${name}`,
    }, { cause });
}
function mismatch({ host, alias, name }, uri) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ({
        code: 'REPOSITORY_MISMATCH',
        sentence: `The input repository is ${host}/${alias}/${name}, but the repository of that name in this account is ${uri}.`,
        hint: 'Give the URI that ECR Public gives, or use a role of the account with that alias.',
    });
}


/***/ })

};
