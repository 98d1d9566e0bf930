/** Stands in for `@vscode/native-watchdog`, which ends the extension host natively when its parent dies. */
exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
