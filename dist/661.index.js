export const id = 661;
export const ids = [661];
export const modules = {

/***/ 8661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ecrPublicClient: () => (/* binding */ ecrPublicClient)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9821);
/* harmony import */ var _aws_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1648);


/** In a file of its own, since few runs need it. Its API is in us-east-1, wherever the run is at home. */
function ecrPublicClient(settings) {
    const inHome = { ...settings, region: 'us-east-1' };
    return (0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .prepare */ .iA)(new _aws_sdk_client_ecr_public__WEBPACK_IMPORTED_MODULE_1__/* .ECRPUBLICClient */ .Rr((0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .configuration */ .HF)(inHome)), 'ecr-public', inHome);
}


/***/ })

};
