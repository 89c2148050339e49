import { isObject } from '../../model/json.ts';
import { ConfigurationError } from './problem.ts';

/** The object that a configuration file holds; throws a ConfigurationError where there is none. */
export async function readConfigurationFile(
  path: string,
  readFile: (path: string) => Promise<string>,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path).catch((error: unknown) => {
    throw problem(path, `cannot be read (${codeOf(error)})`, 'is it mounted where --config says?');
  });
  const value = parse(path, text);
  if (isObject(value)) return value;
  throw problem(path, 'must hold one JSON object', 'it begins with { and ends with }');
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw problem(
      path,
      `must be JSON${placeOf(error, text)}`,
      'JSON has no comments and no comma behind the last element',
    );
  }
}

/** Node names the offset; people count lines. */
function placeOf(error: unknown, text: string): string {
  const offset = error instanceof Error && /position (\d+)/.exec(error.message)?.[1];
  if (!offset) return '';
  const before = text.slice(0, Number(offset)).split('\n');
  return `, and is not in line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOENT' ? 'it is not there' : (code ?? 'no reason given');
}

function problem(where: string, message: string, help: string): ConfigurationError {
  return new ConfigurationError([{ where, message, help }]);
}
