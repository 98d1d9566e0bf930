/** How the clients of Redis and S3 are bundled, which sweeps on a queue need. */
import path from 'node:path';

/** BullMQ on PostgreSQL, which nothing here asks for, is a quarter of it. @type {import('esbuild').Plugin} */
export const withoutPostgres = {
  name: 'without-postgres',
  setup(build) {
    build.onResolve({ filter: /^\.\/postgres$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, 'postgres', 'index.js'),
      sideEffects: false,
    }));
  },
};

/** The client of S3 says on Node.js 20 that later versions of it need another: that is ours to know. */
export const clientDefines = { 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"' };

/** Asked for where they happen to be installed: colours of a log that nobody reads, and a faster way to read messages. */
export const missingPackages = ['supports-color', 'msgpackr-extract'];
