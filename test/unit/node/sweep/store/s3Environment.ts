/** What the client of S3 takes from the environment: nothing of this machine's. */

import { afterEach, beforeEach } from 'vitest';
import { credentials } from './s3Server.ts';

/** Nowhere else are credentials or a region looked for: no files of the person's, no address that clouds answer at. */
const nothing = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
  // scripts/buildCli.mjs says the same to what ships.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** For each test of a file: the credentials of `startS3Server`. @param env That of this process. */
export function useCredentials(env: NodeJS.ProcessEnv): void {
  const before = { ...env };
  const clear = () => {
    for (const name of Object.keys(env).filter((one) => one.startsWith('AWS_'))) delete env[name];
  };
  beforeEach(() => {
    clear();
    Object.assign(env, nothing, {
      AWS_ACCESS_KEY_ID: credentials.key,
      AWS_SECRET_ACCESS_KEY: credentials.secret,
    });
  });
  afterEach(() => {
    clear();
    Object.assign(env, before);
  });
}
