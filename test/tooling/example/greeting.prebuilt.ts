import { styleText } from 'node:util';

// Must not be in the bundle: the module is run, and what it exports is shipped.
const computedAtBuildTime = styleText('red', 'hello').includes('hello');

export const greeting = { text: computedAtBuildTime ? 'hello' : 'goodbye' };
export const count = 3;
