/** A text without the user and the password of the URLs in it. */
export function withoutUserInfo(text: string): string {
  return text.replaceAll(/(:\/\/)[^\s"'/@]*@/g, '$1***@');
}
