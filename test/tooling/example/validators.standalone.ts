import { Ajv2020 } from 'ajv/dist/2020.js';

export const ajv = new Ajv2020({ code: { source: true, esm: true } });

/** Without an `$id`, and with ajv's runtime module for lengths in code points. */
export const validateName = ajv.compile({ type: 'string', maxLength: 3 });

/** With an `$id`, and with the CommonJS package for deep equality. */
export const validateList = ajv.compile({ $id: 'list', type: 'array', uniqueItems: true });
