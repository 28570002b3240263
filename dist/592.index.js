export const id = 592;
export const ids = [592];
export const modules = {

/***/ 1592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   inspectorClient: () => (/* binding */ inspectorClient)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_inspector2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3222);
/* harmony import */ var _aws_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1648);


/** In a file of its own, since only a gate on enhanced scanning needs it. */
function inspectorClient(settings) {
    return (0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .prepare */ .iA)(new _aws_sdk_client_inspector2__WEBPACK_IMPORTED_MODULE_1__/* .Inspector2Client */ .r0C((0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .configuration */ .HF)(settings)), 'inspector2', settings);
}


/***/ })

};
