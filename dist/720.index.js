export const id = 720;
export const ids = [720];
export const modules = {

/***/ 1720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   elbClient: () => (/* binding */ elbClient)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_elastic_load_balancing_v2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(586);
/* harmony import */ var _aws_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1648);


/** In a file of its own, since only a rollout that fails its load balancer's health checks needs it. */
function elbClient(settings) {
    const client = new _aws_sdk_client_elastic_load_balancing_v2__WEBPACK_IMPORTED_MODULE_1__/* .ElasticLoadBalancingV2Client */ .MlD((0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .configuration */ .HF)(settings));
    return (0,_aws_js__WEBPACK_IMPORTED_MODULE_0__/* .prepare */ .iA)(client, 'elasticloadbalancing', settings);
}


/***/ })

};
