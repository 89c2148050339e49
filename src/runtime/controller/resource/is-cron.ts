const names = '(?:[a-z]{3}|\\d{1,2})';
const part = `(?:\\*|\\?|${names}(?:-${names})?)(?:/\\d{1,2})?`;
const field = `${part}(?:,${part})*`;
const cron = new RegExp(`^${field}(?: +${field}){4}$`, 'i');

/** Whether a text has the form of a cron of five fields; whether it ever comes about is not looked at. */
export function isCron(text: string): boolean {
  return text.length <= 256 && cron.test(text);
}
