export const id = 842;
export const ids = [842];
export const modules = {

/***/ 4842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPublicPushed: () => (/* binding */ readPublicPushed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _lib_docker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1049);
/* harmony import */ var _lib_explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(538);
/* harmony import */ var _lib_poll_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5192);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8334);





const limitMs = 20_000;
const tries = 5;
const pauseMs = 3_000;
/**
 * Reads back what was pushed to ECR Public, whose API does not hand out manifests: buildx gets it from the registry.
 * @throws ActionError AWS_BAD_ANSWER where the bytes of this digest do not come
 */
async function readPublicPushed(repository, image, access) {
    const reference = `${repository.uri}@${image.digest}`;
    for (let left = tries;; left--) {
        const result = await (0,_lib_docker_js__WEBPACK_IMPORTED_MODULE_1__/* .docker */ .T)(['buildx', 'imagetools', 'inspect', '--raw', reference], {
            ...access,
            limitMs,
        });
        const stdout = result.kind === 'ended' ? result.stdout : '';
        // Lines are collected with an end each, and a manifest's last one has none.
        const text = [stdout.slice(0, -1), stdout].find((one) => digestOf(one) === image.digest);
        if (text !== undefined)
            return pushedOf(text, image);
        if (left === 1) {
            const said = result.kind === 'ended' ? result.lines.slice(-1).join('') : result.kind;
            throw (0,_lib_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .badAnswer */ .k6)(`the request for the manifest ${reference}`, `not that manifest: ${said.slice(0, 300)}`);
        }
        await (0,_lib_poll_js__WEBPACK_IMPORTED_MODULE_3__/* .pause */ .v7)(pauseMs / access.pace, access.signal);
    }
}
function pushedOf(text, { digest, platform }) {
    const mediaType = /"mediaType"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? _manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .manifestTypes */ .F[2];
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .readContent */ .c)({ text, mediaType });
    const platforms = content.kind === 'index' ? content.images : [{ digest, platform }];
    return { manifest: { digest, mediaType, text }, platforms };
}
function digestOf(text) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex')}`;
}


/***/ })

};
