import { Ajv2020 } from 'ajv/dist/2020.js';
import { editorSchema } from '../../../src/language/editor/editor-schema.prebuilt.ts';

// `defaultSnippets` is a word of editors
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  keywords: ['defaultSnippets'],
});
const validate = ajv.compile(editorSchema);

/** What an editor marks in a document: where, the rule, and the name where the rule is about one. */
export function editorErrors(document: unknown): readonly string[] {
  if (validate(document)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, keyword, params }) => {
      const name = params.additionalProperty ?? params.missingProperty;
      return `${instancePath} ${keyword}${name === undefined ? '' : ` ${name}`}`;
    })
    .toSorted();
}
