/**
 * What the command line says for `--name=`.
 * @param {string} name
 * @param {string} usual where it says nothing
 */
export function option(name, usual) {
  return process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual;
}
