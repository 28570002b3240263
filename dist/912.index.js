export const id = 912;
export const ids = [912];
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


/***/ })

};
