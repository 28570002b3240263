export const id = 842;
export const ids = [842];
export const modules = {

/***/ 4842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPublicPushed: () => (/* binding */ readPublicPushed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7406);
/* harmony import */ var _lib_docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1049);
/* harmony import */ var _lib_images_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3547);
/* harmony import */ var _lib_poll_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5192);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8334);






const limitMs = 20_000;
const tries = 3;
const pauseMs = 3_000;
/**
 * Reads back what was pushed to ECR Public, whose API does not hand out manifests: buildx gets it from the registry.
 * @throws ActionError IMAGE_NOT_FOUND, or REGISTRY_UNREACHABLE where the bytes of this digest do not come
 */
async function readPublicPushed(repository, image, access) {
    const reference = `${repository.uri}@${image.digest}`;
    for (let left = tries;; left--) {
        const result = await (0,_lib_docker_js__WEBPACK_IMPORTED_MODULE_2__/* .docker */ .T)(['buildx', 'imagetools', 'inspect', '--raw', reference], {
            ...access,
            limitMs,
        });
        const stdout = result.kind === 'ended' ? result.stdout : '';
        // Lines are collected with an end each, and a manifest's last one has none.
        const text = [stdout.slice(0, -1), stdout].find((one) => digestOf(one) === image.digest);
        if (text !== undefined)
            return pushedOf(text, image);
        if (left === 1)
            throw unread(reference, result.kind === 'ended' ? result.lines : [result.kind]);
        await (0,_lib_poll_js__WEBPACK_IMPORTED_MODULE_4__/* .pause */ .v7)(pauseMs / access.pace, access.signal);
    }
}
function unread(reference, lines) {
    const said = lines.slice(-1).join('').slice(0, 300) || 'buildx said nothing';
    const isMissing = /not found|manifest unknown/i.test(said);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ({
        code: isMissing ? 'IMAGE_NOT_FOUND' : 'REGISTRY_UNREACHABLE',
        sentence: `The image was pushed, but its manifest ${reference} could not be read back: ${said}`,
        hint: 'No release tag was put. Look at the network between runner and registry, and run the job again.',
    });
}
function pushedOf(text, { digest, platform }) {
    const mediaType = (0,_lib_images_js__WEBPACK_IMPORTED_MODULE_3__/* .mediaTypeIn */ .Kw)(text);
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .readContent */ .c)({ text, mediaType });
    const platforms = content.kind === 'index' ? content.images : [{ digest, platform }];
    return { manifest: { digest, mediaType, text }, platforms };
}
function digestOf(text) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex')}`;
}


/***/ })

};
