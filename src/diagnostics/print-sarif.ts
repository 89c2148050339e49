import { compareText } from '../model/order.ts';
import { type Code, codes } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { regionOf } from './region.ts';
import { stringify } from './stringify.ts';

/** Prints a SARIF 2.1.0 log of one run, in the form that GitHub code scanning takes. */
export function printSarif(
  diagnostics: readonly Diagnostic[],
  tool: { readonly version: string },
): string {
  // GitHub refuses a whole upload over one result without a file, so those become notifications.
  const placed = diagnostics.filter(({ source }) => source);
  const placeless = diagnostics.filter(({ source }) => !source);
  const results = placed.slice(0, MAX_RESULTS);
  const rules = rulesOf([...results, ...placeless]);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'roster', version: tool.version, rules: rules.map(toRule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [toInvocation(placeless, placed.length - results.length, rules)],
        results: results.map((one) => toResult(one, rules)),
      },
    ],
  };
  return stringify(log);
}

/** GitHub refuses a run with more. */
const MAX_RESULTS = 25_000;

function rulesOf(diagnostics: readonly Diagnostic[]): readonly Code[] {
  return [...new Set(diagnostics.map(({ code }) => code))].toSorted(compareText);
}

function toRule(code: Code) {
  const { title, help, severity } = codes[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level: severity },
  };
}

function toInvocation(placeless: readonly Diagnostic[], dropped: number, rules: readonly Code[]) {
  const notifications = placeless.map((one) => ({
    level: one.severity,
    message: { text: messageText(one) },
    associatedRule: { id: one.code, index: rules.indexOf(one.code) },
  }));
  const overflow = {
    level: 'warning',
    message: {
      text: `${dropped} more diagnostics are left out; a run holds ${MAX_RESULTS} results`,
    },
  };
  return {
    executionSuccessful: !placeless.some(({ severity }) => severity === 'error'),
    toolExecutionNotifications: dropped > 0 ? [...notifications, overflow] : notifications,
  };
}

function toResult(diagnostic: Diagnostic, rules: readonly Code[]) {
  const { code, severity, message } = diagnostic;
  const path = diagnostic.source?.path ?? '';
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: severity,
    message: { text: messageText(diagnostic) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(path), uriBaseId: '%SRCROOT%' },
          ...toRegion(diagnostic),
        },
      },
    ],
    // Without the line: an alert stays the same alert when lines are added above it.
    partialFingerprints: { 'rosterDiagnostic/v1': `${code}:${path}:${message}` },
  };
}

function toRegion(diagnostic: Diagnostic) {
  const region = regionOf(diagnostic);
  if (!region) return {};
  const { line, column, endLine, endColumn } = region;
  return { region: { startLine: line, startColumn: column, endLine, endColumn } };
}

/**
 * A message text may hold links, `[text](target)`, and regular expressions look like them; a
 * backslash before the brackets makes them plain.
 */
function messageText({ message, help }: Diagnostic): string {
  const text = help === undefined ? message : `${message}\nhelp: ${help}`;
  return text.includes('](') ? text.replace(/[[\]\\]/g, '\\$&') : text;
}

/** Halves of surrogate pairs have no UTF-8 and no place in a URI. */
function toUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
