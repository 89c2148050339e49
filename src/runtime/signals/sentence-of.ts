import { oneLine } from '../one-line.ts';

/** What went wrong, with its causes, as one line for a status: the messages of an error chain, joined. */
export function sentenceOf(error: unknown): string {
  const messages: string[] = [];
  // A chain that leads back to itself must not hang the source.
  for (let at: unknown = error; at !== undefined && messages.length < 5; at = causeOf(at)) {
    const message = messageOf(at);
    if (message !== '' && !messages.includes(message)) messages.push(message);
  }
  return messages.length === 0 ? 'an error that says nothing' : oneLine(messages.join(': '), 500);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0]);
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : '';
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
