import { makeEditorSchema } from './editor-schema.ts';

/** The JSON Schema of all kinds for editors. The build puts the finished JSON here, so that no schema library is loaded to print it. */
export const editorSchema = makeEditorSchema();
