import type { Rule } from './rule.ts';

/** What can be wrong with a file before it is a policy. */
export const readingCodes = {
  'no-policies': {
    severity: 'error',
    title: 'there is nothing to compile',
    help: 'An empty or missing policy folder would delete everything in dist/; name the right folder with --policies.',
  },
  'unreadable-file': {
    severity: 'error',
    title: 'a file cannot be read',
    help: 'Every file of the policy folder is read; make it readable or move it out.',
  },
  'file-too-large': {
    severity: 'error',
    title: 'a file is larger than 1 MiB',
    help: 'A policy is a page of text; split generated files.',
  },
  'link-leaves-tree': {
    severity: 'error',
    title: 'a symbolic link leads out of the policy folder',
    help: 'What is compiled must be in the folder that is reviewed; copy the file into it.',
  },
  'yaml-syntax': {
    severity: 'error',
    title: 'the file is not YAML 1.2',
    help: 'The message says what was expected at the marked place.',
  },
  'duplicate-key': {
    severity: 'error',
    title: 'a key stands twice in one map',
    help: 'Readers disagree on which one counts; remove one.',
  },
  'alias-not-allowed': {
    severity: 'error',
    title: 'anchors, aliases and merge keys are not part of the policy language',
    help: 'Write the value out, or put what policies share into a Profile.',
  },
  'tag-not-allowed': {
    severity: 'error',
    title: 'YAML tags are not part of the policy language',
    help: 'Remove the tag; put quotes around a text.',
  },
  'key-not-text': {
    severity: 'error',
    title: 'a key of a map is not a text',
    help: 'Put the key in quotes.',
  },
  'unsafe-integer': {
    severity: 'error',
    title: 'an integer is larger than 2^53 and would lose digits',
    help: 'Put it in quotes if the field is a text; no number field needs one this large.',
  },
  'infinite-number': {
    severity: 'error',
    title: 'a number that JSON does not have',
    help: 'Infinity and not-a-number (.inf, .nan, 1e999) have no place in a policy; leave the field out.',
  },
  'ambiguous-text': {
    severity: 'error',
    title: 'a text that YAML 1.1 readers take for something else',
    help: 'Put it in quotes, so that every tool that reads the file sees the same text.',
  },
} as const satisfies Record<string, Rule>;
