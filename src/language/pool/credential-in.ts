const passwords = /(PASSWORD|PASSWD|PASSPHRASE)$|(^|_)(PASS|PWD)$/;
const secrets = /(^|_)(SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/;
/** Variables of the shell: the working folder, and the one before. */
const folders = new Set(['PWD', 'OLDPWD']);

const urlWithPassword = /[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:(?<password>[^\s/@]+)@[^\s/]/i;
const addressWithPassword = /^[^\s:/@]+:(?<password>[^\s/@]+)@[^\s/]/;
const parameter = /[?&;]\s*(?:password|pwd)=(?<password>[^\s;&]+)/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const issued = /^(gh[pousr]_|github_pat_|glpat-|xox[abp]-|sk_live_|AKIA[0-9A-Z]{16}$)/;

/** Says what credential an environment variable holds in the open, by its name or its value; `undefined` for none. */
export function credentialInVariable(name: string, value: string): string | undefined {
  const word = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  const isNamed = passwords.test(word) || secrets.test(word);
  const isSetting = !passwords.test(word) && /^(\d+|true|false)$/i.test(value);
  if (isNamed && !folders.has(word) && !isSetting && isLiteral(value))
    return `the value of ${name}`;
  return credentialIn(value);
}

/** Says what credential a text holds in the open: a password in a URL, a private key, a token by its issuer's prefix. */
export function credentialIn(text: string): string | undefined {
  if (privateKey.test(text)) return 'a private key';
  if (issued.test(text)) return 'an access token';
  const isNoLogin = /^mailto:/i.test(text) || /@sha\d+:/.test(text);
  const found =
    urlWithPassword.exec(text) ??
    parameter.exec(text) ??
    (isNoLogin ? null : addressWithPassword.exec(text));
  const password = found?.groups?.password;
  return password !== undefined && !/^\$(\(\w+\)|\{?\w+\}?)$/.test(password)
    ? 'a password inside a URL'
    : undefined;
}

/** A variable put together from others, or the path of a file, gives nothing away. */
function isLiteral(value: string): boolean {
  return value !== '' && !/\$\(\w+\)/.test(value) && !/^\.{0,2}\//.test(value);
}
