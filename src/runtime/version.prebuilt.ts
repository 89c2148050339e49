import { readFileSync } from 'node:fs';

/** The version of this package; the build puts the text itself in the place of this module. */
export const version: string = JSON.parse(readFileSync('package.json', 'utf8')).version;
