/** An optimizer's text; the bundler and the test runner import the file as a string. */
declare module '*.optimizer' {
  const text: string;
  export default text;
}
