export const id = 682;
export const ids = [682];
export const modules = {

/***/ 9682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   logsClient: () => (/* binding */ logsClient)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_cloudwatch_logs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2684);
/* harmony import */ var _aws_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1648);


/**
 * In a file of its own, since only a rollout that went wrong needs it.
 * @param region where the containers write to, which may be another one than the service's
 */
function logsClient(settings, region) {
    const there = { ...settings, region };
    return (0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .prepare */ .iA)(new _aws_sdk_client_cloudwatch_logs__WEBPACK_IMPORTED_MODULE_1__/* .CloudWatchLogsClient */ .TFr((0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .configuration */ .HF)(there)), 'logs', there);
}


/***/ })

};
